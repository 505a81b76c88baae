// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/index/flat_rings.hpp"
#include "server/tiles/tile_frame.hpp"

#include <vector>

namespace liangxian::tiles {

/// A ring of a vector tile: not closed; shells run clockwise as seen on the screen (positive area with y
/// downwards), holes the other way (Mapbox Vector Tile 2.1, 4.3.3.3).
struct TileRing {
    std::vector<TilePoint> points;
    bool is_hole = false;
};

/// What a tile shows of polygons: corners on its grid, cut at its buffer, none on a straight line between two
/// others; each shell is followed by its holes. A shell too small for the grid is one unit square in the
/// tile its middle lies in, so that no monument vanishes from a small map; a hole too small is left out.
/// Cost linear in the vertices of rings that meet the tile. Pure: any thread.
std::vector<TileRing> tile_rings(const index::FlatRings& polygons, const TileFrame& frame);

} // namespace liangxian::tiles
