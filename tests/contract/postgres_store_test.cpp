// SPDX-License-Identifier: GPL-2.0-or-later
// What only the shared store can do: several machines, lost connections, roles of the database.
#include "tests/contract/store_contract.hpp"

#include "core/base/error.hpp"
#include "core/store/backup.hpp"
#include "core/store/pg_schema.hpp"
#include "tests/contract/postgres_pair.hpp"

#include <atomic>
#include <chrono>
#include <thread>

namespace liangxian::store {
namespace {

using std::chrono::milliseconds;

class PostgresStore : public StoreContract<PgFactory> {
protected:
    static std::string code_of(const std::function<void()>& work) {
        try {
            work();
        } catch (const base::StoreError& error) {
            EXPECT_NE(error.message().zh, "");
            return error.code();
        }
        return "";
    }
    static NewRecords one_zone(const std::string& id) {
        NewRecords out;
        out.zones = {range(id, "2025-03-01T00:00:00Z")};
        return out;
    }
    static NewRecords one_draft(const std::string& id) {
        NewRecords out = one_zone(id);
        out.zones[0].status = zone::Status::draft;
        return out;
    }
    /// Ends the connections of every store of this test.
    void cut_connections() const {
        m_factory.sql(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '" +
            m_factory.schema() + "'");
    }
    /// The store as a login that is a member of a role sees it.
    std::unique_ptr<Store> as_member_of(const std::string& role, Access access = Access::read_write) const {
        const std::string login = "liangxian_test_" + role;
        postgres_sql(test_server(), "SET client_min_messages = error", "CREATE ROLE " + login + " LOGIN");
        postgres_sql(test_server(), "SET client_min_messages = error",
                     "GRANT liangxian_" + role + " TO " + login);
        std::string location = m_factory.location();
        location.replace(location.find("postgres@"), std::string("postgres").size(), login);
        return open_store(location, access);
    }
    static ChainReport audit_of(const Store& store) {
        ChainWalk chain({});
        store.for_each_audit_entry([&chain](const AuditEntry& entry) { chain.take(entry); });
        return chain.report();
    }
};

TEST_F(PostgresStore, DigestsAsTheEmbeddedStoreDoes) {
    NewRecords records = one_unit();
    records.zones[0].height_limit_m = 12;
    records.zones[0].declared_area_m2 = 0.1;
    records.zones[0].valid = {base::Date(1961, 3, 4), base::Date(2999, 12, 31)};
    records.zones[0].words = "一\t二\n三\\四";
    add(records);
    const GpkgFactory embedded;
    const auto other = create_store(embedded.location(), {});
    other->add(records, {}, {});
    EXPECT_EQ(other->fetch_snapshot({{2026, 1, 1}, {}, false, {}, {}}).store_digest, snapshot().store_digest);
}

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

TEST_F(PostgresStore, OfAnOlderSchemaBecomesOursWhenItsOwnerWrites) {
    m_store.reset();
    m_factory.sql("DROP TABLE prerequisites, targets, packages, corner_surveys, datums, datum_secrets");
    m_factory.sql("UPDATE meta SET value = '2' WHERE key = 'schema_version'");
    {
        const auto reader = open_store(m_factory.location(), Access::read_only);
        EXPECT_TRUE(reader->prerequisites().empty());
        EXPECT_TRUE(reader->fetch_registers({}).targets.empty());
    }
    m_store = open_store(m_factory.location(), Access::read_write);
    EXPECT_EQ(acts().back().rfind("migrate ", 0), 0U);
    EXPECT_FALSE(audit_of(*m_store).broken_at);
    Act act;
    act.action = "add";
    act.detail = "{}";
    act.decided_on = m_store->content_mark();
    act.entries.targets = {{"fire", "x", 2025, "", 1.0, {}, "d", {}, {}}};
    m_store->perform(act);
    EXPECT_EQ(open_store(m_factory.location(), Access::read_only)->targets().size(), 1U);
}

TEST_F(PostgresStore, IsMadeOnceAndOpenedOnlyWhereOneIs) {
    EXPECT_EQ(code_of([&] { create_store(m_factory.location(), {}); }), "store-exists");
    EXPECT_EQ(code_of([&] { open_store(test_server() + "?schema=t_nowhere", Access::read_only); }),
              "store-not-found");
    EXPECT_EQ(code_of([&] { open_store(test_server() + "?schema=public", Access::read_only); }),
              "store-not-ours");
    m_factory.sql("UPDATE meta SET value = '99' WHERE key = 'schema_version'");
    EXPECT_EQ(code_of([&] { open_store(m_factory.location(), Access::read_only); }), "store-newer");
    EXPECT_EQ(code_of([&] { open_store("postgresql://nobody@127.0.0.1:1/x", Access::read_only); }),
              "store-unreachable");
}

TEST_F(PostgresStore, ConnectsAnewWhenTheConnectionWasCut) {
    add(one_unit());
    cut_connections();
    EXPECT_EQ(snapshot().zones.size(), 2U);
    cut_connections();
    EXPECT_FALSE(m_store->has_check("x"));
    cut_connections();
    add(one_zone("Z3"));
    EXPECT_EQ(snapshot().zones.size(), 3U);
    EXPECT_EQ(audit_of(*m_store).count, 3);
}

TEST_F(PostgresStore, WritesNothingOfAnAdditionInWhoseMiddleTheConnectionIsCut) {
    const auto cut_at_three = [this](std::size_t done, std::size_t) {
        if (done == 3) {
            cut_connections();
        }
    };
    EXPECT_EQ(code_of([&] { m_store->add(one_unit(), {}, cut_at_three); }), "store-unreachable");
    EXPECT_EQ(snapshot().revision, 0);
    add(one_unit());
    EXPECT_EQ(snapshot().revision, 5);
    EXPECT_EQ(audit_of(*m_store).count, 2);
}

TEST_F(PostgresStore, NeverEndsAWalkEarlyWhenTheConnectionIsCut) {
    NewRecords many;
    for (int i = 0; i < 2000; ++i) {
        many.zones.push_back(range("Z" + std::to_string(i), "2025-03-01T00:00:00Z"));
        many.zones.back().words = std::string(2000, 'x');
    }
    add(many);
    int seen = 0;
    const std::string code = code_of([&] {
        m_store->for_each_zone([&](const zone::Zone&) {
            if (++seen == 5) {
                cut_connections();
            }
        });
    });
    EXPECT_TRUE(code == "store-unreachable" || seen == 2000) << code << " after " << seen;
}

TEST_F(PostgresStore, WalksTwoAnswersAtATime) {
    add(one_unit());
    std::size_t steps = 0;
    m_store->for_each_zone(
        [&](const zone::Zone& zone) { steps += m_store->versions_of({zone.zone_id}).size(); });
    EXPECT_EQ(steps, 2U);
}

TEST_F(PostgresStore, HearsOfAChangeAtOnce) {
    const zone::ContentMark before = m_store->content_mark();
    EXPECT_EQ(m_store->wait_for_change(before, milliseconds(50)), before);
    std::thread other([this] {
        std::this_thread::sleep_for(milliseconds(200));
        open_store(m_factory.location(), Access::read_write)->add(one_zone("Z1"), {}, {});
    });
    const zone::ContentMark after = m_store->wait_for_change(before, milliseconds(3600000));
    other.join();
    EXPECT_NE(after, before);
}

TEST_F(PostgresStore, LetsWritersComeOneAfterAnother) {
    constexpr int kWriters = 4;
    constexpr int kEach = 5;
    std::vector<std::thread> writers;
    for (int writer = 0; writer < kWriters; ++writer) {
        writers.emplace_back([this, writer] {
            const auto store = open_store(m_factory.location(), Access::read_write);
            for (int i = 0; i < kEach; ++i) {
                NewRecords one = one_zone("Z" + std::to_string(writer) + "-" + std::to_string(i));
                one.zones[0].recorded_at = {};
                store->add(one, {}, {});
            }
        });
    }
    for (std::thread& writer : writers) {
        writer.join();
    }
    EXPECT_EQ(snapshot().revision, kWriters * kEach);
    EXPECT_EQ(snapshot().store_digest, digest_of_a_copy());
    EXPECT_EQ(audit_of(*m_store).count, kWriters * kEach + 1);
    EXPECT_FALSE(audit_of(*m_store).broken_at);
    EXPECT_EQ(m_factory.sql("SELECT count(DISTINCT recorded_at) FROM zones"),
              std::to_string(kWriters * kEach))
        << "no two transactions share an instant";
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
    const auto act = [this](const zone::Status status) {
        Act out;
        out.action = "step";
        out.decided_on = m_store->content_mark();
        out.changed = m_store->versions_of({"D"});
        out.changed[0].status = status;
        return out;
    };
    planner->perform(act(zone::Status::submitted));
    EXPECT_EQ(code_of([&] { planner->perform(act(zone::Status::approved)); }), "store-forbidden");
    as_member_of("reviewer")->perform(act(zone::Status::approved));
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

TEST_F(PostgresStore, KeepsWhatWasThereWhenARowIsCutAndPasted) {
    add(one_unit());
    const zone::Snapshot before = snapshot();
    m_factory.sql(
        "WITH gone AS (DELETE FROM zones WHERE zone_id = 'Z1' RETURNING geom, zone_id, kind, recorded_at) "
        "SELECT 1 FROM gone");
    EXPECT_EQ(m_factory.edit_as_owner(
                  "INSERT INTO zones (zone_id, kind, recorded_at) VALUES ('F', 'control', '2999-01-01')"),
              "LX008 登记时刻 recorded_at 在将来 / recorded_at lies in the future");
    EXPECT_EQ(snapshot(before.known_at).store_digest, before.store_digest);
    m_factory.sql(
        "DO $$ DECLARE z zones; BEGIN SELECT * INTO z FROM zones WHERE zone_id = 'Z2'; DELETE FROM zones WHERE "
        "zone_id = 'Z2'; INSERT INTO zones SELECT z.*; END $$");
    EXPECT_EQ(snapshot().zones.size(), 1U);
    EXPECT_EQ(snapshot(before.known_at).store_digest, before.store_digest);
    EXPECT_EQ(m_store->changes_since(before.known_at).size(), 2U) << "Z1 went, Z2 was recorded anew";
}

TEST_F(PostgresStore, PutsPostgisWhereItIsMissingAndNotIntoItsOwnSchema) {
    const std::string database = "liangxian_" + m_factory.schema();
    m_factory.sql("CREATE DATABASE " + database);
    std::string address = test_server();
    address.replace(address.rfind('/') + 1, std::string::npos, database);
    {
        const auto store = create_store(address + "?schema=one", {});
        store->add(one_unit(), {}, {});
        EXPECT_EQ(store->fetch_snapshot({{2026, 1, 1}, {}, false, {}, {}}).zones.size(), 2U);
    }
    EXPECT_EQ(postgres_sql(address, "",
                           "SELECT nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = extnamespace "
                           "WHERE extname = 'postgis'")
                  .first,
              "public");
    m_factory.sql("DROP DATABASE " + database);
}

TEST_F(PostgresStore, IsRestoredAsItWasWhileOthersWrote) {
    add(one_unit());
    std::atomic<bool> is_over = false;
    std::thread other([this, &is_over] {
        const auto store = open_store(m_factory.location(), Access::read_write);
        for (int i = 0; !is_over; ++i) {
            store->add(one_zone("W" + std::to_string(i)), {}, {});
        }
    });
    const base::TemporaryDirectory folder;
    const auto file = folder.path() / "copy.dump";
    const CopyReport made = backup_store(m_factory.location(), file);
    is_over = true;
    other.join();
    EXPECT_FALSE(made.not_in_audit);
    EXPECT_EQ(code_of([&] { restore_store(file, m_factory.location()); }), "store-exists");
    EXPECT_EQ(code_of([&] { restore_store(file, test_server() + "?schema=t_elsewhere"); }),
              "backup-other-schema");
    EXPECT_EQ(code_of([&] { restore_store(file, (folder.path() / "s.gpkg").string()); }),
              "backup-other-kind");
    m_store.reset();
    m_factory.sql("DROP SCHEMA " + m_factory.schema() + " CASCADE");
    const CopyReport back = restore_store(file, m_factory.location());
    EXPECT_EQ(back.digest, made.digest);
    EXPECT_EQ(back.revision, made.revision);
    EXPECT_EQ(back.audit.count, made.audit.count + 1) << "that it was restored";
    m_store = open_store(m_factory.location(), Access::read_write);
    EXPECT_EQ(snapshot().store_digest, made.digest);
    EXPECT_NE(m_factory.edit("UPDATE zones SET words = 'x' WHERE zone_id = 'Z1'").find("LX001"),
              std::string::npos);
    add(one_zone("Z3"));
    EXPECT_EQ(snapshot().store_digest, digest_of_a_copy());
}

/// Waits until the replica has the store, too; a busy machine is some time behind.
void wait_for_replica(const PostgresPair& pair) {
    const auto made = [&pair] {
        return postgres_sql(pair.replica(), "SET client_min_messages = error",
                            "SELECT (to_regclass('shared.content_state') IS NOT NULL)::int")
            .first;
    };
    for (int i = 0; i < 200 && made() != "1"; ++i) {
        std::this_thread::sleep_for(milliseconds(100));
    }
    ASSERT_EQ(made(), "1");
}

TEST(PostgresReplica, AnswersOnWhenThePrimaryIsStopped) {
    const PostgresPair pair;
    const std::string location = pair.both() + "?schema=shared";
    const auto store = create_store(location, {});
    NewRecords records;
    records.zones = {tests::a_zone("Z1", "S", ZoneKind::protection, rectangle(0, 0, 100, 100))};
    store->add(records, {}, {});
    const auto reader = open_store(location, Access::read_only);
    const auto digest_of = [](const Store& from) {
        return from.fetch_snapshot({{2026, 1, 1}, {}, false, {}, {}}).store_digest;
    };
    const std::string digest = digest_of(*reader);
    wait_for_replica(pair);
    const auto replica = open_store(pair.replica() + "?schema=shared", Access::read_only);
    for (int i = 0; i < 100 && digest_of(*replica) != digest; ++i) {
        std::this_thread::sleep_for(milliseconds(100));
    }
    ASSERT_EQ(digest_of(*replica), digest) << "the replica follows";

    pair.stop_primary();
    EXPECT_EQ(digest_of(*reader), digest) << "the reader moved to the replica";
    EXPECT_EQ(digest_of(*open_store(location, Access::read_only)), digest);
    records.zones[0].zone_id = "Z2";
    const auto told = [&](const std::function<void()>& work) -> std::string {
        try {
            work();
        } catch (const base::StoreError& error) {
            return error.code() + " " + error.message().en;
        }
        return "";
    };
    EXPECT_NE(told([&] { store->add(records, {}, {}); }).find("store-unreachable"), std::string::npos);
    EXPECT_NE(told([&] { open_store(location, Access::read_write); }).find("only read-only replicas"),
              std::string::npos)
        << told([&] { open_store(location, Access::read_write); });

    pair.start_primary();
    store->add(records, {}, {});
    EXPECT_EQ(store->versions_of({"Z1", "Z2"}).size(), 2U) << "nothing that was committed is lost";
}

/// What committing a transaction is told whose server was stopped, with another server in its place on which
/// others have committed since.
std::string told_after_failover(const PostgresPair& pair, const std::string& location) {
    const auto writer = open_pg_schema(PgLocation::parse(location), PostgresConnection::Mode::read_write);
    writer->begin_writing();
    writer->execute("SELECT keep_meta('tried', 'yes')");
    pair.stop_primary();
    pair.promote_replica();
    for (int i = 0; i < 20; ++i) { // their numbers pass that of ours
        postgres_sql(pair.replica(), "SET search_path = shared, public", "SELECT pg_current_xact_id()");
    }
    try {
        writer->commit();
    } catch (const base::StoreError& error) {
        return error.code();
    }
    return "committed";
}

TEST(PostgresReplica, DoesNotTakeAnotherServersTransactionForOurs) {
    const PostgresPair pair;
    const std::string location = pair.both() + "?schema=shared";
    create_store(location, {});
    wait_for_replica(pair);
    EXPECT_EQ(told_after_failover(pair, location), "store-commit-unknown");
}

} // namespace
} // namespace liangxian::store
