// SPDX-License-Identifier: GPL-2.0-or-later
// Records: what is added, edited by others, known at an instant, told to an index.
#include "tests/contract/store_contract.hpp"

#include "core/base/error.hpp"
#include "core/geo/wkb.hpp"

#include <cmath>

namespace liangxian::store {
namespace {

TYPED_TEST_SUITE(StoreContract, Factories);

TYPED_TEST(StoreContract, GivesBackWhatWasAdded) {
    NewRecords records = this->one_unit();
    records.zones[0].height_limit_m = 0.1;
    records.zones[0].words = "东至墙基外 50 米；'); DROP TABLE zones; --";
    this->add(records);
    const zone::Snapshot got = this->snapshot();
    ASSERT_EQ(got.zones.size(), 2U);
    EXPECT_EQ(got.zones[0].words, records.zones[0].words);
    EXPECT_EQ(got.zones[0].height_limit_m, 0.1);
    EXPECT_EQ(geo::to_wkb(got.zones[0].geometry), geo::to_wkb(records.zones[0].geometry));
    ASSERT_EQ(got.sites.size(), 2U);
    EXPECT_TRUE(got.sites[1].geometry.empty());
    ASSERT_EQ(got.areas.size(), 1U);
    EXPECT_EQ(got.areas[0].expires_on, base::Date(2030, 1, 1));
    EXPECT_TRUE(got.unreadable.empty());
}

TYPED_TEST(StoreContract, BeginsAtRevisionZero) {
    EXPECT_EQ(this->snapshot().revision, 0);
    EXPECT_EQ(this->snapshot().known_at, Timestamp());
}

TYPED_TEST(StoreContract, CountsEveryRecordAndTakesTheLatestRecordTime) {
    this->add(this->one_unit());
    EXPECT_EQ(this->snapshot().revision, 5);
    EXPECT_EQ(this->snapshot().known_at, this->instant("2025-02-01T00:00:00Z"));
}

TYPED_TEST(StoreContract, AnswersAsItWasKnown) {
    this->add(this->one_unit());
    const zone::Snapshot january = this->snapshot(this->instant("2025-01-15T00:00:00Z"));
    EXPECT_EQ(january.zones.size(), 1U);
    EXPECT_EQ(january.revision, 4);
    EXPECT_NE(january.store_digest, this->snapshot().store_digest);
    const zone::Snapshot later = this->snapshot(this->instant("2025-06-01T00:00:00Z"));
    EXPECT_EQ(later.store_digest, this->snapshot().store_digest);
}

TYPED_TEST(StoreContract, DigestsTheSameRecordsAlikeWhateverTheirOrder) {
    TypeParam other;
    const auto second = create_store(other.location(), {});
    NewRecords records = this->one_unit();
    this->add(records);
    std::swap(records.zones[0], records.zones[1]);
    for (const auto& zone : records.zones) {
        NewRecords one;
        one.zones = {zone};
        second->add(one, {}, {});
    }
    records.zones.clear();
    second->add(records, {}, {});
    EXPECT_EQ(second->fetch_snapshot({base::Date(2026, 1, 1), {}, false, {}, {}}).store_digest,
              this->snapshot().store_digest);
}

TYPED_TEST(StoreContract, AnswersForAnInstantItNamedWhateverIsRecordedAtOnceAfterIt) {
    for (int i = 0; i < 60; ++i) {
        NewRecords one;
        one.zones = {this->range("Z" + std::to_string(i), "2025-01-01T00:00:00Z")};
        one.zones[0].recorded_at = {};
        this->add(one);
        const zone::Snapshot named = this->snapshot();
        this->m_factory.sql("UPDATE zones SET words = 'x' WHERE zone_id = 'Z" + std::to_string(i) + "'");
        ASSERT_EQ(this->snapshot(named.known_at).store_digest, named.store_digest) << i;
    }
}

TYPED_TEST(StoreContract, CountsAndDatesAnEditByAnotherProgramAndKeepsWhatWasThere) {
    this->add(this->one_unit());
    const zone::Snapshot before = this->snapshot();
    const Timestamp start = Timestamp::now();
    this->m_factory.sql("UPDATE zones SET kind = 'control' WHERE zone_id = 'Z1'");
    const zone::Snapshot after = this->snapshot();
    EXPECT_EQ(after.revision, before.revision + 1);
    EXPECT_NE(after.store_digest, before.store_digest);
    EXPECT_FALSE(after.known_at < start);
    EXPECT_EQ(after.zones[0].kind, ZoneKind::control);
    EXPECT_EQ(after.zones[0].recorded_at, after.known_at);
    const zone::Snapshot then = this->snapshot(before.known_at);
    EXPECT_EQ(then.store_digest, before.store_digest);
    EXPECT_EQ(then.revision, before.revision);
    EXPECT_EQ(then.zones[0].kind, ZoneKind::protection);
}

TYPED_TEST(StoreContract, RecordsAnEditWhenItIsMadeWhateverTimeItClaims) {
    this->add(this->one_unit());
    const zone::Snapshot before = this->snapshot();
    for (const char* time : {"2020-01-01T00:00:00.000Z", "2999-01-01T00:00:00.000Z"}) {
        const std::string edit =
            std::string("UPDATE sites SET level = 'city', recorded_at = '") + time + "' WHERE site_id = 'S'";
        EXPECT_EQ(this->m_factory.edit_as_owner(edit), "");
        EXPECT_EQ(this->snapshot(before.known_at).store_digest, before.store_digest) << time;
        EXPECT_FALSE(Timestamp(Timestamp::now().milliseconds() + 60000) < this->snapshot().known_at) << time;
    }
}

TYPED_TEST(StoreContract, KeepsWhatAnotherProgramDeleted) {
    this->add(this->one_unit());
    const zone::Snapshot before = this->snapshot();
    this->m_factory.sql("DELETE FROM zones WHERE zone_id = 'Z1'");
    EXPECT_EQ(this->snapshot().zones.size(), 1U);
    EXPECT_EQ(this->snapshot().revision, before.revision + 1);
    EXPECT_EQ(this->snapshot(before.known_at).zones.size(), 2U);
    EXPECT_EQ(this->m_store->changes_since(before.known_at).size(), 1U);
}

TYPED_TEST(StoreContract, DatesARowThatAnotherProgramAddsWithoutATime) {
    this->add(this->one_unit());
    this->m_factory.sql("INSERT INTO sites (site_id, name) VALUES ('S9', '新发现')");
    EXPECT_EQ(this->snapshot().revision, 6);
    EXPECT_EQ(this->snapshot().sites.size(), 3U);
    this->m_factory.sql("INSERT INTO sites (site_id, recorded_at) VALUES ('S10', '2024-05-01 08:00:00')");
    EXPECT_EQ(this->snapshot(this->instant("2024-06-01T00:00:00Z")).sites.size(), 1U);
}

TYPED_TEST(StoreContract, NamesRowsNobodyCanReadInsteadOfDroppingThem) {
    this->add(this->one_unit());
    this->m_factory.sql("UPDATE zones SET kind = 'park' WHERE zone_id = 'Z1'");
    this->m_factory.spoil_geometry("Z2");
    const zone::Snapshot got = this->snapshot();
    EXPECT_TRUE(got.zones.empty());
    ASSERT_EQ(got.unreadable.size(), 2U);
    EXPECT_EQ(got.unreadable[0].id, "Z1@1");
    EXPECT_NE(got.unreadable[0].reason.en.find("park"), std::string::npos);
    EXPECT_EQ(this->m_store->unreadable_records().size(), 2U);
}

TYPED_TEST(StoreContract, NamesARowWhoseRecordTimeNobodyCanReadAtAnyTimeOrDoesNotTakeIt) {
    this->add(this->one_unit());
    const std::string insert =
        "INSERT INTO areas (area_id, kind, recorded_at) VALUES ('A9', 'other', 'last spring')";
    if constexpr (TypeParam::kHoldsAnyText) {
        this->m_factory.sql(insert);
        const zone::Snapshot got = this->snapshot(this->instant("2025-06-01T00:00:00Z"));
        ASSERT_EQ(got.unreadable.size(), 1U);
        EXPECT_EQ(got.unreadable[0].id, "A9");
    } else {
        EXPECT_NE(this->m_factory.edit(insert), "");
        EXPECT_TRUE(this->snapshot(this->instant("2025-06-01T00:00:00Z")).unreadable.empty());
    }
}

TYPED_TEST(StoreContract, SelectsByBoxAndKeepsSitesWithoutGeometry) {
    this->add(this->one_unit());
    zone::SnapshotQuery query;
    query.as_of = base::Date(2026, 1, 1);
    query.box = rectangle(5000, 5000, 10, 10).bounds();
    const zone::Snapshot got = this->m_store->fetch_snapshot(query);
    EXPECT_TRUE(got.zones.empty());
    EXPECT_TRUE(got.areas.empty());
    ASSERT_EQ(got.sites.size(), 1U);
    EXPECT_EQ(got.sites[0].site_id, "S2");
}

TYPED_TEST(StoreContract, HoldsTheSitesThatZonesInTheBoxName) {
    NewRecords records = this->one_unit();
    records.sites[0].geometry = tests::point(9000, 9000);
    records.sites.push_back(a_site("S3", tests::point(9000, 9000)));
    records.sites.back().recorded_at = records.sites[0].recorded_at;
    this->add(records);
    const Timestamp then = this->snapshot().known_at;
    this->m_factory.sql("UPDATE sites SET level = 'county' WHERE site_id = 'S'");
    zone::SnapshotQuery query;
    query.as_of = base::Date(2026, 1, 1);
    query.box = rectangle(0, 0, 10, 10).bounds();
    const zone::Snapshot now = this->m_store->fetch_snapshot(query);
    ASSERT_EQ(now.sites.size(), 1U) << "only the site without geometry";
    ASSERT_EQ(now.sites_elsewhere.size(), 1U) << "no zone names S3";
    EXPECT_EQ(now.sites_elsewhere[0].site_id, "S");
    EXPECT_EQ(now.sites_elsewhere[0].level, zone::Level::county);
    query.known_at = then;
    const zone::Snapshot before = this->m_store->fetch_snapshot(query);
    ASSERT_EQ(before.sites_elsewhere.size(), 1U);
    EXPECT_EQ(before.sites_elsewhere[0].level, zone::Level::national);
    this->m_factory.sql("UPDATE sites SET level = 'imperial' WHERE site_id = 'S'");
    query.known_at.reset();
    const zone::Snapshot spoilt = this->m_store->fetch_snapshot(query);
    ASSERT_EQ(spoilt.unreadable.size(), 1U);
    EXPECT_EQ(spoilt.unreadable[0].kind, zone::RecordKind::site);
}

TYPED_TEST(StoreContract, NamesAZoneWithAVertexThatIsNoNumber) {
    NewRecords records = this->one_unit();
    records.zones[0].geometry.polygons[0].shell[2].x = std::nan("");
    records.zones[1].geometry.polygons[0].shell[1].y = HUGE_VAL;
    this->add(records);
    zone::SnapshotQuery query;
    query.as_of = base::Date(2026, 1, 1);
    query.box = rectangle(0, 0, 10, 10).bounds();
    const zone::Snapshot got = this->m_store->fetch_snapshot(query);
    EXPECT_TRUE(got.zones.empty());
    ASSERT_EQ(got.unreadable.size(), 2U);
    EXPECT_NE(got.unreadable[0].reason.en.find("polygon 1, ring 1, vertex 3"), std::string::npos)
        << got.unreadable[0].reason.en;
}

TYPED_TEST(StoreContract, ANewVersionElsewhereReplacesTheOldOneHere) {
    NewRecords records = this->one_unit();
    zone::Zone moved = records.zones[0];
    moved.version = 2;
    moved.geometry = rectangle(9000, 9000, 10, 10);
    records.zones = {records.zones[0], moved};
    this->add(records);
    zone::SnapshotQuery query;
    query.as_of = base::Date(2026, 1, 1);
    query.box = rectangle(0, 0, 10, 10).bounds();
    EXPECT_TRUE(this->m_store->fetch_snapshot(query).zones.empty());
}

TYPED_TEST(StoreContract, FollowsTheDaysOfTheVersions) {
    NewRecords records = this->one_unit();
    zone::Zone next = records.zones[0];
    records.zones[0].status = zone::Status::superseded;
    records.zones[0].valid.to = base::Date(2025, 5, 31);
    next.version = 2;
    next.valid.from = base::Date(2025, 6, 1);
    records.zones = {records.zones[0], next};
    this->add(records);
    EXPECT_EQ(this->snapshot({}, {2025, 5, 31}).zones.at(0).version, 1);
    EXPECT_EQ(this->snapshot({}, {2025, 6, 1}).zones.at(0).version, 2);
    EXPECT_EQ(this->snapshot({}, {2025, 6, 1}).zones.size(), 1U);
}

TYPED_TEST(StoreContract, AddsEverythingOrNothing) {
    this->add(this->one_unit());
    NewRecords again = this->one_unit();
    again.sites.clear();
    again.areas.clear();
    again.zones[0].zone_id = "Z3"; // new; Z2 is there already
    EXPECT_EQ(this->m_store->existing_ids(again).size(), 1U);
    EXPECT_EQ(this->m_store->existing_ids(again)[0].id, "Z2@1");
    try {
        this->add(again);
        ADD_FAILURE() << "an id twice was taken";
    } catch (const base::StoreError& error) {
        EXPECT_EQ(error.code(), "id-exists");
    }
    EXPECT_EQ(this->snapshot().zones.size(), 2U);
    EXPECT_EQ(this->snapshot().revision, 5);
}

TYPED_TEST(StoreContract, LeavesNothingOfACancelledAddition) {
    const base::CancelToken cancel;
    const auto stop_at_two = [&cancel](std::size_t done, std::size_t total) {
        EXPECT_EQ(total, 5U);
        if (done == 2) {
            cancel.cancel();
        }
    };
    EXPECT_THROW(this->m_store->add(this->one_unit(), cancel, stop_at_two), base::Cancelled);
    EXPECT_EQ(this->snapshot().revision, 0);
    EXPECT_TRUE(this->snapshot().sites.empty());
}

TYPED_TEST(StoreContract, KeepsSettingsAndChecksByteForByte) {
    const Settings settings{geo::to_wkb(rectangle(0, 0, 10, 10)), true};
    this->m_store->put_settings(settings);
    StoredApplication application;
    application.application_id = "APP";
    application.geometry = rectangle(0, 0, 10, 10);
    const StoredCheck check{"APP", "abc", "concerned", this->instant("2026-01-01T00:00:00Z"),
                            "{\"a\": 1.0}\n"};
    this->m_store->record_check(application, check);
    this->m_store->record_check(application, check);
    const auto reopened = open_store(this->m_factory.location(), Access::read_only);
    EXPECT_EQ(reopened->settings().jurisdiction_wkb, settings.jurisdiction_wkb);
    EXPECT_TRUE(reopened->settings().is_demonstration);
    EXPECT_TRUE(reopened->has_check("abc"));
    EXPECT_FALSE(reopened->has_check("abd"));
    EXPECT_EQ(reopened->checks().at(1).result_json, check.result_json);
    EXPECT_EQ(reopened->applications().size(), 1U);
    const StoredCheck later{"APP", "abe", "not-concerned", this->instant("2026-01-02T00:00:00Z"), "{}"};
    this->m_store->record_check(application, later);
    ASSERT_EQ(reopened->last_checks({"APP", "none"}).size(), 1U);
    EXPECT_EQ(reopened->last_checks({"APP", "none"})[0].digest, "abe");
    EXPECT_EQ(this->snapshot().revision, 0) << "checks are no change of the two lines";
}

TYPED_TEST(StoreContract, MovesItsMarkWithEveryChangeByAnyProgramAndNamesTheRows) {
    const zone::ContentMark empty = this->m_store->content_mark();
    EXPECT_TRUE(empty.token.empty());
    this->add(this->one_unit());
    const zone::ContentMark added = this->m_store->content_mark();
    EXPECT_NE(added, empty);
    EXPECT_EQ(this->snapshot().mark, added);
    ASSERT_TRUE(this->m_store->rows_touched_since(empty, 100));
    EXPECT_EQ(this->m_store->rows_touched_since(empty, 100)->zones.size(), 2u);
    EXPECT_TRUE(this->m_store->rows_touched_since(added, 100)->zones.empty());

    this->m_factory.sql("UPDATE zones SET class = 'II' WHERE zone_id = 'Z2'");
    this->m_factory.sql("DELETE FROM sites WHERE site_id = 'S2'");
    EXPECT_NE(this->m_store->content_mark(), added);
    const auto touched = this->m_store->rows_touched_since(added, 100);
    ASSERT_TRUE(touched);
    EXPECT_EQ(touched->zones.size(), 1u);
    EXPECT_EQ(touched->sites.size(), 1u);
    EXPECT_TRUE(touched->areas.empty());
    EXPECT_FALSE(this->m_store->rows_touched_since(added, 1)) << "more than asked for";
    EXPECT_FALSE(this->m_store->rows_touched_since({added.change, "0123456789ABCDEF"}, 100))
        << "not its past";
}

TYPED_TEST(StoreContract, ReadsChosenRowsAsTheWholeSnapshotHasThem) {
    this->add(this->one_unit());
    struct Rows : zone::RowVisitor {
        zone::ChosenRows found;
        void visit(const zone::Site& site) override { found.sites.push_back(site.row); }
        void visit(const zone::Zone& zone) override { found.zones.push_back(zone.row); }
        void visit(const zone::Area& area) override { found.areas.push_back(area.row); }
        void visit_unreadable(zone::RecordKind, std::int64_t, const std::optional<geo::Box>&) override {
            ADD_FAILURE() << "every record can be read";
        }
    } rows;
    EXPECT_EQ(this->m_store->visit_rows(rows, nullptr, {}), this->m_store->content_mark());
    EXPECT_EQ(rows.found.sites.size(), 1u) << "one lies nowhere";
    ASSERT_EQ(rows.found.zones.size(), 2u);
    EXPECT_GE(this->m_store->row_count(), 4);

    zone::SnapshotQuery query;
    query.as_of = {2026, 1, 1};
    query.rows = rows.found;
    const zone::Snapshot whole = this->snapshot();
    const zone::Snapshot chosen = this->m_store->fetch_snapshot(query);
    EXPECT_EQ(chosen.sites.size(), whole.sites.size());
    EXPECT_EQ(chosen.zones.size(), whole.zones.size());
    EXPECT_EQ(chosen.areas.size(), whole.areas.size());
    EXPECT_EQ(chosen.store_digest, whole.store_digest);

    query.rows->zones = {rows.found.zones[1]};
    query.rows->sites.clear();
    const zone::Snapshot fewer = this->m_store->fetch_snapshot(query);
    ASSERT_EQ(fewer.zones.size(), 1u);
    EXPECT_EQ(fewer.zones[0].row, rows.found.zones[1]);
    EXPECT_EQ(fewer.sites_elsewhere.size(), 1u) << "whose the zone is";
    EXPECT_EQ(fewer.sites.size(), 1u) << "the one without geometry";
}

} // namespace
} // namespace liangxian::store
