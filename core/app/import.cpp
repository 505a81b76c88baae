// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/import.hpp"

#include "core/app/prepare.hpp"
#include "core/app/row_fields.hpp"
#include "core/base/data_files.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace liangxian::app {
namespace {

constexpr std::size_t kLargestProfile = 1u << 20;

RowFields::Aliases load_aliases() {
    const auto file = base::data_directory() / "profiles" / "import-fields.json";
    RowFields::Aliases out;
    const auto json = nlohmann::json::parse(base::read_file(file, kLargestProfile), nullptr, false);
    if (!json.is_object()) {
        throw base::FileError("import-profile-wrong", {fmt::format("“{}”不是合法的 JSON 对象", file.string()),
                                                       fmt::format("'{}' is no JSON object", file.string())});
    }
    for (const auto& [field, names] : json.items()) {
        if (names.is_array()) {
            out[field] = names.get<std::vector<std::string>>();
        }
    }
    return out;
}

std::optional<int> version_of(RowFields& row) {
    const std::string word = row.text("version");
    const auto value = row.number("version");
    if (word.empty()) {
        return 1;
    }
    if (!value || *value < 1 || *value > 1e6 || *value != static_cast<int>(*value)) {
        row.fault("bad-value", "version", word);
        return std::nullopt;
    }
    return static_cast<int>(*value);
}

/// Turns rows into records of one kind and collects what becomes of each.
class RowTaker {
public:
    RowTaker(ImportKind kind, const ImportOptions& options)
        : m_kind(kind), m_options(options), m_aliases(load_aliases()) {}

    void take(const intake::Feature& feature) {
        ++m_report.read;
        m_report.notes.insert(m_report.notes.end(), feature.warnings.begin(), feature.warnings.end());
        const bool may_lack_geometry = m_kind == ImportKind::sites;
        base::Result<PreparedGeometry> prepared = prepare_geometry(feature);
        if (!prepared.ok()) {
            refuse(prepared.problems());
            return;
        }
        RowFields row(feature, m_options.map, m_options.set, m_aliases);
        const PreparedGeometry& geometry = prepared.value();
        if (geometry.geometry.empty() && !may_lack_geometry) {
            refuse({{"geometry-missing", feature.source, {"该行没有图形", "this row has no geometry"}}});
            return;
        }
        const std::string id = add_record(row, feature, geometry.geometry);
        if (!row.faults().empty()) {
            undo_last();
            refuse(row.faults());
            return;
        }
        accept(feature, geometry, row, id);
    }

    void refuse(const base::Problems& problems) {
        ++m_report.refused;
        m_report.problems.insert(m_report.problems.end(), problems.begin(), problems.end());
    }

    /// Rows whose id the store has already.
    void refuse_existing(const store::Store& store) {
        for (const store::ExistingId& existing : store.existing_ids(m_records)) {
            refuse({{"already-there",
                     existing.id,
                     {fmt::format("{} {} 已在库中；不覆盖，请用新的编号或版本", existing.kind, existing.id),
                      fmt::format(
                          "{} {} is in the store already; nothing is overwritten, use a new id or version",
                          existing.kind, existing.id)}}});
            drop(existing.id);
        }
    }

    store::NewRecords& records() { return m_records; }
    ImportReport& report() { return m_report; }
    void note_unused_columns() {
        for (const std::string& column : m_unused) {
            m_report.notes.push_back(
                {"column-ignored",
                 column,
                 {fmt::format("列“{}”没有对应的字段，未导入", column),
                  fmt::format("the column '{}' fits no field and was not taken", column)}});
        }
    }

private:
    std::string add_record(RowFields& row, const intake::Feature& feature, const geo::Geometry& geometry) {
        switch (m_kind) {
        case ImportKind::sites:
            return add_site(row, geometry);
        case ImportKind::zones:
            return add_zone(row, geometry);
        case ImportKind::areas:
            return add_area(row, geometry);
        default:
            return add_application(row, feature, geometry);
        }
    }

