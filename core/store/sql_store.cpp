// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/sql_store.hpp"

#include "core/base/canonical_json.hpp"
#include "core/store/json_list.hpp"
#include "core/store/meta.hpp"
#include "core/store/sql_act.hpp"
#include "core/store/sql_audit.hpp"
#include "core/store/sql_digest.hpp"
#include "core/store/sql_known_rows.hpp"
#include "core/store/sql_papers.hpp"
#include "core/store/sql_registers.hpp"
#include "core/store/sql_rows.hpp"
#include "core/store/sql_snapshot.hpp"
#include "core/store/sql_touched_rows.hpp"
#include "core/store/version_choice.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <type_traits>
#include <unordered_set>

namespace liangxian::store {
namespace {

template <typename Record>
void find_existing(const Connection& connection, const Layer<Record>& layer,
                   const std::vector<Record>& records, std::vector<ExistingId>& out) {
    if (records.empty()) {
        return;
    }
    std::vector<std::string> ids;
    for (const Record& record : records) {
        ids.push_back(text_of(layer.fields.front().get(record)));
    }
    const std::string_view version = std::is_same_v<Record, zone::Zone> ? "version" : "NULL";
    Statement rows =
        connection.prepare(fmt::format("SELECT {0}, {1} FROM {2} WHERE {0} IN {3}", layer.id_column, version,
                                       layer.table, connection.dialect().texts_in_1));
    rows.bind(1, json_list(ids));
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

/// The rows of a layer that one of \p ids names; those nobody can read are left out, a geometry nobody can
/// read is empty.
template <typename Record>
std::vector<Record> read_named(const Connection& connection, const Layer<Record>& layer, const char* column,
                               const std::vector<std::string>& ids, const char* order) {
    const Dialect& dialect = connection.dialect();
    Statement rows = connection.prepare(fmt::format(
        "{} WHERE {} IN {} ORDER BY {}", select_sql(dialect, layer), column, dialect.texts_in_1, order));
    rows.bind(1, json_list(ids));
    std::vector<Record> out;
    while (rows.step()) {
        const Row row = read_row(dialect, layer, rows);
        auto read = record_of(layer, row);
        if (!read.record) {
            read = record_without_geometry(layer, row);
        }
        if (read.record) {
            out.push_back(std::move(*read.record));
        }
    }
    return out;
}

/// Inserts the records of one kind, counting on across kinds.
class Inserter {
public:
    Inserter(const Connection& connection, const NewRecords& records, const base::CancelToken& cancel,
             const base::Progress& progress)
        : m_connection(connection), m_cancel(cancel), m_progress(progress),
          m_total(records.sites.size() + records.zones.size() + records.areas.size() +
                  records.applications.size()),
          m_now(connection.transaction_instant()) {}

    template <typename Record>
    void insert(const Layer<Record>& layer, const std::vector<Record>& records) {
        if (records.empty()) {
            return;
        }
        const auto rows = m_connection.insert_into(layer.table, columns_of(layer));
        for (const Record& record : records) {
            m_cancel.throw_if_cancelled();
            rows->write(record.geometry, values_of(layer, record, m_now));
            ++m_done;
            if (m_progress) {
                m_progress(m_done, m_total);
            }
        }
        rows->finish();
    }

    /// When all of it is recorded.
    const base::Timestamp& instant() const { return m_now; }

private:
    const Connection& m_connection;
    const base::CancelToken& m_cancel;
    const base::Progress& m_progress;
    std::size_t m_total;
    std::size_t m_done = 0;
    base::Timestamp m_now;
};

template <typename Record>
void visit_all(const Connection& connection, const Layer<Record>& layer,
               const std::function<void(const Record&)>& visit) {
    const Dialect& dialect = connection.dialect();
    Statement rows = connection.prepare(whole_layer_sql(dialect, layer));
    while (rows.step()) {
        const Row row = read_row(dialect, layer, rows);
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
    const Dialect& dialect = connection.dialect();
    Statement rows = connection.prepare(whole_layer_sql(dialect, layer));
    while (rows.step()) {
        const Row row = read_row(dialect, layer, rows);
        const auto read =
            row.geometry_bytes.empty() ? record_without_geometry(layer, row) : record_of(layer, row);
        if (!read.record) {
            out.push_back({std::string(layer.kind), row.id, read.problem});
        }
    }
}

template <typename Record>
void visit_known(const Connection& connection, const Layer<Record>& layer, const base::Timestamp& instant,
                 const std::function<void(const Record&)>& visit,
                 std::vector<Store::UnreadableRecord>& unreadable) {
    if (!visit) {
        return;
    }
    for_each_known_row(connection, layer, {instant, {}, {}}, [&](const Row& row) {
        auto read = row.geometry_bytes.empty() ? record_without_geometry(layer, row) : record_of(layer, row);
        if (!read.record) {
            unreadable.push_back({std::string(layer.kind), row.id, read.problem});
            read = record_without_geometry(layer, row);
        }
        if (read.record) {
            visit(*read.record);
        }
    });
}

void insert_repairs(const Connection& connection, const std::vector<StoredRepair>& repairs) {
    Statement insert = connection.prepare(
        "INSERT INTO repairs (layer, id, version, reason, place_lon, place_lat, area_before_m2, area_after_m2, "
        "original_geom, recorded_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    const std::string now = connection.transaction_instant().to_string();
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

constexpr const char* kSelectChecks =
    "SELECT application_id, digest, verdict, checked_at, result_json FROM checks ";

std::vector<StoredCheck> read_checks(Statement rows) {
    std::vector<StoredCheck> out;
    while (rows.step()) {
        out.push_back({std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2)),
                       base::Timestamp::parse(rows.text(3)).value_or(base::Timestamp()),
                       std::string(rows.text(4))});
    }
    return out;
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

/// How many records came in, and which drafts among them.
std::string import_detail(const NewRecords& records) {
    nlohmann::json out{{"sites", records.sites.size()},
                       {"zones", records.zones.size()},
                       {"areas", records.areas.size()},
                       {"applications", records.applications.size()},
                       {"repairs", records.repairs.size()}};
    for (const zone::Zone& zone : records.zones) {
        if (zone.status == zone::Status::draft) {
            out["drafts"].push_back(id_of(zone));
        }
    }
    return base::canonical_json(out);
}

} // namespace

std::string SqlStore::usual_actor() const { return connection().account(); }

Settings SqlStore::settings() const { return read_settings(connection()); }

void SqlStore::put_settings(const Settings& settings) {
    Transaction all(connection(), Transaction::Kind::write);
    write_settings(connection(), settings);
    append_audit(connection(), actor(), "settings", {}, "{}");
    all.commit();
}

zone::Snapshot SqlStore::fetch_snapshot(const zone::SnapshotQuery& query) const {
    return read_snapshot(connection(), query);
}

std::vector<ExistingId> SqlStore::existing_ids(const NewRecords& records) const {
    std::vector<ExistingId> out;
    find_existing(connection(), site_layer(), records.sites, out);
    find_existing(connection(), zone_layer(), records.zones, out);
    find_existing(connection(), area_layer(), records.areas, out);
    find_existing(connection(), application_layer(), records.applications, out);
    return out;
}

std::map<std::string, int> SqlStore::highest_versions(const std::vector<std::string>& zone_ids) const {
    Statement rows = connection().prepare(fmt::format(
        "SELECT zone_id, version, status FROM zones WHERE zone_id IN {}", connection().dialect().texts_in_1));
    rows.bind(1, json_list(zone_ids));
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

void SqlStore::add(const NewRecords& records, const base::CancelToken& cancel,
                   const base::Progress& progress) {
    Transaction all(connection(), Transaction::Kind::write);
    DigestChange digest(connection());
    Inserter inserter(connection(), records, cancel, progress);
    inserter.insert(site_layer(), records.sites);
    inserter.insert(zone_layer(), records.zones);
    inserter.insert(area_layer(), records.areas);
    inserter.insert(application_layer(), records.applications);
    insert_repairs(connection(), records.repairs);
    record_drafts(connection(), actor(), records.zones, inserter.instant());
    append_audit(connection(), actor(), "import", {}, import_detail(records));
    digest.finish();
    all.commit();
}

void SqlStore::record_check(const StoredApplication& application, const StoredCheck& check) {
    Transaction all(connection(), Transaction::Kind::write);
    NewRecords one;
    one.applications.push_back(application);
    if (existing_ids(one).empty()) {
        Inserter(connection(), one, {}, {}).insert(application_layer(), one.applications);
    }
    insert_check(connection(), check);
    append_audit(
        connection(), actor(), "check", check.digest,
        base::canonical_json({{"application_id", check.application_id}, {"verdict", check.verdict}}));
    all.commit();
}

bool SqlStore::has_check(std::string_view digest) const {
    Statement row = connection().prepare("SELECT 1 FROM checks WHERE digest = ?1 LIMIT 1");
    row.bind(1, digest);
    return row.step();
}

std::vector<StoredCheck> SqlStore::checks() const {
    return read_checks(connection().prepare(kSelectChecks + std::string("ORDER BY fid")));
}

std::vector<StoredCheck> SqlStore::last_checks(const std::vector<std::string>& application_ids) const {
    Statement rows = connection().prepare(fmt::format(
        "{}WHERE fid IN (SELECT max(fid) FROM checks WHERE application_id IN {} GROUP BY application_id) "
        "ORDER BY fid",
        kSelectChecks, connection().dialect().texts_in_1));
    rows.bind(1, json_list(application_ids));
    return read_checks(std::move(rows));
}

std::vector<StoredApplication> SqlStore::applications() const {
    std::vector<StoredApplication> out;
    visit_all<StoredApplication>(
        connection(), application_layer(),
        [&out](const StoredApplication& application) { out.push_back(application); });
    return out;
}

std::optional<StoredApplication> SqlStore::application(std::string_view id) const {
    const Dialect& dialect = connection().dialect();
    Statement row =
        connection().prepare(select_sql(dialect, application_layer()) + " WHERE application_id = ?1");
    row.bind(1, id);
    return row.step() ? record_of(application_layer(), read_row(dialect, application_layer(), row)).record
                      : std::nullopt;
}

std::vector<zone::Zone> SqlStore::versions_of(const std::vector<std::string>& zone_ids) const {
    return read_named(connection(), zone_layer(), "zone_id", zone_ids, "zone_id, version");
}

std::vector<zone::Zone> SqlStore::versions_of_sites(const std::vector<std::string>& site_ids) const {
    return read_named(connection(), zone_layer(), "site_id", site_ids, "zone_id, version");
}

std::vector<zone::Site> SqlStore::sites_of(const std::vector<std::string>& site_ids) const {
    return read_named(connection(), site_layer(), "site_id", site_ids, "site_id");
}

std::vector<zone::VersionStep> SqlStore::steps_of(const std::vector<std::string>& zone_ids) const {
    return read_steps(connection(), zone_ids);
}

std::vector<StoredRepair> SqlStore::repairs_of(const std::vector<std::string>& zone_ids) const {
    return read_repairs(connection(), zone_ids);
}

std::vector<StoredDocument> SqlStore::documents_of(const std::vector<std::string>& numbers) const {
    return read_documents(connection(), numbers);
}

void SqlStore::perform(const Act& act) {
    Transaction all(connection(), Transaction::Kind::write);
    perform_act(connection(), actor(), act);
    keep_secrets(act.entries.secrets);
    all.commit();
}

Registers SqlStore::fetch_registers(const std::optional<base::Timestamp>& known_at) const {
    return read_registers(connection(), known_at);
}

std::vector<Prerequisite> SqlStore::prerequisites() const { return read_prerequisites(connection(), {}); }

std::vector<Target> SqlStore::targets() const { return read_targets(connection(), {}); }

std::vector<PackageRecord> SqlStore::packages(const std::string& package_id) const {
    return read_packages(connection(), package_id);
}

std::vector<CornerSurvey> SqlStore::surveys_of(const std::vector<std::string>& zone_ids) const {
    return read_surveys(connection(), zone_ids);
}

std::vector<RegisteredDatum> SqlStore::datums() const { return read_datums(connection()); }

void SqlStore::for_each_audit_entry(const std::function<void(const AuditEntry&)>& visit) const {
    visit_audit(connection(), visit);
}

std::vector<RecordedAct> SqlStore::recorded_acts() const { return read_recorded_acts(connection()); }

std::int64_t SqlStore::row_count() const {
    Statement row = connection().prepare(connection().dialect().rows_ever);
    return row.step() ? row.integer(0) : 0;
}

zone::ContentMark SqlStore::content_mark() const { return read_content_mark(connection()); }

std::optional<zone::ChosenRows> SqlStore::rows_touched_since(const zone::ContentMark& mark,
                                                             std::size_t limit) const {
    return read_rows_touched_since(connection(), mark, limit);
}

zone::ContentMark SqlStore::visit_rows(zone::RowVisitor& visitor, const zone::ChosenRows* only,
                                       const base::CancelToken& cancel) const {
    Transaction one_state(connection(), Transaction::Kind::read);
    visit_layer_rows(connection(), only, visitor, cancel);
    const zone::ContentMark mark = read_content_mark(connection());
    one_state.commit();
    return mark;
}

Store::ContentDigests SqlStore::content_digests() const {
    Transaction one_state(connection(), Transaction::Kind::read);
    ContentDigests out{kept_content_digest(connection()), {}};
    if (!out.kept.empty()) {
        out.computed = compute_content_digest(connection(), std::nullopt);
    }
    one_state.commit();
    return out;
}

std::vector<Store::Change> SqlStore::changes_since(const base::Timestamp& instant) const {
    std::vector<Change> out;
    Statement rows = connection().prepare(
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

void SqlStore::for_each_site(const std::function<void(const zone::Site&)>& visit) const {
    visit_all(connection(), site_layer(), visit);
}
void SqlStore::for_each_zone(const std::function<void(const zone::Zone&)>& visit) const {
    visit_all(connection(), zone_layer(), visit);
}
void SqlStore::for_each_area(const std::function<void(const zone::Area&)>& visit) const {
    visit_all(connection(), area_layer(), visit);
}

void SqlStore::for_each_earlier_site(
    const std::string& site_id,
    const std::function<void(const zone::Site&, const base::Timestamp& until)>& visit) const {
    const Layer<zone::Site>& layer = site_layer();
    const Dialect& dialect = connection().dialect();
    Statement rows = connection().prepare(fmt::format(
        "SELECT {}, {}, 0, replaced_at FROM sites_history{} ORDER BY replaced_at, recorded_at",
        dialect.geometry, fmt::join(columns_of(layer), ", "), site_id.empty() ? "" : " WHERE site_id = ?1"));
    if (!site_id.empty()) {
        rows.bind(1, std::string_view(site_id));
    }
    while (rows.step()) {
        const auto until = base::Timestamp::parse(rows.text(static_cast<int>(layer.fields.size()) + 2));
        const auto read = record_without_geometry(layer, read_row(dialect, layer, rows));
        if (until && read.record) { // the triggers keep a row without a time while it is being replaced
            visit(*read.record, *until);
        }
    }
}

std::vector<Store::UnreadableRecord> SqlStore::for_each_known(const base::Timestamp& instant,
                                                              const RecordVisitor& visitor) const {
    std::vector<UnreadableRecord> out;
    Transaction one_state(connection(), Transaction::Kind::read);
    visit_known(connection(), site_layer(), instant, visitor.site, out);
    visit_known(connection(), zone_layer(), instant, visitor.zone, out);
    visit_known(connection(), area_layer(), instant, visitor.area, out);
    one_state.commit();
    return out;
}

std::vector<Store::UnreadableRecord> SqlStore::unreadable_records() const {
    std::vector<UnreadableRecord> out;
    collect_unreadable(connection(), site_layer(), out);
    collect_unreadable(connection(), zone_layer(), out);
    collect_unreadable(connection(), area_layer(), out);
    collect_unreadable_entries(connection(), out);
    return out;
}

} // namespace liangxian::store
