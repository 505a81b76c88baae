// SPDX-License-Identifier: GPL-2.0-or-later
// What a program that is not ours may do to the layers, and what it is told when it may not.
#include "tests/contract/store_contract.hpp"

#include <utility>

namespace liangxian::store {
namespace {

template <typename Factory>
class StoreGuards : public StoreContract<Factory> {
protected:
    /// Z1 and Z2 announced, D drawn.
    void SetUp() override {
        StoreContract<Factory>::SetUp();
        NewRecords records = this->one_unit();
        records.zones.push_back(this->range("D", "2025-03-01T00:00:00Z"));
        records.zones.back().status = zone::Status::draft;
        this->add(records);
    }
    /// An edit that is refused for a reason, and changes nothing.
    void expect_refused(const std::string& statement, const std::string& code) {
        const zone::Snapshot before = this->snapshot();
        for (const std::string& told :
             {this->m_factory.edit(statement), this->m_factory.edit_as_owner(statement)}) {
            EXPECT_NE(told.find(code), std::string::npos) << statement << ": " << told;
            EXPECT_NE(told.find(" / "), std::string::npos) << "in both languages: " << told;
        }
        EXPECT_EQ(this->snapshot().store_digest, before.store_digest);
        EXPECT_EQ(this->snapshot().revision, before.revision);
    }
};

TYPED_TEST_SUITE(StoreGuards, Factories);

TYPED_TEST(StoreGuards, LeaveAnAnnouncedVersionAsItIs) {
    this->expect_refused("UPDATE zones SET words = 'x' WHERE zone_id = 'Z1'", "LX001");
    this->expect_refused("UPDATE zones SET status = 'draft' WHERE zone_id = 'Z1'", "LX001");
    this->expect_refused("UPDATE zones SET words = 'x'", "LX001");
    this->expect_refused("UPDATE zones SET zone_id = 'Z9' WHERE zone_id = 'Z2'", "LX001");
    this->expect_refused("DELETE FROM zones WHERE zone_id = 'Z1'", "LX001");
    this->expect_refused("DELETE FROM zones", "LX001");
}

TYPED_TEST(StoreGuards, LetDraftsBeDrawnAndRedrawn) {
    EXPECT_EQ(this->m_factory.edit("UPDATE zones SET words = 'x' WHERE zone_id = 'D'"), "");
    EXPECT_EQ(this->m_store->versions_of({"D"}).at(0).words, "x");
    EXPECT_EQ(
        this->m_factory.edit(
            "INSERT INTO zones (zone_id, version, kind, status) VALUES ('Z1', 2, 'protection', 'draft')"),
        "");
    EXPECT_EQ(this->m_store->versions_of({"Z1"}).size(), 2U);
    EXPECT_EQ(this->m_factory.edit("DELETE FROM zones WHERE zone_id = 'D'"), "");
    EXPECT_TRUE(this->m_store->versions_of({"D"}).empty());
}

TYPED_TEST(StoreGuards, LetNoDraftPassForAnythingElse) {
    this->expect_refused("UPDATE zones SET status = 'published' WHERE zone_id = 'D'", "LX002");
    this->expect_refused("UPDATE zones SET status = 'submitted' WHERE zone_id = 'D'", "LX002");
    this->expect_refused("UPDATE zones SET status = NULL WHERE zone_id = 'D'", "LX002");
}

TYPED_TEST(StoreGuards, LetOtherProgramsEnterNothingButDrafts) {
    const zone::Snapshot before = this->snapshot();
    const std::string insert = "INSERT INTO zones (zone_id, version, kind, status) VALUES ";
    for (const char* status : {"published", "submitted", "approved", "superseded", "anything"}) {
        EXPECT_NE(this->m_factory.edit(insert + "('Z1', 7, 'protection', '" + status + "')").find("LX003"),
                  std::string::npos)
            << status;
    }
    EXPECT_EQ(this->snapshot().store_digest, before.store_digest);
    EXPECT_EQ(
        this->m_factory.edit("INSERT INTO zones (zone_id, version, kind) VALUES ('Z1', 7, 'protection')"),
        "");
    EXPECT_EQ(this->m_factory.edit(insert + "('Z1', 8, 'protection', NULL)"), "");
    const auto versions = this->m_store->versions_of({"Z1"});
    ASSERT_EQ(versions.size(), 3U);
    EXPECT_EQ(versions[1].status, zone::Status::draft) << "what states no status is none announced";
    EXPECT_EQ(versions[2].status, zone::Status::draft);
    EXPECT_EQ(this->snapshot().revision, before.revision + 2) << "each counts once";
    EXPECT_EQ(this->snapshot().store_digest, this->digest_of_a_copy());
}

TYPED_TEST(StoreGuards, LeaveASubmittedVersionAsItWasHandedIn) {
    this->m_store->perform(this->act_on("D", zone::Step::submitted, zone::Status::submitted));
    this->expect_refused("UPDATE zones SET words = 'x' WHERE zone_id = 'D'", "LX001");
    this->expect_refused("DELETE FROM zones WHERE zone_id = 'D'", "LX001");
}

TYPED_TEST(StoreGuards, AreOpenToNobodyAfterAnActOfOurs) {
    this->m_store->perform(this->ending("Z1", base::Date(2025, 12, 31)));
    this->expect_refused("UPDATE zones SET words = 'x' WHERE zone_id = 'Z2'", "LX001");
}

TYPED_TEST(StoreGuards, TakeNothingOutOfTheAuditNorOfTheSteps) {
    this->m_store->perform(this->ending("Z1", base::Date(2025, 12, 31)));
    const auto acts = this->acts();
    for (const char* statement : {"UPDATE audit SET actor = 'x'", "DELETE FROM audit"}) {
        EXPECT_NE(this->m_factory.edit_as_owner(statement).find("LX004"), std::string::npos) << statement;
        EXPECT_NE(this->m_factory.edit(statement), "") << statement;
    }
    for (const char* statement : {"UPDATE version_steps SET actor = 'x'", "DELETE FROM version_steps"}) {
        EXPECT_NE(this->m_factory.edit_as_owner(statement).find("LX005"), std::string::npos) << statement;
        EXPECT_NE(this->m_factory.edit(statement), "") << statement;
    }
    EXPECT_EQ(this->acts(), acts);
    EXPECT_EQ(this->m_store->steps_of({"Z1"}).at(0).actor, "li");
}

TYPED_TEST(StoreGuards, TakeNothingOutOfThePastNorOfWhatWasRecorded) {
    NewRecords more;
    more.sites = {a_site("S3")};
    more.repairs = {{"sites", "S3", {}, "x", {}, 1, 1, "x"}};
    this->add(more);
    Act act = this->ending("Z1", base::Date(2025, 12, 31));
    act.documents = {{"9号", "县政府", "2025-12-01", "", ""}};
    this->m_store->perform(act);
    this->m_store->record_check({"A1", "a", "construction", "{}", "", {}, rectangle(0, 0, 1, 1)},
                                {"A1", "digest", "concerned", Timestamp::now(), "{}"});
    for (const char* layer : {"sites", "areas"}) {
        EXPECT_EQ(this->m_factory.edit_as_owner(std::string("UPDATE ") + layer + " SET name = 'x'"), "");
    }
    const zone::Snapshot before = this->snapshot();
    const std::pair<const char*, const char*> kept[] = {
        {"sites_history", "LX010"}, {"zones_history", "LX010"}, {"areas_history", "LX010"},
        {"checks", "LX009"},        {"documents", "LX009"},     {"repairs", "LX009"}};
    for (const auto& [table, code] : kept) {
        const std::string column = std::string(code) == "LX010" ? "replaced_at" : "fid";
        for (const std::string& statement :
             {"DELETE FROM " + std::string(table),
              "UPDATE " + std::string(table) + " SET " + column + " = " + column}) {
            EXPECT_NE(this->m_factory.edit_as_owner(statement).find(code), std::string::npos) << statement;
            EXPECT_NE(this->m_factory.edit(statement), "") << statement;
        }
    }
    EXPECT_NE(
        this->m_factory.edit("INSERT INTO zones_history (zone_id, replaced_at) VALUES ('Z1', '2020-01-01')"),
        "");
    EXPECT_EQ(this->snapshot(before.known_at).store_digest, before.store_digest);
    EXPECT_TRUE(this->m_store->has_check("digest"));
}

TYPED_TEST(StoreGuards, LetNobodyPlantACheckAStepOrAnEntryOfTheAudit) {
    const auto acts = this->acts();
    EXPECT_NE(
        this->m_factory.edit("INSERT INTO version_steps (zone_id, version, step, at, actor) VALUES ('D', 1, "
                             "'submitted', '2025-01-01T00:00:00.000Z', 'li')"),
        "");
    EXPECT_NE(
        this->m_factory.edit("INSERT INTO audit (fid, at, actor, action, previous_hash, hash) VALUES (99, "
                             "'2025-01-01T00:00:00.000Z', 'li', 'check', 'x', 'x')"),
        "");
    const std::string check =
        "INSERT INTO checks (application_id, digest, verdict, checked_at, result_json) VALUES ('A', 'forged', 'clear', "
        "'2025-01-01T00:00:00.000Z', '{}')";
    EXPECT_NE(this->m_factory.edit(check), "");
    EXPECT_NE(this->m_factory.edit_as_owner(check), "");
    EXPECT_FALSE(this->m_store->has_check("forged"));
    EXPECT_EQ(this->m_store->steps_of({"D"}).size(), 1U) << "drafted";
    EXPECT_EQ(this->acts(), acts);
}

} // namespace
} // namespace liangxian::store