    std::string add_site(RowFields& row, const geo::Geometry& geometry) {
        zone::Site site;
        site.site_id = row.required_text("site_id");
        site.name = row.text("name");
        site.level = row.coded("level", zone::Level::ungraded, zone::parse_level);
        site.code = row.text("code");
        site.category = row.text("category");
        site.era = row.text("era");
        site.county = row.text("county");
        site.township = row.text("township");
        site.place = row.text("place");
        site.position_accuracy_m = row.number("position_accuracy_m");
        site.announced_by = row.text("announced_by");
        site.announced_on = row.date_text("announced_on");
        site.document = row.text("document");
        site.valid = {row.date("valid_from"), row.date("valid_to")};
        site.recorded_at = row.instant("recorded_at").value_or(base::Timestamp());
        site.geometry = geometry;
        const std::string id = site.site_id;
        m_records.sites.push_back(std::move(site));
        return id;
    }

    std::string add_zone(RowFields& row, const geo::Geometry& geometry) {
        zone::Zone zone;
        zone.zone_id = row.required_text("zone_id");
        zone.version = version_of(row).value_or(1);
        zone.site_id = row.text("site_id");
        row.required_text("kind");
        zone.kind = row.coded("kind", zone::ZoneKind::protection, zone::parse_zone_kind);
        zone.zone_class = row.text("class");
        zone.status = row.coded("status", zone::Status::published, zone::parse_status);
        zone.valid = {row.date("valid_from"), row.date("valid_to")};
        zone.recorded_at = row.instant("recorded_at").value_or(base::Timestamp());
        zone.issuer = row.text("issuer");
        zone.document = row.text("document");
        zone.document_date = row.date_text("document_date");
        zone.approval_document = row.text("approval_document");
        zone.height_limit_m = row.number("height_limit_m");
        zone.restrictions = row.text("restrictions");
        zone.accuracy_m = row.number("accuracy_m");
        const std::string basis = row.text("geometry_basis");
        if (!basis.empty()) {
            zone.geometry_basis =
                row.coded("geometry_basis", zone::GeometryBasis::sketch, zone::parse_geometry_basis);
        }
        zone.declared_area_m2 = row.number("declared_area_m2");
        zone.words = row.text("words");
        zone.visibility = row.coded("visibility", zone::Visibility::public_, zone::parse_visibility);
        zone.geometry = geometry;
        zone.geometry.lines.clear();
        zone.geometry.points.clear();
        if (zone.geometry.polygons.empty()) {
            row.fault("no-polygon", "geometry", "");
        }
        const std::string id = fmt::format("{}@{}", zone.zone_id, zone.version);
        m_records.zones.push_back(std::move(zone));
        return id;
    }

    std::string add_area(RowFields& row, const geo::Geometry& geometry) {
        zone::Area area;
        area.area_id = row.required_text("area_id");
        row.required_text("kind");
        area.kind = row.coded("kind", zone::AreaKind::other, zone::parse_area_kind);
        area.name = row.text("name");
        area.code = row.text("code");
        area.document = row.text("document");
        area.valid = {row.date("valid_from"), row.date("valid_to")};
        area.recorded_at = row.instant("recorded_at").value_or(base::Timestamp());
        area.issuer = row.text("issuer");
        area.document_date = row.date_text("document_date");
        area.theme = row.text("theme");
        area.status = row.text("status");
        area.declared_by = row.text("declared_by");
        area.declared_on = row.date_text("declared_on");
        area.expires_on = row.date("expires_on");
        area.geometry = geometry;
        const bool coverage = area.kind == zone::AreaKind::coverage;
        if (coverage && area.status != "complete" && area.status != "partial") {
            row.fault("bad-value", "status (complete|partial)", area.status);
        }
        const std::string id = area.area_id;
        m_records.areas.push_back(std::move(area));
        return id;
    }

    std::string add_application(RowFields& row, const intake::Feature& feature,
                                const geo::Geometry& geometry) {
        store::StoredApplication application;
        application.application_id = row.text("application_id");
        if (application.application_id.empty()) {
            application.application_id =
                feature.id.empty() ? row.required_text("application_id") : feature.id;
        }
        application.name = row.text("name").empty() ? feature.name : row.text("name");
        application.kind = row.text("kind").empty() ? "construction" : row.text("kind");
        application.facts_json = "{}";
        application.source = feature.source;
        application.geometry = geometry;
        const std::string id = application.application_id;
        m_records.applications.push_back(std::move(application));
        return id;
    }

