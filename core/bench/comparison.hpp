// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/bench/contender.hpp"

#include <cstddef>
#include <functional>
#include <vector>

namespace liangxian::bench {

/// How far two areas of one pair may lie apart.
struct AreaTolerance {
    double relative = 0;
    double absolute_m2 = 0;

    double of(double area_m2) const;
};

/// What is measured between the two models of an edge: edges that are straight in degrees and geodesics sag
/// apart by millimetres for 300 m and by metres for 10 km; the sum of a geodesic polygon is good to 0.1 mm²
/// in 1 m² and 1e-4 m² at best. Between areas of one model only that noise is left.
AreaTolerance tolerance_between(EdgeModel ours, EdgeModel peers);

/// A pair that one side has and the other has not, or has with another area.
struct Disagreement {
    enum class Kind { missing_there, missing_here, area };
    Kind kind = Kind::area;
    std::uint32_t application = 0;
    std::string zone_id;
    double ours_m2 = 0;  ///< 0 when missing here
    double peers_m2 = 0; ///< 0 when missing there
};

struct Comparison {
    std::size_t pairs = 0; ///< that both sides have
    std::size_t disagreements = 0;
    std::vector<Disagreement> first; ///< twenty at most
    std::size_t explained = 0;       ///< areas beyond the tolerance that the second look found right
    double largest_difference_m2 = 0;
    double largest_relative_difference = 0; ///< of pairs above 1 m²

    bool agrees() const { return disagreements == 0; }
};

/// How strict a comparison is.
struct ComparisonRule {
    AreaTolerance tolerance;
    double area_floor_m2 = 0; ///< pairs of ours below it may be missing at the peer
    /// Asked about areas beyond the tolerance, ours first; true when both are right all the same.
    std::function<bool(const OverlapPair&, const OverlapPair&)> second_look;
};

/// Pair by pair, in any order.
Comparison compare(std::vector<OverlapPair> ours, std::vector<OverlapPair> peers, const ComparisonRule& rule);

} // namespace liangxian::bench
