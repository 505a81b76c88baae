// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/error.hpp"
#include "core/base/file.hpp"

#include <gtest/gtest.h>

namespace liangxian::base {
namespace {

TEST(File, IsReplacedWholeOrNotAtAll) {
    const TemporaryDirectory folder;
    const auto path = folder.path() / "a.json";
    write_file_atomically(path, "old");
    write_file_atomically(path, "new");
    EXPECT_EQ(read_file(path, 100), "new");
    EXPECT_THROW(write_file_atomically(folder.path() / "none" / "a.json", "x"), FileError);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1) << "no crumbs";
}

TEST(File, ThatIsNotCommittedLeavesTheOldOneAndNoCrumbs) {
    const TemporaryDirectory folder;
    const auto path = folder.path() / "a.json";
    write_file_atomically(path, "old");
    {
        PendingFile pending(path);
        pending.write("half of the");
    }
    EXPECT_EQ(read_file(path, 100), "old");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(File, BehindALinkIsReplacedAndTheLinkStays) {
    const TemporaryDirectory folder;
    const auto path = folder.path() / "a.json";
    const auto link = folder.path() / "link.json";
    write_file_atomically(path, "old");
    std::filesystem::permissions(path, std::filesystem::perms(0640));
    std::filesystem::create_symlink("a.json", link);
    write_file_atomically(link, "new");
    EXPECT_TRUE(std::filesystem::is_symlink(link));
    EXPECT_EQ(read_file(path, 100), "new");
    EXPECT_EQ(std::filesystem::status(path).permissions(), std::filesystem::perms(0640));
}

TEST(File, ThatIsADeviceIsWrittenToAndStaysADevice) {
    write_file_atomically("/dev/null", "x");
    EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
    const TemporaryDirectory folder;
    const auto link = folder.path() / "full";
    std::filesystem::create_symlink("/dev/full", link);
    EXPECT_THROW(write_file_atomically(link, "x"), FileError);
    EXPECT_TRUE(std::filesystem::is_symlink(link));
    EXPECT_THROW(write_file_atomically(folder.path(), "x"), FileError) << "a folder is no file";
}

TEST(File, LargerThanTheLimitOrMissingIsRefusedByName) {
    const TemporaryDirectory folder;
    const auto path = folder.path() / "b.txt";
    write_file_atomically(path, std::string(1000, 'x'));
    try {
        read_file(path, 999);
        ADD_FAILURE();
    } catch (const FileError& error) {
        EXPECT_EQ(error.code(), "file-too-large");
        EXPECT_NE(error.message().zh.find("b.txt"), std::string::npos);
    }
    EXPECT_THROW(read_file(folder.path() / "missing", 10), FileError);
    EXPECT_THROW(read_file(folder.path(), 10), FileError) << "a folder is no file";
}

} // namespace
} // namespace liangxian::base
