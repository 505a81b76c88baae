// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/geo/geometry.hpp"
#include "core/overlap/application_area.hpp"
#include "core/overlap/engine.hpp"
#include "core/overlap/flat_overlay.hpp"
#include "core/result/check_result.hpp"

#include <optional>
#include <string>
#include <vector>

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

/// Computes one application's pairs by the contract's relations, exact on the stored doubles.
///
/// Polygons against polygons are decided and cut on flat arrays (FlatOverlay, method `trace` or
/// `containment`). Lines, points, and the few pairs that leaves in doubt go to GEOS, whose results are
/// checked: 0 ≤ |A∩Z| ≤ min(|A|, |Z|) and |A∩Z| + |A∖Z| = |A|.
/// \note reuses its memory; one object per thread
class PairComputer {
public:
    /// Both must outlive this object.
    PairComputer(const geo::Geometry& application, const OverlapParameters& parameters);

    const Subject& application() const { return m_application; }
    const ApplicationArea& area() const { return m_area; }

    /// From now on no further pair is begun once \p cancel says so (base::Cancelled).
    void stop_with(const base::CancelToken& cancel) { m_cancel = cancel; }

    /// \param stored      valid; polygons, lines or points
    /// \param accuracy_m  of the stored geometry, for the decision band; unknown: no band
    /// \throws base::GeometryError when GEOS fails on every rung or an invariant does not hold;
    /// base::Cancelled
    Pair compute(const geo::Geometry& stored, std::optional<double> accuracy_m);

    /// The same for polygons whose relation is known already. \param cut  the intersection of `crossing`
    Pair take(const index::FlatRings& stored, FlatRelation relation, const index::FlatRings& cut,
              std::optional<double> accuracy_m);

private:
    /// How far from a boundary one cannot tell the sides apart; nothing when nobody knows.
    std::optional<double> band_m(std::optional<double> accuracy_m) const;
    Pair flat_pair(const index::FlatRings& stored, FlatRelation relation, const index::FlatRings& cut);
    Pair exact_pair(const geo::Geometry& stored);
    void tell_sliver(Pair& pair) const;
    void measure_touch(const geo::Geometry& stored, Pair& pair) const;
    /// How far around the two boundaries their distance decides something; nothing: nowhere.
    std::optional<double> reach_of(const Pair& pair, std::optional<double> accuracy_m) const;
    /// Distance relations and the decision band. \param between_m  nothing: farther than that
    void tell_near(std::optional<double> between_m, std::optional<double> accuracy_m, Pair& pair) const;

    Subject m_application;
    const OverlapParameters& m_parameters;
    ApplicationArea m_area;
    std::vector<std::uint32_t> m_all_blocks;
    index::FlatPolygons m_stored;
    FlatOverlay m_overlay;
    base::CancelToken m_cancel;
};

} // namespace liangxian::overlap
