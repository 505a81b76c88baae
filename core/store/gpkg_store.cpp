// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/gpkg_store.hpp"

#include "core/base/account.hpp"
#include "core/base/canonical_json.hpp"
#include "core/base/error.hpp"
#include "core/store/gpkg_act.hpp"
#include "core/store/gpkg_audit.hpp"
#include "core/store/gpkg_digest.hpp"
#include "core/store/gpkg_rows.hpp"
#include "core/store/gpkg_schema.hpp"
#include "core/store/gpkg_snapshot.hpp"
#include "core/store/gpkg_touched_rows.hpp"
#include "core/store/version_choice.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <type_traits>
#include <unordered_set>

namespace liangxian::store {
namespace {

Connection::Mode mode_of(Access access) {
    return access == Access::read_only ? Connection::Mode::read_only : Connection::Mode::read_write;
}

template <typename Record>
void find_existing(const Connection& connection, const Layer<Record>& layer,
                   const std::vector<Record>& records, std::vector<ExistingId>& out) {
    if (records.empty()) {
        return;
    }
    nlohmann::json ids = nlohmann::json::array();
    for (const Record& record : records) {
        ids.push_back(text_of(layer.fields.front().get(record)));
    }
    Statement rows = connection.prepare(
        fmt::format("SELECT {0}, {1} FROM {2} WHERE {0} IN (SELECT value FROM json_each(?1))",
                    layer.id_column, std::is_same_v<Record, zone::Zone> ? "version" : "NULL", layer.table));
    const std::string list = ids.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    rows.bind(1, std::string_view(list));
    std::unordered_set<std::string> present;
    while (rows.step()) {
        const bool has_version = rows.type(1) != CellType::null;
        present.insert(std::string(rows.text(0)) + (has_version ? "@" + std::string(rows.text(1)) : ""));
    }
    for (const Record& record : records) {
        if (present.count(id_of(record)) != 0) {
            out.push_back({std::string(layer.kind), id_of(record)});
        }
    }
}

/// Inserts the records of one kind, counting on across kinds.
class Inserter {
public:
    Inserter(const Connection& connection, const NewRecords& records, const base::CancelToken& cancel,
             const base::Progress& progress)
        : m_connection(connection), m_cancel(cancel), m_progress(progress),
          m_total(records.sites.size() + records.zones.size() + records.areas.size() +
                  records.applications.size()) {}

    template <typename Record>
    void insert(const Layer<Record>& layer, const std::vector<Record>& records) {
        if (records.empty()) {
            return;
        }
        Statement statement = m_connection.prepare(insert_sql(layer));
        geo::Box bounds;
        for (const Record& record : records) {
            m_cancel.throw_if_cancelled();
            bind_record(layer, record, m_now, statement);
            statement.run();
            grow_bounds(bounds, record.geometry.bounds());
            ++m_done;
            if (m_progress) {
                m_progress(m_done, m_total);
            }
        }
        keep_bounds(layer.table, bounds);
    }

private:
    static void grow_bounds(geo::Box& box, const geo::Box& by) {
        if (!by.empty()) {
            box.add({by.min_x, by.min_y});
            box.add({by.max_x, by.max_y});
        }
    }

    /// What gpkg_contents tells other programs about the layer's extent.
    void keep_bounds(std::string_view table, const geo::Box& bounds) {
        if (bounds.empty()) {
            return;
        }
        Statement update = m_connection.prepare(
            "UPDATE gpkg_contents SET min_x = min(coalesce(min_x, ?1), ?1), min_y = min(coalesce(min_y, ?2), ?2), "
            "max_x = max(coalesce(max_x, ?3), ?3), max_y = max(coalesce(max_y, ?4), ?4), "
            "last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE table_name = ?5");
        update.bind(1, bounds.min_x)
            .bind(2, bounds.min_y)
            .bind(3, bounds.max_x)
            .bind(4, bounds.max_y)
            .bind(5, table);
        update.run();
    }

