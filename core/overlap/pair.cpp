// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/pair.hpp"

#include "core/base/error.hpp"
#include "core/geo/area.hpp"
#include "core/geo/distance.hpp"
#include "core/geo/overlay.hpp"
#include "core/geo/thickness.hpp"

#include <fmt/format.h>

#include <cmath>

namespace liangxian::overlap {
namespace {

using result::Relation;

constexpr double kRelativeTolerance = 1e-9;
constexpr double kAbsoluteToleranceM2 = 1e-6;

// Places in the DE-9IM matrix, row by row: interior, boundary, exterior of the application against
// those of the stored geometry.
enum Cell : std::size_t { II, IB, IE, BI, BB, BE, EI, EB, EE };

bool meets(const std::string& matrix, Cell cell) { return matrix[cell] != 'F'; }
bool interiors_meet(const std::string& matrix) { return meets(matrix, II); }
bool touches(const std::string& matrix) {
    return !interiors_meet(matrix) && (meets(matrix, IB) || meets(matrix, BI) || meets(matrix, BB));
}
bool application_is_covered(const std::string& matrix) { return !meets(matrix, IE) && !meets(matrix, BE); }
bool stored_is_covered(const std::string& matrix) { return !meets(matrix, EI) && !meets(matrix, EB); }

/// The first relation that holds, thickness not yet looked at.
Relation interior_relation(const std::string& matrix) {
    const bool covered = application_is_covered(matrix);
    const bool covers = stored_is_covered(matrix);
    return covered && covers ? Relation::equals
           : covered         ? Relation::within
           : covers          ? Relation::contains
                             : Relation::overlap;
}

/// The two sides as GEOS holds them; owned by compute_pair.
struct Shapes {
    const GEOSGeometry* application;
    const GEOSGeometry* stored;
};

[[noreturn]] void fail_invariant(const std::string& what) {
    throw base::GeometryError("invariant-broken", {"重叠计算未通过自检：" + what,
                                                   "the overlap did not pass its own check: " + what});
}

/// The pieces of a check that only polygons against polygons need.
void check_invariants(const Subject& application, const Shapes& shapes, const Pair& pair) {
    const double smaller_m2 = std::min(application.area_m2, *pair.stored_area_m2);
    if (!(pair.area_m2 >= 0) || pair.area_m2 > smaller_m2 * (1 + kRelativeTolerance) + kAbsoluteToleranceM2) {
        fail_invariant(fmt::format("intersection of {} m² in {} m²", pair.area_m2, smaller_m2));
    }
    const double rest_m2 = geo::area_lonlat_m2(geo::difference(shapes.application, shapes.stored).geometry);
    const double gap_m2 = std::abs(pair.area_m2 + rest_m2 - application.area_m2);
    if (gap_m2 > std::max(application.area_m2 * kRelativeTolerance, kAbsoluteToleranceM2)) {
        fail_invariant(fmt::format("inside and outside miss the whole by {} m²", gap_m2));
    }
}

void measure_overlap(const Subject& application, const Shapes& shapes, const geo::Geometry& stored,
                     Pair& pair) {
    if (pair.relation == Relation::equals || pair.relation == Relation::within) {
        pair.geometry = application.geometry;
        pair.area_m2 = application.area_m2;
        pair.method = "containment";
        return;
    }
    if (pair.relation == Relation::contains) {
        pair.geometry = stored;
        pair.area_m2 = pair.stored_area_m2.value_or(0);
        pair.method = "containment";
        return;
    }
    geo::Overlay overlay = geo::intersection(shapes.application, shapes.stored);
    pair.geometry = std::move(overlay.geometry);
    pair.method = overlay.method;
    pair.area_m2 = geo::area_lonlat_m2(pair.geometry);
    if (pair.stored_area_m2) {
        check_invariants(application, shapes, pair);
    }
}

void measure_touch(const Shapes& shapes, Pair& pair) {
    pair.geometry = geo::intersection(shapes.application, shapes.stored).geometry;
    pair.geometry.polygons.clear();
    pair.length_m = geo::length_m(pair.geometry);
    pair.method = "touch";
}

/// Distance relations and the decision band; only where they can matter.
void measure_distance(const Subject& application, const geo::Geometry& stored,
                      std::optional<double> accuracy_m, const OverlapParameters& parameters, Pair& pair) {
    if (!pair.relation) {
        pair.distance_m = geo::nearest(application.geometry, stored).distance_m;
        if (parameters.influence_m && pair.distance_m <= *parameters.influence_m) {
            pair.relation = Relation::influence;
        } else if (parameters.near_m && pair.distance_m <= *parameters.near_m) {
            pair.relation = Relation::near;
        }
    }
    if (accuracy_m) {
        const double between_m = geo::nearest_boundaries(application.geometry, stored).distance_m;
        pair.decision_band = between_m <= *accuracy_m;
        if (pair.decision_band && !pair.relation) {
            pair.relation = Relation::near; // listed even when no distance was asked for
        }
    }
}

} // namespace

Pair compute_pair(const Subject& application, const geo::Geometry& stored, std::optional<double> accuracy_m,
                  const OverlapParameters& parameters) {
    Pair pair;
    const geo::GeosGeometry a = geo::to_geos(application.geometry.polygons);
    const geo::GeosGeometry z = geo::to_geos(stored);
    const Shapes shapes{a.get(), z.get()};
    if (stored.dimension() == 2) {
        pair.stored_area_m2 = geo::area_lonlat_m2(stored);
    }
    const std::string matrix = geo::relate(a.get(), z.get());
    if (interiors_meet(matrix)) {
        pair.relation = interior_relation(matrix);
        measure_overlap(application, shapes, stored, pair);
        if (stored.dimension() == 1) {
            pair.length_m = geo::length_m(pair.geometry);
        }
        const bool can_be_sliver = pair.relation == Relation::overlap && stored.dimension() == 2;
        if (can_be_sliver && !geo::circle_fits(pair.geometry, parameters.sliver_m)) {
            pair.relation = Relation::sliver;
        }
    } else if (touches(matrix)) {
        pair.relation = Relation::touch;
        measure_touch(shapes, pair);
    }
    measure_distance(application, stored, accuracy_m, parameters, pair);
    return pair;
}

} // namespace liangxian::overlap
