// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/register_fields.hpp"
#include "core/store/sql_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::store {

// The tables of the registers, and how their rows are read.

template <typename Record>
struct Register {
    std::string_view table;
    const std::vector<Field<Record>>& fields;
};

template <typename Record>
std::vector<std::string_view> names_of(const std::vector<Field<Record>>& fields) {
    std::vector<std::string_view> out;
    for (const auto& field : fields) {
        out.push_back(field.name);
    }
    return out;
}

inline Register<Prerequisite> prerequisites() { return {"prerequisites", prerequisite_fields()}; }
inline Register<Target> targets() { return {"targets", target_fields()}; }
inline Register<PackageRecord> packages() { return {"packages", package_fields()}; }
inline Register<CornerSurvey> surveys() { return {"corner_surveys", survey_fields()}; }
inline Register<RegisteredDatum> datums() { return {"datums", datum_fields()}; }

/// A row of a register that another program put there and that means nothing.
struct UnreadableRow {
    std::int64_t fid = 0;
    std::string id; ///< its first column, as text
    base::Text reason;
};

/// Rows that can be read, and those that cannot.
template <typename Record>
struct ReadRows {
    std::vector<Record> records;
    std::vector<UnreadableRow> unreadable;
};

/// \param condition  SQL of our own on parameter 1
template <typename Record>
ReadRows<Record> read(const Connection& connection, const Register<Record>& from,
                      const std::string& condition = {}, const std::string& parameter = {}) {
    ReadRows<Record> out;
    if (!connection.has_table(from.table)) {
        return out;
    }
    Statement rows = connection.prepare(fmt::format("SELECT {}, fid FROM {}{} ORDER BY fid",
                                                    fmt::join(names_of(from.fields), ", "), from.table,
                                                    condition.empty() ? "" : " WHERE " + condition));
    if (!condition.empty()) {
        rows.bind(1, std::string_view(parameter));
    }
    while (rows.step()) {
        Record record;
        base::Text reason;
        for (std::size_t i = 0; i < from.fields.size(); ++i) {
            if (const auto problem = from.fields[i].set(record, cell_value(rows, static_cast<int>(i)))) {
                reason.zh += (reason.zh.empty() ? "" : "；") + problem->zh;
                reason.en += (reason.en.empty() ? "" : "; ") + problem->en;
            }
        }
        if (reason.empty()) {
            out.records.push_back(std::move(record));
        } else {
            out.unreadable.push_back(
                {rows.integer(static_cast<int>(from.fields.size())), text_of(cell_value(rows, 0)), reason});
        }
    }
    return out;
}

/// Those recorded by an instant; absent: all.
template <typename Record>
ReadRows<Record> read_known(const Connection& connection, const Register<Record>& from,
                            const std::optional<base::Timestamp>& known_at) {
    return known_at ? read(connection, from, "recorded_at <= ?1", known_at->to_string())
                    : read(connection, from);
}

} // namespace liangxian::store
