// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/drawing.hpp"
#include "core/sheet/map_frame.hpp"
#include "core/style/layer_style.hpp"
#include "core/zone/records.hpp"

#include <map>
#include <string>
#include <vector>

namespace liangxian::sheet {

/// A rule that something was painted by: what the legend shows.
struct LegendEntry {
    base::Text title;
    std::vector<style::Symbol> symbols;
    int rank = 0; ///< lines, body, how a line was drawn, neighbours, areas
};

/// Paints records onto a map by the product's styles, and keeps what it used for the legend.
class StyledPainter {
public:
    StyledPainter(const MapFrame& frame, document::Drawing& drawing) : m_frame(frame), m_drawing(drawing) {}

    void paint(const zone::Zone& line);
    void paint(const zone::Area& area);
    void paint_body(const zone::Site& site);
    /// Its outline only, thinner: the line of another unit.
    void paint_neighbour(const zone::Zone& line);

    /// By rank; within one, the inner before the outer.
    std::vector<LegendEntry> legend() const;

private:
    const style::LayerStyle& style_of(const std::string& layer);
    void paint(const std::string& layer, const geo::Geometry& geometry, const style::Properties& properties,
               int rank);
    void remember(const style::Rule& rule, int rank);

    const MapFrame& m_frame;
    document::Drawing& m_drawing;
    std::map<std::string, style::LayerStyle> m_styles;
    std::vector<LegendEntry> m_legend;
};

document::Colour colour_of(const style::Colour& colour, double opacity = 1);
document::Pen pen_of(const style::Stroke& stroke);
/// A path painted as a symbol says. \param at  where a point symbol stands
document::Path path_of(const style::Symbol& symbol, std::vector<document::Contour> contours);
/// A small disc or square.
document::Contour mark_at(const document::Point& at, double size_mm, bool is_square);
/// The layer (and file of styles) of a line or an area.
std::string layer_of(zone::ZoneKind kind);
std::string layer_of(zone::AreaKind kind);
/// Colour of a line's outline, for its labels.
document::Colour line_colour(zone::ZoneKind kind);

} // namespace liangxian::sheet
