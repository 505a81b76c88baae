// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/sheet/label_placer.hpp"
#include "core/sheet/sheet.hpp"
#include "core/sheet/styled_painter.hpp"

namespace liangxian::sheet {

/// What is inside the frame of a sheet: areas, lines, corners with their numbers, names, grid.
struct MapBody {
    std::vector<LegendEntry> legend;
    std::size_t corners = 0;
    std::size_t labelled_corners = 0;
};

MapBody draw_map_body(const SheetContent& content, const SheetOptions& options, const MapFrame& frame,
                      document::Drawing& drawing);

} // namespace liangxian::sheet
