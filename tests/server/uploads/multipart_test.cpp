// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/uploads/multipart.hpp"

#include <gtest/gtest.h>

#include <deque>

namespace liangxian::tests {
namespace {

using uploads::plain_name;
using uploads::sent_file;

/// Kept: a file looks at the bytes of its request.
const http::Request& sent(const std::string& body, const std::string& type = {},
                          const std::string& disposition = {}) {
    static std::deque<http::Request> kept;
    http::Request& out = kept.emplace_back();
    out.body = body;
    out.headers["content-type"] = type;
    out.headers["content-disposition"] = disposition;
    return out;
}

TEST(SentFile, IsTheBodyUnderTheNameThatIsGiven) {
    const auto plain = sent_file(sent("abc", "application/octet-stream", "attachment; filename=\"a b.txt\""));
    EXPECT_EQ(plain->name, "a b.txt");
    EXPECT_EQ(plain->bytes, "abc");
    EXPECT_EQ(sent_file(sent("abc", "", "attachment; filename=a.kml; size=3"))->name, "a.kml");
    EXPECT_EQ(
        sent_file(sent("abc", "", "attachment; filename*=UTF-8''%E7%94%B3%E8%AF%B7.txt; filename=\"x\""))
            ->name,
        "申请.txt");
    EXPECT_EQ(sent_file(sent("abc"))->name, "");
    auto by_query = sent("abc", "", "attachment; filename=a");
    by_query.query = {{"name", "b.dxf"}};
    EXPECT_EQ(sent_file(by_query)->name, "b.dxf");
}

TEST(SentFile, IsTheFirstFileOfAForm) {
    const std::string body =
        "--xyz\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n"
        "--xyz\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.geojson\"\r\n"
        "Content-Type: application/geo+json\r\n\r\n{\"a\":\r\n--xy 1}\r\n--xyz--\r\n";
    const auto file = sent_file(sent(body, "multipart/form-data; boundary=xyz"));
    ASSERT_TRUE(file);
    EXPECT_EQ(file->name, "a.geojson");
    EXPECT_EQ(file->bytes, "{\"a\":\r\n--xy 1}");
    EXPECT_EQ(
        sent_file(sent("preamble\r\n" + body, "Multipart/Form-Data; charset=utf-8; boundary=\"xyz\""))->bytes,
        file->bytes);
    const std::string empty =
        "--xyz\r\nContent-Disposition: form-data; name=f; filename=a\r\n\r\n\r\n--xyz--";
    EXPECT_EQ(sent_file(sent(empty, "multipart/form-data; boundary=xyz"))->bytes, "");
}

TEST(SentFile, IsNothingOfABrokenForm) {
    const std::string head = "--xyz\r\nContent-Disposition: form-data; name=f; filename=a\r\n\r\nabc";
    for (const std::string& body : {std::string(), std::string("--xyz--\r\n"), head, head + "\r\n--other--",
                                    std::string("--xyz\r\n\r\nabc\r\n--xyz--"), std::string("--xyz\r\nabc"),
                                    std::string("--xyz"), std::string("--xyz\r\n")}) {
        EXPECT_FALSE(sent_file(sent(body, "multipart/form-data; boundary=xyz"))) << body;
    }
    EXPECT_FALSE(sent_file(sent(head + "\r\n--xyz--", "multipart/form-data")));
    EXPECT_FALSE(sent_file(sent(head + "\r\n----", "multipart/form-data; boundary=\"\"")));
    std::string many;
    for (int i = 0; i < 1000; ++i) {
        many += "--xyz\r\n\r\nabc\r\n";
    }
    EXPECT_FALSE(sent_file(sent(many + head + "\r\n--xyz--", "multipart/form-data; boundary=xyz")));
}

TEST(PlainName, LeadsNowhere) {
    EXPECT_EQ(plain_name("../../etc/passwd"), "passwd");
    EXPECT_EQ(plain_name("C:\\a\\b.txt"), "b.txt");
    EXPECT_EQ(plain_name(".."), "");
    EXPECT_EQ(plain_name("a\nb\x7f.txt"), "ab.txt");
    EXPECT_EQ(plain_name("\xff\xfe"), "");
    const std::string cut = plain_name(std::string(300, 'x') + "申.geojson");
    EXPECT_EQ(cut.size(), 200U);
    EXPECT_EQ(cut.substr(cut.size() - 8), ".geojson");
}

} // namespace
} // namespace liangxian::tests
