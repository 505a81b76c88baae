// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/base/problem.hpp"
#include "core/geo/geometry.hpp"
#include "core/result/check_result.hpp"
#include "core/zone/accuracy.hpp"
#include "core/zone/zone_source.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace liangxian::overlap {

/// Distances of one check, in metres.
struct OverlapParameters {
    double sliver_m = 0.10; ///< circle that must fit for an overlap to be no sliver
    std::optional<double> near_m;
    std::optional<double> influence_m;
    double accuracy_m = 0; ///< of the application itself: added to that of what is stored
};

/// Records farther than any stated distance may still lie within their own accuracy, up to this.
constexpr double kAccuracyReachM = 500.0;

/// How far around an application records are looked at, metres.
double reach_m(const OverlapParameters& parameters);

/// What the engine answers for one application; the findings carry no requirements yet.
struct OverlapOutcome {
    std::vector<result::Finding> findings; ///< in the contract's order
    std::vector<result::Unchecked> unchecked;
    result::Partition partition;
    double union_area_m2 = 0;
    base::Problems warnings; ///< stored geometries that had to be repaired
    std::vector<result::TraceStep> trace;
};

/// Where an application meets the records of a snapshot: relations, intersections, areas on the
/// ellipsoid, distances, the disjoint partition. Pure computation; several threads may ask one
/// engine at a time. A pair that cannot be computed lands in `unchecked` and stops no other.
class OverlapEngine {
public:
    OverlapEngine() = default;
    virtual ~OverlapEngine() = default;
    OverlapEngine(const OverlapEngine&) = delete;
    OverlapEngine& operator=(const OverlapEngine&) = delete;

    /// \param application  EPSG:4490, valid polygons
    /// \throws base::Cancelled between two pairs
    virtual OverlapOutcome check(const geo::Geometry& application, const OverlapParameters& parameters,
                                 const base::CancelToken& cancel) const = 0;
    OverlapOutcome check(const geo::Geometry& application, const OverlapParameters& parameters) const {
        return check(application, parameters, {});
    }
};

/// The engine over the records of a snapshot, for what a packed index does not hold: what was known on an
/// earlier day. The snapshot must outlive it.
/// \param defaults  accuracies for records that state none; used for the decision band
std::unique_ptr<OverlapEngine> make_snapshot_engine(const zone::Snapshot& snapshot,
                                                    zone::AccuracyDefaults defaults);

} // namespace liangxian::overlap
