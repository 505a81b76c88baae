// SPDX-License-Identifier: GPL-2.0-or-later
// Acts on versions, their steps, the audit, the digest that follows them.
#include "tests/contract/store_contract.hpp"

#include "core/base/error.hpp"
#include "core/store/record_fields.hpp"

#include <algorithm>

namespace liangxian::store {
namespace {

template <typename Factory>
class StoreActs : public StoreContract<Factory> {};

TYPED_TEST_SUITE(StoreActs, Factories);

TYPED_TEST(StoreActs, DoesAnActWholeWithItsStepsAndItsEntryInTheAudit) {
    this->add(this->one_unit());
    const zone::Snapshot before = this->snapshot();
    Act act = this->ending("Z1", base::Date(2025, 12, 31));
    act.steps = {{"Z1",
                  1,
                  zone::Step::revoked,
                  {},
                  "li",
                  "县政府",
                  "9号",
                  base::Date(2025, 12, 1),
                  "撤销",
                  {},
                  {},
                  false}};
    act.documents = {{"9号", "县政府", "2025-12-01", "", ""}};
    this->m_store->act_as("li");
    this->m_store->perform(act);
    EXPECT_EQ(this->snapshot().zones.size(), 1U);
    EXPECT_EQ(this->snapshot().revision, before.revision + 1);
    EXPECT_EQ(this->snapshot(before.known_at).zones.size(), 2U)
        << "what was known before is answered as before";
    const auto steps = this->m_store->steps_of({"Z1"});
    ASSERT_EQ(steps.size(), 1U);
    EXPECT_EQ(steps[0].reason, "撤销");
    EXPECT_EQ(steps[0].dated, base::Date(2025, 12, 1));
    EXPECT_NE(steps[0].at, Timestamp());
    EXPECT_EQ(this->acts().back(), "revoke Z1@1 li");
}

TYPED_TEST(StoreActs, DoesNothingOfAnActDecidedOnAContentThatIsGone) {
    this->add(this->one_unit());
    const Act act = this->ending("Z1", base::Date(2025, 12, 31));
    this->m_factory.sql("UPDATE sites SET name = 'x' WHERE site_id = 'S'");
    const auto acts = this->acts();
    try {
        this->m_store->perform(act);
        FAIL() << "an act on an old state was done";
    } catch (const base::StoreError& error) {
        EXPECT_EQ(error.code(), "content-moved-on");
    }
    EXPECT_EQ(this->snapshot().zones.size(), 2U);
    EXPECT_EQ(this->acts(), acts);
}

TYPED_TEST(StoreActs, DoesNothingOfAnActThatNamesAMissingVersion) {
    this->add(this->one_unit());
    Act act = this->ending("Z1", base::Date(2025, 12, 31));
    act.changed.push_back(act.changed.front());
    act.changed.back().version = 7;
    const auto acts = this->acts();
    EXPECT_THROW(this->m_store->perform(act), base::StoreError);
    EXPECT_EQ(this->snapshot().zones.size(), 2U);
    EXPECT_EQ(this->m_store->versions_of({"Z1"})[0].status, zone::Status::published);
    EXPECT_EQ(this->acts(), acts);
}

TYPED_TEST(StoreActs, KeepsTheDigestOfWhatItHoldsThroughEveryChange) {
    this->add(this->one_unit());
    NewRecords more;
    more.zones = {this->range("Z3", "2025-03-01T00:00:00Z")};
    this->add(more);
    this->m_store->perform(this->ending("Z1", base::Date(2025, 12, 31)));
    EXPECT_EQ(this->snapshot().store_digest, this->digest_of_a_copy());
    this->m_factory.sql("UPDATE sites SET name = 'x' WHERE site_id = 'S'");
    EXPECT_EQ(this->snapshot().store_digest, this->digest_of_a_copy()) << "after another program's edit";
    this->m_store->perform(this->ending("Z3", base::Date(2025, 12, 31)));
    EXPECT_EQ(this->snapshot().store_digest, this->digest_of_a_copy()) << "and after an act on that";
}

TYPED_TEST(StoreActs, ChangesTheLevelOfASiteAndKeepsWhatItWas) {
    this->add(this->one_unit());
    const zone::Snapshot before = this->snapshot();
    Act act;
    act.action = "announce-level";
    act.object = "S";
    act.detail = "{}";
    act.decided_on = this->m_store->content_mark();
    act.changed_sites = {before.sites.at(0)};
    act.changed_sites[0].level = zone::Level::national;
    act.changed_sites[0].announced_on = "2026-01-01";
    this->m_store->perform(act);
    EXPECT_EQ(this->snapshot().sites.at(0).level, zone::Level::national);
    EXPECT_EQ(this->snapshot(before.known_at).sites.at(0).level, before.sites[0].level);
    EXPECT_EQ(this->snapshot().store_digest, this->digest_of_a_copy());
    std::vector<zone::Site> earlier;
    this->m_store->for_each_earlier_site("S", [&earlier](const zone::Site& site, const Timestamp& until) {
        EXPECT_NE(until, Timestamp());
        earlier.push_back(site);
    });
    ASSERT_EQ(earlier.size(), 1U);
    EXPECT_EQ(earlier[0].level, before.sites[0].level);
    EXPECT_EQ(this->acts().back().rfind("announce-level S ", 0), 0U);

    act.decided_on = this->m_store->content_mark();
    act.changed_sites[0].site_id = "nobody";
    EXPECT_THROW(this->m_store->perform(act), base::StoreError);
}

TYPED_TEST(StoreActs, GivesEveryVersionOfAZoneInItsOrder) {
    NewRecords records = this->one_unit();
    records.zones.push_back(this->range("Z1", "2025-03-01T00:00:00Z"));
    records.zones.back().version = 2;
    records.zones.back().status = zone::Status::draft;
    this->add(records);
    const auto versions = this->m_store->versions_of({"Z1", "none"});
    ASSERT_EQ(versions.size(), 2U);
    EXPECT_EQ(versions[0].version, 1);
    EXPECT_EQ(versions[1].status, zone::Status::draft);
    EXPECT_FALSE(versions[1].geometry.empty());
}

TYPED_TEST(StoreActs, ChainsTheActsOfEveryWriter) {
    this->add(this->one_unit());
    this->m_store->put_settings({});
    this->m_store->record_check({"A1", "a", "construction", "{}", "", {}, rectangle(0, 0, 1, 1)},
                                {"A1", "digest", "concerned", Timestamp::now(), "{}"});
    ChainWalk chain({});
    this->m_store->for_each_audit_entry([&chain](const AuditEntry& entry) { chain.take(entry); });
    EXPECT_EQ(chain.report().count, 4);
    EXPECT_FALSE(chain.report().broken_at);
}

TYPED_TEST(StoreActs, VisitsEveryRecordAsItWasKnownAtAnInstant) {
    this->add(this->one_unit());
    const Timestamp before = this->snapshot().known_at;
    this->m_store->perform(this->ending("Z1", base::Date(2025, 12, 31)));
    this->m_factory.sql("DELETE FROM areas");
    const auto known = [this](const Timestamp& instant) {
        std::vector<std::string> out;
        Store::RecordVisitor visitor;
        visitor.site = [&out](const zone::Site& site) { out.push_back(site.site_id); };
        visitor.zone = [&out](const zone::Zone& zone) {
            out.push_back(id_of(zone) + " " + std::string(zone::code_of(zone.status)));
        };
        visitor.area = [&out](const zone::Area& area) { out.push_back(area.area_id); };
        EXPECT_TRUE(this->m_store->for_each_known(instant, visitor).empty());
        std::sort(out.begin(), out.end());
        return out;
    };
    EXPECT_EQ(known(before), (std::vector<std::string>{"A", "S", "S2", "Z1@1 published", "Z2@1 published"}));
    EXPECT_EQ(known(this->snapshot().known_at),
              (std::vector<std::string>{"S", "S2", "Z1@1 revoked", "Z2@1 published"}));
}

TYPED_TEST(StoreActs, ShowsASiteOnEachDayAtTheLevelItHadOnIt) {
    NewRecords records = this->one_unit();
    records.sites[0].level = zone::Level::county;
    records.sites[0].announced_on = "1990-01-01";
    records.sites[0].announced_by = "县政府";
    this->add(records);
    const zone::Snapshot before = this->snapshot();
    const auto level_on = [this](base::Date day, std::optional<Timestamp> known_at = {}) {
        return this->snapshot(known_at, day).sites.at(0);
    };
    Act act;
    act.action = "announce-level";
    act.object = "S";
    act.detail = "{}";
    act.decided_on = this->m_store->content_mark();
    act.changed_sites = {this->m_store->sites_of({"S"}).at(0)};
    act.changed_sites[0].level = zone::Level::national;
    act.changed_sites[0].announced_on = "2025-06-01";
    act.changed_sites[0].announced_by = "国务院";
    // In one act: a notice in between, found later, goes to its place.
    act.changed_sites.push_back(act.changed_sites[0]);
    act.changed_sites[1].level = zone::Level::provincial;
    act.changed_sites[1].announced_on = "2004-06-10";
    act.changed_sites.push_back(act.changed_sites[0]);
    this->m_store->perform(act);
    EXPECT_EQ(level_on({2025, 6, 1}).level, zone::Level::national);
    EXPECT_EQ(level_on({2025, 5, 31}).level, zone::Level::provincial);
    EXPECT_EQ(level_on({2025, 5, 31}).announced_on, "2004-06-10");
    EXPECT_EQ(level_on({2000, 1, 1}).level, zone::Level::county);
    EXPECT_EQ(level_on({2000, 1, 1}).announced_by, "县政府");
    EXPECT_EQ(level_on({1980, 1, 1}).level, zone::Level::county) << "the first that anybody stated";
    EXPECT_EQ(level_on({2025, 6, 1}, before.known_at).level, zone::Level::county);
}

} // namespace
} // namespace liangxian::store
