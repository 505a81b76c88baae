// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/validate.hpp"

#include "core/app/jurisdiction.hpp"
#include "core/geo/area.hpp"
#include "core/geo/distance.hpp"
#include "core/geo/repair.hpp"
#include "core/store/version_choice.hpp"

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
/// A control outline drawn along its range's edge may miss it by the accuracy of a survey.
constexpr double kApartM = 1.0;

std::string zone_words(const zone::Zone& z) { return fmt::format("zone {}@{}", z.zone_id, z.version); }

bool overlap_in_time(const base::DateSpan& a, const base::DateSpan& b) {
    return (!a.to || !b.from || *b.from <= *a.to) && (!b.to || !a.from || *a.from <= *b.to);
}

/// One walk over the store; rules on single records at once, rules between records at the end.
class Validator {
public:
    Validator(const store::Store& store, const ProblemSink& report)
        : m_store(store), m_report(report), m_jurisdiction(jurisdiction_box(store.settings())) {}

    ValidationCount run() {
        m_store.for_each_site([this](const zone::Site& site) { look_at(site); });
        m_store.for_each_zone([this](const zone::Zone& zone) { look_at(zone); });
        m_store.for_each_area([this](const zone::Area& area) { look_at(area); });
        for (const auto& record : m_store.unreadable_records()) {
            ++m_count.unreadable;
            tell("record-unreadable", Severity::error, record.kind + " " + record.id, record.reason);
        }
        look_between_versions();
        look_at_units();
        return m_count;
    }

private:
    void tell(const char* rule, Severity severity, const std::string& record, base::Text message,
              std::optional<geo::Position> where = std::nullopt) {
        ++(severity == Severity::error ? m_count.errors : m_count.warnings);
        m_report({rule, severity, record, where, std::move(message)});
    }

    void look_at_geometry(const geo::Geometry& geometry, const std::string& record) {
        if (const auto fault = geo::invalidity(geometry)) {
            tell("geometry-invalid", Severity::error, record,
                 {"图形无效：" + fault->reason, "the geometry is invalid: " + fault->reason}, fault->where);
        }
        const geo::Box box = geometry.bounds();
        if (m_jurisdiction && !box.empty() && !m_jurisdiction->intersects(box)) {
            tell("outside-jurisdiction", Severity::error, record,
                 {"在管辖范围之外", "lies outside the jurisdiction"}, geo::Position{box.min_x, box.min_y});
        }
    }

    void look_at_dates(const base::DateSpan& valid, const std::string& record) {
        if (valid.from && valid.to && *valid.to < *valid.from) {
            tell("dates-reversed", Severity::error, record,
                 {"失效日期早于生效日期", "it ends before it begins"});
        }
    }

    void look_at(const zone::Site& site) {
        m_sites.insert(site.site_id);
        look_at_geometry(site.geometry, "site " + site.site_id);
        look_at_dates(site.valid, "site " + site.site_id);
        if (site.level != zone::Level::ungraded) {
            m_units.insert(site.site_id);
        }
    }

