// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/shown.hpp"

#include <gtest/gtest.h>

namespace liangxian::base {
namespace {

TEST(Shown, LeavesOrdinaryTextAlone) {
    for (const char* text : {"", "应县木塔 A-1", "〔2009〕1号 — “x”", "\xF0\xA0\x80\x80"}) {
        EXPECT_EQ(shown(text), text);
    }
}

TEST(Shown, WritesOutWhatEndsALineOrSteersATerminal) {
    EXPECT_EQ(shown("a\nb\r\tc"), "a\\nb\\r\\tc");
    EXPECT_EQ(shown("\x1B[2J\x7F"), "\\u001b[2J\\u007f");
    EXPECT_EQ(shown("\xC2\x9B"), "\\u009b"); // C1 control sequence introducer
    EXPECT_EQ(shown(std::string("a\0b", 3)), "a\\u0000b");
    EXPECT_EQ(shown("\xE2\x80\xA8"), "\\u2028");
}

TEST(Shown, WritesOutWhatTurnsTheReadingDirection) {
    EXPECT_EQ(shown("\xE2\x80\xAE"), "\\u202e");
    EXPECT_EQ(shown("\xE2\x80\xAA"), "\\u202a");
    EXPECT_EQ(shown("\xE2\x81\xA6\xE2\x81\xA9"), "\\u2066\\u2069");
}

TEST(Shown, WritesOutBytesThatAreNoUtf8) {
    EXPECT_EQ(shown("\xB9\xC5"), "\\xb9\\xc5");
    EXPECT_EQ(shown("\xE5\xBA"), "\\xe5\\xba");
    EXPECT_EQ(shown("\xC0\x8A"), "\\xc0\\x8a") << "an overlong line feed is no line feed, and no text";
    EXPECT_EQ(shown("\xED\xA0\x80"), "\\xed\\xa0\\x80") << "half a surrogate pair";
}

} // namespace
} // namespace liangxian::base
