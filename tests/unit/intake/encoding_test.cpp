// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/encoding.hpp"

#include <gtest/gtest.h>
#include <iconv.h>

#include <string>

namespace liangxian::intake {
namespace {

std::string encoded(const std::string& utf8, const char* encoding) {
    const iconv_t handle = iconv_open(encoding, "UTF-8");
    std::string input = utf8;
    std::string out(utf8.size() * 4 + 8, '\0');
    char* in = input.data();
    char* to = out.data();
    std::size_t left = input.size();
    std::size_t room = out.size();
    EXPECT_NE(iconv(handle, &in, &left, &to, &room), static_cast<std::size_t>(-1));
    iconv_close(handle);
    out.resize(out.size() - room);
    return out;
}

const std::string kText = "[属性描述]\n坐标系=2000国家大地坐标系\n";

TEST(Encoding, ReadsUtf8WithAndWithoutMark) {
    EXPECT_EQ(decode_text(kText, "").utf8, kText);
    EXPECT_EQ(decode_text("\xEF\xBB\xBF" + kText, "").utf8, kText);
    EXPECT_EQ(decode_text(kText, "").encoding, "UTF-8");
}

TEST(Encoding, ReadsGbkAndItsSupersetWithoutBeingTold) {
    EXPECT_EQ(decode_text(encoded(kText, "GBK"), "").utf8, kText);
    const std::string rare = "保护单位㐀"; // outside GBK's first planes
    const DecodedText decoded = decode_text(encoded(rare, "GB18030"), "");
    EXPECT_EQ(decoded.utf8, rare);
    EXPECT_EQ(decoded.encoding, "GB18030");
    EXPECT_TRUE(decoded.warnings.empty());
}

TEST(Encoding, ReadsUtf16ByMarkAndByItsZeroBytes) {
    EXPECT_EQ(decode_text("\xFF\xFE" + encoded(kText, "UTF-16LE"), "").utf8, kText);
    EXPECT_EQ(decode_text("\xFE\xFF" + encoded(kText, "UTF-16BE"), "").utf8, kText);
    const std::string rows = "J1,1,4356115.442,37623300.828\n点,1,4356115.442,37623300.828\n";
    EXPECT_EQ(decode_text(encoded(rows, "UTF-16LE"), "").utf8, rows);
    EXPECT_EQ(decode_text(encoded(rows, "UTF-16BE"), "").utf8, rows);
}

TEST(Encoding, FollowsTheNameItIsGivenWhateverItsSpelling) {
    const std::string gbk = encoded("名称", "GBK");
    for (const char* name : {"GBK", "gb2312", "936", "CP936", "gb18030", "ANSI 936"}) {
        EXPECT_EQ(decode_text(gbk, name).utf8, "名称") << name;
    }
    EXPECT_EQ(decode_text(encoded("名稱", "BIG5"), "BIG5").utf8, "名稱");
}

TEST(Encoding, SaysWhichNameItDoesNotKnow) {
    const DecodedText decoded = decode_text("abc", "KLINGON");
    EXPECT_EQ(decoded.utf8, "abc");
    ASSERT_EQ(decoded.warnings.size(), 1u);
    EXPECT_EQ(decoded.warnings[0].code, "encoding-unknown");
}

TEST(Encoding, ReplacesBadBytesAndSaysWhere) {
    const DecodedText decoded = decode_text("\xEF\xBB\xBF"
                                            "ab\xFFzz",
                                            "");
    EXPECT_EQ(decoded.utf8, "ab\xEF\xBF\xBDzz");
    ASSERT_EQ(decoded.warnings.size(), 1u);
    EXPECT_EQ(decoded.warnings[0].code, "bad-bytes");
    EXPECT_EQ(decoded.warnings[0].where, "byte 5");
}

TEST(Encoding, EndsWithAReplacementWhenACharacterIsCutOff) {
    std::string gbk = encoded("名称", "GBK");
    gbk.pop_back();
    const DecodedText decoded = decode_text(gbk, "GBK");
    EXPECT_EQ(decoded.utf8, "名\xEF\xBF\xBD");
    EXPECT_EQ(decoded.warnings.size(), 1u);
}

TEST(Encoding, DecodesFieldsOneByOne) {
    EXPECT_EQ(decode_field(encoded("云冈石窟", "GBK"), ""), "云冈石窟");
    EXPECT_EQ(decode_field("云冈石窟", ""), "云冈石窟");
    EXPECT_EQ(decode_field("", ""), "");
}

TEST(Encoding, RefusesOverlongFormsSurrogatesAndCutCharacters) {
    EXPECT_TRUE(is_valid_utf8("线𠀀é"));
    EXPECT_FALSE(is_valid_utf8("\xC0\xAF"));
    EXPECT_FALSE(is_valid_utf8("\xED\xA0\x80"));
    EXPECT_FALSE(is_valid_utf8("\xE7\xBA"));
    EXPECT_FALSE(is_valid_utf8("\xF4\x90\x80\x80"));
}

} // namespace
} // namespace liangxian::intake
