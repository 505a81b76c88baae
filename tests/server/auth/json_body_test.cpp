// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/auth/json_body.hpp"

#include <gtest/gtest.h>

namespace liangxian::auth {
namespace {

std::variant<Words, http::Response> read(const std::string& body,
                                         const std::string& type = "application/json") {
    http::Request request;
    request.headers["content-type"] = type;
    request.body = body;
    return read_words(request, {"name", "password"});
}

unsigned status(const std::variant<Words, http::Response>& read) {
    const auto* refused = std::get_if<http::Response>(&read);
    return refused == nullptr ? 200 : refused->status;
}

TEST(JsonBody, IsTheTextsThatWereAskedFor) {
    const auto words = std::get<Words>(read(R"({"password": "马\"x", "name": "li"})"));
    EXPECT_EQ(words, (Words{{"name", "li"}, {"password", "马\"x"}}));
    EXPECT_EQ(status(read(R"({"name":"","password":""})", "application/json; charset=utf-8")), 200U);
}

TEST(JsonBody, OfAnotherTypeIsNotTaken) {
    for (const char* type : {"", "text/plain", "application/x-www-form-urlencoded", "application/jsonx"}) {
        EXPECT_EQ(status(read(R"({"name":"a","password":"b"})", type)), 415U) << type;
    }
}

TEST(JsonBody, ThatIsHostileIsRefusedWhole) {
    for (const std::string& body :
         {std::string(), std::string("{"), std::string("[]"), std::string("null"),
          std::string(R"({"name":"a"})"), std::string(R"({"name":"a","password":1})"),
          std::string(R"({"name":"a","password":null})"),
          std::string(R"({"name":"a","password":"b","x":"c"})"),
          std::string(R"({"name":{"a":"b"},"password":"b"})"),
          std::string("{\"name\":\"\xff\",\"password\":\"b\"}"),
          R"({"name":"a","password":")" + std::string(9000, 'x') + "\"}", std::string(100000, '[')}) {
        EXPECT_EQ(status(read(body)), 400U) << body.substr(0, 60);
    }
}

} // namespace
} // namespace liangxian::auth
