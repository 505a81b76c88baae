// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::style {

// What a symbolizer of an SLD file says, in millimetres on paper. SLD counts in pixels of 0.28 mm (SLD 1.1,
// the standardized rendering pixel), which is what MapServer and QGIS take them for, too.

/// One pixel of an SLD file.
constexpr double kPixelMm = 0.28;

/// Red, green and blue, 0–255 each.
struct Colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    bool operator==(const Colour& o) const { return red == o.red && green == o.green && blue == o.blue; }
};

struct Stroke {
    Colour colour;
    double opacity = 1;
    double width_mm = kPixelMm;
    std::vector<double> dash_mm; ///< drawn, left out, drawn …; empty: solid
};

/// Parallel lines over an area.
struct Hatch {
    Stroke stroke;
    double spacing_mm = 1;
    double angle_deg = 0; ///< clockwise from the horizontal, as SLD turns
};

/// One of colour and hatch is set.
struct Fill {
    std::optional<Colour> colour;
    double opacity = 1;
    std::optional<Hatch> hatch;
};

enum class SymbolKind { polygon, line, point };

struct Symbol {
    SymbolKind kind = SymbolKind::polygon;
    std::optional<Fill> fill;
    std::optional<Stroke> stroke;
    std::string mark;   ///< points only: `circle` or `square`
    double size_mm = 0; ///< points only: its diameter
};

} // namespace liangxian::style
