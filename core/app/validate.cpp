// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/validate.hpp"

#include "core/app/jurisdiction.hpp"
#include "core/app/line_rules.hpp"
#include "core/app/site_counties.hpp"
#include "core/app/unit_places.hpp"
#include "core/app/vertex_faults.hpp"
#include "core/app/word_rules.hpp"
#include "core/geo/area.hpp"
#include "core/geo/repair.hpp"
#include "core/store/version_choice.hpp"
#include "core/zone/range_deadline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace liangxian::app {
namespace {

using zone::ZoneKind;

constexpr double kDeclaredAreaTolerance = 0.01;

std::string zone_words(const zone::Zone& z) { return fmt::format("zone {}@{}", z.zone_id, z.version); }

bool overlap_in_time(const base::DateSpan& a, const base::DateSpan& b) {
    return (!a.to || !b.from || *b.from <= *a.to) && (!b.to || !a.from || *a.from <= *b.to);
}

class StoredRecords : public ValidatedRecords {
public:
    explicit StoredRecords(const store::Store& store) : m_store(store) {}

    store::Settings settings() const override { return m_store.settings(); }
    void for_each_site(const std::function<void(const zone::Site&)>& visit) const override {
        m_store.for_each_site(visit);
    }
    void for_each_earlier_site(
        const std::function<void(const zone::Site&, const base::Timestamp&)>& visit) const override {
        m_store.for_each_earlier_site("", visit);
    }
    void for_each_zone(const std::function<void(const zone::Zone&)>& visit) const override {
        m_store.for_each_zone(visit);
    }
    void for_each_area(const std::function<void(const zone::Area&)>& visit) const override {
        m_store.for_each_area(visit);
    }
    std::vector<store::Store::UnreadableRecord> unreadable_records() const override {
        return m_store.unreadable_records();
    }

private:
    const store::Store& m_store;
};

/// Where a record lies: its first corner, line point or point.
std::optional<geo::Position> place_of(const geo::Geometry& geometry) {
    if (!geometry.polygons.empty() && !geometry.polygons.front().shell.empty()) {
        return geometry.polygons.front().shell.front();
    }
    if (!geometry.lines.empty() && !geometry.lines.front().empty()) {
        return geometry.lines.front().front();
    }
    return geometry.points.empty() ? std::nullopt : std::optional(geometry.points.front());
}

/// Revoked or replaced before its first day: it ends on the day before it began.
bool was_never_in_force(const zone::Zone& zone) {
    const bool is_over = zone.status == zone::Status::revoked || zone.status == zone::Status::superseded;
    return is_over && zone.valid.from && zone.valid.to && *zone.valid.to == zone.valid.from->plus_days(-1);
}

/// One walk over the records; rules on single records at once, rules between records at the end.
class Validator {
public:
    Validator(const ValidatedRecords& records, const ProblemSink& sink)
        : m_records(records), m_report(sink), m_lines(m_report), m_words(m_report),
          m_jurisdiction(jurisdiction_box(records.settings())) {}

    ValidationCount run(const base::CancelToken& cancel, const base::Progress& progress) {
        m_records.for_each_site([this](const zone::Site& site) { look_at(site); });
        m_records.for_each_zone([this](const zone::Zone& zone) { look_at(zone); });
        m_records.for_each_area([this](const zone::Area& area) { look_at(area); });
        for (const auto& record : m_records.unreadable_records()) {
            m_report.count_unreadable();
            tell("record-unreadable", Severity::error, record.kind + " " + record.id, record.reason);
        }
        look_between_versions();
        look_at_units();
        look_at_counties();
        m_words.look(m_lines.units(), cancel);
        m_lines.look(cancel, progress);
        return m_report.count();
    }

private:
    struct Unit {
        zone::StatedLevel stated;
        std::vector<zone::StatedLevel> before; ///< what was recorded of it, in that order
        std::optional<geo::Position> where;    ///< it lies, else one of its lines
    };

    void tell(const char* rule, Severity severity, const std::string& record, base::Text message,
              std::optional<geo::Position> where = std::nullopt, base::Text fix = {}) {
        m_report.tell(rule, severity, record, std::move(message), where, std::move(fix));
    }

