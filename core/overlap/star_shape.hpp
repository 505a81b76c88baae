// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/index/flat_rings.hpp"

#include <cstdint>

namespace liangxian::overlap {

/// Whether the mean of a ring's vertices sees the whole ring, which a ring that touches or crosses itself
/// never grants: a proof that the ring is simple, for a cross product a vertex. Most rings of buildings, of
/// buffers and of parcels have it; a long bent one does not, and says nothing by it.
///
/// Seen from a point, each segment turns to the left by less than half a turn, so the ring is simple if all
/// of them together make one turn, and one turn crosses the level of the point upwards once. Exact on the
/// doubles: what rounding leaves open counts as not seen.
bool is_star_shaped(const index::FlatRings& rings, std::uint32_t ring);

} // namespace liangxian::overlap
