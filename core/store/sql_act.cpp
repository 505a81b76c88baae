// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/sql_act.hpp"

#include "core/base/error.hpp"
#include "core/store/json_list.hpp"
#include "core/store/sql_audit.hpp"
#include "core/store/sql_digest.hpp"
#include "core/store/sql_registers.hpp"
#include "core/store/sql_rows.hpp"
#include "core/store/sql_touched_rows.hpp"

#include <fmt/format.h>

#include <set>

namespace liangxian::store {
namespace {

std::string select_steps(const Connection& connection) {
    return fmt::format(
        "SELECT zone_id, version, step, at, actor, office, document, dated, reason, change, based_on, "
        "is_single_person, {} FROM version_steps",
        connection.dialect().step_account);
}

/// What an act may change of a version: the line itself never, nor whose it is.
void update_version(const Connection& connection, const zone::Zone& zone) {
    Statement update = connection.prepare(connection.dialect().change_version);
    update.bind(1, zone::code_of(zone.status));
    update.bind_stated(2, zone.valid.from ? zone.valid.from->to_string() : "");
    update.bind_stated(3, zone.valid.to ? zone.valid.to->to_string() : "");
    update.bind_stated(4, zone.issuer);
    update.bind_stated(5, zone.document);
    update.bind_stated(6, zone.document_date);
    update.bind_stated(7, zone.approval_document);
    update.bind(8, std::string_view(zone.zone_id)).bind(9, std::int64_t{zone.version});
    if (!update.step()) {
        throw base::StoreError("version-missing", {fmt::format("库中没有 {}", id_of(zone)),
                                                   fmt::format("{} is not in the store", id_of(zone))});
    }
    update.step(); // to its end: only then it counts as done
}

void update_level(const Connection& connection, const zone::Site& site) {
    Statement update =
        connection.prepare("UPDATE sites SET level = ?1, announced_by = ?2, announced_on = ?3, document = ?4 "
                           "WHERE site_id = ?5 RETURNING fid");
    update.bind(1, zone::code_of(site.level)).bind_stated(2, site.announced_by);
    update.bind_stated(3, site.announced_on).bind_stated(4, site.document);
    update.bind(5, std::string_view(site.site_id));
    if (!update.step()) {
        throw base::StoreError("site-missing", {fmt::format("库中没有 {}", site.site_id),
                                                fmt::format("{} is not in the store", site.site_id)});
    }
    update.step();
}

DigestChange::Told told_by(const Act& act) {
    std::set<std::string> zones; // each once
    for (const zone::Zone& zone : act.changed) {
        zones.insert(zone.zone_id);
    }
    DigestChange::Told out;
    out.zones.assign(zones.begin(), zones.end());
    for (const zone::Site& site : act.changed_sites) {
        out.sites.push_back(site.site_id);
    }
    return out;
}

template <typename Record>
void insert_new(const Connection& connection, const Layer<Record>& layer,
                const std::vector<Record>& records) {
    if (records.empty()) {
        return;
    }
    const base::Timestamp now = connection.transaction_instant();
    const auto rows = connection.insert_into(layer.table, columns_of(layer));
    for (const Record& record : records) {
        rows->write(record.geometry, values_of(layer, record, now));
    }
    rows->finish();
}

void insert_step(const Connection& connection, const zone::VersionStep& step, const std::string& now) {
    Statement insert = connection.prepare(
        "INSERT INTO version_steps (zone_id, version, step, at, actor, office, document, dated, reason, "
        "change, based_on, is_single_person) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
    const std::string at = step.at == base::Timestamp() ? now : step.at.to_string();
    insert.bind(1, std::string_view(step.zone_id)).bind(2, std::int64_t{step.version});
    insert.bind(3, zone::code_of(step.step)).bind(4, std::string_view(at));
    insert.bind(5, std::string_view(step.actor));
    insert.bind_stated(6, step.office);
    insert.bind_stated(7, step.document);
    insert.bind_stated(8, step.dated ? step.dated->to_string() : "");
    insert.bind_stated(9, step.reason);
    insert.bind_stated(10, step.change ? std::string(zone::code_of(*step.change)) : "");
    step.based_on ? insert.bind(11, std::int64_t{*step.based_on}) : insert.bind_null(11);
    insert.bind(12, std::int64_t{step.is_single_person ? 1 : 0});
    insert.run();
}

void bind_document(Statement& statement, const StoredDocument& document) {
    statement.bind(1, std::string_view(document.document));
    statement.bind_stated(2, document.issuer).bind_stated(3, document.document_date);
    statement.bind_stated(4, document.title).bind_stated(5, document.sha256);
}

/// A notice of dozens of units stands there once.
void insert_document(const Connection& connection, const StoredDocument& document, const std::string& now) {
    Statement known = connection.prepare(
        "SELECT 1 FROM documents WHERE document = ?1 AND issuer IS NOT DISTINCT FROM ?2 AND document_date "
        "IS NOT DISTINCT FROM ?3 AND title IS NOT DISTINCT FROM ?4 AND sha256 IS NOT DISTINCT FROM ?5");
    bind_document(known, document);
    if (known.step()) {
        return;
    }
    Statement insert = connection.prepare("INSERT INTO documents (document, issuer, document_date, title, "
                                          "sha256, recorded_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    bind_document(insert, document);
    insert.bind(6, std::string_view(now)).run();
}

std::optional<int> whole_number(const Statement& row, int column) {
    return row.type(column) == CellType::null ? std::nullopt
                                              : std::optional(static_cast<int>(row.integer(column)));
}

zone::VersionStep step_of(const Statement& row) {
    zone::VersionStep out;
    out.zone_id = row.text(0);
    out.version = static_cast<int>(row.integer(1));
    out.step = zone::parse_step(row.text(2)).value_or(zone::Step::drafted);
    out.at = base::Timestamp::parse(row.text(3)).value_or(base::Timestamp());
    out.actor = row.text(4);
    out.office = row.text(5);
    out.document = row.text(6);
    out.dated = base::Date::parse(row.text(7));
    out.reason = row.text(8);
    out.change = zone::parse_change_kind(row.text(9));
    out.based_on = whole_number(row, 10);
    out.is_single_person = row.integer(11) != 0;
    out.account = row.text(12);
    return out;
}

} // namespace

void perform_act(const Connection& connection, const std::string& actor, const Act& act) {
    if (read_content_mark(connection) != act.decided_on) {
        throw base::StoreError("content-moved-on", {"库的内容刚被他人改动；请重试",
                                                    "somebody changed the store meanwhile; try again"});
    }
    const std::string now = connection.transaction_instant().to_string();
    DigestChange digest(connection);
    digest.before(told_by(act));
    insert_new(connection, site_layer(), act.new_sites);
    insert_new(connection, zone_layer(), act.new_zones);
    for (const zone::Zone& zone : act.changed) {
        update_version(connection, zone);
    }
    for (const zone::Site& site : act.changed_sites) {
        update_level(connection, site);
    }
    digest.after();
    digest.finish();
    for (const zone::VersionStep& step : act.steps) {
        insert_step(connection, step, now);
    }
    for (const StoredDocument& document : act.documents) {
        insert_document(connection, document, now);
    }
    insert_entries(connection, act.entries);
    append_audit(connection, actor, act.action, act.object, act.detail);
}

void record_drafts(const Connection& connection, const std::string& actor,
                   const std::vector<zone::Zone>& zones, const base::Timestamp& instant) {
    const std::string now = instant.to_string();
    for (const zone::Zone& zone : zones) {
        if (zone.status == zone::Status::draft) {
            zone::VersionStep step;
            step.zone_id = zone.zone_id;
            step.version = zone.version;
            step.step = zone::Step::drafted;
            step.actor = actor;
            insert_step(connection, step, now);
        }
    }
}

std::vector<zone::VersionStep> read_steps(const Connection& connection,
                                          const std::vector<std::string>& zone_ids) {
    std::vector<zone::VersionStep> out;
    if (!connection.has_table("version_steps")) {
        return out; // schema 1
    }
    Statement rows = connection.prepare(fmt::format(
        "{} WHERE zone_id IN {} ORDER BY fid", select_steps(connection), connection.dialect().texts_in_1));
    rows.bind(1, json_list(zone_ids));
    while (rows.step()) {
        out.push_back(step_of(rows));
    }
    return out;
}

std::vector<zone::VersionStep> read_known_steps(const Connection& connection,
                                                const std::optional<base::Timestamp>& known_at) {
    std::vector<zone::VersionStep> out;
    if (!connection.has_table("version_steps")) {
        return out; // schema 1
    }
    Statement rows = connection.prepare(
        fmt::format("{}{} ORDER BY fid", select_steps(connection), known_at ? " WHERE at <= ?1" : ""));
    if (known_at) {
        rows.bind(1, std::string_view(known_at->to_string()));
    }
    while (rows.step()) {
        out.push_back(step_of(rows));
    }
    return out;
}

} // namespace liangxian::store