    void accept(const intake::Feature& feature, const PreparedGeometry& geometry, const RowFields& row,
                const std::string& id) {
        if (!m_ids.insert(id).second) {
            undo_last();
            refuse({{"id-repeated",
                     feature.source,
                     {fmt::format("编号 {} 在本次导入中重复", id),
                      fmt::format("the id {} stands twice in this import", id)}}});
            return;
        }
        ++m_report.taken;
        m_report.repaired += geometry.repairs.empty() ? 0u : 1u;
        for (const geo::Repair& repair : geometry.repairs) {
            m_report.notes.push_back({repair.code, feature.source, repair.message});
        }
        for (const std::string& column : row.unused_columns()) {
            m_unused.insert(column);
        }
    }

    void undo_last() {
        switch (m_kind) {
        case ImportKind::sites:
            m_records.sites.pop_back();
            break;
        case ImportKind::zones:
            m_records.zones.pop_back();
            break;
        case ImportKind::areas:
            m_records.areas.pop_back();
            break;
        default:
            m_records.applications.pop_back();
        }
    }

    /// Takes a record out again by its id.
    void drop(const std::string& id) {
        const auto erase = [this](auto& records, auto&& id_of, const std::string& wanted) {
            const std::size_t count = records.size();
            records.erase(std::remove_if(records.begin(), records.end(),
                                         [&](const auto& record) { return id_of(record) == wanted; }),
                          records.end());
            m_report.taken -= count - records.size();
        };
        erase(
            m_records.sites, [](const zone::Site& s) { return s.site_id; }, id);
        erase(
            m_records.zones, [](const zone::Zone& z) { return fmt::format("{}@{}", z.zone_id, z.version); },
            id);
        erase(
            m_records.areas, [](const zone::Area& a) { return a.area_id; }, id);
        erase(
            m_records.applications, [](const store::StoredApplication& a) { return a.application_id; }, id);
    }

    ImportKind m_kind;
    const ImportOptions& m_options;
    RowFields::Aliases m_aliases;
    store::NewRecords m_records;
    ImportReport m_report;
    std::set<std::string> m_ids;
    std::set<std::string> m_unused;
};

/// Rows of one kind are features one by one, whatever the format groups by itself.
intake::ReadOptions each_row(ImportKind kind, intake::ReadOptions options) {
    options.grouping = intake::Grouping::each;
    options.geometry_optional = kind == ImportKind::sites;
    return options;
}

} // namespace

std::optional<ImportKind> parse_import_kind(const std::string& word) {
    return word == "sites"          ? std::optional(ImportKind::sites)
           : word == "zones"        ? std::optional(ImportKind::zones)
           : word == "areas"        ? std::optional(ImportKind::areas)
           : word == "applications" ? std::optional(ImportKind::applications)
                                    : std::nullopt;
}

ImportReport import_files(store::Store& store, ImportKind kind,
                          const std::vector<std::filesystem::path>& files, const ImportOptions& options,
                          const base::CancelToken& cancel, const base::Progress& progress) {
    RowTaker taker(kind, options);
    for (const auto& file : files) {
        const intake::ReadOutcome read = intake::read_file(file, each_row(kind, options.read));
        for (const int at : read.order) {
            cancel.throw_if_cancelled();
            if (at >= 0) {
                taker.take(read.features[static_cast<std::size_t>(at)]);
            } else {
                ++taker.report().read;
                taker.refuse(read.unreadable[static_cast<std::size_t>(-at - 1)].problems);
            }
            if (progress) {
                progress(taker.report().read, 0);
            }
        }
    }
    taker.refuse_existing(store);
    taker.note_unused_columns();
    ImportReport& report = taker.report();
    const bool strict_fault = options.strict && (report.refused > 0 || report.repaired > 0);
    if (!strict_fault && report.taken > 0) {
        store.add(taker.records(), cancel, progress);
        report.committed = true;
    }
    return std::move(report);
}

} // namespace liangxian::app
