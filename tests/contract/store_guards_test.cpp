// SPDX-License-Identifier: GPL-2.0-or-later
// What a program that is not ours may do to the layers, and what it is told when it may not.
#include "tests/contract/store_contract.hpp"

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

TYPED_TEST(StoreGuards, LeaveASubmittedVersionAsItWasHandedIn) {
    Act act;
    act.action = "submit";
    act.decided_on = this->m_store->content_mark();
    act.changed = this->m_store->versions_of({"D"});
    act.changed[0].status = zone::Status::submitted;
    this->m_store->perform(act);
    this->expect_refused("UPDATE zones SET words = 'x' WHERE zone_id = 'D'", "LX001");
    this->expect_refused("DELETE FROM zones WHERE zone_id = 'D'", "LX001");
}

TYPED_TEST(StoreGuards, AreOpenToNobodyAfterAnActOfOurs) {
    this->m_store->perform(this->ending("Z1", base::Date(2025, 12, 31)));
    this->expect_refused("UPDATE zones SET words = 'x' WHERE zone_id = 'Z2'", "LX001");
}

TYPED_TEST(StoreGuards, TakeNothingOutOfTheAuditNorOfTheSteps) {
    Act act = this->ending("Z1", base::Date(2025, 12, 31));
    act.steps.resize(1);
    act.steps[0].zone_id = "Z1";
    act.steps[0].step = zone::Step::revoked;
    act.steps[0].actor = "li";
    this->m_store->perform(act);
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

} // namespace
} // namespace liangxian::store
