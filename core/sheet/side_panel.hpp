// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/sheet/map_body.hpp"

namespace liangxian::sheet {

/// What stands beside the map: north, scale, legend, areas, notes, boxes for signatures.
void draw_side_panel(const SheetContent& content, const SheetOptions& options, const MapFrame& frame,
                     const MapBody& map, const document::Rect& panel, document::Drawing& drawing);

} // namespace liangxian::sheet
