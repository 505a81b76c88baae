// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

namespace liangxian::overlap {

/// Where on a segment a → b something lies: the share of the way counted from a, and counted from b.
struct CrossingShare {
    double from_a;
    double from_b;
};

/// Where a → b crosses c → d, with an error of at most 4e-14 of the whole and mostly of 1e-15.
/// \param at_a,at_b  plain determinants of a and b on the base c → d, of opposite signs
CrossingShare crossing_share(const geo::Position& a, const geo::Position& b, const geo::Position& c,
                             const geo::Position& d, double at_a, double at_b);

/// The point itself, rounded. Counted from the nearer end, which keeps it within its segment.
geo::Position point_at(const geo::Position& a, const geo::Position& b, const CrossingShare& share);

/// Share of the way from a to b at which \p p lies. \pre p is on the segment
double share_at(const geo::Position& a, const geo::Position& b, const geo::Position& p);

} // namespace liangxian::overlap
