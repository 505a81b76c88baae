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

/// The figures of a text, full-width ones made plain; other characters as they are.
std::string with_plain_figures(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_wide = text.compare(i, 2, "\xEF\xBC") == 0 && i + 2 < text.size();
        const auto last = is_wide ? static_cast<unsigned char>(text[i + 2]) : 0U;
        if (is_wide && ((last >= 0x90 && last <= 0x99) || last == 0x8E)) { // ０–９, ．
            out += static_cast<char>(last - 0x60);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

bool is_figure(char c) { return c >= '0' && c <= '9'; }

/// Figures with three decimals, seven figures in a row, or signs of degrees behind a figure: a place,
/// whatever the field is called. 年度 and 印度 are none.
bool may_hold_a_place(const std::string& words) {
    const std::string text = with_plain_figures(words);
    int decimals = -1;
    int figures = 0;
    for (const char c : text) {
        figures = is_figure(c) ? figures + 1 : 0;
        decimals = is_figure(c) && decimals >= 0 ? decimals + 1 : c == '.' ? 0 : -1;
        if (decimals >= 3 || figures >= 7) {
            return true;
        }
    }
    for (const char* sign : {"°", "度", "′", "º", "˚"}) {
        for (std::size_t at = text.find(sign); at != std::string::npos; at = text.find(sign, at + 1)) {
            if (at > 0 && is_figure(text[at - 1])) {
                return true;
            }
        }
    }
    return false;
}

/// Ids are made by offices and may be long numbers.
bool is_id(const std::string& field) { return field == "site_id" || field == "zone_id"; }

std::map<std::string, std::string> shown_fields(const std::string& record,
                                                const std::map<std::string, std::string>& all,
                                                const std::vector<std::string>& names,
                                                std::vector<Withheld>& withheld) {
    std::map<std::string, std::string> out;
    for (const std::string& name : names) {
        const auto found = all.find(name);
        const std::string words = found == all.end() ? std::string() : found->second;
        const bool is_place = !is_id(name) && may_hold_a_place(words);
        if (is_place) {
            withheld.push_back({record, name});
        }
        out[name] = is_place ? std::string() : words;
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

    PublicRecord shown(const zone::Site& site, Visibility visibility) {
        PublicRecord out{
            shown_fields("site " + site.site_id, fields_of(site), m_rules.site_fields, m_withheld),
            visibility,
            {}};
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
            shown_fields("zone " + zone.zone_id, fields_of(zone), m_rules.zone_fields, m_withheld),
            visibility,
            {}};
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
    std::vector<Withheld> m_withheld;
};

void sort_rows(std::vector<PublicRecord>& records) {
    std::sort(records.begin(), records.end(),
              [](const PublicRecord& a, const PublicRecord& b) { return a.fields < b.fields; });
}

gdal::NewLayer layer_of(const std::string& name, gdal::NewLayer::Shape shape,
                        const std::vector<PublicRecord>& records, const std::vector<std::string>& fields,
                        const base::CancelToken& cancel) {
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
    out.rows = [&records, fields, cancel](const gdal::NewLayer::RowTaker& put) {
        for (const PublicRecord& record : records) {
            cancel.throw_if_cancelled();
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

PublicData make_public_data(const PublicSource& source, const PublicRules& rules,
                            const base::CancelToken& cancel) {
    PublicData out = PublicMaker(source, rules, cancel).make();
    // The order of a store could tell where something stands between two others.
    sort_rows(out.sites);
    sort_rows(out.protection);
    sort_rows(out.control);
    return out;
}

std::vector<gdal::NewLayer> public_layers(const PublicData& data, const PublicRules& rules,
                                          const base::CancelToken& cancel) {
    using Shape = gdal::NewLayer::Shape;
    return {layer_of("public_sites", Shape::point, data.sites, rules.site_fields, cancel),
            layer_of("protection", Shape::polygons, data.protection, rules.zone_fields, cancel),
            layer_of("control", Shape::polygons, data.control, rules.zone_fields, cancel)};
}

} // namespace liangxian::deliver
