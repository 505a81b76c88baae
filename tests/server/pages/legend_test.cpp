// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/pages/legend.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace liangxian::tests {
namespace {

using nlohmann::json;

json rule_named(const json& legend, const std::string& layer, const std::string& rule) {
    for (const json& one : legend["layers"]) {
        for (const json& of_layer : one["rules"]) {
            if (one["name"] == layer && of_layer["name"] == rule) {
                return of_layer;
            }
        }
    }
    return {};
}

TEST(Legend, TellsColoursWidthsAndDashesOfTheStyles) {
    const json legend = json::parse(pages::legend_json());
    EXPECT_EQ(legend["pixel_mm"], 0.28);
    const json control = rule_named(legend, "control", "class-ii");
    EXPECT_EQ(control["title"]["zh"], "二类建设控制地带");
    const json stroke = control["symbols"][0]["stroke"];
    EXPECT_EQ(stroke["colour"], "#1f5fa8");
    EXPECT_NEAR(stroke["width_mm"].get<double>(), 0.4, 0.001);
    ASSERT_EQ(stroke["dash_mm"].size(), 2u);
    EXPECT_NEAR(stroke["dash_mm"][0].get<double>(), 3, 0.001);
    EXPECT_NEAR(stroke["dash_mm"][1].get<double>(), 1.5, 0.001);
}

TEST(Legend, TellsHatchesAndPoints) {
    const json legend = json::parse(pages::legend_json());
    const json key = rule_named(legend, "protection", "protection-key-in-force");
    const json hatch = key["symbols"][1]["fill"]["hatch"];
    EXPECT_EQ(hatch["angle_deg"], 45);
    EXPECT_NEAR(hatch["spacing_mm"].get<double>(), 2, 0.001);
    EXPECT_EQ(hatch["stroke"]["colour"], "#c0272d");
    const json point = rule_named(legend, "public_sites", "body")["symbols"][0];
    EXPECT_EQ(point["mark"], "circle");
    EXPECT_NEAR(point["size_mm"].get<double>(), 2.2, 0.001);
}

TEST(Legend, SaysWhomARuleIsFor) {
    const json legend = json::parse(pages::legend_json());
    const json filter = rule_named(legend, "protection", "protection-key-in-force")["filter"];
    EXPECT_EQ(filter["kind"], "equal");
    EXPECT_EQ(filter["property"], "kind");
    EXPECT_EQ(filter["literal"], "protection-key");
}

} // namespace
} // namespace liangxian::tests
