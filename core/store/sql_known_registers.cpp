// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/meta.hpp"
#include "core/store/sql_act.hpp"
#include "core/store/sql_register_rows.hpp"
#include "core/store/sql_registers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace liangxian::store {
namespace {

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

Registers read_registers(const Connection& connection, const std::optional<base::Timestamp>& known_at) {
    Transaction one_state(connection, Transaction::Kind::read);
    Registers out = RegistersReader(connection, known_at).read();
    one_state.commit();
    return out;
}

} // namespace liangxian::store
