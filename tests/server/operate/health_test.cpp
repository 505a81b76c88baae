// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/operate/health.hpp"

#include <gtest/gtest.h>

namespace liangxian::operate {
namespace {

unsigned metrics_status(const std::string& peer, bool is_passed_on, const std::vector<std::string>& named) {
    const onemap::CurrentGeneration current;
    const Counters counters;
    http::Router router;
    add_health_routes(router, current, counters, named);
    http::Request request;
    request.method = "GET";
    request.target = request.path = "/metrics";
    request.peer = peer;
    if (is_passed_on) {
        request.headers.emplace("x-forwarded-for", peer);
    }
    return router.route(request).status;
}

TEST(Metrics, AreForThisMachineAndWhoIsNamed) {
    EXPECT_EQ(metrics_status("127.0.0.1", false, {}), 200U);
    EXPECT_EQ(metrics_status("127.0.0.1", true, {}), 404U) << "a proxy here asks for somebody else";
    EXPECT_EQ(metrics_status("10.0.0.9", false, {}), 404U);
    EXPECT_EQ(metrics_status("10.0.0.9", false, {"10.0.0.9"}), 200U);
    EXPECT_EQ(metrics_status("10.0.0.9", true, {"10.0.0.9"}), 200U) << "named by a proxy that is believed";
    EXPECT_EQ(metrics_status("10.0.0.8", false, {"10.0.0.9"}), 404U);
}

} // namespace
} // namespace liangxian::operate
