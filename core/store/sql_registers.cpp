// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/sql_registers.hpp"

#include "core/store/json_list.hpp"
#include "core/store/sql_register_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace liangxian::store {
namespace {

void bind_value(Statement& statement, int index, const FieldValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        statement.bind(index, std::string_view(*text));
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        statement.bind(index, *integer);
    } else if (const auto* number = std::get_if<double>(&value)) {
        statement.bind(index, *number);
    } else {
        statement.bind_null(index);
    }
}

template <typename Record>
void insert(const Connection& connection, const Register<Record>& to, const std::vector<Record>& records) {
    if (records.empty()) {
        return;
    }
    std::vector<std::string> places;
    for (std::size_t i = 1; i <= to.fields.size(); ++i) {
        places.push_back(fmt::format("?{}", i));
    }
    Statement statement =
        connection.prepare(fmt::format("INSERT INTO {} ({}) VALUES ({})", to.table,
                                       fmt::join(names_of(to.fields), ", "), fmt::join(places, ", ")));
    const FieldValue now(connection.transaction_instant().to_string());
    for (const Record& record : records) {
        for (std::size_t i = 0; i < to.fields.size(); ++i) {
            const FieldValue value = to.fields[i].get(record);
            const bool is_now =
                to.fields[i].type == FieldType::instant && std::holds_alternative<std::monostate>(value);
            bind_value(statement, static_cast<int>(i) + 1, is_now ? now : value);
        }
        statement.run();
    }
}

template <typename Record>
void collect_unreadable(const Connection& connection, const Register<Record>& from,
                        std::vector<Store::UnreadableRecord>& out) {
    for (UnreadableRow& row : read(connection, from).unreadable) {
        out.push_back({std::string(from.table), std::to_string(row.fid), std::move(row.reason)});
    }
}

} // namespace

void insert_entries(const Connection& connection, const RegisterEntries& entries) {
    insert(connection, prerequisites(), entries.prerequisites);
    insert(connection, targets(), entries.targets);
    insert(connection, packages(), entries.packages);
    insert(connection, surveys(), entries.surveys);
    insert(connection, datums(), entries.datums);
}

std::vector<Prerequisite> read_prerequisites(const Connection& connection,
                                             const std::optional<base::Timestamp>& known_at) {
    return read_known(connection, prerequisites(), known_at).records;
}

std::vector<Target> read_targets(const Connection& connection,
                                 const std::optional<base::Timestamp>& known_at) {
    return read_known(connection, targets(), known_at).records;
}

std::vector<PackageRecord> read_packages(const Connection& connection, const std::string& package_id) {
    return package_id.empty() ? read(connection, packages()).records
                              : read(connection, packages(), "package_id = ?1", package_id).records;
}

std::vector<CornerSurvey> read_surveys(const Connection& connection,
                                       const std::vector<std::string>& zone_ids) {
    return read(connection, surveys(), fmt::format("zone_id IN {}", connection.dialect().texts_in_1),
                json_list(zone_ids))
        .records;
}

std::vector<RegisteredDatum> read_datums(const Connection& connection) {
    ReadRows<RegisteredDatum> rows = read(connection, datums());
    for (UnreadableRow& row : rows.unreadable) { // it may be the one that withdraws
        RegisteredDatum out_of_use;
        out_of_use.datum_id = std::move(row.id);
        out_of_use.state = "withdrawn";
        rows.records.push_back(std::move(out_of_use));
    }
    return std::move(rows.records);
}

void collect_unreadable_entries(const Connection& connection, std::vector<Store::UnreadableRecord>& out) {
    collect_unreadable(connection, prerequisites(), out);
    collect_unreadable(connection, targets(), out);
    collect_unreadable(connection, packages(), out);
    collect_unreadable(connection, surveys(), out);
    collect_unreadable(connection, datums(), out);
}

} // namespace liangxian::store
