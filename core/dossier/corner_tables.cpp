// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/dossier/corner_tables.hpp"

#include "core/geo/area.hpp"

#include <fmt/format.h>

namespace liangxian::dossier {
namespace {

using document::Anchor;
using document::Cell;

std::string ring_words(const sheet::CornerRing& ring, base::Language language) {
    const base::Text kind = ring.is_hole ? base::Text{"内环", "hole"} : base::Text{"外环", "outline"};
    return fmt::format("{}{}{}", ring.part, language == base::Language::zh ? "" : " ", kind.in(language));
}

} // namespace

document::Table corner_table(const sheet::LineCorners& line, base::Language language, bool with_degrees) {
    const auto in = [language](const char* zh, const char* en) { return base::Text{zh, en}.in(language); };
    document::Table out;
    out.columns = {{in("地块与圈", "part and ring"), 1.1, Anchor::centre},
                   {in("点号", "corner"), 0.9, Anchor::centre},
                   {in("X（北）/米", "X (north), m"), 1.8, Anchor::right},
                   {in("Y（东）/米", "Y (east), m"), 1.8, Anchor::right},
                   {in("至下一点边长/米", "side to the next, m"), 1.6, Anchor::right}};
    if (with_degrees) {
        out.columns.push_back({in("经度/°", "longitude, °"), 1.8, Anchor::right});
        out.columns.push_back({in("纬度/°", "latitude, °"), 1.8, Anchor::right});
    }
    for (const sheet::CornerRing& ring : line.rings) {
        for (const sheet::Corner& corner : ring.corners) {
            std::vector<Cell> row{ring_words(ring, language), corner.number, Cell::number(corner.plane.y, 3),
                                  Cell::number(corner.plane.x, 3), Cell::number(corner.to_next_m, 3)};
            if (with_degrees) {
                row.push_back(Cell::number(corner.degrees.x, 9));
                row.push_back(Cell::number(corner.degrees.y, 9));
            }
            out.rows.push_back(std::move(row));
        }
    }
    return out;
}

std::string plane_words(const geo::GaussZone& zone, base::Language language) {
    return base::Text{
        fmt::format("2000国家大地坐标系（CGCS2000），高斯-克吕格投影，3度分带，第 {} 带，中央子午线 {}°E"
                    "（EPSG:{}）。X 为北坐标，Y 为东坐标并冠带号，单位为米。",
                    zone.number, zone.central_meridian_deg(), zone.epsg()),
        fmt::format("CGCS2000, Gauss-Krüger projection, 3° zone {}, central meridian {}°E (EPSG:{}). X is "
                    "the northing, Y the easting with the number of the zone before it, in metres.",
                    zone.number, zone.central_meridian_deg(), zone.epsg())}
        .in(language);
}

std::vector<std::vector<Cell>> area_rows(const sheet::LineCorners& line, const zone::Zone& zone,
                                         base::Language language) {
    const auto in = [language](const char* zh, const char* en) { return base::Text{zh, en}.in(language); };
    std::vector<std::vector<Cell>> out;
    if (line.rings.empty()) {
        return out;
    }
    out.push_back(
        {in("椭球面积/平方米", "area on the ellipsoid, m²"), Cell::number(line.area_lonlat_m2, 2, true)});
    out.push_back({in("椭球面积/公顷", "area on the ellipsoid, ha"),
                   Cell::number(line.area_lonlat_m2 / geo::kSquareMetresPerHectare, 4, true)});
    out.push_back({in("椭球面积/亩", "area on the ellipsoid, mu"),
                   Cell::number(line.area_lonlat_m2 / geo::kSquareMetresPerMu, 2, true)});
    out.push_back({in("平面面积（3度带）/平方米", "plane area in the 3° zone, m²"),
                   Cell::number(line.area_plane_m2, 2, true)});
    if (zone.declared_area_m2) {
        out.push_back(
            {in("公布面积/平方米", "declared area, m²"), Cell::number(*zone.declared_area_m2, 2, true)});
    }
    out.push_back(
        {in("周长（各圈之和）/米", "perimeter of all rings, m"), Cell::number(line.perimeter_m, 2, true)});
    out.push_back({in("界址点数", "corners"), Cell::number(static_cast<double>(line.corner_count()), 0)});
    return out;
}

} // namespace liangxian::dossier
