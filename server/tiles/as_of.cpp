// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/tiles/as_of.hpp"

#include "server/onemap/asked_time.hpp"

namespace liangxian::tiles {

std::optional<AsOf> as_of(const http::Request& request) {
    AsOf out{base::Date::today(), false};
    for (const auto& [name, value] : request.query) {
        if (name != "as_of") {
            continue;
        }
        const auto day = onemap::parse_day(value);
        if (!day || out.is_named) {
            return std::nullopt;
        }
        out = {*day, true};
    }
    return out;
}

http::Response bad_day(const http::Request& request) {
    return http::problem(request, 400, "bad-day",
                         {"as_of 应为存在的日期，如 2024-05-01，且只出现一次",
                          "as_of must be a day that exists, like 2024-05-01, and stand once only"});
}

} // namespace liangxian::tiles
