// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "server/tiles/tile_frame.hpp"

#include <vector>

namespace liangxian::tiles {

/// What a tile shows of lines: corners on its grid; of each line the runs of segments that may meet the tile
/// with its buffer, whole segments. Linear in the corners. Pure: any thread.
std::vector<std::vector<TilePoint>> tile_lines(const std::vector<geo::Line>& lines, const TileFrame& frame);

} // namespace liangxian::tiles
