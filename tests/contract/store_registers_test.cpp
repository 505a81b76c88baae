// SPDX-License-Identifier: GPL-2.0-or-later
// Registers that are only ever added to, in every kind of store.
#include "tests/contract/store_contract.hpp"

#include "core/base/error.hpp"

namespace liangxian::store {
namespace {

template <typename Factory>
class StoreRegisters : public StoreContract<Factory> {
protected:
    Act adding(RegisterEntries entries) const {
        Act out;
        out.action = "add";
        out.detail = "{}";
        out.entries = std::move(entries);
        out.decided_on = this->m_store->content_mark();
        return out;
    }
    static RegisterEntries one_of_each() {
        RegisterEntries out;
        Prerequisite archive;
        archive.site_id = "S";
        archive.item = PrerequisiteItem::archive;
        archive.archive_number = "140622-1";
        archive.main_volumes = 3;
        archive.filed_on = base::Date(2006, 5, 1);
        archive.valid.from = base::Date(2006, 5, 1);
        out.prerequisites = {archive};
        out.targets = {{"fire", "市", 2025, "消防", 1.0, 0.75, "年报", base::Date(2026, 1, 10), {}}};
        out.packages = {{"id", "sent", "县文物局", "key", "[]", {}}};
        out.surveys = {{"Z1", 1, "li", base::Date(2025, 5, 1), "wang", 4, 3, 1, 0, 0.25, "hash", {}}};
        out.datums = {{"D1",
                       "xian80",
                       "registered",
                       "37",
                       "four-parameter",
                       0.03,
                       0.05,
                       6,
                       4,
                       "POLYGON EMPTY",
                       "测绘院",
                       "9号",
                       "hash",
                       {}}};
        return out;
    }
    std::string code_of(const Act& act) {
        try {
            this->m_store->perform(act);
        } catch (const base::StoreError& error) {
            return error.code();
        }
        return "";
    }
};

TYPED_TEST_SUITE(StoreRegisters, Factories);

TYPED_TEST(StoreRegisters, GiveBackWhatWasAddedInItsOrder) {
    this->add(this->one_unit());
    this->m_store->perform(this->adding(this->one_of_each()));
    const auto prerequisites = this->m_store->prerequisites();
    ASSERT_EQ(prerequisites.size(), 1U);
    EXPECT_EQ(prerequisites[0].archive_number, "140622-1");
    EXPECT_EQ(prerequisites[0].main_volumes, 3);
    EXPECT_EQ(prerequisites[0].sub_volumes, std::nullopt);
    EXPECT_EQ(prerequisites[0].filed_on, base::Date(2006, 5, 1));
    EXPECT_NE(prerequisites[0].recorded_at, Timestamp());
    EXPECT_EQ(this->m_store->targets().at(0).reached_share, 0.75);
    EXPECT_EQ(this->m_store->packages("id").at(0).office, "县文物局");
    EXPECT_TRUE(this->m_store->packages("other").empty());
    EXPECT_EQ(this->m_store->surveys_of({"Z1", "Z2"}).at(0).greatest_m, 0.25);
    EXPECT_TRUE(this->m_store->surveys_of({"Z2"}).empty());
    EXPECT_EQ(this->m_store->datums().at(0).supplier, "测绘院");
    RegisterEntries more = this->one_of_each();
    more.prerequisites[0].archive_number = "2";
    more.packages = {};
    more.datums = {};
    this->m_store->perform(this->adding(more));
    EXPECT_EQ(this->m_store->prerequisites().at(1).archive_number, "2");
}

TYPED_TEST(StoreRegisters, AreNoPartOfTheContent) {
    this->add(this->one_unit());
    const zone::Snapshot before = this->snapshot();
    this->m_store->perform(this->adding(this->one_of_each()));
    EXPECT_EQ(this->snapshot().store_digest, before.store_digest);
    EXPECT_EQ(this->snapshot().revision, before.revision);
    EXPECT_EQ(this->m_store->content_mark(), before.mark);
}

TYPED_TEST(StoreRegisters, AreKnownFromTheInstantTheyWereRecordedAt) {
    this->add(this->one_unit());
    this->m_store->perform(this->adding(this->one_of_each()));
    const Timestamp first = this->m_store->prerequisites().at(0).recorded_at;
    const Registers then = this->m_store->fetch_registers(first);
    EXPECT_EQ(then.prerequisites.size(), 1U);
    EXPECT_EQ(then.sites.size(), 2U);
    EXPECT_EQ(then.zones.size(), 2U);
    EXPECT_EQ(this->m_store->fetch_registers(Timestamp(first.milliseconds() - 1)).prerequisites.size(), 0U);
    const Registers early = this->m_store->fetch_registers(this->instant("2025-01-15T00:00:00Z"));
    EXPECT_EQ(early.zones.size(), 1U) << "Z2 was recorded in February";
    EXPECT_EQ(early.revision, this->snapshot(this->instant("2025-01-15T00:00:00Z")).revision);
}

TYPED_TEST(StoreRegisters, KeepWhatSitesAndVersionsWereBefore) {
    this->add(this->one_unit());
    this->m_factory.sql("UPDATE sites SET level = 'county' WHERE site_id = 'S'");
    this->m_store->perform(this->ending("Z1", base::Date(2025, 12, 31)));
    const Registers now = this->m_store->fetch_registers({});
    ASSERT_EQ(now.earlier_sites.size(), 1U);
    EXPECT_EQ(now.earlier_sites[0].site_id, "S");
    EXPECT_EQ(now.first_recorded.at("Z1@1"), this->instant("2025-01-01T00:00:00Z"));
    EXPECT_EQ(this->m_store->fetch_registers(this->instant("2025-03-01T00:00:00Z")).earlier_sites.size(), 0U);
}

TYPED_TEST(StoreRegisters, AreLeftAsTheyAreByEverybody) {
    this->m_store->perform(this->adding(this->one_of_each()));
    for (const char* table : {"prerequisites", "targets", "packages", "corner_surveys", "datums"}) {
        EXPECT_NE(this->m_factory.edit_as_owner(std::string("DELETE FROM ") + table).find("LX009"),
                  std::string::npos)
            << table;
        const std::string update = std::string("UPDATE ") + table + " SET recorded_at = recorded_at";
        EXPECT_NE(this->m_factory.edit_as_owner(update).find("LX009"), std::string::npos) << table;
    }
    const std::string later = this->m_factory.edit_as_owner(
        "INSERT INTO prerequisites (site_id, item, state, recorded_at) VALUES ('S', 'marker', 'present', "
        "'2999-01-01T00:00:00.000Z')");
    EXPECT_NE(later.find("LX008"), std::string::npos) << later;
}

TYPED_TEST(StoreRegisters, RefuseWhatNobodyCouldRead) {
    const auto told = [this](const std::string& statement) {
        return this->m_factory.edit_as_owner(statement);
    };
    const std::string item =
        "INSERT INTO prerequisites (site_id, item, state, main_volumes, filed_on) VALUES ";
    EXPECT_EQ(told(item + "('S', 'archive', 'present', 3, '2006-05-01')"), "");
    EXPECT_EQ(told(item + "('S', 'archive', 'absent', NULL, NULL)"), "");
    EXPECT_NE(told(item + "('S', 'moat', 'present', NULL, NULL)").find("item: marker"), std::string::npos);
    EXPECT_NE(told(item + "('S', 'archive', 'maybe', NULL, NULL)").find("state: present"), std::string::npos);
    EXPECT_NE(told(item + "('S', 'archive', 'present', -1, NULL)").find("main_volumes: 0"),
              std::string::npos);
    EXPECT_NE(told(item + "('S', 'archive', 'present', 1, '2006-02-30')"), "");
    const std::string target = "INSERT INTO targets (code, scope, year, goal_share, document) VALUES ";
    EXPECT_EQ(told(target + "('fire', 'city', 2025, 1, 'd')"), "");
    EXPECT_NE(told(target + "('fire', 'city', 2025, 1.5, 'd')").find("goal_share: 0"), std::string::npos);
    EXPECT_NE(told(target + "('fire', 'city', 20255, 1, 'd')").find("year: 2025"), std::string::npos);
    EXPECT_EQ(this->m_store->prerequisites().size(), 2U);
    EXPECT_EQ(this->m_store->targets().size(), 1U);
    EXPECT_TRUE(this->m_store->unreadable_records().empty());
}

TYPED_TEST(StoreRegisters, NameARowNobodyCanReadAndGoOnWithoutIt) {
    this->add(this->one_unit());
    this->m_store->perform(this->adding(this->one_of_each()));
    this->m_factory.sql_unchecked("prerequisites",
                                  "INSERT INTO prerequisites (site_id, item, state, main_volumes) "
                                  "VALUES ('S', 'moat', 'present', -3)");
    this->m_factory.sql_unchecked("targets", "INSERT INTO targets (code, scope, year, goal_share, document) "
                                             "VALUES ('fire', 'city', 2025, 7, 'd')");
    this->m_factory.sql_unchecked("datums", "INSERT INTO datums (datum_id, datum, state, pairs) "
                                            "VALUES ('D1', 'xian80', 'withdrawn', -1)");
    EXPECT_EQ(this->m_store->prerequisites().size(), 1U);
    EXPECT_EQ(this->m_store->targets().size(), 1U);
    EXPECT_EQ(this->m_store->datums().at(1).datum_id, "D1");
    EXPECT_EQ(this->m_store->datums().at(1).state, "withdrawn") << "what it said may have been just that";
    const auto unreadable = this->m_store->unreadable_records();
    ASSERT_EQ(unreadable.size(), 3U);
    EXPECT_EQ(unreadable[0].kind, "prerequisites");
    EXPECT_EQ(unreadable[0].id, "2");
    EXPECT_NE(unreadable[0].reason.en.find("item"), std::string::npos) << "every fault of it";
    EXPECT_NE(unreadable[0].reason.en.find("main_volumes"), std::string::npos);
    EXPECT_EQ(unreadable[2].kind, "datums");
    const std::vector<std::string> named{"prerequisites 2", "targets 2"};
    EXPECT_EQ(this->m_store->fetch_registers({}).unreadable, named);
    EXPECT_EQ(this->snapshot().zones.size(), 2U);
    this->m_store->perform(this->adding({}));
}

TYPED_TEST(StoreRegisters, TakeAPackageOnceAndNothingOfWhatComesWithASecond) {
    this->m_store->perform(this->adding(this->one_of_each()));
    RegisterEntries again = this->one_of_each();
    const auto acts = this->acts();
    EXPECT_NE(this->code_of(this->adding(again)), "");
    EXPECT_EQ(this->m_store->prerequisites().size(), 1U);
    EXPECT_EQ(this->acts(), acts);
}

TYPED_TEST(StoreRegisters, BringVersionsInAsDraftsAndOnFromThereInOneAct) {
    this->add(this->one_unit());
    Act act = this->adding({});
    zone::Zone line = this->range("Z9", "2025-01-01T00:00:00Z");
    line.recorded_at = Timestamp();
    line.site_id = "S9";
    line.status = zone::Status::draft;
    act.new_sites = {a_site("S9")};
    act.new_zones = {line};
    for (const auto step : {zone::Step::submitted, zone::Step::approved, zone::Step::published}) {
        line.status = zone::status_after(line.status, step).value();
        act.changed.push_back(line);
        act.steps.push_back(this->step("Z9", step));
        act.steps.back().is_single_person = step == zone::Step::approved;
    }
    act.detail = R"(["Z9@1"])";
    this->m_store->perform(act);
    EXPECT_EQ(this->m_store->versions_of({"Z9"}).at(0).status, zone::Status::published);
    EXPECT_EQ(this->snapshot().store_digest, this->digest_of_a_copy());
    act.decided_on = this->m_store->content_mark();
    EXPECT_NE(this->code_of(act), "") << "a version that is there is not taken again";
}

TYPED_TEST(StoreRegisters, KeepTheParametersOfDatumsApart) {
    RegisterEntries entries = this->one_of_each();
    entries.secrets = {{"D1", R"({"dx":12.5})"}};
    this->m_store->perform(this->adding(entries));
    EXPECT_EQ(this->m_store->datum_secret("D1"), R"({"dx":12.5})");
    EXPECT_EQ(this->m_store->datum_secret("D2"), std::nullopt);
}

} // namespace
} // namespace liangxian::store
