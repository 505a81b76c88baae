// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/drawing.hpp"
#include "core/sheet/map_frame.hpp"

namespace liangxian::sheet {

// The plane grid of a sheet, at grid_step_m() of its scale.

/// Crosses where the lines of the grid meet.
void draw_grid_crosses(const MapFrame& frame, document::Drawing& drawing);

/// Ticks on the frame and their figures outside: X (north) at the sides, Y (east) above and below, metres.
void draw_grid_figures(const MapFrame& frame, document::Drawing& drawing);

} // namespace liangxian::sheet
