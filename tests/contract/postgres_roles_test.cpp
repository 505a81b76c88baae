// SPDX-License-Identifier: GPL-2.0-or-later
// Who may do what in the shared store, and that nobody can do it past the record.
#include "tests/contract/postgres_store.hpp"

namespace liangxian::store {
namespace {

TEST_F(PostgresStore, ShowsTheParametersOfDatumsToPlannersOnly) {
    Act act;
    act.action = "datum";
    act.detail = "{}";
    act.decided_on = m_store->content_mark();
    act.entries.datums = {{"D1",
                           "xian80",
                           "registered",
                           "37",
                           "four-parameter",
                           0.03,
                           0.05,
                           6,
                           4,
                           "POLYGON EMPTY",
                           "x",
                           "9",
                           "h",
                           {}}};
    act.entries.secrets = {{"D1", "{}"}};
    const auto planner = as_member_of("planner");
    planner->perform(act);
    EXPECT_EQ(planner->datum_secret("D1"), "{}");
    for (const char* role : {"reader", "officer", "reviewer"}) {
        const auto store = as_member_of(role, Access::read_only);
        EXPECT_EQ(code_of([&] { store->datum_secret("D1"); }), "store-forbidden") << role;
        EXPECT_EQ(store->datums().size(), 1U) << role;
    }
    const auto officer = as_member_of("officer");
    act.entries = {};
    act.entries.targets = {{"fire", "x", 2025, "", 1.0, {}, "d", {}, {}}};
    EXPECT_EQ(code_of([&] { officer->perform(act); }), "store-forbidden");
}

TEST_F(PostgresStore, LetsEachRoleDoItsPartAndNoMore) {
    add(one_unit());
    const auto reader = as_member_of("reader", Access::read_only);
    EXPECT_EQ(reader->versions_of({"Z1"}).size(), 1U);
    const auto reader_who_writes = as_member_of("reader");
    const StoredApplication application{"A1", "a", "construction", "{}", "", {}, rectangle(0, 0, 1, 1)};
    const StoredCheck check{"A1", "digest", "concerned", Timestamp::now(), "{}"};
    EXPECT_EQ(code_of([&] { reader_who_writes->record_check(application, check); }), "store-forbidden");

    const auto officer = as_member_of("officer");
    officer->record_check(application, check);
    EXPECT_TRUE(m_store->has_check("digest"));
    EXPECT_EQ(code_of([&] { officer->add(one_draft("D"), {}, {}); }), "store-forbidden");

    const auto planner = as_member_of("planner");
    planner->add(one_draft("D"), {}, {});
    EXPECT_EQ(code_of([&] { planner->add(one_zone("P"), {}, {}); }), "store-guarded");
    planner->perform(act_on("D", zone::Step::submitted, zone::Status::submitted));
    const auto approval = [this] {
        return act_on("D", zone::Step::approved, zone::Status::approved, "wang");
    };
    EXPECT_EQ(code_of([&] { planner->perform(approval()); }), "store-forbidden");
    as_member_of("reviewer")->perform(approval());
    EXPECT_EQ(m_store->versions_of({"D"}).at(0).status, zone::Status::approved);
    EXPECT_EQ(snapshot().store_digest, digest_of_a_copy());
    EXPECT_FALSE(audit_of(*m_store).broken_at);
    EXPECT_EQ(m_factory.sql("SELECT account FROM audit ORDER BY fid DESC LIMIT 1"),
              "liangxian_test_reviewer");
}

TEST_F(PostgresStore, HasNoBackDoorForAPlanner) {
    add(one_unit());
    add(one_draft("D"));
    const zone::Snapshot before = snapshot();
    const std::string schema = m_factory.schema();
    const auto refuses = [this](const std::string& statement) {
        EXPECT_NE(m_factory.edit(statement), "") << statement;
    };
    const std::string rest = "NULL, NULL, NULL, NULL, NULL, NULL, ";
    refuses("SELECT act_on_version(NULL, " + rest + "'D', 1)");
    refuses("SELECT act_on_version('published', " + rest + "'D', 1)");
    refuses("SELECT act_on_version('draft', " + rest + "'Z1', 1)");
    refuses(
        "DO $$ BEGIN PERFORM set_config('liangxian.act', 'on', true); UPDATE zones SET words = 'x' WHERE zone_id = "
        "'Z1'; END $$");
    refuses(
        "DO $$ BEGIN CREATE TEMP TABLE zones (fid bigint); PERFORM set_config('liangxian.act', 'on', true); UPDATE " +
        schema + ".zones SET words = 'x' WHERE zone_id = 'Z1'; END $$");
    refuses(
        "DO $$ BEGIN CREATE TEMP TABLE t (fid bigint, id text, recorded_at timestamptz); CREATE TRIGGER t AFTER "
        "DELETE ON t REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION log_deleted('1', 'zone', "
        "'id', 'NULL'); DELETE FROM t; END $$");
    refuses("SELECT keep_meta('content_digest', 'x')");
    refuses("SELECT keep_meta('content_digest_revision', '7')");
    refuses("SELECT keep_meta('is_demonstration', '1')");
    refuses(
        "INSERT INTO audit SELECT fid + 1, at, 'x', action, object, detail, hash, md5(hash) FROM audit ORDER BY fid "
        "DESC LIMIT 1");
    EXPECT_EQ(snapshot().store_digest, before.store_digest);
    EXPECT_FALSE(audit_of(*m_store).broken_at);

    EXPECT_EQ(m_factory.edit("UPDATE zones SET recorded_at = '2020-01-01', words = 'x' WHERE zone_id = 'D'"),
              "");
    EXPECT_EQ(m_factory.edit(
                  "INSERT INTO zones (zone_id, kind, status, recorded_at) VALUES ('E', 'control', 'draft', "
                  "'2999-01-01')"),
              "");
    EXPECT_FALSE(Timestamp::now() < Timestamp(snapshot().known_at.milliseconds() - 60000))
        << "recorded when it was";
    EXPECT_EQ(snapshot(before.known_at).store_digest, before.store_digest)
        << "and nothing before it was rewritten";
}

TEST_F(PostgresStore, ActsForTheLoginUnlessAnotherNameIsGiven) {
    add(one_draft("D"));
    const auto planner = as_member_of("planner");
    EXPECT_EQ(planner->usual_actor(), "liangxian_test_planner");
    planner->perform(act_on("D", zone::Step::submitted, zone::Status::submitted));
    EXPECT_EQ(acts().back(), "submitted D@1 liangxian_test_planner");
    EXPECT_EQ(m_store->steps_of({"D"}).back().account, "liangxian_test_planner");
}

TEST_F(PostgresStore, LetsNoLoginApproveWhatItSubmittedWhateverNameIsTyped) {
    add(one_draft("D"));
    const auto reviewer = as_member_of("reviewer");
    reviewer->perform(act_on("D", zone::Step::submitted, zone::Status::submitted, "李"));
    const auto told = [](Store& by, const Act& act) -> std::string {
        try {
            by.perform(act);
        } catch (const base::StoreError& error) {
            return error.code() + " " + error.message().en;
        }
        return "";
    };
    Act approval = act_on("D", zone::Step::approved, zone::Status::approved, "王");
    EXPECT_NE(told(*reviewer, approval).find("LX012"), std::string::npos) << told(*reviewer, approval);
    EXPECT_NE(told(*m_store, act_on("D", zone::Step::approved, zone::Status::approved, "李")).find("LX012"),
              std::string::npos);
    approval.steps[0].is_single_person = true;
    EXPECT_EQ(told(*reviewer, approval), "") << "there is nobody else, and that is logged";
    EXPECT_EQ(m_store->versions_of({"D"}).at(0).status, zone::Status::approved);
}

TEST_F(PostgresStore, LetsNoReviewerActWithoutStepAndEntry) {
    add(one_unit());
    add(one_draft("D"));
    as_member_of("planner")->perform(act_on("D", zone::Step::submitted, zone::Status::submitted));
    as_member_of("reviewer"); // makes the login
    const zone::Snapshot before = snapshot();
    const auto told = [this](const std::string& statement) {
        return postgres_sql(test_server(),
                            "SET search_path = " + m_factory.schema() +
                                ", public, pg_temp; SET SESSION AUTHORIZATION liangxian_test_reviewer",
                            statement)
            .error;
    };
    const auto act = [](const std::string& status, const std::string& id) {
        return "PERFORM act_on_version('" + status +
               "', '1900-01-01', '1900-01-02', NULL, NULL, NULL, NULL, '" + id + "', 1); ";
    };
    const auto enter = [](const std::string& step, const std::string& id) {
        return "INSERT INTO version_steps (zone_id, version, step, at, actor) VALUES ('" + id + "', 1, '" +
               step + "', now(), 'zhao'); ";
    };
    const auto in_one = [](const std::string& statements) { return "DO $$ BEGIN " + statements + "END $$"; };
    for (const std::string& statement :
         {act("revoked", "Z1"), act("published", "Z1"), act("approved", "D"), enter("approved", "D"),
          act("revoked", "Z1") + enter("revoked", "Z1"), act("approved", "D") + enter("approved", "D"),
          act("approved", "D") + act("published", "D") + enter("approved", "D") + enter("published", "D"),
          act("revoked", "Z1") + enter("marked", "Z1"), enter("marked", "Z1")}) {
        const std::string words = told(in_one(statement));
        EXPECT_NE(words.find("LX011"), std::string::npos) << statement << words;
        EXPECT_NE(words.find(" / "), std::string::npos) << words;
    }
    EXPECT_NE(told("DELETE FROM version_acts"), "");
    EXPECT_EQ(snapshot().store_digest, before.store_digest);
    EXPECT_EQ(m_store->steps_of({"D", "Z1"}).size(), 2U) << "drafted and submitted";
}

TEST_F(PostgresStore, PublishesNothingWithoutARecordedApproval) {
    NewRecords records = one_zone("D");
    records.zones[0].status = zone::Status::approved; // an older program took it as a file had it
    add(records);
    EXPECT_EQ(code_of([&] { m_store->perform(act_on("D", zone::Step::published, zone::Status::published)); }),
              "store-guarded");
    EXPECT_EQ(m_store->versions_of({"D"}).at(0).status, zone::Status::approved);
}

} // namespace
} // namespace liangxian::store
