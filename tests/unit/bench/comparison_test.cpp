// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/file.hpp"
#include "core/bench/bench_report.hpp"
#include "core/bench/comparison.hpp"
#include "core/bench/edge_models.hpp"
#include "core/geo/area.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace liangxian::bench {
namespace {

const std::vector<OverlapPair> kPairs{{0, "p1", 100}, {0, "c1", 5000}, {3, "p2", 7e-4}, {8, "p1", 2e6}};
const ComparisonRule kBetweenModels{
    tolerance_between(EdgeModel::straight_in_degrees, EdgeModel::geodesic), 0, {}};

std::vector<OverlapPair> turned_round(std::vector<OverlapPair> pairs) {
    std::reverse(pairs.begin(), pairs.end());
    return pairs;
}

zone::Zone zone_with(const std::string& id, const geo::Geometry& geometry) {
    zone::Zone out;
    out.zone_id = id;
    out.geometry = geometry;
    return out;
}

TEST(Comparison, AgreesWhateverTheOrder) {
    const Comparison found = compare(kPairs, turned_round(kPairs), kBetweenModels);
    EXPECT_TRUE(found.agrees());
    EXPECT_EQ(found.pairs, kPairs.size());
    EXPECT_EQ(found.largest_difference_m2, 0);
}

TEST(Comparison, FindsAPairThatIsMissingOnEitherSide) {
    std::vector<OverlapPair> fewer = kPairs;
    fewer.erase(fewer.begin() + 2);
    const Comparison there = compare(kPairs, fewer, kBetweenModels);
    ASSERT_EQ(there.disagreements, 1u);
    EXPECT_EQ(there.first[0].kind, Disagreement::Kind::missing_there);
    EXPECT_EQ(there.first[0].zone_id, "p2");
    const Comparison here = compare(fewer, kPairs, kBetweenModels);
    ASSERT_EQ(here.disagreements, 1u);
    EXPECT_EQ(here.first[0].kind, Disagreement::Kind::missing_here);
    EXPECT_EQ(here.first[0].application, 3u);
    ComparisonRule drops_slivers = kBetweenModels;
    drops_slivers.area_floor_m2 = 1e-3;
    EXPECT_TRUE(compare(kPairs, fewer, drops_slivers).agrees());
}

TEST(Comparison, FindsAPairThatStandsTwice) {
    std::vector<OverlapPair> more = kPairs;
    more.push_back(kPairs[1]);
    EXPECT_EQ(compare(kPairs, more, kBetweenModels).disagreements, 1u);
}

TEST(Comparison, FindsAWrongAreaAndOneThatIsNoNumber) {
    std::vector<OverlapPair> wrong = kPairs;
    wrong[1].area_m2 *= 1.0003;
    wrong[3].area_m2 = std::numeric_limits<double>::quiet_NaN();
    const Comparison found = compare(kPairs, wrong, kBetweenModels);
    ASSERT_EQ(found.disagreements, 2u);
    EXPECT_EQ(found.first[0].kind, Disagreement::Kind::area);
    EXPECT_EQ(found.first[0].zone_id, "c1");
    EXPECT_DOUBLE_EQ(found.first[0].peers_m2, 5001.5);
}

TEST(Comparison, IsStricterBetweenAreasOfOneModel) {
    std::vector<OverlapPair> near = kPairs;
    near[3].area_m2 += 10; // 5e-6 of it
    EXPECT_TRUE(compare(kPairs, near, kBetweenModels).agrees());
    for (const EdgeModel model : {EdgeModel::straight_in_degrees, EdgeModel::geodesic}) {
        EXPECT_FALSE(compare(kPairs, near, {tolerance_between(model, model), 0, {}}).agrees());
    }
}

// A strip 10 km long along a parallel: geodesics between its ends run metres farther north.
TEST(Comparison, TakesASecondLookAtWhatOnlyTheEdgeModelCanExplain) {
    const base::TemporaryDirectory folder;
    geo::Geometry strip;
    strip.polygons.push_back({{{112, 38}, {112.12, 38}, {112.06, 38.0005}}, {}});
    write_zone_store({zone_with("p1", strip)}, folder.path() / "z.gpkg");
    const std::vector<geo::Geometry> applications{strip};
    EdgeModels models(applications, folder.path() / "z.gpkg");
    ComparisonRule rule = kBetweenModels;
    rule.second_look = [&models](const OverlapPair& ours, const OverlapPair& peers) {
        return models.explain(ours, EdgeModel::straight_in_degrees, peers, EdgeModel::geodesic);
    };
    const std::vector<OverlapPair> straight{{0, "p1", geo::area_lonlat_m2(strip)}};
    const std::vector<OverlapPair> geodesic{{0, "p1", geo::area_geodesic_m2(strip)}};
    EXPECT_EQ(compare(straight, geodesic, kBetweenModels).disagreements, 1u);
    EXPECT_EQ(compare(straight, geodesic, rule).disagreements, 0u);
    EXPECT_EQ(compare(straight, geodesic, rule).explained, 1u);
    const std::vector<OverlapPair> wrong{{0, "p1", geo::area_lonlat_m2(strip) * (1 + 1e-6)}};
    EXPECT_EQ(compare(wrong, geodesic, rule).disagreements, 1u);
}

TEST(Comparison, KeepsTheFirstTwentyDisagreementsAndCountsAll) {
    std::vector<OverlapPair> many;
    for (std::uint32_t i = 0; i < 50; ++i) {
        many.push_back({i, "p1", 1});
    }
    const Comparison found = compare(many, {}, kBetweenModels);
    EXPECT_EQ(found.disagreements, 50u);
    EXPECT_EQ(found.first.size(), 20u);
}

OverlapBenchReport report_with(Comparison comparison) {
    OverlapBenchReport report;
    report.region = "quick";
    report.sites = 10000;
    report.ours.name = "ours";
    report.peers.push_back({"geos", "GEOS 3.11", {}});
    report.sets.push_back({"generated", 10, 4, 5100, 0.5, 0, {{"geos", 2.0, 4, std::move(comparison)}}});
    return report;
}

TEST(BenchReport, SaysWhoTookHowLongInJsonAndInWords) {
    const OverlapBenchReport report = report_with(compare(kPairs, kPairs, kBetweenModels));
    const auto json = nlohmann::json::parse(bench_json(report));
    EXPECT_EQ(json["ours"]["cpu_s"], 0.5);
    EXPECT_EQ(json["pairs"], 4);
    EXPECT_EQ(json["peers"]["geos"]["ratio"], 4.0);
    EXPECT_EQ(json["peers"]["geos"]["agree"], true);
    EXPECT_EQ(json["agree"], true);
    EXPECT_THAT(bench_table(report, base::Language::zh), testing::HasSubstr("全部一致"));
}

TEST(BenchReport, NamesWhatDisagrees) {
    const OverlapBenchReport report = report_with(compare(kPairs, {}, kBetweenModels));
    const auto json = nlohmann::json::parse(bench_json(report));
    EXPECT_EQ(json["agree"], false);
    EXPECT_EQ(json["peers"]["geos"]["first_disagreements"][0]["kind"], "missing-there");
    EXPECT_THAT(bench_table(report, base::Language::en), testing::HasSubstr("#8 p1: missing at the peer"));
}

} // namespace
} // namespace liangxian::bench
