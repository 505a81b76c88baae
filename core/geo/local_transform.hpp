// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace liangxian::geo {

/// How an old plane is laid on the new one.
enum class TransformModel {
    four_parameter, ///< two shifts, a turn and a scale: straight lines stay straight, angles as they are
    affine,         ///< six parameters: also a scale and a turn of its own for each axis
};
std::string_view code_of(TransformModel model);

/// Between two places of a plane, metres; the same double on every processor.
double plane_distance_m(const Position& a, const Position& b);

/// A point known in both.
struct PointPair {
    Position from;
    Position to;
};

/// A transformation of one plane onto another, in metres, fitted to points known in both. Its numbers are as
/// secret as the points.
struct LocalTransform {
    TransformModel model = TransformModel::four_parameter;
    Position origin;        ///< middle of the control points, in the old plane
    Position target_origin; ///< theirs in the new one
    /// x' = a dx + b dy + target.x; y' = c dx + d dy + target.y, from the origins.
    std::array<double, 4> matrix{1, 0, 0, 1};

    Position apply(const Position& from) const;
};

/// Least squares. \returns nothing when the points do not determine it: fewer than two (affine: three), or
/// all on one line or in one place
std::optional<LocalTransform> fit(TransformModel model, const std::vector<PointPair>& pairs);

/// Distances between where points go and where they are, metres.
struct Residuals {
    double rms = 0;
    double greatest = 0;
};
Residuals residuals_of(const LocalTransform& transform, const std::vector<PointPair>& pairs);

/// Each pair's distance under the transformation fitted to the others: what the fit is worth where it has not
/// been told. \returns nothing when some of the others do not determine it
std::optional<double> left_out_rms(TransformModel model, const std::vector<PointPair>& pairs);

/// The smaller width of the points over their greatest distance, 0 to 1: near 0 they lie on one line.
double spread_of(const std::vector<Position>& points);

/// Corners of the convex hull, counter-clockwise, none twice.
std::vector<Position> convex_hull(std::vector<Position> points);
/// Inside a hull or on it, by so many metres.
bool is_within_hull(const std::vector<Position>& hull, const Position& point, double tolerance_m);

} // namespace liangxian::geo
