// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/sheet/styled_painter.hpp"

#include "core/geo/elementary.hpp"

#include <algorithm>
#include <utility>

namespace liangxian::sheet {
namespace {

constexpr int kLineRank = 0;
constexpr int kBodyRank = 1;
constexpr int kWordsRank = 2;
constexpr int kNeighbourRank = 3;
constexpr int kAreaRank = 4;
/// Name of the rule that draws over lines that were not surveyed.
constexpr const char* kByWords = "by-words";

style::Properties properties_of(const zone::Zone& line) {
    style::Properties out{{"kind", std::string(zone::code_of(line.kind))},
                          {"class", line.zone_class},
                          {"status", std::string(zone::code_of(line.status))}};
    if (line.geometry_basis) {
        out["geometry_basis"] = std::string(zone::code_of(*line.geometry_basis));
    }
    return out;
}

} // namespace

document::Colour colour_of(const style::Colour& colour, double opacity) {
    return {colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0, opacity};
}

document::Pen pen_of(const style::Stroke& stroke) {
    return {colour_of(stroke.colour, stroke.opacity), stroke.width_mm, stroke.dash_mm};
}

document::Path path_of(const style::Symbol& symbol, std::vector<document::Contour> contours) {
    document::Path out;
    out.contours = std::move(contours);
    if (symbol.fill && symbol.fill->colour) {
        out.fill = colour_of(*symbol.fill->colour, symbol.fill->opacity);
    }
    if (symbol.fill && symbol.fill->hatch) {
        const style::Hatch& hatch = *symbol.fill->hatch;
        out.hatch = document::Hatch{pen_of(hatch.stroke), hatch.spacing_mm, hatch.angle_deg};
    }
    if (symbol.stroke) {
        out.pen = pen_of(*symbol.stroke);
    }
    return out;
}

document::Contour mark_at(const document::Point& at, double size_mm, bool is_square) {
    if (is_square) {
        return document::rectangle({{at.x_mm - size_mm / 2, at.y_mm - size_mm / 2}, size_mm, size_mm});
    }
    constexpr int kSides = 24;
    document::Contour out;
    for (int i = 0; i < kSides; ++i) {
        const geo::SinCos turn = geo::sin_cos_deg(360.0 * i / kSides);
        out.points.push_back({at.x_mm + size_mm / 2 * turn.cos, at.y_mm + size_mm / 2 * turn.sin});
    }
    return out;
}

std::string layer_of(zone::ZoneKind kind) { return std::string(zone::code_of(kind)); }

std::string layer_of(zone::AreaKind kind) {
    const bool is_underground =
        kind == zone::AreaKind::underground_area || kind == zone::AreaKind::underground_possible;
    return is_underground ? "underground" : "other-areas";
}

document::Colour line_colour(zone::ZoneKind kind) {
    return kind == zone::ZoneKind::control ? document::Colour{0.12, 0.37, 0.66, 1}
                                           : document::Colour{0.75, 0.15, 0.18, 1};
}

const style::LayerStyle& StyledPainter::style_of(const std::string& layer) {
    const auto found = m_styles.find(layer);
    return found != m_styles.end() ? found->second
                                   : m_styles.emplace(layer, style::load_layer_style(layer)).first->second;
}

void StyledPainter::remember(const style::Rule& rule, int rank) {
    const bool is_known = std::any_of(m_legend.begin(), m_legend.end(), [&rule](const LegendEntry& entry) {
        return entry.title == rule.title;
    });
    if (!is_known) {
        m_legend.push_back({rule.title, rule.symbols, rule.name == kByWords ? kWordsRank : rank});
    }
}

std::vector<LegendEntry> StyledPainter::legend() const {
    std::vector<LegendEntry> out(m_legend.rbegin(), m_legend.rend()); // the outer was painted first
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.rank < b.rank; });
    return out;
}

void StyledPainter::paint(const std::string& layer, const geo::Geometry& geometry,
                          const style::Properties& properties, int rank) {
    for (const style::Rule* rule : style_of(layer).rules_for(properties)) {
        for (const style::Symbol& symbol : rule->symbols) {
            std::vector<document::Contour> contours = m_frame.contours(geometry);
            for (const geo::Line& line : geometry.lines) {
                contours.push_back(m_frame.contour(line, false));
            }
            for (const geo::Position& point : geometry.points) {
                contours.push_back(mark_at(m_frame.on_paper(m_frame.in_plane(point)), symbol.size_mm,
                                           symbol.mark == "square"));
            }
            m_drawing.marks.emplace_back(path_of(symbol, std::move(contours)));
        }
        remember(*rule, rank);
    }
}

void StyledPainter::paint(const zone::Zone& line) {
    geo::Geometry polygons;
    polygons.polygons = line.geometry.polygons;
    paint(layer_of(line.kind), polygons, properties_of(line), kLineRank);
}

void StyledPainter::paint(const zone::Area& area) {
    geo::Geometry polygons;
    polygons.polygons = area.geometry.polygons;
    paint(layer_of(area.kind), polygons, {{"kind", std::string(zone::code_of(area.kind))}}, kAreaRank);
}

void StyledPainter::paint_body(const zone::Site& site) {
    geo::Geometry one;
    one.polygons = site.geometry.polygons;
    if (!one.polygons.empty()) {
        paint("body", one, {}, kBodyRank);
    }
    one = {};
    one.lines = site.geometry.lines;
    if (!one.lines.empty()) {
        paint("body-line", one, {}, kBodyRank);
    }
    one = {};
    one.points = site.geometry.points;
    if (!one.points.empty()) {
        paint("body-point", one, {}, kBodyRank);
    }
}

void StyledPainter::paint_neighbour(const zone::Zone& line) {
    style::Symbol outline;
    outline.stroke = style::Stroke{{110, 110, 110}, 1, 0.25, {}};
    if (line.kind == zone::ZoneKind::control) {
        outline.stroke->dash_mm = {2, 1};
    }
    m_drawing.marks.emplace_back(path_of(outline, m_frame.contours(line.geometry)));
    const base::Text title = line.kind == zone::ZoneKind::control
                                 ? base::Text{"其他单位的建设控制地带", "control zone of another unit"}
                                 : base::Text{"其他单位的保护范围", "protection range of another unit"};
    remember({"neighbour", title, {}, {outline}}, kNeighbourRank);
}

} // namespace liangxian::sheet
