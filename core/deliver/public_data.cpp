// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/public_data.hpp"

#include "core/base/number.hpp"
#include "core/deliver/guarded_outlines.hpp"
#include "core/deliver/opaque_ids.hpp"
#include "core/deliver/place_figures.hpp"
#include "core/geo/geos.hpp"
#include "core/geo/grid.hpp"
#include "core/geo/overlay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace liangxian::deliver {
namespace {

using zone::Visibility;

/// Corners of the public grid that lie nearer to each other may come from one line drawn for both.
constexpr double kSharedStepsOfGrid = 2;

std::map<std::string, std::string> fields_of(const zone::Site& site) {
    return {{"site_id", site.site_id},
            {"name", site.name},
            {"level", std::string(zone::code_of(site.level))},
            {"code", site.code},
            {"category", site.category},
            {"era", site.era},
            {"county", site.county},
            {"township", site.township}};
}

std::map<std::string, std::string> fields_of(const zone::Zone& zone) {
    return {{"zone_id", zone.zone_id},
            {"site_id", zone.site_id},
            {"kind", std::string(zone::code_of(zone.kind))},
            {"class", zone.zone_class},
            {"issuer", zone.issuer},
            {"document", zone.document},
            {"document_date", zone.document_date},
            {"valid_from", zone.valid.from ? zone.valid.from->to_string() : std::string()}};
}

bool is_id(const std::string& field) { return field == "site_id" || field == "zone_id"; }

ShownText kind_of(const std::string& field) {
    return is_id(field) ? ShownText::id : field == "county" ? ShownText::county : ShownText::words;
}

/// The grid cell that a place lies in.
struct Cell {
    double x = 0;
    double y = 0;
    double size = 0;
};

Cell cell_at(const geo::Box& box, double size) {
    const auto corner = [size](double low, double high) {
        // Rounded to the cell's own decimals, so that no digit of the place is left in the last ones.
        return base::rounded_half_up(std::floor((low + high) / 2 / size) * size, 6);
    };
    return {corner(box.min_x, box.max_x), corner(box.min_y, box.max_y), size};
}

geo::Geometry polygon_of(const Cell& cell) {
    const double east = base::rounded_half_up(cell.x + cell.size, 6);
    const double north = base::rounded_half_up(cell.y + cell.size, 6);
    geo::Geometry out;
    out.polygons = {{{{cell.x, cell.y}, {east, cell.y}, {east, north}, {cell.x, north}}, {}}};
    return out;
}

geo::Geometry point_at(const geo::Position& p) {
    geo::Geometry out;
    out.points = {p};
    return out;
}

class PublicMaker {
public:
    PublicMaker(const PublicSource& source, const PublicRules& rules, const base::CancelToken& cancel)
        : m_source(source), m_rules(rules), m_cancel(cancel), m_step(base::decimal_step(rules.grid_decimals)),
          m_guarded(kSharedStepsOfGrid * m_step) {
        judge_units();
        choose_cells();
        guard();
        replace_ids();
    }

    PublicData make() {
        PublicData out;
        for (const zone::Site& site : m_source.sites) {
            if (const Visibility visibility = of_unit(site); visibility != Visibility::hidden) {
                out.sites.push_back(shown(site, visibility));
            }
        }
        for (const zone::Zone& zone : m_source.shown) {
            m_cancel.throw_if_cancelled();
            if (const Visibility visibility = m_units.at(unit_of(zone)); visibility != Visibility::hidden) {
                (zone::is_protection(zone.kind) ? out.protection : out.control)
                    .push_back(shown(zone, visibility));
            }
        }
        out.withheld = std::move(m_withheld);
        return out;
    }

private:
    /// A line that names no unit is one of its own.
    static std::string unit_of(const zone::Zone& zone) {
        return zone.site_id.empty() ? "\n" + zone.zone_id : zone.site_id;
    }

    void judge_units() {
        for (const auto* zones : {&m_source.shown, &m_source.deciding}) {
            for (const zone::Zone& zone : *zones) {
                Visibility& unit = m_units.emplace(unit_of(zone), zone.visibility).first->second;
                unit = stricter(unit, zone.visibility);
            }
        }
    }

