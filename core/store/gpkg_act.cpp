// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/gpkg_act.hpp"

#include "core/base/error.hpp"
#include "core/store/gpkg_audit.hpp"
#include "core/store/gpkg_digest.hpp"
#include "core/store/gpkg_rows.hpp"
#include "core/store/gpkg_touched_rows.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <set>

namespace liangxian::store {
namespace {

std::string json_of_ids(const std::vector<std::string>& ids) {
    return nlohmann::json(ids).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void bind_text_or_null(Statement& statement, int index, const std::string& text) {
    text.empty() ? statement.bind_null(index) : statement.bind(index, std::string_view(text));
}

/// What an act may change of a version: the line itself never, nor whose it is.
void update_version(const Connection& connection, const zone::Zone& zone) {
    Statement update = connection.prepare(
        "UPDATE zones SET status = ?1, valid_from = ?2, valid_to = ?3, issuer = ?4, document = ?5, "
        "document_date = ?6, approval_document = ?7 WHERE zone_id = ?8 AND version = ?9 RETURNING fid");
    update.bind(1, zone::code_of(zone.status));
    bind_text_or_null(update, 2, zone.valid.from ? zone.valid.from->to_string() : "");
    bind_text_or_null(update, 3, zone.valid.to ? zone.valid.to->to_string() : "");
    bind_text_or_null(update, 4, zone.issuer);
    bind_text_or_null(update, 5, zone.document);
    bind_text_or_null(update, 6, zone.document_date);
    bind_text_or_null(update, 7, zone.approval_document);
    update.bind(8, std::string_view(zone.zone_id)).bind(9, std::int64_t{zone.version});
    if (!update.step()) {
        throw base::StoreError("version-missing", {fmt::format("库中没有 {}", id_of(zone)),
                                                   fmt::format("{} is not in the store", id_of(zone))});
    }
    update.step(); // to its end: only then it counts as done
}

/// Each once.
std::vector<std::string> zones_of(const Act& act) {
    std::set<std::string> ids;
    for (const zone::Zone& zone : act.changed) {
        ids.insert(zone.zone_id);
    }
    return {ids.begin(), ids.end()};
}

void insert_step(const Connection& connection, const zone::VersionStep& step, const std::string& now) {
    Statement insert = connection.prepare(
        "INSERT INTO version_steps (zone_id, version, step, at, actor, office, document, dated, reason, "
        "change, based_on, is_single_person) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
    const std::string at = step.at == base::Timestamp() ? now : step.at.to_string();
    insert.bind(1, std::string_view(step.zone_id)).bind(2, std::int64_t{step.version});
    insert.bind(3, zone::code_of(step.step)).bind(4, std::string_view(at));
    insert.bind(5, std::string_view(step.actor));
    bind_text_or_null(insert, 6, step.office);
    bind_text_or_null(insert, 7, step.document);
    bind_text_or_null(insert, 8, step.dated ? step.dated->to_string() : "");
    bind_text_or_null(insert, 9, step.reason);
    bind_text_or_null(insert, 10, step.change ? std::string(zone::code_of(*step.change)) : "");
    step.based_on ? insert.bind(11, std::int64_t{*step.based_on}) : insert.bind_null(11);
    insert.bind(12, std::int64_t{step.is_single_person ? 1 : 0});
    insert.run();
}

/// A notice of dozens of units stands there once.
void insert_document(const Connection& connection, const StoredDocument& document, const std::string& now) {
    Statement insert = connection.prepare(
        "INSERT INTO documents (document, issuer, document_date, title, sha256, recorded_at) "
        "SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (SELECT 1 FROM documents WHERE document = ?1 AND "
        "issuer IS ?2 AND document_date IS ?3 AND title IS ?4 AND sha256 IS ?5)");
    insert.bind(1, std::string_view(document.document));
    bind_text_or_null(insert, 2, document.issuer);
    bind_text_or_null(insert, 3, document.document_date);
    bind_text_or_null(insert, 4, document.title);
    bind_text_or_null(insert, 5, document.sha256);
    insert.bind(6, std::string_view(now));
    insert.run();
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
    return out;
}

bool has_steps(const Connection& connection) {
    Statement table = connection.prepare("SELECT 1 FROM sqlite_master WHERE name = 'version_steps'");
    return table.step();
}

} // namespace

void perform_act(const Connection& connection, const std::string& actor, const Act& act) {
    if (read_content_mark(connection) != act.decided_on) {
        throw base::StoreError("content-moved-on", {"库的内容刚被他人改动；请重试",
                                                    "somebody changed the store meanwhile; try again"});
    }
    const std::string now = base::Timestamp::now().to_string();
    DigestChange digest(connection);
    const std::vector<std::string> zone_ids = zones_of(act);
    digest.before(zone_ids);
    for (const zone::Zone& zone : act.changed) {
        update_version(connection, zone);
    }
    digest.after(zone_ids);
    digest.finish();
    for (const zone::VersionStep& step : act.steps) {
        insert_step(connection, step, now);
    }
    for (const StoredDocument& document : act.documents) {
        insert_document(connection, document, now);
    }
    append_audit(connection, actor, act.action, act.object, act.detail);
}

std::vector<zone::Zone> read_versions(const Connection& connection,
                                      const std::vector<std::string>& zone_ids) {
    Statement rows = connection.prepare(select_sql(zone_layer()) +
                                        " WHERE zone_id IN (SELECT value FROM json_each(?1)) ORDER BY "
                                        "zone_id, version");
    const std::string ids = json_of_ids(zone_ids);
    rows.bind(1, std::string_view(ids));
    std::vector<zone::Zone> out;
    while (rows.step()) {
        const Row row = read_row(zone_layer(), rows);
        auto read = record_of(zone_layer(), row);
        if (!read.record) {
            read = record_without_geometry(zone_layer(), row);
        }
        if (read.record) {
            out.push_back(std::move(*read.record));
        }
    }
    return out;
}

std::vector<zone::VersionStep> read_steps(const Connection& connection,
                                          const std::vector<std::string>& zone_ids) {
    std::vector<zone::VersionStep> out;
    if (!has_steps(connection)) {
        return out;
    }
    Statement rows = connection.prepare(
        "SELECT zone_id, version, step, at, actor, office, document, dated, reason, change, based_on, "
        "is_single_person FROM version_steps WHERE zone_id IN (SELECT value FROM json_each(?1)) ORDER BY fid");
    const std::string ids = json_of_ids(zone_ids);
    rows.bind(1, std::string_view(ids));
    while (rows.step()) {
        out.push_back(step_of(rows));
    }
    return out;
}

} // namespace liangxian::store
