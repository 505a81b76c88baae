// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/sql_touched_rows.hpp"

#include "core/base/hex.hpp"
#include "core/store/json_list.hpp"
#include "core/store/sql_brief_rows.hpp"

#include <fmt/format.h>

#include <set>
#include <type_traits>
#include <utility>

namespace liangxian::store {
namespace {

template <typename Record>
constexpr zone::RecordKind kind_of() {
    return std::is_same_v<Record, zone::Site>   ? zone::RecordKind::site
           : std::is_same_v<Record, zone::Zone> ? zone::RecordKind::zone
                                                : zone::RecordKind::area;
}

std::string token_at(const Connection& connection, std::int64_t change) {
    Statement row = connection.prepare("SELECT token FROM touched_rows WHERE change = ?1");
    row.bind(1, change);
    return row.step() ? base::hex_of(row.blob(0)) : "";
}

template <typename Record>
void visit_layer(const Connection& connection, const Layer<Record>& layer,
                 const std::vector<std::int64_t>* only, zone::RowVisitor& visitor,
                 const base::CancelToken& cancel) {
    // A site may lie nowhere; for every other kind that is a fault to be named.
    const bool may_lie_nowhere = std::is_same_v<Record, zone::Site>;
    BriefRows<Record> reader(connection.dialect(), layer);
    std::string sql =
        reader.select_sql() + (may_lie_nowhere ? " WHERE geom IS NOT NULL" : " WHERE fid IS NOT NULL");
    if (only != nullptr) {
        sql += fmt::format(" AND fid IN {}", connection.dialect().numbers_in_1);
    }
    Statement rows = connection.prepare(sql);
    if (only != nullptr) {
        rows.bind(1, json_list(*only));
    }
    while (rows.step()) {
        cancel.throw_if_cancelled();
        const Record* record = reader.read(rows);
        if (record != nullptr && !record->geometry.empty()) {
            visitor.visit(*record);
        } else {
            visitor.visit_unreadable(kind_of<Record>(), reader.number(), reader.bounds(rows));
        }
    }
}

} // namespace

zone::ContentMark read_content_mark(const Connection& connection) {
    Statement last =
        connection.prepare("SELECT change, token FROM touched_rows ORDER BY change DESC LIMIT 1");
    return last.step() ? zone::ContentMark{last.integer(0), base::hex_of(last.blob(1))} : zone::ContentMark{};
}

std::optional<zone::ChosenRows> read_rows_touched_since(const Connection& connection,
                                                        const zone::ContentMark& mark, std::size_t limit) {
    if (token_at(connection, mark.change) != mark.token) {
        return std::nullopt;
    }
    Statement rows = connection.prepare("SELECT layer, fid FROM touched_rows WHERE change > ?1 LIMIT ?2");
    rows.bind(1, mark.change).bind(2, static_cast<std::int64_t>(limit) + 1);
    std::set<std::pair<std::int64_t, std::int64_t>> touched;
    std::size_t count = 0;
    while (rows.step()) {
        touched.emplace(rows.integer(0), rows.integer(1));
        ++count;
    }
    if (count > limit) {
        return std::nullopt;
    }
    zone::ChosenRows out;
    for (const auto& [layer, row] : touched) {
        auto& list = layer == static_cast<int>(LoggedLayer::sites)   ? out.sites
                     : layer == static_cast<int>(LoggedLayer::zones) ? out.zones
                                                                     : out.areas;
        list.push_back(row);
    }
    return out;
}

void visit_layer_rows(const Connection& connection, const zone::ChosenRows* only, zone::RowVisitor& visitor,
                      const base::CancelToken& cancel) {
    visit_layer(connection, site_layer(), only == nullptr ? nullptr : &only->sites, visitor, cancel);
    visit_layer(connection, zone_layer(), only == nullptr ? nullptr : &only->zones, visitor, cancel);
    visit_layer(connection, area_layer(), only == nullptr ? nullptr : &only->areas, visitor, cancel);
}

} // namespace liangxian::store
