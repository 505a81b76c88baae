// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/public_data.hpp"

#include "core/base/number.hpp"
#include "core/deliver/guarded_outlines.hpp"
#include "core/geo/geos.hpp"
#include "core/geo/grid.hpp"
#include "core/geo/overlay.hpp"
#include "core/geo/wkb.hpp"

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

/// Three decimals in a row of figures, or signs of degrees: a place, whatever the field is called.
bool may_hold_a_place(const std::string& text) {
    int decimals = -1;
    for (const char c : text) {
        const bool is_digit = c >= '0' && c <= '9';
        decimals = is_digit && decimals >= 0 ? decimals + 1 : c == '.' ? 0 : -1;
        if (decimals >= 3) {
            return true;
        }
    }
    return text.find("°") != std::string::npos || text.find("度") != std::string::npos ||
           text.find("′") != std::string::npos;
}

std::map<std::string, std::string> shown_fields(const std::map<std::string, std::string>& all,
                                                const std::vector<std::string>& names) {
    std::map<std::string, std::string> out;
    for (const std::string& name : names) {
        const auto found = all.find(name);
        out[name] = found == all.end() || may_hold_a_place(found->second) ? "" : found->second;
    }
    return out;
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

/// The nearest node of the cells: a point says no more than its cell, in no more figures.
geo::Position node_near(const geo::Box& box, double size) {
    const auto node = [size](double low, double high) {
        return base::rounded_half_up(std::floor((low + high) / 2 / size + 0.5) * size, 6);
    };
    return {node(box.min_x, box.max_x), node(box.min_y, box.max_y)};
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
    PublicMaker(const PublicSource& source, const PublicRules& rules)
        : m_source(source), m_rules(rules), m_step(base::decimal_step(rules.grid_decimals)),
          m_guarded(kSharedStepsOfGrid * m_step) {
        judge_units();
        guard();
    }

    PublicData make() const {
        PublicData out;
        for (const zone::Site& site : m_source.sites) {
            if (const Visibility visibility = of_unit(site); visibility != Visibility::hidden) {
                out.sites.push_back(shown(site, visibility));
            }
        }
        for (const zone::Zone& zone : m_source.shown) {
            if (const Visibility visibility = m_units.at(unit_of(zone)); visibility != Visibility::hidden) {
                (zone::is_protection(zone.kind) ? out.protection : out.control)
                    .push_back(shown(zone, visibility));
            }
        }
        return out;
    }

private:
    /// A line that names no unit is one of its own.
    static std::string unit_of(const zone::Zone& zone) {
        return zone.site_id.empty() ? "\n" + zone.zone_id : zone.site_id;
    }

    void judge_units() {
        for (const auto* zones : {&m_source.shown, &m_source.on_their_way}) {
            for (const zone::Zone& zone : *zones) {
                Visibility& unit = m_units.emplace(unit_of(zone), zone.visibility).first->second;
                unit = stricter(unit, zone.visibility);
            }
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
        for (const auto* zones : {&m_source.shown, &m_source.on_their_way}) {
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

    PublicRecord shown(const zone::Site& site, Visibility visibility) const {
        PublicRecord out{shown_fields(fields_of(site), m_rules.site_fields), visibility, {}};
        if (site.geometry.empty()) {
            return out;
        }
        const geo::Box box = site.geometry.bounds();
        out.geometry =
            visibility == Visibility::coarse
                ? point_at(node_near(box, m_rules.coarse_cell_deg))
                : geo::on_grid(point_at({(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2}),
                               m_rules.grid_decimals);
        return out;
    }

    PublicRecord shown(const zone::Zone& zone, Visibility visibility) const {
        PublicRecord out{shown_fields(fields_of(zone), m_rules.zone_fields), visibility, {}};
        if (visibility == Visibility::public_ && !m_guarded.are_followed_by(zone.geometry)) {
            out.geometry = geo::on_grid(without_foreign_holes(zone), m_rules.grid_decimals);
        }
        if (out.geometry.empty()) { // coarse, or too small for the grid
            out.visibility = Visibility::coarse;
            out.geometry = polygon_of(cell_at(zone.geometry.bounds(), m_rules.coarse_cell_deg));
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
    double m_step;
    std::map<std::string, Visibility> m_units;
    std::map<std::string, std::vector<const zone::Zone*>> m_ranges;
    GuardedOutlines m_guarded;
};

void sort_rows(std::vector<PublicRecord>& records) {
    std::sort(records.begin(), records.end(),
              [](const PublicRecord& a, const PublicRecord& b) { return a.fields < b.fields; });
}

gdal::NewLayer layer_of(const std::string& name, gdal::NewLayer::Shape shape,
                        const std::vector<PublicRecord>& records, const std::vector<std::string>& fields) {
    gdal::NewLayer out;
    out.name = name;
    out.shape = shape;
    for (const std::string& field : fields) {
        gdal::Column column;
        column.name = field;
        out.columns.push_back(std::move(column));
    }
    gdal::Column visibility;
    visibility.name = "visibility";
    out.columns.push_back(visibility);
    out.rows = [&records, fields, shape](const gdal::NewLayer::RowTaker& put) {
        for (const PublicRecord& record : records) {
            gdal::Table::Row row;
            for (const std::string& field : fields) {
                const std::string& words = record.fields.at(field);
                row.fields.push_back({field, words.empty() ? gdal::Value() : gdal::Value(words)});
            }
            row.fields.push_back({"visibility", std::string(zone::code_of(record.visibility))});
            row.wkb = record.geometry.empty() ? "" : geo::to_wkb(record.geometry);
            put(row);
        }
    };
    return out;
}

} // namespace

PublicData make_public_data(const PublicSource& source, const PublicRules& rules) {
    PublicData out = PublicMaker(source, rules).make();
    // The order of a store could tell where something stands between two others.
    sort_rows(out.sites);
    sort_rows(out.protection);
    sort_rows(out.control);
    return out;
}

std::vector<gdal::NewLayer> public_layers(const PublicData& data, const PublicRules& rules) {
    using Shape = gdal::NewLayer::Shape;
    return {layer_of("public_sites", Shape::point, data.sites, rules.site_fields),
            layer_of("protection", Shape::polygons, data.protection, rules.zone_fields),
            layer_of("control", Shape::polygons, data.control, rules.zone_fields)};
}

} // namespace liangxian::deliver
