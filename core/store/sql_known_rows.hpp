// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/sql_rows.hpp"

#include <optional>
#include <string>

namespace liangxian::store {

/// Which rows a walk visits: all, or those of a condition.
struct RowChoice {
    std::optional<base::Timestamp> known_at;
    std::string condition; ///< SQL of our own, parameter 2 being \p list; empty: every row
    std::string list;      ///< a JSON array
};

/// Every row of a layer as known at an instant: the present rows recorded by then, and what rows
/// changed since said then. Absent: the present rows.
template <typename Record, typename Visit>
void for_each_known_row(const Connection& connection, const Layer<Record>& layer, const RowChoice& choice,
                        Visit&& visit) {
    const Dialect& dialect = connection.dialect();
    const std::optional<base::Timestamp>& known_at = choice.known_at;
    const auto walk = [&](std::string sql, const std::string& condition) {
        sql += condition.empty() ? "" : " WHERE (" + condition + ")";
        if (!choice.condition.empty()) {
            sql += (condition.empty() ? " WHERE " : " AND ") + choice.condition;
        }
        Statement rows = connection.prepare(sql);
        if (known_at) {
            rows.bind(1, std::string_view(known_at->to_string()));
        }
        if (!choice.list.empty()) {
            rows.bind(2, std::string_view(choice.list));
        }
        while (rows.step()) {
            visit(read_row(dialect, layer, rows));
        }
    };
    walk(select_sql(dialect, layer), known_at ? std::string(dialect.recorded_by_then) : "");
    if (known_at) {
        walk(select_sql(dialect, layer, true), "recorded_at <= ?1 AND replaced_at > ?1");
    }
}

} // namespace liangxian::store
