// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/sheet/sheet.hpp"

#include "core/document/pages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace liangxian::sheet {
namespace {

/// 100 m by 100 m in the plane of zone 37, taken to degrees by pyproj 3.4 (EPSG:4525 to EPSG:4490).
const geo::Ring kSquare{{112.04707578468627, 39.54919785652512},
                        {112.04823901958545, 39.54918737051037},
                        {112.04825257228987, 39.550087909419766},
                        {112.04708932235789, 39.55009839576803}};

struct Unit {
    explicit Unit(zone::Status status = zone::Status::published) {
        site.site_id = "S1";
        site.name = "木塔";
        line.zone_id = "Z1";
        line.status = status;
        line.geometry.polygons.push_back({kSquare, {}});
        content.site = &site;
        content.lines = number_corners({&line}, zone_of({&line}));
        content.as_of = base::Date(2026, 3, 1);
    }
    zone::Site site;
    zone::Zone line;
    SheetContent content;
};

/// Sides of the first closed contour with a pen of the range's red.
std::vector<double> sides_mm(const document::Drawing& drawing) {
    std::vector<double> out;
    for (const document::Mark& mark : drawing.marks) {
        const auto* path = std::get_if<document::Path>(&mark);
        if (path == nullptr || !path->pen || std::abs(path->pen->width_mm - 0.6) > 0.01) {
            continue;
        }
        const auto& points = path->contours.front().points;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const document::Point& a = points[i];
            const document::Point& b = points[(i + 1) % points.size()];
            out.push_back(
                std::sqrt((a.x_mm - b.x_mm) * (a.x_mm - b.x_mm) + (a.y_mm - b.y_mm) * (a.y_mm - b.y_mm)));
        }
        break;
    }
    return out;
}

std::vector<std::string> texts(const document::Drawing& drawing) {
    std::vector<std::string> out;
    for (const document::Mark& mark : drawing.marks) {
        if (const auto* label = std::get_if<document::Label>(&mark)) {
            out.push_back(label->text);
        }
    }
    return out;
}

TEST(Sheet, AHundredMetresAreAHundredMillimetresAtOneToAThousand) {
    const Unit unit;
    for (const int denominator : {1000, 2000, 5000}) {
        SheetOptions options;
        options.denominator = denominator;
        const auto sheet = make_sheet(unit.content, options);
        ASSERT_TRUE(sheet);
        const auto sides = sides_mm(sheet->drawing);
        ASSERT_EQ(sides.size(), 4U);
        for (const double side : sides) {
            EXPECT_NEAR(side, 100.0 * 1000 / denominator, 0.001);
        }
    }
}

TEST(Sheet, TakesTheLargestScaleThatFitsAndRefusesALargerOne) {
    const Unit unit;
    EXPECT_EQ(make_sheet(unit.content, {})->denominator, 500);
    SheetOptions options;
    options.denominator = 200;
    const auto refused = make_sheet(unit.content, options);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problems().front().code, "scale-does-not-fit");
    EXPECT_THAT(refused.problems().front().message.en, testing::HasSubstr("1:500"));
}

TEST(Sheet, OnlyWhatIsNotAnnouncedHasAWatermark) {
    EXPECT_THAT(texts(make_sheet(Unit().content, {})->drawing), testing::Not(testing::Contains("草　案")));
    EXPECT_THAT(texts(make_sheet(Unit(zone::Status::submitted).content, {})->drawing),
                testing::Contains("草　案"));
}

TEST(Sheet, NumbersItsCornersAndSaysItsPlaneScaleAndArea) {
    const auto words = texts(make_sheet(Unit().content, {})->drawing);
    for (const char* word : {"J1", "J2", "J3", "J4", "1:500"}) {
        EXPECT_THAT(words, testing::Contains(word));
    }
    EXPECT_THAT(words, testing::Contains(testing::HasSubstr("CGCS2000")));
    EXPECT_THAT(words, testing::Contains(testing::StartsWith("9,99")));
}

TEST(Sheet, ALongNameStaysOnThePaper) {
    const auto label_with = [](const document::Drawing& drawing, const std::string& word) {
        std::vector<document::Label> out;
        for (const document::Mark& mark : drawing.marks) {
            const auto* label = std::get_if<document::Label>(&mark);
            if (label != nullptr && label->text.find(word) != std::string::npos) {
                out.push_back(*label);
            }
        }
        return out;
    };
    for (const int characters : {2, 45, 90, 180, 600}) {
        Unit unit;
        unit.site.name.clear();
        for (int i = 0; i < characters; ++i) {
            unit.site.name += "塔";
        }
        unit.site.code = unit.site.name;
        const auto sheet = make_sheet(unit.content, {});
        std::vector<document::Label> labels = label_with(sheet->drawing, "塔");
        ASSERT_GE(labels.size(), 2U);
        std::string title;
        for (const document::Label& label : labels) {
            const double width_mm = document::page_functions().measure(label.text, label.font).width_mm;
            EXPECT_LE(label.at.x_mm + width_mm / 2, 410) << characters;
            EXPECT_GE(label.at.x_mm - width_mm / 2, 10) << characters;
            title += label.font.is_bold ? label.text : "";
        }
        EXPECT_EQ(title, unit.site.name + "保护范围和建设控制地带图则");
        EXPECT_EQ(labels.front().font.size_pt<17, characters> 60) << characters;
    }
}

TEST(Sheet, IsTheSameEachTime) {
    EXPECT_EQ(texts(make_sheet(Unit().content, {})->drawing), texts(make_sheet(Unit().content, {})->drawing));
}

} // namespace
} // namespace liangxian::sheet
