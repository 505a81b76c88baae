// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/sql_audit.hpp"

namespace liangxian::store {
namespace {

constexpr const char* kColumns =
    "SELECT fid, at, actor, action, object, detail, previous_hash, hash FROM audit ";

AuditEntry entry_of(const Statement& row) {
    return {row.integer(0),           base::Timestamp::parse(row.text(1)).value_or(base::Timestamp()),
            std::string(row.text(2)), std::string(row.text(3)),
            std::string(row.text(4)), std::string(row.text(5)),
            std::string(row.text(6)), std::string(row.text(7))};
}

} // namespace

void append_audit(const Connection& connection, const std::string& actor, const std::string& action,
                  const std::string& object, const std::string& detail) {
    Statement last = connection.prepare(std::string(kColumns) + "ORDER BY fid DESC LIMIT 1");
    AuditEntry entry{
        1, connection.transaction_instant(), actor, action, object, detail, first_previous_hash(), {}};
    if (last.step()) {
        entry.number = last.integer(0) + 1;
        entry.previous_hash = last.text(7);
    }
    entry.hash = hash_of(entry);
    Statement insert = connection.prepare("INSERT INTO audit (fid, at, actor, action, object, detail, "
                                          "previous_hash, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    const std::string at = entry.at.to_string();
    insert.bind(1, entry.number).bind(2, std::string_view(at)).bind(3, std::string_view(entry.actor));
    insert.bind(4, std::string_view(entry.action)).bind(5, std::string_view(entry.object));
    insert.bind(6, std::string_view(entry.detail)).bind(7, std::string_view(entry.previous_hash));
    insert.bind(8, std::string_view(entry.hash));
    insert.run();
}

std::vector<RecordedAct> read_recorded_acts(const Connection& connection) {
    std::vector<RecordedAct> out;
    const auto collect = [&](RecordedAct::Kind kind, const char* sql) {
        Statement rows = connection.prepare(sql);
        while (rows.step()) {
            out.push_back({kind, std::string(rows.text(0)),
                           base::Timestamp::parse(rows.text(1)).value_or(base::Timestamp())});
        }
    };
    collect(RecordedAct::Kind::check, "SELECT digest, checked_at FROM checks ORDER BY fid");
    if (connection.has_table("version_steps")) { // schema 1 has none
        collect(RecordedAct::Kind::step,
                "SELECT zone_id || '@' || version, at FROM version_steps ORDER BY fid");
    }
    return out;
}

void visit_audit(const Connection& connection, const std::function<void(const AuditEntry&)>& visit) {
    Statement rows = connection.prepare(std::string(kColumns) + "ORDER BY fid");
    while (rows.step()) {
        visit(entry_of(rows));
    }
}

} // namespace liangxian::store
