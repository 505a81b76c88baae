// SPDX-License-Identifier: GPL-2.0-or-later
// The store as a file among other programs.
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/store/store.hpp"
#include "tests/support/plain_sql.hpp"
#include "tests/support/shapes.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <sys/wait.h>
#include <unistd.h>

namespace liangxian::store {
namespace {

using tests::a_site;
using tests::a_zone;
using tests::plain_sql;
using tests::rectangle;
using tests::unguarded_sql;

class GpkgFile : public testing::Test {
protected:
    std::filesystem::path m_path() const { return m_folder.path() / "两线 100%#.gpkg"; }
    static NewRecords units(int count) {
        NewRecords out;
        for (int i = 0; i < count; ++i) {
            const std::string n = std::to_string(i);
            out.sites.push_back(a_site("S" + n, tests::point(i, i)));
            out.zones.push_back(
                a_zone("Z" + n, "S" + n, zone::ZoneKind::protection, rectangle(i, i, 10, 10)));
        }
        return out;
    }
    void make(int count) const { create_store(m_path().string(), {})->add(units(count), {}, {}); }
    zone::Snapshot snapshot(Access access = Access::read_only) const {
        zone::SnapshotQuery query;
        query.as_of = base::Date(2026, 1, 1);
        return open_store(m_path().string(), access)->fetch_snapshot(query);
    }
    std::set<std::string> files() const {
        std::set<std::string> out;
        for (const auto& entry : std::filesystem::directory_iterator(m_folder.path())) {
            out.insert(entry.path().filename().string());
        }
        return out;
    }
    std::string error_code(Access access) const {
        try {
            open_store(m_path().string(), access);
        } catch (const base::StoreError& error) {
            return error.code();
        }
        return "none";
    }
    /// What a shell command prints, both streams.
    static std::string output_of(const std::string& command) {
        FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
        std::string out;
        char chunk[4096];
        for (std::size_t got = 0; (got = std::fread(chunk, 1, sizeof(chunk), pipe)) > 0;) {
            out.append(chunk, got);
        }
        ::pclose(pipe);
        return out;
    }