    void look_at(const zone::Zone& zone) {
        const std::string record = zone_words(zone);
        look_at_dates(zone.valid, record);
        if (zone.geometry.polygons.empty()) {
            tell("geometry-missing", Severity::error, record, {"没有图形", "it has no polygon"});
        } else {
            look_at_geometry(zone.geometry, record);
            look_at_declared_area(zone, record);
        }
        if (m_sites.count(zone.site_id) == 0) {
            tell("site-unknown", Severity::error, record,
                 {fmt::format("所属文物 {} 不在库中", zone.site_id),
                  fmt::format("its site {} is not in the store", zone.site_id)});
        }
        if (!zone.accuracy_m && !zone.geometry_basis) {
            tell("accuracy-unknown", Severity::warning, record,
                 {"既无精度也无绘制依据，无法判断界线附近的结论",
                  "states neither accuracy nor basis: answers near its line cannot be weighed"});
        }
        if (!store::is_on_its_way(zone)) {
            m_highest[zone.zone_id] = std::max(m_highest[zone.zone_id], zone.version);
        }
        if (zone.status == zone::Status::superseded && !zone.valid.to) {
            m_endless.emplace_back(zone.zone_id, zone.version);
        }
        if (zone.status == zone::Status::published) {
            look_at_documents(zone, record);
            m_published[zone.zone_id].push_back({zone.version, zone.valid});
            auto& unit = m_lines[zone.site_id];
            (zone.kind == ZoneKind::control ? unit.controls : unit.ranges).push_back(zone);
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
                              *zone.declared_area_m2, drawn_m2)});
        }
    }

    void look_at_documents(const zone::Zone& zone, const std::string& record) {
        if (zone.document.empty() || zone.issuer.empty() || zone.document_date.empty()) {
            tell("document-missing", Severity::warning, record,
                 {"已公布但缺少公布机关、文号或日期",
                  "published, but issuer, number or date of the document is missing"});
        }
        if (zone.kind == ZoneKind::control && zone.approval_document.empty()) {
            tell("approval-missing", Severity::warning, record,
                 {"建设控制地带缺少省人民政府批准文件",
                  "the control zone has no approval of the provincial government"});
        }
    }

    void look_at(const zone::Area& area) {
        const std::string record = "area " + area.area_id;
        look_at_geometry(area.geometry, record);
        look_at_dates(area.valid, record);
        const bool declares = area.kind == zone::AreaKind::coverage;
        if (declares && (area.declared_by.empty() || area.document.empty() || area.declared_on.empty())) {
            tell("coverage-incomplete", Severity::warning, record,
                 {"覆盖声明缺少声明机关、文件或日期",
                  "the declaration of coverage lacks who, document or date"});
        }
        if (declares && !zone::parse_theme(area.theme)) {
            tell("coverage-theme-unknown", Severity::error, record,
                 {fmt::format("覆盖声明的专题“{}”无法识别", area.theme),
                  fmt::format("the theme '{}' of this declaration is unknown", area.theme)});
        }
    }

    void look_between_versions() {
        for (const auto& [id, version] : m_endless) {
            if (m_highest[id] <= version) {
                tell(
                    "superseded-without-end", Severity::error, fmt::format("zone {}@{}", id, version),
                    {"已被替代，但既无失效日期也无后续版本，无法判断是否有效",
                     "superseded, but with neither an end nor a later version: nobody can tell whether it is "
                     "in force"});
            }
        }
        for (const auto& [id, versions] : m_published) {
            for (std::size_t i = 0; i < versions.size(); ++i) {
                for (std::size_t k = i + 1; k < versions.size(); ++k) {
                    if (overlap_in_time(versions[i].valid, versions[k].valid)) {
                        tell("two-versions-in-force", Severity::error, "zone " + id,
                             {fmt::format("版本 {} 和 {} 同时有效", versions[i].version, versions[k].version),
                              fmt::format("versions {} and {} are in force at the same time",
                                          versions[i].version, versions[k].version)});
                    }
                }
            }
        }
    }

    void look_at_units() {
        for (const std::string& unit : m_units) {
            const auto lines = m_lines.find(unit);
            if (lines == m_lines.end() || lines->second.ranges.empty()) {
                tell("line-missing", Severity::warning, "site " + unit,
                     {"没有已公布的保护范围", "no published protection range"});
            }
            if (lines == m_lines.end() || lines->second.controls.empty()) {
                tell("line-missing", Severity::warning, "site " + unit,
                     {"没有已公布的建设控制地带", "no published construction control zone"});
            }
        }
        for (const auto& [unit, lines] : m_lines) {
            look_at_control_outlines(lines);
        }
    }

    struct Lines {
        std::vector<zone::Zone> ranges;
        std::vector<zone::Zone> controls;
    };

    static bool meet(const zone::Zone& a, const zone::Zone& b) {
        const bool drawn = !a.geometry.polygons.empty() && !b.geometry.polygons.empty();
        return !drawn || geo::nearest(a.geometry, b.geometry).distance_m <= kApartM;
    }

    /// A control outline is a belt about the range, an outline that includes it, or equal to it, so it
    /// meets the range (contract, Store); an outer class meets the class inside it.
    void look_at_control_outlines(const Lines& lines) {
        for (const zone::Zone& control : lines.controls) {
            bool meets = lines.ranges.empty();
            for (const zone::Zone& range : lines.ranges) {
                meets = meets || meet(control, range);
            }
            for (const zone::Zone& other : lines.controls) {
                meets = meets || (other.zone_id != control.zone_id && meet(control, other));
            }
            if (!meets) {
                tell("control-apart-from-range", Severity::warning, zone_words(control),
                     {"建设控制地带与本单位保护范围不相接",
                      "the control zone does not meet its unit's protection range"});
            }
        }
    }

    struct Version {
        int version;
        base::DateSpan valid;
    };

    const store::Store& m_store;
    const ProblemSink& m_report;
    std::optional<geo::Box> m_jurisdiction;
    ValidationCount m_count;
    std::set<std::string> m_sites;
    std::set<std::string> m_units;
    std::map<std::string, std::vector<Version>> m_published;
    std::map<std::string, int> m_highest; ///< announced version, by zone_id
    std::vector<std::pair<std::string, int>> m_endless;
    std::map<std::string, Lines> m_lines;
};

} // namespace

ValidationCount validate(const store::Store& store, const ProblemSink& report) {
    return Validator(store, report).run();
}

} // namespace liangxian::app
