// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/index/flat_polygons.hpp"
#include "core/index/flat_rings.hpp"
#include "core/overlap/crossing_join.hpp"

namespace liangxian::overlap {

/// How the rings of one set of polygons meet themselves and each other, the worst found.
enum class SelfContact {
    none,
    /// Different rings share single points, as OGC allows.
    rings_touch,
    /// A ring touches itself, boundaries cross or share a stretch, or touches cut a polygon's interior in
    /// two: not valid.
    invalid,
};

/// Exact on the doubles. Does not look for holes outside their shells or shells inside others.
/// \pre boxes are there
/// \param join  lent for its memory; holds the contacts of the rings with themselves afterwards
/// \note a join of the rings with themselves, so for results in doubt and for ingest
SelfContact self_contact(const index::FlatRings& rings, CrossingJoin& join);

/// A geometry's polygons as flat arrays, with what overlays need to know of them: whether rings touch.
void flatten(const geo::Geometry& geometry, std::uint32_t block_size, index::FlatPolygons& out);

} // namespace liangxian::overlap
