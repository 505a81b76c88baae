// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/spool.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace liangxian::index {
namespace {

constexpr std::uint64_t kMegabyte = 1U << 20U;

/// Pieces of all sizes, some four megabytes in all.
std::vector<std::string> pieces() {
    std::vector<std::string> out;
    for (unsigned i = 0; i < 900; ++i) {
        out.emplace_back(i * 10 + 1, static_cast<char>('a' + i % 26));
    }
    return out;
}

void expect_everything_back(Spool& spool) {
    std::vector<std::pair<std::uint64_t, std::string>> put;
    for (const std::string& piece : pieces()) {
        put.emplace_back(spool.append(piece), piece);
    }
    const char* bytes = spool.finish();
    for (const auto& [at, piece] : put) {
        ASSERT_EQ(std::string_view(bytes + at, piece.size()), piece);
    }
}

TEST(Spool, GivesEverythingBackFromMemory) {
    Spool spool("/nowhere", 64 * kMegabyte);
    expect_everything_back(spool);
}

TEST(Spool, GivesEverythingBackFromAFileWithoutAName) {
    const base::TemporaryDirectory folder;
    for (const std::uint64_t memory_bytes : {std::uint64_t{0}, 2 * kMegabyte}) { // at once, and on the way
        Spool spool(folder.path(), memory_bytes);
        expect_everything_back(spool);
        EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
    }
}

TEST(Spool, NeedsNoFolderForAFile) {
    Spool spool({}, kMegabyte);
    expect_everything_back(spool);
}

TEST(Spool, SaysWhereItCannotWrite) {
    Spool spool("/nowhere", 0);
    EXPECT_THROW(expect_everything_back(spool), base::FileError);
}

TEST(Spool, OfAFewBytesAndOfNoneIsReadWhereItLies) {
    Spool few("/nowhere");
    EXPECT_EQ(few.append("ab"), 0U);
    EXPECT_EQ(few.append("cd"), 2U);
    EXPECT_EQ(std::string_view(few.finish(), 4), "abcd");
    Spool none("/nowhere");
    none.finish();
}

} // namespace
} // namespace liangxian::index
