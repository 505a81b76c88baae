// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <string>
#include <vector>

namespace liangxian::tests {

/// An application and a stored geometry made to meet in a certain way.
struct GeneratedPair {
    std::string kind; ///< `generic`, `shared-edge`, `hole`, `contained`, `touch`, `sliver`, `point`, `line`
    geo::Geometry application;
    geo::Geometry stored;
};

/// \p count pairs, the kinds in turn; the same for the same seed. Valid geometries only, EPSG:4490,
/// spread over China's latitudes.
std::vector<GeneratedPair> generated_pairs(std::size_t count, unsigned seed);

} // namespace liangxian::tests
