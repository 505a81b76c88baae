// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "core/overlap/engine.hpp"
#include "core/result/check_result.hpp"

#include <optional>
#include <string>

namespace liangxian::overlap {

/// An application prepared once for all its pairs.
struct Subject {
    const geo::Geometry& geometry; ///< EPSG:4490, valid polygons
    double area_m2;
    geo::Box box;
};

/// What one application and one stored geometry have to do with each other.
struct Pair {
    std::optional<result::Relation> relation; ///< nothing: too far apart to list
    double area_m2 = 0;
    std::optional<double> stored_area_m2; ///< polygons only
    std::optional<double> length_m;
    double distance_m = 0;
    bool decision_band = false;
    geo::Geometry geometry; ///< of the contact
    std::string method;     ///< how it was computed, for the trace
};

/// Computes a pair by the contract's relations, exact on the stored doubles.
/// \param stored      valid; polygons, lines or points
/// \param accuracy_m  of the stored geometry, for the decision band; unknown: no band
/// \throws base::GeometryError when GEOS fails on every rung or an invariant does not hold:
///         0 ≤ |A∩Z| ≤ min(|A|,|Z|) and |A∩Z| + |A∖Z| = |A|
Pair compute_pair(const Subject& application, const geo::Geometry& stored, std::optional<double> accuracy_m,
                  const OverlapParameters& parameters);

} // namespace liangxian::overlap