    /// One cell a unit: that of its body, else of its first line.
    void choose_cells() {
        for (const zone::Site& site : m_source.sites) {
            if (!site.geometry.empty()) {
                m_cells.emplace(site.site_id, cell_at(site.geometry.bounds(), m_rules.coarse_cell_deg));
            }
        }
        std::map<std::string, const zone::Zone*> first;
        for (const zone::Zone& zone : m_source.shown) {
            const zone::Zone*& slot = first[unit_of(zone)];
            slot = slot == nullptr || zone.zone_id < slot->zone_id ? &zone : slot;
        }
        for (const auto& [unit, zone] : first) {
            m_cells.emplace(unit, cell_at(zone->geometry.bounds(), m_rules.coarse_cell_deg));
        }
    }

    Visibility of_unit(const zone::Site& site) const {
        const auto found = m_units.find(site.site_id);
        return found == m_units.end() ? m_rules.without_lines(site) : found->second;
    }

    void guard() {
        for (const zone::Site& site : m_source.sites) {
            if (of_unit(site) != Visibility::public_) {
                m_guarded.add(site.geometry);
            }
        }
        for (const auto* zones : {&m_source.shown, &m_source.deciding}) {
            for (const zone::Zone& zone : *zones) {
                if (m_units.at(unit_of(zone)) != Visibility::public_) {
                    m_guarded.add(zone.geometry);
                }
            }
        }
        for (const zone::Zone& zone : m_source.shown) {
            if (zone::is_protection(zone.kind)) {
                m_ranges[unit_of(zone)].push_back(&zone);
            }
        }
    }

    /// Ids that may hold a place, of what is shown: first those of units, which their lines name.
    void replace_ids() {
        for (const zone::Site& site : m_source.sites) {
            if (of_unit(site) != Visibility::hidden && is_told(site.site_id)) {
                m_site_ids.add(site.site_id,
                               seed_of(site.site_id, texts_of(fields_of(site), m_rules.site_fields)));
            }
        }
        for (const zone::Zone& zone : m_source.shown) {
            if (m_units.at(unit_of(zone)) != Visibility::hidden && is_told(zone.site_id)) {
                m_site_ids.add(zone.site_id, seed_of(zone.site_id, {}));
            }
        }
        m_site_ids.settle();
        for (const zone::Zone& zone : m_source.shown) {
            if (m_units.at(unit_of(zone)) != Visibility::hidden && is_told(zone.zone_id)) {
                m_zone_ids.add(zone.zone_id,
                               m_site_ids.shown(zone.site_id) + "\n" +
                                   seed_of(unit_of(zone), texts_of(fields_of(zone), m_rules.zone_fields)));
            }
        }
        m_zone_ids.settle();
    }

    static bool is_told(const std::string& id) { return may_hold_a_place(id, ShownText::id); }

    /// The texts but the ids as the public sees them.
    static std::string texts_of(const std::map<std::string, std::string>& all,
                                const std::vector<std::string>& names) {
        std::string out;
        for (const std::string& name : names) {
            const auto found = all.find(name);
            const bool is_shown =
                !is_id(name) && found != all.end() && !may_hold_a_place(found->second, kind_of(name));
            out += name + "=" + (is_shown ? found->second : std::string()) + "\n";
        }
        return out;
    }

    /// What an opaque id is made of: nothing that the public does not see.
    std::string seed_of(const std::string& unit, const std::string& texts) const {
        const auto cell = m_cells.find(unit);
        return texts + (cell == m_cells.end() ? "" : fmt::format("{} {}", cell->second.x, cell->second.y));
    }

    std::map<std::string, std::string> shown_fields(const std::string& record,
                                                    const std::map<std::string, std::string>& all,
                                                    const std::vector<std::string>& names) {
        std::map<std::string, std::string> out;
        for (const std::string& name : names) {
            const auto found = all.find(name);
            std::string& words = out[name] = found == all.end() ? std::string() : found->second;
            if (!may_hold_a_place(words, kind_of(name))) {
                continue;
            }
            words = name == "site_id"   ? m_site_ids.shown(words)
                    : name == "zone_id" ? m_zone_ids.shown(words)
                                        : "";
            m_withheld.push_back({record, name, words});
        }
        return out;
    }

