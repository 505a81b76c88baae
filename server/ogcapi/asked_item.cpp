// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ogcapi/asked_item.hpp"

#include "server/ogcapi/item_query.hpp"

#include "server/onemap/asked_time.hpp"

#include <set>

namespace liangxian::ogcapi {

AskedItem read_asked_item(const http::Request& request, const std::string& id, base::Problems& problems) {
    AskedItem out;
    out.day = base::Date::today();
    const std::size_t at = id.rfind('@');
    const auto own_day = at == std::string::npos ? std::nullopt : onemap::parse_day(id.substr(at + 1));
    const bool has_own_day = own_day || (at != std::string::npos && id.substr(at + 1) == "..");
    out.id = has_own_day ? id.substr(0, at) : id;
    out.day = own_day ? *own_day : has_own_day ? base::Date(1, 1, 1) : out.day;
    std::set<std::string> seen;
    for (const auto& [key, value] : request.query) {
        const auto tell = [&problems, &name = key](const base::Text& text) {
            problems.push_back({"bad-parameter", name, text});
        };
        if (!seen.insert(key).second) {
            tell({"只能出现一次", "may stand once only"});
        } else if (key == "crs") {
            const auto crs = parse_crs(value);
            out.crs = crs.value_or(CrsChoice{});
            if (!crs) {
                tell({"不提供这个坐标系", "this CRS is not offered"});
            }
        } else if (key == "datetime") {
            const auto day = onemap::parse_day_or_instant(value);
            out.day = day.value_or(out.day);
            if (!day || has_own_day) {
                tell({"应为日期或时刻；编号已含日期的要素不用",
                      "must be a date or a time, and not beside an id that has its own"});
            }
        } else if (key != "f" && (key != kKnownAt || !may_ask_the_past(request))) {
            tell({"没有这个参数", "there is no such parameter"});
        }
    }
    return out;
}

} // namespace liangxian::ogcapi
