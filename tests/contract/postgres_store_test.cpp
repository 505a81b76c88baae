// SPDX-License-Identifier: GPL-2.0-or-later
// What only the shared store can do: several machines, lost connections, roles of the database.
#include "tests/contract/postgres_store.hpp"

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

TEST_F(PostgresStore, OfAnOlderSchemaBecomesOursWhenItsOwnerWrites) {
    m_store.reset();
    m_factory.sql("DROP TABLE prerequisites, targets, packages, corner_surveys, datums, datum_secrets");
    m_factory.sql("DROP TABLE version_acts CASCADE");
    m_factory.sql("DROP FUNCTION require_act_of_step, require_step_of_act, enter_as_draft CASCADE");
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
    std::atomic<int> written = 0;
    std::thread other([this, &is_over, &written] {
        const auto store = open_store(m_factory.location(), Access::read_write);
        for (int i = 0; !is_over; ++i) {
            store->add(one_zone("W" + std::to_string(i)), {}, {});
            ++written;
        }
    });
    while (written == 0) {
        std::this_thread::sleep_for(milliseconds(5));
    }
    const base::TemporaryDirectory folder;
    const auto file = folder.path() / "copy.dump";
    const int before = written;
    const CopyReport made = backup_store(m_factory.location(), file);
    const int after = written;
    is_over = true;
    other.join();
    EXPECT_GT(after, before) << "others wrote while the copy was made";
    EXPECT_GE(made.revision, 5 + before);
    EXPECT_LE(made.revision, 5 + after) << "it is one state of those that were";
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
