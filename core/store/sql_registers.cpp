// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/sql_registers.hpp"

#include "core/store/json_list.hpp"
#include "core/store/meta.hpp"
#include "core/store/register_fields.hpp"
#include "core/store/sql_act.hpp"
#include "core/store/sql_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace liangxian::store {
namespace {

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

Register<Prerequisite> prerequisites() { return {"prerequisites", prerequisite_fields()}; }
Register<Target> targets() { return {"targets", target_fields()}; }
Register<PackageRecord> packages() { return {"packages", package_fields()}; }
Register<CornerSurvey> surveys() { return {"corner_surveys", survey_fields()}; }
Register<RegisteredDatum> datums() { return {"datums", datum_fields()}; }

template <typename Record>
ReadRows<Record> read_known(const Connection& connection, const Register<Record>& from,
                            const std::optional<base::Timestamp>& known_at) {
    return known_at ? read(connection, from, "recorded_at <= ?1", known_at->to_string())
                    : read(connection, from);
}

template <typename Record>
void collect_unreadable(const Connection& connection, const Register<Record>& from,
                        std::vector<Store::UnreadableRecord>& out) {
    for (UnreadableRow& row : read(connection, from).unreadable) {
        out.push_back({std::string(from.table), std::to_string(row.fid), std::move(row.reason)});
    }
}

/// Rows of a layer without their geometry: the present ones, or what was replaced since.
template <typename Record>
void take_rows(const Connection& connection, const Layer<Record>& layer, const std::string& rest,
               const std::optional<base::Timestamp>& known_at, std::vector<Record>& out,
               std::vector<std::string>& unreadable) {
    Statement rows = connection.prepare(
        fmt::format("SELECT NULL, {}, 0 FROM {}", fmt::join(columns_of(layer), ", "), rest));
    if (known_at) {
        rows.bind(1, std::string_view(known_at->to_string()));
    }
    while (rows.step()) {
        const Row row = read_row(connection.dialect(), layer, rows);
        auto read = record_without_geometry(layer, row);
        if (read.record) {
            out.push_back(std::move(*read.record));
        } else {
            unreadable.push_back(fmt::format("{} {}", layer.kind, row.id));
        }
    }
}

class RegistersReader {
public:
    RegistersReader(const Connection& connection, const std::optional<base::Timestamp>& known_at)
        : m_connection(connection), m_known_at(known_at) {}

    Registers read() {
        m_out.revision = revision();
        m_out.known_at = m_known_at.value_or(read_revised_at(m_connection));
        take_layer(site_layer(), m_out.sites);
        take_layer(zone_layer(), m_out.zones);
        // The triggers keep a row without a time while it is being replaced.
        take_rows(m_connection, site_layer(),
                  m_known_at
                      ? "sites_history WHERE replaced_at <= ?1 AND replaced_at IS NOT NULL "
                        "ORDER BY replaced_at, recorded_at"
                      : "sites_history WHERE replaced_at IS NOT NULL ORDER BY replaced_at, recorded_at",
                  m_known_at, m_out.earlier_sites, m_out.unreadable);
        take_first_times();
        m_out.steps = read_known_steps(m_connection, m_known_at);
        take_register(prerequisites(), m_out.prerequisites);
        take_register(targets(), m_out.targets);
        if (!m_known_at) {
            take_last_instant();
        }
        return std::move(m_out);
    }

private:
    std::int64_t revision() const {
        if (!m_known_at) {
            return read_revision(m_connection);
        }
        Statement row =
            m_connection.prepare("SELECT coalesce(sum(changes), 0) FROM revisions WHERE recorded_at <= ?1");
        row.bind(1, std::string_view(m_known_at->to_string()));
        return row.step() ? row.integer(0) : 0;
    }

    /// Asked again as known at it, the store answers the same: registers and steps move no revision.
    void take_last_instant() {
        const auto take = [this](const base::Timestamp& instant) {
            m_out.known_at = std::max(m_out.known_at, instant);
        };
        for (const Prerequisite& one : m_out.prerequisites) {
            take(one.recorded_at);
        }
        for (const Target& one : m_out.targets) {
            take(one.recorded_at);
        }
        for (const zone::VersionStep& step : m_out.steps) {
            take(step.at);
        }
    }

    void take_first_times() {
        Statement rows = m_connection.prepare(fmt::format(
            "SELECT zone_id, version, min(recorded_at) FROM zones_history WHERE recorded_at IS NOT "
            "NULL{} GROUP BY zone_id, version",
            m_known_at ? " AND recorded_at <= ?1" : ""));
        if (m_known_at) {
            rows.bind(1, std::string_view(m_known_at->to_string()));
        }
        while (rows.step()) {
            if (const auto instant = base::Timestamp::parse(rows.text(2))) {
                m_out.first_recorded[fmt::format("{}@{}", rows.text(0), rows.integer(1))] = *instant;
            }
        }
    }

    template <typename Record>
    void take_register(const Register<Record>& from, std::vector<Record>& out) {
        ReadRows<Record> rows = read_known(m_connection, from, m_known_at);
        out = std::move(rows.records);
        for (const UnreadableRow& row : rows.unreadable) {
            m_out.unreadable.push_back(fmt::format("{} {}", from.table, row.fid));
        }
    }

    template <typename Record>
    void take_layer(const Layer<Record>& layer, std::vector<Record>& out) {
        const std::string table(layer.table);
        const std::string then(m_connection.dialect().recorded_by_then);
        take_rows(m_connection, layer, m_known_at ? table + " WHERE (" + then + ")" : table, m_known_at, out,
                  m_out.unreadable);
        if (m_known_at) {
            take_rows(m_connection, layer, table + "_history WHERE recorded_at <= ?1 AND replaced_at > ?1",
                      m_known_at, out, m_out.unreadable);
        }
    }

    const Connection& m_connection;
    const std::optional<base::Timestamp>& m_known_at;
    Registers m_out;
};

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

Registers read_registers(const Connection& connection, const std::optional<base::Timestamp>& known_at) {
    Transaction one_state(connection, Transaction::Kind::read);
    Registers out = RegistersReader(connection, known_at).read();
    one_state.commit();
    return out;
}

} // namespace liangxian::store
