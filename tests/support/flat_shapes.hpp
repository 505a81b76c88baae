// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "core/geo/geos.hpp"

#include <random>

namespace liangxian::tests {

using Random = std::mt19937_64;

constexpr double kTurn = 6.283185307179586;
constexpr double kHundredMetres = 1e-3; ///< degrees, roughly

/// The same numbers from every standard library.
double between(Random& random, double low, double high);
int below(Random& random, int limit);

bool is_valid(const geo::Geometry& g);
geo::Geometry one_ring(geo::Ring ring);
/// To the store's grid of 1e-9 degrees.
void round_to_grid(geo::Geometry& g);

struct Star {
    geo::Position centre;
    double radius_deg = kHundredMetres;
    int vertices = 50;
    double roughness = 0.4; ///< the share of the radius by which vertices may lie further in
};
geo::Ring star_ring(Random& random, const Star& star);
geo::Position centre_near(Random& random, double spread_deg);
/// A star of 40 to 60 vertices round one place, and one of 10 to 60 somewhere about it.
geo::Geometry zone_star(Random& random);
geo::Geometry parcel_star(Random& random);

/// Corners on a 9 × 9 grid, by angle round a point; not always valid.
geo::Geometry grid_polygon(Random& random);
/// A union of unit cells and halves of cells: holes and parts that touch, straight vertices.
geo::Geometry cell_area(Random& random, int size);
/// A star with holes inside its smallest radius, each in its own sector.
geo::Geometry pierced_star(Random& random, geo::Position centre);
/// Several pierced stars beside each other.
geo::Geometry scattered_parts(Random& random);
geo::Ring comb_ring(Random& random, bool is_on_lattice);

using GeosOperation = GEOSGeometry* (*)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*);
/// Polygons only.
geo::Geometry geos_overlay(GeosOperation operation, const geo::Geometry& a, const geo::Geometry& b);

} // namespace liangxian::tests
