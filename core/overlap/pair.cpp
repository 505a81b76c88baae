// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/pair.hpp"

#include "core/base/error.hpp"
#include "core/geo/area.hpp"
#include "core/geo/distance.hpp"
#include "core/geo/overlay.hpp"
#include "core/geo/thickness.hpp"
#include "core/overlap/clearance.hpp"
#include "core/overlap/self_contact.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

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

/// What must hold of areas cut on flat arrays.
bool is_possible(const Subject& application, const Pair& pair) {
    const double smaller_m2 = std::min(application.area_m2, pair.stored_area_m2.value_or(0));
    return pair.area_m2 >= 0 && pair.area_m2 <= smaller_m2 * (1 + kRelativeTolerance) + kAbsoluteToleranceM2;
}

} // namespace

PairComputer::PairComputer(const geo::Geometry& application, const OverlapParameters& parameters)
    : m_application{application, geo::area_lonlat_m2(application), application.bounds()},
      m_parameters(parameters) {
    m_area.assign(application);
    m_all_blocks.resize(m_area.blocks().size());
    std::iota(m_all_blocks.begin(), m_all_blocks.end(), 0U);
}

std::optional<double> PairComputer::band_m(std::optional<double> accuracy_m) const {
    const double own_m = m_parameters.accuracy_m;
    return accuracy_m || own_m > 0 ? std::optional(accuracy_m.value_or(0) + own_m) : std::nullopt;
}

Pair PairComputer::compute(const geo::Geometry& stored, std::optional<double> stored_accuracy_m) {
    m_cancel.throw_if_cancelled();
    const auto accuracy_m = band_m(stored_accuracy_m);
    const bool is_area = stored.dimension() == 2 && stored.lines.empty() && stored.points.empty();
    if (!is_area) {
        Pair pair = exact_pair(stored);
        if (const auto reach_m = reach_of(pair, accuracy_m)) {
            tell_near(clearance_m(m_area, stored, *reach_m), accuracy_m, pair);
        }
        return pair;
    }
    flatten(stored, index::kZoneBlockSize, m_stored);
    const index::FlatRings flat = m_stored.view();
    const FlatRelation relation =
        m_area.rings().box.intersects(flat.box)
            ? m_overlay.run(m_area, m_all_blocks.data(), m_all_blocks.data() + m_all_blocks.size(), flat)
            : FlatRelation::disjoint;
    return take(flat, relation, m_overlay.result(), stored_accuracy_m);
}

Pair PairComputer::take(const index::FlatRings& stored, FlatRelation relation, const index::FlatRings& cut,
                        std::optional<double> stored_accuracy_m) {
    m_cancel.throw_if_cancelled();
    const auto accuracy_m = band_m(stored_accuracy_m);
    Pair pair = flat_pair(stored, relation, cut);
    if (relation == FlatRelation::uncertain || !is_possible(m_application, pair)) {
        pair = exact_pair(index::to_geometry(stored));
    }
    tell_sliver(pair);
    if (pair.relation == Relation::touch) {
        measure_touch(index::to_geometry(stored), pair);
    }
    if (const auto reach_m = reach_of(pair, accuracy_m)) {
        // Crossing areas need not meet at their boundaries: an application may lie around a hole.
        const bool boundaries_meet = relation == FlatRelation::touch || relation == FlatRelation::equal;
        tell_near(boundaries_meet ? 0 : clearance_m(m_area, stored, *reach_m), accuracy_m, pair);
    }
    return pair;
}

Pair PairComputer::flat_pair(const index::FlatRings& stored, FlatRelation relation,
                             const index::FlatRings& cut) {
    Pair pair;
    pair.stored_area_m2 = overlap::area_m2(stored);
    switch (relation) {
    case FlatRelation::disjoint:
    case FlatRelation::uncertain:
        break;
    case FlatRelation::touch:
        pair.relation = Relation::touch;
        break;
    case FlatRelation::application_within:
    case FlatRelation::equal:
        pair.relation = relation == FlatRelation::equal ? Relation::equals : Relation::within;
        pair.geometry = m_application.geometry;
        pair.area_m2 = m_application.area_m2;
        pair.method = "containment";
        break;
    case FlatRelation::zone_within:
        pair.relation = Relation::contains;
        pair.geometry = index::to_geometry(stored);
        pair.area_m2 = *pair.stored_area_m2;
        pair.method = "containment";
        break;
    case FlatRelation::crossing:
        pair.relation = Relation::overlap;
        pair.geometry = index::to_geometry(cut);
        pair.area_m2 = overlap::area_m2(cut);
        pair.method = "trace";
        break;
    }
    return pair;
}

/// The pair by GEOS: its relation matrix, its overlay, and the invariants.
Pair PairComputer::exact_pair(const geo::Geometry& stored) {
    Pair pair;
    const geo::GeosGeometry a = geo::to_geos(m_application.geometry.polygons);
    const geo::GeosGeometry z = geo::to_geos(stored);
    const Shapes shapes{a.get(), z.get()};
    if (stored.dimension() == 2) {
        pair.stored_area_m2 = geo::area_lonlat_m2(stored);
    }
    const std::string matrix = geo::relate(a.get(), z.get());
    if (interiors_meet(matrix)) {
        pair.relation = interior_relation(matrix);
        measure_overlap(m_application, shapes, stored, pair);
        if (stored.dimension() == 1) {
            pair.length_m = geo::length_m(pair.geometry);
        }
    } else if (touches(matrix)) {
        pair.relation = Relation::touch;
        measure_touch(stored, pair);
    }
    return pair;
}

void PairComputer::tell_sliver(Pair& pair) const {
    if (pair.relation == Relation::overlap && !geo::circle_fits(pair.geometry, m_parameters.sliver_m)) {
        pair.relation = Relation::sliver;
    }
}

void PairComputer::measure_touch(const geo::Geometry& stored, Pair& pair) const {
    const geo::GeosGeometry a = geo::to_geos(m_application.geometry.polygons);
    const geo::GeosGeometry z = geo::to_geos(stored);
    pair.geometry = geo::intersection(a.get(), z.get()).geometry;
    pair.geometry.polygons.clear();
    pair.length_m = geo::length_m(pair.geometry);
    pair.method = "touch";
}

std::optional<double> PairComputer::reach_of(const Pair& pair, std::optional<double> accuracy_m) const {
    std::optional<double> out = accuracy_m;
    if (!pair.relation) {
        for (const auto& asked_m : {m_parameters.near_m, m_parameters.influence_m}) {
            out = asked_m && asked_m > out ? asked_m : out;
        }
    }
    return out;
}

void PairComputer::tell_near(std::optional<double> between_m, std::optional<double> accuracy_m,
                             Pair& pair) const {
    if (!between_m) {
        return;
    }
    if (!pair.relation) {
        pair.distance_m = *between_m;
        if (m_parameters.influence_m && *between_m <= *m_parameters.influence_m) {
            pair.relation = Relation::influence;
        } else if (m_parameters.near_m && *between_m <= *m_parameters.near_m) {
            pair.relation = Relation::near;
        }
    }
    pair.decision_band = accuracy_m && *between_m <= *accuracy_m;
    if (pair.decision_band && !pair.relation) {
        pair.relation = Relation::near; // listed even when no distance was asked for
    }
}

} // namespace liangxian::overlap
