// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/onemap/leftovers.hpp"

#include "core/base/file.hpp"

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

namespace liangxian::onemap {
namespace {

namespace fs = std::filesystem;

/// The number of a process that has ended.
pid_t gone_process() {
    const pid_t child = ::fork();
    if (child == 0) {
        ::_exit(0);
    }
    ::waitpid(child, nullptr, 0);
    return child;
}

class LeftoversTest : public testing::Test {
protected:
    void put(const std::string& name) const { std::ofstream(m_folder.path() / name) << "x"; }
    bool has(const std::string& name) const { return fs::exists(m_folder.path() / name); }

    base::TemporaryDirectory m_folder;
};

TEST_F(LeftoversTest, OfProcessesThatAreGoneAreRemovedAndNothingElse) {
    const std::string gone = std::to_string(gone_process());
    const std::string alive = std::to_string(::getppid());
    const std::string prefix = next_prefix(m_folder.path() / "p.gpkg");
    EXPECT_EQ(prefix, "p.gpkg.next-");
    for (const std::string& name :
         {"p.gpkg.next-" + gone + ".gpkg", "p.gpkg.next-" + gone + ".gpkg-journal",
          "p.gpkg.next-" + alive + ".gpkg", std::string("p.gpkg"), std::string("p.gpkg.next-"),
          std::string("p.gpkg.next-x.gpkg"), "other.gpkg.next-" + gone + ".gpkg",
          "p.gpkg.next-" + std::to_string(::getpid()) + ".gpkg"}) {
        put(name);
    }
    EXPECT_EQ(remove_left_behind(m_folder.path(), prefix).size(), 3U);
    EXPECT_FALSE(has("p.gpkg.next-" + gone + ".gpkg"));
    EXPECT_FALSE(has("p.gpkg.next-" + gone + ".gpkg-journal"));
    EXPECT_FALSE(has("p.gpkg.next-" + std::to_string(::getpid()) + ".gpkg")) << "of an earlier process";
    EXPECT_TRUE(has("p.gpkg.next-" + alive + ".gpkg"));
    EXPECT_TRUE(has("p.gpkg"));
    EXPECT_TRUE(has("p.gpkg.next-"));
    EXPECT_TRUE(has("p.gpkg.next-x.gpkg"));
    EXPECT_TRUE(has("other.gpkg.next-" + gone + ".gpkg"));
}

TEST_F(LeftoversTest, ALinkIsNotFollowedAndNotRemoved) {
    put("mine");
    const std::string link = "a-" + std::to_string(gone_process());
    fs::create_symlink(m_folder.path() / "mine", m_folder.path() / link);
    EXPECT_TRUE(remove_left_behind(m_folder.path(), "a-").empty());
    EXPECT_TRUE(has("mine"));
    EXPECT_TRUE(fs::is_symlink(m_folder.path() / link));
}

TEST_F(LeftoversTest, AFolderThatIsNotThereHoldsNone) {
    EXPECT_TRUE(remove_left_behind(m_folder.path() / "none", "a-").empty());
}

TEST_F(LeftoversTest, AProcessFolderHoldsWhatIsTemporaryAndEndsWithIt) {
    ASSERT_EQ(::setenv("TMPDIR", m_folder.path().c_str(), 1), 0);
    const fs::path left =
        m_folder.path() / ("liangxian-server-" + std::to_string(gone_process()) + "-abcdef");
    fs::create_directories(left / "exact");
    fs::path own;
    {
        const ProcessFolder folder;
        own = folder.path();
        EXPECT_EQ(folder.removed(), (std::vector<std::string>{left.filename().string()}));
        EXPECT_EQ(fs::temp_directory_path(), own);
        EXPECT_EQ(fs::status(own).permissions(), fs::perms::owner_all);
        EXPECT_EQ(base::TemporaryDirectory().path().parent_path(), own);
    }
    EXPECT_FALSE(fs::exists(own));
    EXPECT_FALSE(fs::exists(left));
    EXPECT_EQ(fs::temp_directory_path(), m_folder.path());
    ::unsetenv("TMPDIR");
}

} // namespace
} // namespace liangxian::onemap