    const Connection& m_connection;
    const base::CancelToken& m_cancel;
    const base::Progress& m_progress;
    std::size_t m_total;
    std::size_t m_done = 0;
    base::Timestamp m_now = base::Timestamp::now();
};

template <typename Record>
void visit_all(const Connection& connection, const Layer<Record>& layer,
               const std::function<void(const Record&)>& visit) {
    Statement rows = connection.prepare(select_sql(layer) + " ORDER BY 2");
    while (rows.step()) {
        const Row row = read_row(layer, rows);
        auto read = record_of(layer, row);
        if (!read.record) {
            read = record_without_geometry(layer, row); // shown with what can be read of it
        }
        if (read.record) {
            visit(*read.record);
        }
    }
}

/// A geometry that is not there is a matter of its own; here it is what is there and means nothing.
template <typename Record>
void collect_unreadable(const Connection& connection, const Layer<Record>& layer,
                        std::vector<Store::UnreadableRecord>& out) {
    Statement rows = connection.prepare(select_sql(layer) + " ORDER BY 2");
    while (rows.step()) {
        const Row row = read_row(layer, rows);
        const auto read =
            row.geometry_blob.empty() ? record_without_geometry(layer, row) : record_of(layer, row);
        if (!read.record) {
            out.push_back({std::string(layer.kind), row.id, read.problem});
        }
    }
}

void insert_repairs(const Connection& connection, const std::vector<StoredRepair>& repairs) {
    Statement insert = connection.prepare(
        "INSERT INTO repairs (layer, id, version, reason, place_lon, place_lat, area_before_m2, area_after_m2, "
        "original_geom, recorded_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    const std::string now = base::Timestamp::now().to_string();
    for (const StoredRepair& repair : repairs) {
        insert.bind(1, std::string_view(repair.layer)).bind(2, std::string_view(repair.id));
        repair.version ? insert.bind(3, std::int64_t{*repair.version}) : insert.bind_null(3);
        insert.bind(4, std::string_view(repair.reason));
        repair.place ? insert.bind(5, repair.place->x) : insert.bind_null(5);
        repair.place ? insert.bind(6, repair.place->y) : insert.bind_null(6);
        insert.bind(7, repair.area_before_m2).bind(8, repair.area_after_m2);
        insert.bind_blob(9, repair.original_wkb).bind(10, std::string_view(now));
        insert.run();
    }
}

void insert_check(const Connection& connection, const StoredCheck& check) {
    Statement insert = connection.prepare(
        "INSERT INTO checks (application_id, digest, verdict, checked_at, result_json) VALUES (?1, ?2, ?3, ?4, ?5)");
    const std::string at = check.checked_at.to_string();
    insert.bind(1, std::string_view(check.application_id)).bind(2, std::string_view(check.digest));
    insert.bind(3, std::string_view(check.verdict)).bind(4, std::string_view(at));
    insert.bind(5, std::string_view(check.result_json));
    insert.run();
}

std::string counts_json(const NewRecords& records) {
    return base::canonical_json({{"sites", records.sites.size()},
                                 {"zones", records.zones.size()},
                                 {"areas", records.areas.size()},
                                 {"applications", records.applications.size()},
                                 {"repairs", records.repairs.size()}});
}

} // namespace

GpkgStore::GpkgStore(std::filesystem::path file, Access access)
    : m_connection(open_gpkg_file(file, mode_of(access))), m_actor(base::account_name()) {}

Settings GpkgStore::settings() const { return read_settings(m_connection); }

void GpkgStore::put_settings(const Settings& settings) {
    Transaction all(m_connection, Transaction::Kind::write);
    write_settings(m_connection, settings);
    append_audit(m_connection, m_actor, "settings", {}, "{}");
    all.commit();
}

zone::Snapshot GpkgStore::fetch_snapshot(const zone::SnapshotQuery& query) const {
    return read_snapshot(m_connection, query);
}

std::vector<ExistingId> GpkgStore::existing_ids(const NewRecords& records) const {
    std::vector<ExistingId> out;
    find_existing(m_connection, site_layer(), records.sites, out);
    find_existing(m_connection, zone_layer(), records.zones, out);
    find_existing(m_connection, area_layer(), records.areas, out);
    find_existing(m_connection, application_layer(), records.applications, out);
    return out;
}

std::map<std::string, int> GpkgStore::highest_versions(const std::vector<std::string>& zone_ids) const {
    Statement rows = m_connection.prepare(
        "SELECT zone_id, version, status FROM zones WHERE zone_id IN (SELECT value FROM json_each(?1))");
    const std::string ids =
        nlohmann::json(zone_ids).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    rows.bind(1, std::string_view(ids));
    std::map<std::string, int> out;
    while (rows.step()) {
        zone::Zone zone;
        zone.status = rows.type(2) == CellType::null
                          ? zone::Status::published
                          : zone::parse_status(rows.text(2)).value_or(zone::Status::draft);
        if (!is_on_its_way(zone)) {
            int& highest = out[std::string(rows.text(0))];
            highest = std::max(highest, static_cast<int>(rows.integer(1)));
        }
    }
    return out;
}

void GpkgStore::add(const NewRecords& records, const base::CancelToken& cancel,
                    const base::Progress& progress) {
    Transaction all(m_connection, Transaction::Kind::write);
    DigestChange digest(m_connection);
    Inserter inserter(m_connection, records, cancel, progress);
    inserter.insert(site_layer(), records.sites);
    inserter.insert(zone_layer(), records.zones);
    inserter.insert(area_layer(), records.areas);
    inserter.insert(application_layer(), records.applications);
    insert_repairs(m_connection, records.repairs);
    append_audit(m_connection, m_actor, "import", {}, counts_json(records));
    digest.finish();
    all.commit();
}

void GpkgStore::record_check(const StoredApplication& application, const StoredCheck& check) {
    Transaction all(m_connection, Transaction::Kind::write);
    NewRecords one;
    one.applications.push_back(application);
    if (existing_ids(one).empty()) {
        Inserter(m_connection, one, {}, {}).insert(application_layer(), one.applications);
    }
    insert_check(m_connection, check);
    append_audit(
        m_connection, m_actor, "check", check.digest,
        base::canonical_json({{"application_id", check.application_id}, {"verdict", check.verdict}}));
    all.commit();
}

bool GpkgStore::has_check(std::string_view digest) const {
    Statement row = m_connection.prepare("SELECT 1 FROM checks WHERE digest = ?1 LIMIT 1");
    row.bind(1, digest);
    return row.step();
}

std::vector<StoredCheck> GpkgStore::checks() const {
    std::vector<StoredCheck> out;
    Statement rows = m_connection.prepare(
        "SELECT application_id, digest, verdict, checked_at, result_json FROM checks ORDER BY fid");
    while (rows.step()) {
        out.push_back({std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2)),
                       base::Timestamp::parse(rows.text(3)).value_or(base::Timestamp()),
                       std::string(rows.text(4))});
    }
    return out;
}