    base::TemporaryDirectory m_folder;
};

TEST_F(GpkgFile, IsAGeoPackage13) {
    make(1);
    EXPECT_EQ(plain_sql(m_path(), "PRAGMA application_id"), std::to_string(0x47504B47));
    EXPECT_EQ(plain_sql(m_path(), "PRAGMA user_version"), "10300");
    EXPECT_EQ(plain_sql(m_path(), "PRAGMA integrity_check"), "ok");
    EXPECT_EQ(plain_sql(m_path(), "PRAGMA foreign_key_check"), "");
}

TEST_F(GpkgFile, ShowsOrdinaryLayersToOtherPrograms) {
    make(2);
    const std::string said = output_of("ogrinfo -ro -so -al '" + m_path().string() + "'");
    for (const char* layer : {"sites", "zones", "areas", "applications", "checks", "documents", "audit"}) {
        EXPECT_NE(said.find(std::string("Layer name: ") + layer), std::string::npos) << said;
    }
    EXPECT_NE(said.find("ID[\"EPSG\",4490]"), std::string::npos);
    EXPECT_EQ(said.find("Warning"), std::string::npos) << said;
    EXPECT_EQ(said.find("ERROR"), std::string::npos) << said;
}

TEST_F(GpkgFile, CountsWhatOgrWrites) {
    make(1);
    const auto before = snapshot();
    output_of("ogrinfo '" + m_path().string() + "' -sql \"UPDATE sites SET place = 'x'\"");
    EXPECT_EQ(snapshot().revision, before.revision + 1);
    const auto csv = m_folder.path() / "more.csv";
    base::write_file_atomically(csv, "site_id,name\nS8,八\nS9,九\n");
    output_of("ogr2ogr -f GPKG -append -update -nln sites '" + m_path().string() + "' '" + csv.string() +
              "'");
    EXPECT_EQ(snapshot().revision, before.revision + 3);
    EXPECT_EQ(snapshot().sites.size(), 3U);
    EXPECT_NE(snapshot().store_digest, before.store_digest);
}

TEST_F(GpkgFile, WorksWithASpatialIndexThatAGisAdded) {
    make(1);
    output_of("ogrinfo '" + m_path().string() + "' -sql \"SELECT CreateSpatialIndex('zones', 'geom')\"");
    ASSERT_EQ(plain_sql(m_path(), "SELECT count(*) FROM rtree_zones_geom"), "1");
    NewRecords more;
    more.zones = {a_zone("Z9", "S0", zone::ZoneKind::control, rectangle(0, 0, 50, 50))};
    open_store(m_path().string(), Access::read_write)->add(more, {}, {});
    EXPECT_EQ(plain_sql(m_path(), "SELECT count(*) FROM rtree_zones_geom"), "2");
}

TEST_F(GpkgFile, LeavesNoFileBesideIt) {
    make(1);
    snapshot();
    snapshot(Access::read_write);
    EXPECT_EQ(files().size(), 1U);
    EXPECT_EQ(plain_sql(m_path(), "PRAGMA journal_mode"), "delete");
}

TEST_F(GpkgFile, ReadsAFileLeftInWalModeWithoutTouchingItAndBringsItBackOnWriting) {
    make(1);
    plain_sql(m_path(), "PRAGMA journal_mode = WAL");
    const std::string bytes = base::read_file(m_path(), 1U << 24U);
    EXPECT_EQ(snapshot().zones.size(), 1U);
    EXPECT_EQ(files().size(), 1U);
    EXPECT_EQ(base::read_file(m_path(), 1U << 24U), bytes);
    snapshot(Access::read_write);
    EXPECT_EQ(plain_sql(m_path(), "PRAGMA journal_mode"), "delete");
}

TEST_F(GpkgFile, AReaderChangesNoByteEvenAfterAForeignEdit) {
    make(1);
    unguarded_sql(m_path(), "UPDATE zones SET words = 'x'");
    const std::string bytes = base::read_file(m_path(), 1U << 24U);
    snapshot();
    EXPECT_EQ(base::read_file(m_path(), 1U << 24U), bytes);
}

TEST_F(GpkgFile, SaysThatAnotherProgramIsWriting) {
    make(1);
    sqlite3* other = nullptr;
    ASSERT_EQ(sqlite3_open(m_path().c_str(), &other), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    EXPECT_EQ(snapshot().zones.size(), 1U) << "a reader need not wait";
    const auto store = open_store(m_path().string(), Access::read_write);
    try {
        store->put_settings({});
        ADD_FAILURE() << "wrote beside another writer";
    } catch (const base::StoreError& error) {
        EXPECT_EQ(error.code(), "store-locked");
        EXPECT_NE(error.message().zh.find("另一个程序"), std::string::npos);
    }
    sqlite3_close(other);
}

TEST_F(GpkgFile, SurvivesAWriterThatIsKilled) {
    make(2);
    const auto before = snapshot();
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        NewRecords many = units(3000);
        many.sites.erase(many.sites.begin(), many.sites.begin() + 2);
        many.zones.erase(many.zones.begin(), many.zones.begin() + 2);
        open_store(m_path().string(), Access::read_write)->add(many, {}, [](std::size_t done, std::size_t) {
            if (done == 5000) {
                ::kill(::getpid(), SIGKILL);
            }
        });
        std::_Exit(0);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the writer finished before it was killed";
    EXPECT_EQ(snapshot(Access::read_write).store_digest, before.store_digest);
    EXPECT_EQ(plain_sql(m_path(), "PRAGMA integrity_check"), "ok");
    EXPECT_EQ(plain_sql(m_path(), "SELECT count(*) FROM zones"), "2");
}

TEST_F(GpkgFile, IsNeverOverwrittenAndLeavesNothingWhenItCannotBeMade) {
    make(1);
    EXPECT_THROW(create_store(m_path().string(), {}), base::StoreError);
    EXPECT_THROW(create_store((m_folder.path() / "none" / "a.gpkg").string(), {}), base::Error);
    EXPECT_EQ(files().size(), 1U);
    EXPECT_EQ(snapshot().zones.size(), 1U);
}

TEST_F(GpkgFile, HasItsSettingsFromTheFirstMoment) {
    const auto store = create_store(m_path().string(), {"wkb", true});
    EXPECT_EQ(store->settings().jurisdiction_wkb, "wkb");
    EXPECT_EQ(plain_sql(m_path(), "SELECT value FROM meta WHERE key = 'revision'"), "0");
}

TEST_F(GpkgFile, RefusesWhatIsNoStoreOfOursByName) {
    EXPECT_EQ(error_code(Access::read_only), "store-not-found");
    base::write_file_atomically(m_path(), "not a database at all, but long enough to be looked at as one");
    EXPECT_EQ(error_code(Access::read_only), "store-not-ours");
    std::filesystem::remove(m_path());
    make(1);
    plain_sql(m_path(), "UPDATE meta SET value = 99 WHERE key = 'schema_version'");
    EXPECT_EQ(error_code(Access::read_only), "store-newer");
}

TEST_F(GpkgFile, TellsAnotherProgramWhereTheLayerLies) {
    make(1);
    EXPECT_EQ(plain_sql(m_path(),
                        "SELECT abs(min_x - 113.18) < 1e-9 FROM gpkg_contents WHERE table_name = 'zones'"),
              "1");
}

TEST(OpenStore, TakesNoPasswordInAnAddress) {
    for (const char* location :
         {"postgresql://user:secret@host/db", "postgresql://user@host/db?password=secret"}) {
        try {
            open_store(location, Access::read_only);
            ADD_FAILURE() << "opened " << location;
        } catch (const base::StoreError& error) {
            EXPECT_EQ(error.code(), "password-given");
            EXPECT_EQ(error.message().en.find("secret"), std::string::npos);
        }
    }
}

} // namespace
} // namespace liangxian::store