    void look_at_geometry(const geo::Geometry& geometry, const std::string& record) {
        if (const auto fault = geo::invalidity(geometry)) {
            tell("geometry-invalid", Severity::error, record,
                 {"图形无效：" + fault->reason, "the geometry is invalid: " + fault->reason}, fault->where);
        }
        look_at_vertices(geometry, record);
        const geo::Box box = geometry.bounds();
        if (m_jurisdiction && !box.empty() && !m_jurisdiction->intersects(box)) {
            tell("outside-jurisdiction", Severity::error, record,
                 {"在管辖范围之外", "lies outside the jurisdiction"}, geo::Position{box.min_x, box.min_y});
        }
    }

    void look_at_vertices(const geo::Geometry& geometry, const std::string& record) {
        const VertexFaults faults = vertex_faults(geometry);
        if (faults.repeated > 0) {
            tell("vertex-repeated", Severity::warning, record,
                 {fmt::format("有 {} 个顶点与前一点重合", faults.repeated),
                  fmt::format("{} vertices repeat the one before", faults.repeated)},
                 faults.first_repeated, {"删去重合的顶点", "leave the repeated vertices out"});
        }
        if (faults.thin_part) {
            tell("part-thin", Severity::warning, record,
                 {"有一部分细到放不下直径 0.1 米的圆", "a part of it is too thin for a circle of 0.1 m"},
                 faults.thin_part);
        }
    }

    void look_at_dates(const base::DateSpan& valid, const std::string& record,
                       std::optional<geo::Position> where) {
        if (valid.from && valid.to && *valid.to < *valid.from) {
            tell("dates-reversed", Severity::error, record,
                 {"失效日期早于生效日期", "it ends before it begins"}, where);
        }
    }

    void look_at(const zone::Site& site) {
        m_sites.insert(site.site_id);
        look_at_geometry(site.geometry, "site " + site.site_id);
        look_at_dates(site.valid, "site " + site.site_id, place_of(site.geometry));
        if (site.level != zone::Level::ungraded) {
            m_units[site.site_id] = {{site.level, site.announced_on}, {}, place_of(site.geometry)};
        }
        m_counties.add(site);
        m_places.add(site);
        m_words.add(site);
    }

    void look_at(const zone::Zone& zone) {
        const std::string record = zone_words(zone);
        const auto where = place_of(zone.geometry);
        if (!was_never_in_force(zone)) {
            look_at_dates(zone.valid, record, where);
        }
        const auto unit = m_units.find(zone.site_id);
        if (unit != m_units.end() && !unit->second.where) {
            unit->second.where = where;
        }
        if (zone.geometry.polygons.empty()) {
            tell("geometry-missing", Severity::error, record, {"没有图形", "it has no polygon"});
        } else {
            look_at_geometry(zone.geometry, record);
            look_at_declared_area(zone, record);
            look_at_place(zone, record);
        }
        if (m_sites.count(zone.site_id) == 0) {
            tell("site-unknown", Severity::error, record,
                 {fmt::format("所属文物 {} 不在库中", zone.site_id),
                  fmt::format("its site {} is not in the store", zone.site_id)},
                 where);
        }
        if (!zone.accuracy_m && !zone.geometry_basis) {
            tell("accuracy-unknown", Severity::warning, record,
                 {"既无精度也无绘制依据，无法判断界线附近的结论",
                  "states neither accuracy nor basis: answers near its line cannot be weighed"},
                 where);
        }
        if (!store::is_on_its_way(zone)) {
            m_highest[zone.zone_id] = std::max(m_highest[zone.zone_id], zone.version);
        }
        if (zone.status == zone::Status::superseded && !zone.valid.to) {
            m_endless.push_back({zone.zone_id, zone.version, where});
        }
        if (zone.status == zone::Status::published) {
            look_at_documents(zone, record);
            m_published[zone.zone_id].push_back({zone.version, zone.valid, where});
            (zone.kind == ZoneKind::control ? m_with_control : m_with_range).insert(zone.site_id);
            m_lines.add(zone);
            keep_range_day(zone);
        }
    }

