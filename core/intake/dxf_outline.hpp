// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/geo/geometry.hpp"
#include "core/intake/dxf_groups.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::intake {

/// One vertex of a polyline; the bulge is that of the edge that starts here (tan of a quarter of
/// the arc's angle, positive to the left).
struct DxfVertex {
    geo::Position position;
    double bulge = 0;
};

/// A polyline or circle as drawn.
struct DxfOutline {
    std::string layer;
    std::size_t line = 0; ///< of its entity in the file
    std::vector<DxfVertex> vertices;
    bool closed = false; ///< by its flag, or because it ends where it began
    double gap = 0;      ///< from end to start when open, drawing units
    double length = 0;   ///< without the gap, chords only
};

/// An LWPOLYLINE, or a POLYLINE with its VERTEX entities, or a CIRCLE.
/// \returns nothing for what is no plane outline: meshes, tilted planes, paper space
/// \throws nothing; a coordinate that is no number is a problem
struct DxfOutlineResult {
    std::optional<DxfOutline> outline;
    std::optional<base::Problem> problem;
};
DxfOutlineResult dxf_outline(const DxfEntity& entity, const std::vector<DxfEntity>& vertices,
                             const std::string& name);

/// The vertices with every arc replaced by chords that stay within \p sagitta of it (drawing units).
/// \param limit  most vertices; an outline that needs more comes back empty
geo::Ring with_chords(const DxfOutline& outline, double sagitta, std::size_t limit);

} // namespace liangxian::intake
