// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/sql_site_levels.hpp"

#include "core/store/json_list.hpp"
#include "core/store/sql_rows.hpp"
#include "core/zone/site_on_day.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <string>
#include <utility>

namespace liangxian::store {
namespace {

using Records = std::map<std::string, std::vector<zone::Site>>; ///< by site, in the order of recording

/// What these sites said before.
Records earlier_records(const Connection& connection, const std::optional<base::Timestamp>& known_at,
                        const std::vector<std::string>& ids) {
    const Layer<zone::Site>& layer = site_layer();
    // The triggers keep a row without a time while it is being replaced.
    Statement rows = connection.prepare(
        fmt::format("SELECT NULL, {}, 0 FROM sites_history WHERE replaced_at IS NOT NULL AND site_id IN {}{} "
                    "ORDER BY replaced_at, recorded_at",
                    fmt::join(columns_of(layer), ", "), connection.dialect().texts_in_2,
                    known_at ? " AND replaced_at <= ?1" : ""));
    if (known_at) {
        rows.bind(1, std::string_view(known_at->to_string()));
    }
    rows.bind(2, json_list(ids));
    Records out;
    while (rows.step()) {
        auto read = record_without_geometry(layer, read_row(connection.dialect(), layer, rows));
        if (read.record) {
            out[read.record->site_id].push_back(std::move(*read.record));
        }
    }
    return out;
}

} // namespace

void put_levels_of_day(const Connection& connection, const base::Date& day,
                       const std::optional<base::Timestamp>& known_at, std::vector<zone::Site>& sites) {
    std::vector<std::string> ids;
    for (const zone::Site& site : sites) {
        ids.push_back(site.site_id);
    }
    if (ids.empty() || !connection.prepare("SELECT 1 FROM sites_history LIMIT 1").step()) {
        return; // most stores: no site was ever changed
    }
    Records recorded = earlier_records(connection, known_at, ids);
    for (zone::Site& site : sites) {
        const auto earlier = recorded.find(site.site_id);
        if (earlier != recorded.end()) {
            earlier->second.push_back(std::move(site));
            site = zone::site_on_day(earlier->second, day);
        }
    }
}

} // namespace liangxian::store