    void look_at_place(const zone::Zone& zone, const std::string& record) {
        const UnitPlaces::Finding found = m_places.look_at(zone);
        const geo::Box box = zone.geometry.bounds();
        const geo::Position where{box.min_x, box.min_y};
        if (found.verdict == UnitPlaces::Verdict::wrong_prefix) {
            tell(
                "zone-prefix-wrong", Severity::error, record,
                {fmt::format("经度与所属文物相差 {} 度，疑为坐标的带号写错（差 {} 带）", 3 * found.zones_east,
                             found.zones_east),
                 fmt::format("lies {} degrees of longitude off its unit: its coordinates seem to have a zone "
                             "number wrong by {}",
                             3 * found.zones_east, found.zones_east)},
                where, {"用正确的带号重新导入", "import it again with the right zone number"});
        } else if (found.verdict == UnitPlaces::Verdict::far_off) {
            tell("line-far-from-unit", Severity::warning, record,
                 {"离所属文物超过 0.1 度", "lies more than a tenth of a degree off its unit"}, where);
        }
    }

    void look_at_declared_area(const zone::Zone& zone, const std::string& record) {
        const double drawn_m2 = geo::area_lonlat_m2(zone.geometry);
        if (zone.declared_area_m2 &&
            std::abs(*zone.declared_area_m2 - drawn_m2) > kDeclaredAreaTolerance * drawn_m2) {
            tell("declared-area-differs", Severity::warning, record,
                 {fmt::format("公布面积 {:.2f} 与图形面积 {:.2f} 平方米相差超过 1%", *zone.declared_area_m2,
                              drawn_m2),
                  fmt::format("the declared {:.2f} m² differ from the drawn {:.2f} m² by over 1 %",
                              *zone.declared_area_m2, drawn_m2)},
                 place_of(zone.geometry));
        }
    }

    void keep_range_day(const zone::Zone& zone) {
        const auto day = zone::announced_day(zone);
        if (zone.kind != ZoneKind::control && day) {
            base::Date& latest = m_range_days[zone.site_id];
            latest = std::max(latest, *day);
        }
    }

    void look_at_documents(const zone::Zone& zone, const std::string& record) {
        if (zone.document.empty() || zone.issuer.empty() || zone.document_date.empty()) {
            tell("document-missing", Severity::warning, record,
                 {"已公布但缺少公布机关、文号或日期",
                  "published, but issuer, number or date of the document is missing"},
                 place_of(zone.geometry));
        }
        if (zone.kind == ZoneKind::control && zone.approval_document.empty()) {
            tell("approval-missing", Severity::warning, record,
                 {"建设控制地带缺少省人民政府批准文件",
                  "the control zone has no approval of the provincial government"},
                 place_of(zone.geometry));
        }
    }

    void look_at(const zone::Area& area) {
        const std::string record = "area " + area.area_id;
        look_at_geometry(area.geometry, record);
        look_at_dates(area.valid, record, place_of(area.geometry));
        m_counties.add(area);
        const bool declares = area.kind == zone::AreaKind::coverage;
        if (declares && (area.declared_by.empty() || area.document.empty() || area.declared_on.empty())) {
            tell("coverage-incomplete", Severity::warning, record,
                 {"覆盖声明缺少声明机关、文件或日期",
                  "the declaration of coverage lacks who, document or date"},
                 place_of(area.geometry));
        }
        if (declares && !zone::parse_theme(area.theme)) {
            tell("coverage-theme-unknown", Severity::error, record,
                 {fmt::format("覆盖声明的专题“{}”无法识别", area.theme),
                  fmt::format("the theme '{}' of this declaration is unknown", area.theme)},
                 place_of(area.geometry));
        }
    }

    void look_between_versions() {
        for (const auto& [id, version, where] : m_endless) {
            if (m_highest[id] <= version) {
                tell(
                    "superseded-without-end", Severity::error, fmt::format("zone {}@{}", id, version),
                    {"已被替代，但既无失效日期也无后续版本，无法判断是否有效",
                     "superseded, but with neither an end nor a later version: nobody can tell whether it is "
                     "in force"},
                    where);
            }
        }
        for (const auto& [id, versions] : m_published) {
            for (std::size_t i = 0; i < versions.size(); ++i) {
                for (std::size_t k = i + 1; k < versions.size(); ++k) {
                    if (overlap_in_time(versions[i].valid, versions[k].valid)) {
                        tell("two-versions-in-force", Severity::error, "zone " + id,
                             {fmt::format("版本 {} 和 {} 同时有效", versions[i].version, versions[k].version),
                              fmt::format("versions {} and {} are in force at the same time",
                                          versions[i].version, versions[k].version)},
                             versions[k].where);
                    }
                }
            }
        }
    }

