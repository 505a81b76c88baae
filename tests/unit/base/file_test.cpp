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