std::vector<StoredApplication> GpkgStore::applications() const {
    std::vector<StoredApplication> out;
    visit_all<StoredApplication>(
        m_connection, application_layer(),
        [&out](const StoredApplication& application) { out.push_back(application); });
    return out;
}

std::optional<StoredApplication> GpkgStore::application(std::string_view id) const {
    Statement row = m_connection.prepare(select_sql(application_layer()) + " WHERE application_id = ?1");
    row.bind(1, id);
    return row.step() ? record_of(application_layer(), read_row(application_layer(), row)).record
                      : std::nullopt;
}

std::vector<zone::Zone> GpkgStore::versions_of(const std::vector<std::string>& zone_ids) const {
    return read_versions(m_connection, zone_ids);
}

std::vector<zone::VersionStep> GpkgStore::steps_of(const std::vector<std::string>& zone_ids) const {
    return read_steps(m_connection, zone_ids);
}

void GpkgStore::perform(const Act& act) {
    Transaction all(m_connection, Transaction::Kind::write);
    perform_act(m_connection, m_actor, act);
    all.commit();
}

void GpkgStore::for_each_audit_entry(const std::function<void(const AuditEntry&)>& visit) const {
    visit_audit(m_connection, visit);
}

std::int64_t GpkgStore::row_count() const {
    // The highest numbers ever given; a row that was deleted still counts.
    Statement row = m_connection.prepare(
        "SELECT coalesce(sum(seq), 0) FROM sqlite_sequence WHERE name IN ('sites', 'zones', 'areas')");
    return row.step() ? row.integer(0) : 0;
}

zone::ContentMark GpkgStore::content_mark() const { return read_content_mark(m_connection); }

std::optional<zone::ChosenRows> GpkgStore::rows_touched_since(const zone::ContentMark& mark,
                                                              std::size_t limit) const {
    return read_rows_touched_since(m_connection, mark, limit);
}

zone::ContentMark GpkgStore::visit_rows(zone::RowVisitor& visitor, const zone::ChosenRows* only,
                                        const base::CancelToken& cancel) const {
    Transaction one_state(m_connection, Transaction::Kind::read);
    visit_layer_rows(m_connection, only, visitor, cancel);
    const zone::ContentMark mark = read_content_mark(m_connection);
    one_state.commit();
    return mark;
}

std::vector<Store::Change> GpkgStore::changes_since(const base::Timestamp& instant) const {
    std::vector<Change> out;
    Statement rows = m_connection.prepare(
        "SELECT 'site', site_id, recorded_at FROM sites WHERE recorded_at > ?1 UNION ALL "
        "SELECT 'zone', zone_id || '@' || version, recorded_at FROM zones WHERE recorded_at > ?1 UNION ALL "
        "SELECT 'area', area_id, recorded_at FROM areas WHERE recorded_at > ?1 UNION ALL "
        "SELECT kind, id || coalesce('@' || version, '') || ' (-)', deleted_at FROM deleted_records WHERE deleted_at > ?1 "
        "ORDER BY 3, 1, 2");
    rows.bind(1, std::string_view(instant.to_string()));
    while (rows.step()) {
        out.push_back({std::string(rows.text(0)), std::string(rows.text(1)),
                       base::Timestamp::parse(rows.text(2)).value_or(base::Timestamp())});
    }
    return out;
}

void GpkgStore::for_each_site(const std::function<void(const zone::Site&)>& visit) const {
    visit_all(m_connection, site_layer(), visit);
}
void GpkgStore::for_each_zone(const std::function<void(const zone::Zone&)>& visit) const {
    visit_all(m_connection, zone_layer(), visit);
}
void GpkgStore::for_each_area(const std::function<void(const zone::Area&)>& visit) const {
    visit_all(m_connection, area_layer(), visit);
}

std::vector<Store::UnreadableRecord> GpkgStore::unreadable_records() const {
    std::vector<UnreadableRecord> out;
    collect_unreadable(m_connection, site_layer(), out);
    collect_unreadable(m_connection, zone_layer(), out);
    collect_unreadable(m_connection, area_layer(), out);
    return out;
}

} // namespace liangxian::store
