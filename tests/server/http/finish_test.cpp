// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/finish.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace liangxian::tests {
namespace {

using http::finish;
using http::Finished;
using http::Request;
using http::Response;

Request asking(const std::string& header, const std::string& value) {
    Request out;
    out.method = "GET";
    out.headers[header] = value;
    return out;
}

Response long_text() { return Response::of("text/plain", std::string(5000, 'a')); }

TEST(FinishedAnswer, IsCompressedOnlyForWhoTakesIt) {
    EXPECT_TRUE(finish(asking("accept-encoding", "deflate, gzip"), long_text()).is_gzip);
    EXPECT_TRUE(finish(asking("accept-encoding", "gzip;q=0.5"), long_text()).is_gzip);
    EXPECT_FALSE(finish(asking("accept-encoding", "gzip;q=0"), long_text()).is_gzip);
    EXPECT_FALSE(finish(asking("accept-encoding", "br"), long_text()).is_gzip);
    EXPECT_FALSE(finish(asking("accept", "gzip"), long_text()).is_gzip);
    EXPECT_FALSE(
        finish(asking("accept-encoding", "gzip"), Response::of("image/png", std::string(5000, 'a'))).is_gzip);
    EXPECT_FALSE(finish(asking("accept-encoding", "gzip"), Response::of("text/plain", "short")).is_gzip);
}

TEST(FinishedAnswer, Is304ForWhoHasItAlready) {
    const std::string tag = http::etag_of("x");
    const auto tagged = [&tag] { return long_text().with("ETag", tag); };
    const Finished same = finish(asking("if-none-match", "\"other\", " + tag), tagged());
    EXPECT_EQ(same.status, 304u);
    EXPECT_EQ(same.bytes(), "");
    EXPECT_EQ(finish(asking("if-none-match", "\"other\""), tagged()).status, 200u);
    EXPECT_EQ(finish(asking("if-none-match", "*"), tagged()).status, 304u);
    EXPECT_NE(http::etag_of("x"), http::etag_of("y"));
}

TEST(FinishedAnswer, LeavesNoTypeToBeGuessed) {
    const Finished done = finish(asking("accept", "*/*"), long_text());
    const auto has = [&done](const std::string& name, const std::string& value) {
        return std::find(done.headers.begin(), done.headers.end(), std::pair(name, value)) !=
               done.headers.end();
    };
    EXPECT_TRUE(has("X-Content-Type-Options", "nosniff"));
    EXPECT_TRUE(has("Content-Type", "text/plain"));
}

} // namespace
} // namespace liangxian::tests