    PublicRecord shown(const zone::Site& site, Visibility visibility) {
        PublicRecord out{
            shown_fields("site " + site.site_id, fields_of(site), m_rules.site_fields), visibility, {}};
        if (site.geometry.empty()) {
            return out;
        }
        if (visibility == Visibility::coarse) { // the corner of its cell, which says no more than the cell
            const Cell& cell = m_cells.at(site.site_id);
            out.geometry = point_at({cell.x, cell.y});
            return out;
        }
        const geo::Box box = site.geometry.bounds();
        out.geometry = geo::on_grid(point_at({(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2}),
                                    m_rules.grid_decimals);
        return out;
    }

    PublicRecord shown(const zone::Zone& zone, Visibility visibility) {
        PublicRecord out{
            shown_fields("zone " + zone.zone_id, fields_of(zone), m_rules.zone_fields), visibility, {}};
        if (visibility == Visibility::public_ && !m_guarded.are_followed_by(zone.geometry)) {
            out.geometry = geo::on_grid(without_foreign_holes(zone), m_rules.grid_decimals);
        }
        if (out.geometry.empty()) { // coarse, or too small for the grid
            out.visibility = Visibility::coarse;
            out.geometry = polygon_of(m_cells.at(unit_of(zone)));
        }
        return out;
    }

    geo::Geometry without_foreign_holes(const zone::Zone& zone) const {
        geo::Geometry out;
        const auto ranges = m_ranges.find(unit_of(zone));
        for (const geo::Polygon& polygon : zone.geometry.polygons) {
            geo::Polygon kept{polygon.shell, {}};
            for (const geo::Ring& hole : polygon.holes) {
                if (ranges != m_ranges.end() && is_filled(hole, ranges->second)) {
                    kept.holes.push_back(hole);
                }
            }
            out.polygons.push_back(std::move(kept));
        }
        return out;
    }

    /// Whether the unit's ranges leave nothing of a hole but a rim of a step of the grid.
    bool is_filled(const geo::Ring& hole, const std::vector<const zone::Zone*>& ranges) const {
        std::vector<const geo::Geometry*> polygons;
        for (const zone::Zone* range : ranges) {
            polygons.push_back(&range->geometry);
        }
        const geo::GeosGeometry ground = geo::to_geos(std::vector<geo::Polygon>{{hole, {}}});
        const geo::GeosGeometry filling = geo::to_geos(geo::union_of(polygons).geometry.polygons);
        const geo::GeosGeometry wide(
            GEOSBuffer_r(geo::geos_context(), filling.get(), kSharedStepsOfGrid * m_step, 2));
        return wide && GEOSContains_r(geo::geos_context(), wide.get(), ground.get()) == 1;
    }

    const PublicSource& m_source;
    const PublicRules& m_rules;
    const base::CancelToken& m_cancel;
    double m_step;
    std::map<std::string, Visibility> m_units;
    std::map<std::string, std::vector<const zone::Zone*>> m_ranges;
    std::map<std::string, Cell> m_cells; ///< by unit
    GuardedOutlines m_guarded;
    OpaqueIds m_site_ids;
    OpaqueIds m_zone_ids;
    std::vector<Withheld> m_withheld;
};

void sort_rows(std::vector<PublicRecord>& records) {
    std::sort(records.begin(), records.end(),
              [](const PublicRecord& a, const PublicRecord& b) { return a.fields < b.fields; });
}

} // namespace

PublicData make_public_data(const PublicSource& source, const PublicRules& rules,
                            const base::CancelToken& cancel) {
    PublicData out = PublicMaker(source, rules, cancel).make();
    // The order of a store could tell where something stands between two others.
    sort_rows(out.sites);
    sort_rows(out.protection);
    sort_rows(out.control);
    return out;
}

} // namespace liangxian::deliver
