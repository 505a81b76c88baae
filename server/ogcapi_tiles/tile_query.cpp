// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ogcapi_tiles/tile_query.hpp"

#include "server/onemap/asked_time.hpp"

#include <algorithm>

namespace liangxian::ogcapi_tiles {
namespace {

void read_form(const std::string& value, std::initializer_list<std::string_view> forms, ReadTileQuery& out) {
    if (std::find(forms.begin(), forms.end(), value) != forms.end()) {
        out.query.form = value;
        return;
    }
    std::string all;
    for (const std::string_view one : forms) {
        all += (all.empty() ? "" : ", ") + std::string(one);
    }
    out.problems.push_back({"bad-parameter", "f", {"应为其中之一：" + all, "must be one of: " + all}});
}

void read_day(const std::string& value, ReadTileQuery& out) {
    if (const auto day = onemap::parse_day_or_instant(value)) {
        out.query.day = *day;
        out.query.has_day = true;
        return;
    }
    out.problems.push_back({"bad-parameter",
                            "datetime",
                            {"瓦片是某一天的：应为日期或时刻，如 2024-05-01，不接受区间",
                             "a tile is of one day: must be a day or an instant, like 2024-05-01, and no "
                             "interval"}});
}

} // namespace

ReadTileQuery read_tile_query(const http::Request& request, std::initializer_list<std::string_view> forms,
                              bool takes_day) {
    ReadTileQuery out{{{}, base::Date::today(), false}, {}};
    for (const auto& [name, value] : request.query) {
        const std::string& key = name;
        const auto times = std::count_if(request.query.begin(), request.query.end(),
                                         [&key](const auto& one) { return one.first == key; });
        if (name != "f" && (name != "datetime" || !takes_day)) {
            out.problems.push_back({"bad-parameter", name, {"没有这个参数", "there is no such parameter"}});
        } else if (times > 1) {
            out.problems.push_back({"bad-parameter", name, {"只能出现一次", "may stand once only"}});
        } else if (name == "f") {
            read_form(value, forms, out);
        } else {
            read_day(value, out);
        }
    }
    return out;
}

bool wants_picture(const http::Request& request, bool unless_said) {
    for (const auto& [name, value] : request.query) {
        if (name == "f") {
            return value == "png";
        }
    }
    const std::string accepted = request.header("accept");
    const std::size_t picture = std::min(accepted.find("image/png"), accepted.find("image/*"));
    const std::size_t vector = accepted.find("application/vnd.mapbox-vector-tile");
    return picture == vector ? unless_said : picture < vector;
}

} // namespace liangxian::ogcapi_tiles
