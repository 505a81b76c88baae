// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/index/flat_rings.hpp"

namespace liangxian::overlap {

/// Whether every hole lies in its shell, beside the other holes of its polygon, and every polygon beside the
/// others, be it in a hole of theirs: what OGC Simple Features asks of rings beyond what self_contact sees.
/// Exact on the doubles. Cost O(r² + vertices of rings whose boxes meet).
/// \pre self_contact says `none` or `rings_touch`: then one vertex tells where a whole ring lies
bool rings_nest_well(const index::FlatRings& rings);

} // namespace liangxian::overlap
