// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/style/layer_style.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liangxian::style {
namespace {

std::string sld(const std::string& rule) {
    return R"(<StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/sld"
        xmlns:se="http://www.opengis.net/se" xmlns:ogc="http://www.opengis.net/ogc"><NamedLayer><se:Name>x</se:Name>
        <UserStyle><se:FeatureTypeStyle><se:Rule>)" +
           rule + "</se:Rule></se:FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>";
}

TEST(Sld, EveryStyleOfTheProductIsUnderstood) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(style_directory())) {
        const std::string name = entry.path().stem().string();
        const LayerStyle style = load_layer_style(name);
        EXPECT_EQ(style.name, name);
        for (const Rule& rule : style.rules) {
            EXPECT_FALSE(rule.symbols.empty()) << name;
            EXPECT_FALSE(rule.title.zh.empty() || rule.title.en.empty()) << name;
        }
        ++count;
    }
    EXPECT_EQ(count, 11U);
}

TEST(Sld, CountsPixelsOf28HundredthsOfAMillimetre) {
    const auto style = read_sld(sld(R"(<se:PolygonSymbolizer><se:Stroke>
        <se:SvgParameter name="stroke">#c0272d</se:SvgParameter><se:SvgParameter name="stroke-width">2</se:SvgParameter>
        <se:SvgParameter name="stroke-dasharray">10 5</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>)"),
                                "x.sld");
    ASSERT_TRUE(style) << style.problems().front().message.en;
    const Stroke& stroke = *style->rules.front().symbols.front().stroke;
    EXPECT_TRUE((stroke.colour == Colour{192, 39, 45}));
    EXPECT_DOUBLE_EQ(stroke.width_mm, 0.56);
    EXPECT_THAT(stroke.dash_mm, testing::ElementsAre(testing::DoubleEq(2.8), testing::DoubleEq(1.4)));
}

TEST(Sld, NamesWhatItDoesNotUnderstandAndGoesOn) {
    const auto style = read_sld(sld(R"(<se:TextSymbolizer/><se:PolygonSymbolizer><se:Fill>
        <se:SvgParameter name="fill">red</se:SvgParameter></se:Fill><se:PerpendicularOffset/></se:PolygonSymbolizer>)"),
                                "x.sld");
    ASSERT_FALSE(style);
    ASSERT_EQ(style.problems().size(), 3U);
    EXPECT_THAT(style.problems()[0].message.en, testing::HasSubstr("se:TextSymbolizer"));
    EXPECT_THAT(style.problems()[1].message.en, testing::HasSubstr("red"));
    EXPECT_THAT(style.problems()[2].where, testing::HasSubstr("PerpendicularOffset"));
}

TEST(Sld, ADraftIsDottedWithoutFillAndWordsPutGreyOverIt) {
    const LayerStyle style = load_layer_style("protection");
    const auto in_force = style.rules_for({{"status", "published"}});
    ASSERT_EQ(in_force.size(), 1U);
    EXPECT_TRUE(in_force.front()->symbols.front().fill);
    const auto draft = style.rules_for({{"status", "draft"}, {"geometry_basis", "from-words"}});
    ASSERT_EQ(draft.size(), 2U);
    EXPECT_FALSE(draft.front()->symbols.front().fill);
    EXPECT_FALSE(draft.front()->symbols.front().stroke->dash_mm.empty());
    EXPECT_TRUE((draft.back()->symbols.front().stroke->colour == Colour{128, 128, 128}));
}

TEST(Sld, AControlZoneOfAnotherClassThanIToIIIIsStillDrawn) {
    const LayerStyle style = load_layer_style("control");
    for (const char* zone_class : {"", "I", "II", "III", "IV"}) {
        EXPECT_EQ(style.rules_for({{"class", zone_class}, {"status", "published"}}).size(), 1U) << zone_class;
    }
}

} // namespace
} // namespace liangxian::style