    void look_at_units() {
        m_records.for_each_earlier_site([this](const zone::Site& earlier, const base::Timestamp&) {
            const auto unit = m_units.find(earlier.site_id);
            if (unit != m_units.end()) {
                unit->second.before.push_back({earlier.level, earlier.announced_on});
            }
        });
        for (const auto& [id, unit] : m_units) {
            const bool has_range = m_with_range.count(id) != 0;
            if (!has_range) {
                tell("line-missing", Severity::warning, "site " + id,
                     {"没有已公布的保护范围", "no published protection range"}, unit.where);
            }
            if (m_with_control.count(id) == 0) {
                tell("line-missing", Severity::warning, "site " + id,
                     {"没有已公布的建设控制地带", "no published construction control zone"}, unit.where);
            }
            look_at_deadline(id, unit, has_range);
        }
    }

    void look_at_deadline(const std::string& id, const Unit& unit, bool has_range) {
        std::vector<zone::StatedLevel> recorded = unit.before;
        recorded.push_back(unit.stated);
        const auto drawn_on = m_range_days.find(id);
        const auto deadline = zone::range_deadline(
            zone::last_level(recorded), has_range,
            drawn_on == m_range_days.end() ? std::nullopt : std::optional(drawn_on->second));
        if (!deadline) {
            return;
        }
        const std::string day = deadline->due.to_string();
        const base::Text risen =
            deadline->is_of_before
                ? base::Text{"（升级前划定的不算）", " (the one of before it rose does not count)"}
                : base::Text{};
        if (deadline->due < base::Date::today()) {
            tell("overdue", Severity::error, "site " + id,
                 {fmt::format("保护范围应于 {} 前划定公布（实施条例第八条），已逾期{}", day, risen.zh),
                  fmt::format("its range was to be announced by {} (implementing regulation, article 8){}",
                              day, risen.en)},
                 unit.where);
        } else {
            tell("range-due", Severity::note, "site " + id,
                 {fmt::format("保护范围应于 {} 前划定公布（实施条例第八条）{}", day, risen.zh),
                  fmt::format("its range is to be announced by {} (implementing regulation, article 8){}",
                              day, risen.en)},
                 unit.where);
        }
    }

    void look_at_counties() {
        for (const CountyMismatch& one : m_counties.mismatches()) {
            tell("county-differs", Severity::warning, "site " + one.site_id,
                 {fmt::format("登记在“{}”，图形在“{}”", one.stated, one.found),
                  fmt::format("stated to be in {}, drawn in {}", one.stated, one.found)},
                 one.where);
        }
    }

    struct Version {
        int version;
        base::DateSpan valid;
        std::optional<geo::Position> where;
    };
    struct Endless {
        std::string zone_id;
        int version;
        std::optional<geo::Position> where;
    };

    const ValidatedRecords& m_records;
    ProblemReport m_report;
    LineRules m_lines;
    WordRules m_words;
    SiteCounties m_counties;
    UnitPlaces m_places;
    std::optional<geo::Box> m_jurisdiction;
    std::set<std::string> m_sites;
    std::map<std::string, Unit> m_units;            ///< graded
    std::map<std::string, base::Date> m_range_days; ///< of the latest published range
    std::set<std::string> m_with_range;
    std::set<std::string> m_with_control;
    std::map<std::string, std::vector<Version>> m_published;
    std::map<std::string, int> m_highest; ///< announced version, by zone_id
    std::vector<Endless> m_endless;
};

} // namespace

ValidationCount validate(const store::Store& store, const ProblemSink& report,
                         const base::CancelToken& cancel, const base::Progress& progress) {
    ValidationCount out = validate(StoredRecords(store), report, cancel, progress);
    const store::Store::ContentDigests digests = store.content_digests();
    if (digests.kept != digests.computed) {
        ++out.errors;
        report({"digest-differs",
                Severity::error,
                "store",
                {},
                {fmt::format("内容与登记的摘要不符：登记 {}，实为 {}；有记录绕过本程序和触发器被改动",
                             digests.kept, digests.computed),
                 fmt::format(
                     "the content does not have the digest kept of it: kept {}, computed {}; records were "
                     "changed past the program and its triggers",
                     digests.kept, digests.computed)},
                {}});
    }
    return out;
}

ValidationCount validate(const ValidatedRecords& records, const ProblemSink& report,
                         const base::CancelToken& cancel, const base::Progress& progress) {
    return Validator(records, report).run(cancel, progress);
}

std::string_view code_of(Severity severity) {
    return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

} // namespace liangxian::app
