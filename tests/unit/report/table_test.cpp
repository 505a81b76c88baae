// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/report/json_report.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace liangxian::report {
namespace {

result::CheckResult named(const std::string& name) {
    result::CheckResult r;
    r.application.name = name;
    r.application.geometry.polygons.push_back({{{113, 39}, {113.1, 39}, {113.1, 39.1}}, {}});
    return r;
}

std::size_t columns(const std::string& line) {
    std::size_t count = 1;
    bool quoted = false;
    for (const char c : line) {
        quoted = quoted != (c == '"');
        count += c == ',' && !quoted ? 1u : 0u;
    }
    return count;
}

TEST(CsvReport, KeepsItsColumnsAndDefusesFormulas) {
    result::CheckResult r = named("=HYPERLINK(\"x\")");
    r.findings.emplace_back();
    r.findings.back().site_name = "甲,乙\"丙";
    const result::FailedApplication failed{1, "b.txt", {{"bad", "", {"坏", "bad"}}}};
    const std::string table = csv_report({r, named("空"), failed}, {});
    EXPECT_EQ(table.substr(0, 3), "\xEF\xBB\xBF");
    EXPECT_NE(table.find("'=HYPERLINK"), std::string::npos);
    std::size_t start = 3;
    std::size_t lines = 0;
    std::size_t header_columns = 0;
    while (start < table.size()) {
        const std::size_t end = table.find("\r\n", start);
        const std::size_t now = columns(table.substr(start, end - start));
        header_columns = header_columns == 0 ? now : header_columns;
        EXPECT_EQ(now, header_columns) << "line " << lines;
        start = end + 2;
        ++lines;
    }
    EXPECT_EQ(lines, 4u);
}

TEST(Tables, GiveAFailedApplicationItsPlaceAndDemonstrationDataItsMark) {
    const result::FailedApplication failed{0, "b.txt", {{"bad", "line 3", {"坏", "broken"}}}, 1};
    const ReportOptions options{base::Language::en, true, {}};
    const std::string table = csv_report({named("a"), failed}, options);
    EXPECT_NE(table.find("1,,b.txt,failed"), std::string::npos);
    EXPECT_NE(table.find("[bad] line 3: broken"), std::string::npos);
    const auto json = nlohmann::json::parse(geojson_report({named("a"), failed}, options));
    ASSERT_EQ(json["features"].size(), 2u);
    EXPECT_TRUE(json["features"][1]["geometry"].is_null());
    EXPECT_EQ(json["features"][1]["properties"]["problems"][0]["code"], "bad");
    for (const auto& feature : json["features"]) {
        EXPECT_EQ(feature["properties"]["notice"], demonstration_mark());
    }
    const std::string bytes = gpkg_report({named("a"), failed}, options);
    EXPECT_NE(bytes.find("failed_applications"), std::string::npos);
    EXPECT_NE(bytes.find("broken"), std::string::npos);
}

TEST(JsonReport, IsOneObjectForOneAndAListForSeveral) {
    EXPECT_TRUE(nlohmann::json::parse(json_report({named("a")})).contains("digest"));
    EXPECT_EQ(nlohmann::json::parse(json_report({named("a"), named("b")}))["results"].size(), 2u);
}

TEST(GeojsonReport, HoldsTheApplicationAndItsFindings) {
    result::CheckResult r = named("a");
    r.findings.emplace_back();
    const auto json = nlohmann::json::parse(geojson_report({r}, {}));
    ASSERT_EQ(json["features"].size(), 2u);
    EXPECT_EQ(json["features"][0]["properties"]["role"], "application");
    EXPECT_EQ(json["features"][1]["properties"]["role"], "finding");
    EXPECT_FALSE(json["features"][1]["properties"].contains("geometry"));
}

TEST(GpkgReport, IsAGeoPackage) {
    result::CheckResult r = named("a");
    r.findings.emplace_back();
    const std::string bytes = gpkg_report({r}, {});
    EXPECT_EQ(bytes.substr(0, 15), "SQLite format 3");
}

} // namespace
} // namespace liangxian::report
