// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/layer_symbols.hpp"

#include "core/style/layer_style.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liangxian::tests {
namespace {

using ::testing::ElementsAre;

style::LayerStyle symbols_of(const std::string& layer) {
    auto style = style::read_sld(ows::layer_symbols(layer), layer);
    EXPECT_TRUE(style);
    return std::move(style).value();
}

std::vector<std::string> rules_for(const std::string& layer, const style::Properties& feature) {
    std::vector<std::string> out;
    const style::LayerStyle style = symbols_of(layer);
    for (const style::Rule* rule : style.rules_for(feature)) {
        out.push_back(rule->name);
    }
    return out;
}

TEST(LayerSymbols, GiveEachKindOfProtectionItsOwnRuleAndNoOther) {
    EXPECT_THAT(rules_for("protection", {{"kind", "protection"}}), ElementsAre("in-force"));
    EXPECT_THAT(rules_for("protection", {{"kind", "protection-key"}}),
                ElementsAre("protection-key-in-force"));
    EXPECT_THAT(rules_for("protection", {{"kind", "protection-general"}}),
                ElementsAre("protection-general-in-force"));
}

TEST(LayerSymbols, KeepTheHatchOfTheKeyArea) {
    const style::LayerStyle style = symbols_of("protection");
    int hatches = 0;
    for (const style::Symbol& symbol : style.rules_for({{"kind", "protection-key"}}).front()->symbols) {
        hatches += symbol.fill && symbol.fill->hatch;
    }
    EXPECT_EQ(hatches, 1);
}

TEST(LayerSymbols, HaveNoRuleThatNoPublicLineFits) {
    for (const char* layer : {"protection", "control", "public_sites"}) {
        for (const style::Rule& rule : symbols_of(layer).rules) {
            EXPECT_EQ(rule.name.find("draft"), std::string::npos) << layer;
            EXPECT_EQ(rule.name.find("by-words"), std::string::npos) << layer;
        }
    }
}

} // namespace
} // namespace liangxian::tests
