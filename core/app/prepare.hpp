// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/geo/geometry.hpp"
#include "core/geo/repair.hpp"
#include "core/intake/feature.hpp"
#include "core/result/check_result.hpp"

#include <optional>
#include <string>

namespace liangxian::app {

/// A feature moved to EPSG:4490 and made valid, with the log of what that took.
struct PreparedGeometry {
    geo::Geometry geometry; ///< EPSG:4490, valid; empty when the feature has none
    geo::Geometry original; ///< EPSG:4490, every part as read: nothing repaired, joined or taken off
    std::vector<geo::Repair> repairs;
    bool needs_acceptance = false; ///< a repair changed the area by over 0.1 % or 10 m²
    std::vector<result::Part> parts;
    std::size_t vertices_as_read = 0; ///< a repeated closing point not counted
};

/// Joins the parts of a feature (those with sign -1 taken off), after densifying plane edges so that
/// no edge leaves the line it was drawn as by more than geo::kMaxSagM, and repairs the outcome.
/// \returns problems when the CRS, a coordinate or the geometry cannot be used; each with its place
base::Result<PreparedGeometry> prepare_geometry(const intake::Feature& feature);

/// Gives line and point applications their width: half of \p width_m on every side in the plane of the
/// 3° zone nearest to them, nowhere too narrow (geo::swath).
geo::Geometry with_width(const geo::Geometry& geometry, double width_m);

/// Judges by the polygons only, makes what the joining and buffering left valid, and brings the rings
/// into their normal form, so that a result's own geometry, checked again, gives the same doubles.
/// Once, after everything that changes vertices and before anything is measured.
void settle(PreparedGeometry& prepared);

/// The figures of an application's report: three areas, plane area in its own 3° zone.
/// \param source_epsg  the CRS of the file, which names the plane when it is a 3° zone
void measure(result::ApplicationInfo& application, int source_epsg);

} // namespace liangxian::app
