// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/engine.hpp"

#include "core/geo/area.hpp"
#include "tests/support/shapes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace liangxian::overlap {
namespace {

using result::Finding;
using result::Relation;
using namespace liangxian::tests;
using zone::ZoneKind;

/// A snapshot and the answer for one application over it.
class Engine : public testing::Test {
protected:
    zone::Snapshot snapshot;
    OverlapParameters parameters;

    void protect(const std::string& id, geo::Geometry geometry, const std::string& site = "S1") {
        snapshot.zones.push_back(a_zone(id, site, ZoneKind::protection, std::move(geometry)));
    }
    void control(const std::string& id, geo::Geometry geometry, const std::string& site = "S1") {
        snapshot.zones.push_back(a_zone(id, site, ZoneKind::control, std::move(geometry)));
    }
    OverlapOutcome check(const geo::Geometry& application) const {
        return make_snapshot_engine(snapshot, {})->check(application, parameters);
    }
    /// The only finding.
    Finding only(const geo::Geometry& application) const {
        const OverlapOutcome out = check(application);
        EXPECT_EQ(out.findings.size(), 1u);
        EXPECT_TRUE(out.unchecked.empty());
        return out.findings.empty() ? Finding{} : out.findings.front();
    }
};

TEST_F(Engine, ReportsAnOverlapWithItsAreaAndShares) {
    protect("Z1", rectangle(0, 0, 100, 100));
    const Finding f = only(rectangle(50, 0, 200, 100));
    EXPECT_EQ(f.relation, Relation::overlap);
    EXPECT_NEAR(f.area_m2, 5000, 0.1);
    EXPECT_NEAR(f.share_of_application, 0.25, 1e-5);
    EXPECT_NEAR(*f.share_of_zone, 0.5, 1e-5);
    EXPECT_EQ(f.distance_m, 0);
    EXPECT_NEAR(*f.mean_width_m, 2 * 5000.0 / 300, 0.01);
    EXPECT_EQ(f.geometry.polygons.size(), 1u);
}

TEST_F(Engine, BeginsNoPairOnceItIsCancelled) {
    protect("Z1", rectangle(0, 0, 100, 100));
    const base::CancelToken cancel;
    const auto engine = make_snapshot_engine(snapshot, {});
    EXPECT_EQ(engine->check(rectangle(50, 0, 200, 100), parameters, cancel).findings.size(), 1u);
    cancel.cancel();
    EXPECT_THROW(engine->check(rectangle(50, 0, 200, 100), parameters, cancel), base::Cancelled);
}

TEST_F(Engine, AddsUpToTheLastDigitWhateverTheOrderOfTheRecords) {
    for (int i = 0; i < 12; ++i) {
        const std::string id = std::to_string(10 + i);
        protect("P" + id, rectangle(37.3 * i, 11.7 * (i % 3), 41.1, 53.9), "S" + std::to_string(i % 2));
        control("C" + id, rectangle(37.3 * i - 20, -20, 83.7, 97.3), "S" + std::to_string(i % 2));
    }
    const geo::Geometry application = rectangle(13.1, 7.9, 401.3, 77.7);
    const OverlapOutcome one = check(application);
    for (int turn = 0; turn < 5; ++turn) {
        std::rotate(snapshot.zones.begin(), snapshot.zones.begin() + 7, snapshot.zones.end());
        protect("X" + std::to_string(turn), rectangle(-9000 - 100 * turn, 4000, 10, 10));
        const OverlapOutcome other = check(application);
        ASSERT_EQ(other.findings.size(), one.findings.size());
        EXPECT_EQ(other.union_area_m2, one.union_area_m2);
        EXPECT_EQ(other.partition.control_only_m2, one.partition.control_only_m2);
        for (std::size_t i = 0; i < one.findings.size(); ++i) {
            EXPECT_EQ(other.findings[i].zone_id, one.findings[i].zone_id);
            EXPECT_EQ(other.findings[i].area_outside_protection_m2,
                      one.findings[i].area_outside_protection_m2);
        }
    }
}

TEST_F(Engine, TellsEqualWithinAndContainsApart) {
    protect("Z1", rectangle(0, 0, 100, 100));
    EXPECT_EQ(only(rectangle(0, 0, 100, 100)).relation, Relation::equals);
    EXPECT_EQ(only(rectangle(10, 10, 20, 20)).relation, Relation::within);
    EXPECT_EQ(only(rectangle(-10, -10, 200, 200)).relation, Relation::contains);
    EXPECT_EQ(only(rectangle(0, 0, 50, 100)).relation, Relation::within) << "shared edges do not matter";
}

TEST_F(Engine, CallsABoreholeInsideARangeWithinHoweverThin) {
    protect("Z1", rectangle(0, 0, 100, 100));
    EXPECT_EQ(only(rectangle(50, 50, 0.05, 0.05)).relation, Relation::within);
}

TEST_F(Engine, CallsAThinStripASliverAndKeepsItsArea) {
    protect("Z1", rectangle(0, 0, 100, 100));
    const Finding f = only(rectangle(99.95, 0, 100, 100));
    EXPECT_EQ(f.relation, Relation::sliver);
    EXPECT_NEAR(f.area_m2, 5, 0.01);
}

TEST_F(Engine, CallsAThickPartWithAHairThinTailAnOverlap) {
    // The application follows the range's edge 5 cm inside for 2 km, and bites 10 m into it once.
    protect("Z1", rectangle(0, 0, 2000, 100));
    geo::Geometry application;
    application.polygons.push_back({{at_m(0, -50), at_m(2000, -50), at_m(2000, 0.005), at_m(1010, 0.005),
                                     at_m(1010, 10), at_m(1000, 10), at_m(1000, 0.005), at_m(0, 0.005)},
                                    {}});
    EXPECT_EQ(only(application).relation, Relation::overlap);
}

TEST_F(Engine, ReportsATouchWithTheSharedLengthAndNoArea) {
    protect("Z1", rectangle(0, 0, 100, 100));
    geo::Geometry application = rectangle(-50, 0, 50, 100);
    application.polygons.front().shell[1] = at_m(0, 0);
    application.polygons.front().shell[2] = at_m(0, 100);
    const Finding f = only(application);
    EXPECT_EQ(f.relation, Relation::touch);
    EXPECT_EQ(f.area_m2, 0);
    EXPECT_NEAR(*f.length_m, 100, 0.01);
    EXPECT_EQ(f.distance_m, 0);
}

TEST_F(Engine, ListsNearAndInfluenceOnlyWhenAskedAndInfluenceFirst) {
    protect("Z1", rectangle(0, 0, 100, 100));
    const geo::Geometry application = rectangle(130, 0, 10, 10);
    EXPECT_TRUE(check(application).findings.empty());
    parameters.near_m = 50;
    EXPECT_EQ(only(application).relation, Relation::near);
    EXPECT_NEAR(only(application).distance_m, 30, 0.01);
    EXPECT_TRUE(only(application).geometry.empty());
    parameters.influence_m = 40;
    EXPECT_EQ(only(application).relation, Relation::influence);
    parameters = {};
    parameters.near_m = 29;
    EXPECT_TRUE(check(application).findings.empty());
}

TEST_F(Engine, ListsWhatLiesWithinItsOwnAccuracyWithoutBeingAsked) {
    protect("Z1", rectangle(0, 0, 100, 100));
    snapshot.zones.back().accuracy_m = 10.0;
    const Finding outside = only(rectangle(105, 0, 10, 10));
    EXPECT_EQ(outside.relation, Relation::near);
    EXPECT_TRUE(outside.decision_band);
    EXPECT_FALSE(only(rectangle(40, 40, 10, 10)).decision_band) << "40 m inside is certain";
    EXPECT_TRUE(only(rectangle(93, 40, 5, 10)).decision_band) << "2 m inside is not";
    EXPECT_TRUE(check(rectangle(115, 0, 10, 10)).findings.empty());
}

TEST_F(Engine, AddsWhatTheApplicationItselfIsUnsureOf) {
    protect("Z1", rectangle(0, 0, 100, 100));
    snapshot.zones.back().accuracy_m = 10.0;
    parameters.accuracy_m = 6;
    EXPECT_TRUE(only(rectangle(115, 0, 10, 10)).decision_band);
    EXPECT_TRUE(check(rectangle(117, 0, 10, 10)).findings.empty());
    snapshot.zones.back().accuracy_m.reset();
    EXPECT_TRUE(only(rectangle(105, 0, 10, 10)).decision_band);
    EXPECT_TRUE(check(rectangle(107, 0, 10, 10)).findings.empty());
}

TEST_F(Engine, TakesAHoleForWhatItIs) {
    geo::Geometry belt = rectangle(0, 0, 300, 300);
    belt.polygons.front().holes.push_back(ring_m(100, 100, 100, 100));
    control("Z1", belt);
    EXPECT_TRUE(check(rectangle(120, 120, 20, 20)).findings.empty());
    EXPECT_EQ(only(rectangle(100, 100, 100, 100)).relation, Relation::touch);
}

TEST_F(Engine, LetsSitesTakePartByTheirOwnGeometry) {
    snapshot.sites.push_back(a_site("S1", point(50, 50)));
    const Finding point_body = only(rectangle(0, 0, 100, 100));
    EXPECT_EQ(point_body.zone_kind, "body");
    EXPECT_FALSE(point_body.zone_id);
    EXPECT_EQ(*point_body.site_id, "S1");
    EXPECT_EQ(point_body.relation, Relation::contains);
    EXPECT_EQ(point_body.area_m2, 0);
    EXPECT_FALSE(point_body.share_of_zone);
}

TEST_F(Engine, MeasuresTheLengthOfAWallInside) {
    snapshot.sites.push_back(a_site("S1", line(-50, 50, 150, 50)));
    const Finding f = only(rectangle(0, 0, 100, 100));
    EXPECT_EQ(f.relation, Relation::overlap);
    EXPECT_NEAR(*f.length_m, 100, 0.01);
    EXPECT_EQ(f.area_m2, 0);
}

TEST_F(Engine, TestsAPointAsADiscOfItsAccuracy) {
    snapshot.sites.push_back(a_site("S1", point(-20, 50)));
    EXPECT_TRUE(check(rectangle(0, 0, 100, 100)).findings.empty());
    snapshot.sites.back().position_accuracy_m = 30;
    const Finding f = only(rectangle(0, 0, 100, 100));
    EXPECT_TRUE(f.decision_band);
    EXPECT_NEAR(f.distance_m, 20, 0.01);
}

TEST_F(Engine, MeasuresControlOutsideTheSameUnitsRangeOnly) {
    protect("Z1", rectangle(0, 0, 100, 100), "S1");
    control("Z2", rectangle(0, 0, 200, 100), "S1");
    control("Z3", rectangle(0, 0, 200, 100), "S2");
    const auto findings = check(rectangle(50, 0, 100, 100)).findings;
    ASSERT_EQ(findings.size(), 3u);
    EXPECT_FALSE(findings[0].area_outside_protection_m2);
    EXPECT_NEAR(*findings[1].area_outside_protection_m2, 5000, 0.1);
    EXPECT_NEAR(*findings[2].area_outside_protection_m2, 10000, 0.1);
}

TEST_F(Engine, PartitionsDisjointlyAndSumsToTheApplication) {
    protect("Z1", rectangle(0, 0, 100, 100));
    control("Z2", rectangle(-50, -50, 200, 200));
    snapshot.areas.push_back(an_area("A1", zone::AreaKind::underground_area, rectangle(100, 0, 100, 100)));
    const geo::Geometry application = rectangle(50, 0, 200, 100);
    const OverlapOutcome out = check(application);
    EXPECT_NEAR(out.partition.protection_m2, 5000, 0.1);
    EXPECT_NEAR(out.partition.control_only_m2, 5000, 0.1);
    EXPECT_NEAR(out.partition.other_m2, 5000, 0.1);
    EXPECT_NEAR(out.partition.outside_m2, 5000, 0.1);
    const double sum = out.partition.protection_m2 + out.partition.control_only_m2 + out.partition.other_m2 +
                       out.partition.outside_m2;
    EXPECT_NEAR(sum, geo::area_lonlat_m2(application), geo::area_lonlat_m2(application) * 1e-9);
    EXPECT_NEAR(out.union_area_m2, 15000, 0.3);
}

TEST_F(Engine, LeavesDraftsAndAssessedAreasOutOfUnionAndPartition) {
    protect("Z1", rectangle(0, 0, 100, 100));
    snapshot.zones.back().status = zone::Status::draft;
    snapshot.areas.push_back(an_area("A1", zone::AreaKind::assessed_area, rectangle(0, 0, 100, 100)));
    const OverlapOutcome out = check(rectangle(0, 0, 100, 100));
    EXPECT_EQ(out.findings.size(), 2u);
    EXPECT_EQ(out.findings.front().legal_status, result::LegalStatus::draft);
    EXPECT_EQ(out.union_area_m2, 0);
}

TEST_F(Engine, DoesNotListCountiesTownshipsAndCoverage) {
    for (const auto kind : {zone::AreaKind::county, zone::AreaKind::township, zone::AreaKind::coverage}) {
        snapshot.areas.push_back(an_area("A", kind, rectangle(0, 0, 100, 100)));
    }
    EXPECT_TRUE(check(rectangle(0, 0, 10, 10)).findings.empty());
}

TEST_F(Engine, OrdersFindingsByKindThenSiteThenZone) {
    snapshot.areas.push_back(an_area("A1", zone::AreaKind::underground_area, rectangle(0, 0, 10, 10)));
    snapshot.sites.push_back(a_site("S1", rectangle(0, 0, 10, 10)));
    control("Z9", rectangle(0, 0, 10, 10), "S2");
    control("Z2", rectangle(0, 0, 10, 10), "S2");
    control("Z3", rectangle(0, 0, 10, 10), "S1");
    protect("Z1", rectangle(0, 0, 10, 10), "S9");
    std::vector<std::string> order;
    for (const Finding& f : check(rectangle(0, 0, 10, 10)).findings) {
        order.push_back(f.zone_kind + " " + f.zone_id.value_or(*f.site_id));
    }
    EXPECT_EQ(order, (std::vector<std::string>{"protection Z1", "control Z3", "control Z2", "control Z9",
                                               "body S1", "underground-area A1"}));
}

TEST_F(Engine, NamesAControlZoneWithoutProvincialApproval) {
    control("Z1", rectangle(0, 0, 100, 100));
    snapshot.zones.back().approval_document.clear();
    EXPECT_EQ(only(rectangle(0, 0, 10, 10)).legal_status, result::LegalStatus::announced_approval_missing);
}

TEST_F(Engine, ChecksAnInvalidStoredZoneAsRepairedAndSaysSo) {
    protect("Z1", rectangle(0, 0, 100, 100));
    auto& shell = snapshot.zones.back().geometry.polygons.front().shell;
    std::swap(shell[1], shell[2]); // a bow-tie
    protect("Z2", rectangle(0, 0, 100, 100));
    const OverlapOutcome out = check(rectangle(-10, -10, 200, 200));
    EXPECT_EQ(out.findings.size(), 2u) << "one bad zone does not stop the other";
    ASSERT_FALSE(out.warnings.empty());
    EXPECT_EQ(out.warnings.front().code, "stored-geometry-repaired");
    ASSERT_EQ(out.unchecked.size(), 1u) << "a repair of that size needs a person";
    EXPECT_EQ(out.unchecked.front().zone_id, "Z1");
}

TEST_F(Engine, ReportsRecordsThatCouldNotBeRead) {
    snapshot.unreadable.push_back(
        {zone::RecordKind::zone, "Z7", {"图形有误", "bad geometry"}, {}, false, ""});
    snapshot.unreadable.push_back({zone::RecordKind::site, "S7", {"级别有误", "bad level"}, {}, false, ""});
    const OverlapOutcome out = check(rectangle(0, 0, 10, 10));
    ASSERT_EQ(out.unchecked.size(), 2u);
    EXPECT_EQ(out.unchecked.front().zone_id, "Z7");
    EXPECT_EQ(out.unchecked.front().site_id, "");
    EXPECT_EQ(out.unchecked.front().reason.zh, "库中记录无法读取：图形有误");
    EXPECT_EQ(out.unchecked.front().reason.en, "the stored record cannot be read: bad geometry");
    EXPECT_EQ(out.unchecked.back().zone_id, "");
    EXPECT_EQ(out.unchecked.back().site_id, "S7");
}

TEST_F(Engine, LeavesOutUnreadableRecordsThatLieElsewhere) {
    const geo::Box far = rectangle(5000, 5000, 10, 10).bounds();
    snapshot.unreadable.push_back(
        {zone::RecordKind::zone, "Z7", {"图形有误", "bad geometry"}, far, false, ""});
    EXPECT_TRUE(check(rectangle(0, 0, 10, 10)).unchecked.empty());
}

TEST_F(Engine, NamesTheUnitWhoseBodyLiesElsewhere) {
    protect("Z1", rectangle(0, 0, 100, 100));
    snapshot.zones.back().site_id = "FAR";
    snapshot.sites_elsewhere.push_back(tests::a_site("FAR", tests::point(10, 10)));
    const OverlapOutcome out = check(rectangle(0, 0, 50, 50));
    ASSERT_EQ(out.findings.size(), 1u) << "a body elsewhere takes no part";
    EXPECT_EQ(out.findings.front().site_level, zone::Level::national);
    EXPECT_EQ(out.findings.front().county, "应县");
}

TEST_F(Engine, AnswersTheSameWhateverTheVertexOrder) {
    protect("Z1", rectangle(0, 0, 100, 100));
    geo::Geometry application = rectangle(50, 20, 200, 37);
    const double area = only(application).area_m2;
    geo::Ring& shell = application.polygons.front().shell;
    std::rotate(shell.begin(), shell.begin() + 2, shell.end());
    EXPECT_NEAR(only(application).area_m2, area, 1e-6);
    std::reverse(shell.begin(), shell.end());
    EXPECT_NEAR(only(application).area_m2, area, 1e-6);
}

} // namespace
} // namespace liangxian::overlap
