// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/zone_index_file.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "tests/support/county.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <thread>
#include <vector>

namespace liangxian::app {
namespace {

namespace fs = std::filesystem;

class ZoneIndexFileTest : public testing::Test {
protected:
    ZoneIndexFileTest() {
        m_store = store::create_store(location(), {});
        m_store->add(tests::County(3).records(300), {}, {});
    }
    std::string location() const { return (m_folder.path() / "store.gpkg").string(); }
    fs::path index_file() const { return location() + ".zones"; }
    std::size_t files_in_folder() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(m_folder.path()), fs::directory_iterator()));
    }

    base::TemporaryDirectory m_folder;
    std::unique_ptr<store::Store> m_store;
};

TEST_F(ZoneIndexFileTest, LiesBesideTheStoreAndHoldsItsMark) {
    const ZoneIndexFile file(location());
    EXPECT_EQ(file.open(), nullptr);
    const auto made = file.make(*m_store, {});
    EXPECT_EQ(made->mark(), m_store->content_mark());
    EXPECT_GT(made->record_count(), 600U);
    const auto opened = file.open();
    ASSERT_NE(opened, nullptr);
    EXPECT_EQ(opened->record_count(), made->record_count());
    EXPECT_NO_THROW(opened->check_all());
}

TEST_F(ZoneIndexFileTest, GivesTheSameBytesForTheSameStore) {
    const ZoneIndexFile file(location());
    file.make(*m_store, {});
    const std::string first = base::read_file(index_file(), std::size_t{1} << 30);
    file.make(*m_store, {});
    EXPECT_EQ(base::read_file(index_file(), std::size_t{1} << 30), first);
}

TEST_F(ZoneIndexFileTest, LeavesTheOldIndexAndNothingElseWhenTheDiskIsFull) {
    ZoneIndexFile(location()).make(*m_store, {});
    const std::string before = base::read_file(index_file(), std::size_t{1} << 30);
    const std::size_t files = files_in_folder();
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{before.size() / 3, before.size() / 3};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        int said = 1;
        try {
            ZoneIndexFile(location()).make(*store::open_store(location(), store::Access::read_only), {});
        } catch (const base::FileError&) {
            said = 0;
        }
        ::_exit(said);
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
    EXPECT_EQ(base::read_file(index_file(), std::size_t{1} << 30), before);
    EXPECT_EQ(files_in_folder(), files);
}

TEST_F(ZoneIndexFileTest, ClearsWhatAKilledProcessLeftAndNothingOfALivingOne) {
    const fs::path living = index_file().string() + "." + std::to_string(::getppid()) + ".0.part";
    const pid_t gone = ::fork();
    if (gone == 0) {
        ::_exit(0);
    }
    ::waitpid(gone, nullptr, 0);
    const fs::path dead = index_file().string() + "." + std::to_string(gone) + ".0.part";
    base::write_file_atomically(living, "half");
    base::write_file_atomically(dead, "half");
    ZoneIndexFile(location()).make(*m_store, {});
    EXPECT_TRUE(fs::exists(living));
    EXPECT_FALSE(fs::exists(dead));
}

TEST_F(ZoneIndexFileTest, IsWholeWhenSeveralThreadsMakeItAtOnce) {
    std::vector<std::thread> makers;
    for (int i = 0; i < 4; ++i) {
        makers.emplace_back([this] {
            const auto own = store::open_store(location(), store::Access::read_only);
            for (int round = 0; round < 5; ++round) {
                EXPECT_NO_THROW(ZoneIndexFile(location()).make(*own, {})->check_all());
            }
        });
    }
    for (std::thread& maker : makers) {
        maker.join();
    }
    EXPECT_EQ(files_in_folder(), 2U) << "the store and its index";
}

TEST_F(ZoneIndexFileTest, IsWholeOrAbsentWhereverItsWriterIsKilled) {
    const ZoneIndexFile file(location());
    for (int delay_us = 0; delay_us < 30000; delay_us += 1500) {
        fs::remove(index_file());
        const pid_t child = ::fork();
        if (child == 0) {
            const auto own = store::open_store(location(), store::Access::read_only);
            ZoneIndexFile(location()).make(*own, {});
            ::_exit(0);
        }
        ::usleep(static_cast<useconds_t>(delay_us));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        if (const auto found = file.open()) {
            EXPECT_NO_THROW(found->check_all()) << delay_us;
        }
    }
    EXPECT_NO_THROW(file.make(*m_store, {})->check_all());
    EXPECT_EQ(files_in_folder(), 2U) << "the store and its index";
}

TEST_F(ZoneIndexFileTest, GoesToTheUsersCacheWhereTheFolderCannotBeWritten) {
    if (::geteuid() == 0) {
        // Root may write anywhere: an address that is no file has no folder at all.
        const base::TemporaryDirectory cache;
        ::setenv("XDG_CACHE_HOME", cache.path().c_str(), 1);
        const ZoneIndexFile file("postgresql://host/base");
        ::unsetenv("XDG_CACHE_HOME");
        EXPECT_EQ(file.path().parent_path(), cache.path() / "liangxian");
        EXPECT_EQ(file.make(*m_store, {})->mark(), m_store->content_mark());
        EXPECT_NE(file.open(), nullptr);
        return;
    }
    fs::permissions(m_folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
    const ZoneIndexFile file(location());
    fs::permissions(m_folder.path(), fs::perms::owner_all);
    EXPECT_NE(file.path(), index_file());
}

} // namespace
} // namespace liangxian::app
