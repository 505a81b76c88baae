// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace liangxian::tests {

struct FlatPair {
    geo::Geometry application;
    geo::Geometry zone;
};

/// The ways in which `make_flat_pair` lets two areas meet.
const std::vector<std::string>& flat_pair_families();

/// A pair of valid areas of a family of flat_pair_families():
/// `star` two stars in general position; `grid` polygons on a 9 × 9 integer grid; `cells` unions of unit
/// cells and their halves, with holes and parts that touch; `copy` copies begun elsewhere, turned round,
/// with a vertex moved or left out; `half` a zone cut by a line; `complement` the rest of a square or a star
/// without the zone; `chain` parcels that share a stretch of the zone's boundary; `corridor` 650 vertices
/// against a zone; `holes` rings in rings, also filled exactly; `multi` several parts on both sides;
/// `comb` teeth across teeth, half of them on a lattice; `tiny` some of these shrunk to 10⁻⁵ … 10⁻¹⁰ degrees;
/// `ulp` copies with vertices moved by a few units in the last place.
FlatPair make_flat_pair(const std::string& family, std::mt19937_64& random);

} // namespace liangxian::tests
