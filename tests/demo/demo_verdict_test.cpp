// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/demo/demo_layers.hpp"

#include "core/app/coverage.hpp"
#include "core/app/unplaced_sites.hpp"
#include "core/app/verdict.hpp"
#include "core/geo/area.hpp"
#include "core/geo/geojson.hpp"
#include "core/overlap/engine.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace liangxian::tests {
namespace {

using nlohmann::json;

/// Half a percent of what the other program computed; it measures with geodesic edges.
constexpr double kAreaTolerance = 0.005;
constexpr double kSmallM2 = 0.01;

/// An entry of expected.json with what the engine and the façade answer for its outline.
struct Answer {
    json entry;
    result::CheckResult result;
};

result::CheckResult answer_to(const json& entry) {
    const zone::Snapshot snapshot =
        demo_snapshot(base::Date::parse(entry.at("as_of").get<std::string>()).value());
    result::CheckResult out;
    out.application.geometry = geo::from_geojson(entry.at("expect").at("geometry"), "expected.json").value();
    overlap::OverlapParameters asked;
    if (entry.contains("influence_m")) {
        asked.influence_m = entry.at("influence_m").get<double>();
    }
    overlap::OverlapOutcome met =
        overlap::make_snapshot_engine(snapshot, {})->check(out.application.geometry, asked);
    out.findings = std::move(met.findings);
    out.unchecked = std::move(met.unchecked);
    out.partition = met.partition;
    out.coverage = app::coverage_of(out.application.geometry, snapshot).themes;
    out.sites_without_geometry = app::unplaced_sites(out.application.geometry, snapshot).sites;
    out.verdict = app::verdict_of(out, false);
    return out;
}

const std::vector<Answer>& answers() {
    static const std::vector<Answer> all = [] {
        std::vector<Answer> out;
        for (const json& entry : demo_json("expected.json")) {
            out.push_back({entry, answer_to(entry)});
        }
        return out;
    }();
    return all;
}

std::string file_of(const Answer& answer) { return answer.entry.at("file").get<std::string>(); }

std::string id_of(const result::Finding& finding) {
    return finding.zone_id.value_or(finding.site_id.value_or(""));
}
std::string id_of(const json& finding) {
    return finding.at(finding.at("zone_id").is_null() ? "site_id" : "zone_id").get<std::string>();
}

std::vector<std::string> contacts(const result::CheckResult& result) {
    std::vector<std::string> out;
    for (const result::Finding& f : result.findings) {
        out.push_back(id_of(f) + ":" + f.zone_kind + " " + std::string(code_of(f.relation)));
    }
    return out;
}

std::vector<std::string> contacts(const json& entry) {
    std::vector<std::string> out;
    for (const json& f : entry.at("expect").at("findings")) {
        out.push_back(id_of(f) + ":" + f.at("zone_kind").get<std::string>() + " " +
                      f.at("relation").get<std::string>());
    }
    return out;
}

TEST(DemoVerdict, IsTheWrittenOneForEveryApplication) {
    ASSERT_GE(answers().size(), 20u);
    for (const Answer& answer : answers()) {
        EXPECT_EQ(std::string(code_of(answer.result.verdict)),
                  answer.entry.at("expect").at("verdict").get<std::string>())
            << file_of(answer);
    }
}

TEST(DemoVerdict, RestsOnTheContactsAnotherProgramFound) {
    for (const Answer& answer : answers()) {
        EXPECT_EQ(contacts(answer.result), contacts(answer.entry)) << file_of(answer);
        EXPECT_TRUE(answer.result.unchecked.empty()) << file_of(answer);
    }
}

TEST(DemoVerdict, AgreesOnAreasAndDecisionBands) {
    for (const Answer& answer : answers()) {
        const json& findings = answer.entry.at("expect").at("findings");
        ASSERT_EQ(answer.result.findings.size(), findings.size()) << file_of(answer);
        for (std::size_t i = 0; i < findings.size(); ++i) {
            const double area_m2 = findings[i].at("area_m2").get<double>();
            const result::Finding& found = answer.result.findings[i];
            EXPECT_NEAR(found.area_m2, area_m2, area_m2 * kAreaTolerance + kSmallM2) << file_of(answer);
            EXPECT_EQ(found.decision_band, findings[i].at("decision_band").get<bool>())
                << file_of(answer) << " " << id_of(found);
        }
    }
}

TEST(DemoVerdict, MeasuresTheApplicationAndItsPartsAlike) {
    for (const Answer& answer : answers()) {
        const double area_m2 = geo::area_lonlat_m2(answer.result.application.geometry);
        const double expected_m2 = answer.entry.at("expect").at("area_m2").get<double>();
        EXPECT_NEAR(area_m2, expected_m2, expected_m2 * kAreaTolerance) << file_of(answer);
        const result::Partition& p = answer.result.partition;
        EXPECT_NEAR(p.protection_m2 + p.control_only_m2 + p.other_m2 + p.outside_m2, area_m2, area_m2 * 1e-9)
            << file_of(answer);
    }
}

TEST(DemoVerdict, ListsTheUnitsNobodyHasDrawn) {
    for (const Answer& answer : answers()) {
        json listed = json::array();
        for (const auto& site : answer.result.sites_without_geometry) {
            listed.push_back({{"site_id", site.site_id}, {"match", site.match}});
        }
        EXPECT_EQ(listed, answer.entry.at("expect").at("sites_without_geometry")) << file_of(answer);
    }
}

} // namespace
} // namespace liangxian::tests
