// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/router.hpp"

#include <gtest/gtest.h>

namespace liangxian::tests {
namespace {

using http::PathWords;
using http::Request;
using http::Response;

Request asked(const std::string& method, const std::string& path) {
    Request out;
    out.method = method;
    out.path = path;
    return out;
}

http::Router a_router() {
    http::Router router;
    router.add("GET", "/tiles/{layer}/{z}.mvt", [](const Request&, const PathWords& words) {
        return Response::of("text/plain", words.at("layer") + " " + words.at("z"));
    });
    router.add("POST", "/jobs",
               [](const Request&, const PathWords&) { return Response::of("text/plain", "made"); });
    router.add("GET", "/",
               [](const Request&, const PathWords&) { return Response::of("text/plain", "home"); });
    return router;
}

TEST(Router, FindsTheHandlerAndTheWordsOfThePath) {
    EXPECT_EQ(a_router().route(asked("GET", "/tiles/control/12.mvt")).body->plain, "control 12");
    EXPECT_EQ(a_router().route(asked("GET", "/")).body->plain, "home");
}

TEST(Router, SaysWhichMethodsAnAddressTakes) {
    const Response refused = a_router().route(asked("GET", "/jobs"));
    EXPECT_EQ(refused.status, 405u);
    EXPECT_EQ(refused.headers.back(), (std::pair<std::string, std::string>("Allow", "POST")));
}

TEST(Router, FindsNothingForOtherPaths) {
    for (const char* path : {"/tiles/control/12", "/tiles/control/.mvt", "/tiles//12.mvt",
                             "/tiles/control/1/12.mvt", "/jobs/", "//", "/Jobs"}) {
        EXPECT_EQ(a_router().route(asked("GET", path)).status, 404u) << path;
    }
}

} // namespace
} // namespace liangxian::tests
