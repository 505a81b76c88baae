// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/base/problem.hpp"
#include "core/document/drawing.hpp"
#include "core/sheet/corners.hpp"
#include "core/zone/records.hpp"

#include <optional>
#include <string>
#include <vector>

namespace liangxian::sheet {

/// What a sheet shows. Everything pointed at must outlive the call.
struct SheetContent {
    const zone::Site* site = nullptr;
    std::vector<LineCorners> lines; ///< of the unit; at least one has a polygon
    struct Neighbour {
        const zone::Zone* line = nullptr;
        std::string unit; ///< its name
    };
    std::vector<Neighbour> neighbours;    ///< lines of other units
    std::vector<const zone::Area*> areas; ///< of other laws: those with polygons
    base::Date as_of;                     ///< what was in force on this day
    bool is_demonstration = false;
};

struct SheetOptions {
    base::Language language = base::Language::zh;
    std::optional<int> denominator; ///< asked for; else the largest of sheet::kScales that fits
    double width_mm = 420;          ///< of the paper: A3 across
    double height_mm = 297;
};

/// A map sheet (图则), and what became of what was asked.
struct MapSheet {
    document::Drawing drawing;
    int denominator = 0;
    geo::GaussZone zone;
    std::size_t corners = 0;          ///< different ones
    std::size_t labelled_corners = 0; ///< the rest had no room; all stand in the table
};

/// The unit at a true scale in the 3° zone nearest to it, with frame, grid, legend of what is present, areas
/// and boxes for signatures. Versions that are not announced put a watermark on it. \returns problem
/// `scale-does-not-fit` when the unit is larger than the sheet at the scale asked for \throws
/// base::InputError or base::FileError when a style cannot be read; base::Error `module-not-loaded`
base::Result<MapSheet> make_sheet(const SheetContent& content, const SheetOptions& options);

/// 保护范围, 一类建设控制地带 …: the line with its class.
base::Text line_name(const zone::Zone& line);

} // namespace liangxian::sheet
