// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/compare/datum_shift.hpp"
#include "core/compare/farthest.hpp"
#include "core/compare/line.hpp"
#include "core/compare/vertex_edits.hpp"

#include <optional>

namespace liangxian::compare {

/// A line beside its counterpart.
struct PairFigures {
    Farthest farthest; ///< as both stand
    /// From a to b: the mean way of the corners where they can be followed, else of the middle of the ground.
    Shift shift;
    double residual_m = 0;           ///< the greatest distance that is left when b is moved back by the shift
    std::optional<double> area_a_m2; ///< of a polygon that is valid
    std::optional<double> area_b_m2;
    std::optional<VertexEdits> edits; ///< where some corners were kept and others were not

    Misplacement misplaced = Misplacement::none;
    bool is_a_misplaced = false; ///< else b is
    int zones = 0; ///< of a wrong zone: so many of 3° east; 0: another zone's number in a plane
    std::optional<Farthest> corrected; ///< once turned round, or moved to its zone
};

/// Figures of two lines. Lines that stand with latitude first, or whole zones of 3° away, are compared again
/// as they were meant. \pre both have polygons
PairFigures pair_figures(const Line& a, const Line& b);

/// The area of polygons straight in degrees; nothing when they are invalid: what they cover is anybody's
/// guess.
std::optional<double> area_m2(const geo::Geometry& geometry);

/// The greatest distance up to which two outlines are one: rounding to a millimetre.
constexpr double kSameM = 0.001;

} // namespace liangxian::compare
