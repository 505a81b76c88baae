// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/compare/line.hpp"

#include <array>
#include <optional>

namespace liangxian::compare {

/// Copies on a wrong datum lie up to so far from the line (law-and-formats 5.4).
constexpr double kReachM = 1600;

/// How many zones of 3° a line may have been moved east by a wrong number, the likeliest first.
constexpr std::array<int, 5> kZonesTried{0, -1, 1, -2, 2};

/// A line as it was meant to stand, for looking about it: with its longitude first, by its own zone number.
struct Shape {
    geo::Geometry geometry;
    geo::Box box;
    geo::Position middle;
    double size_m = 0; ///< the diagonal of its box
};

Shape shape_of(const Line& line);

/// The greatest distance in metres of two outlines that may be one by how they stand: by half the size of \p
/// a, or of one form within kReachM. Nothing for others; most of them are told by their boxes.
/// \param zones  \p b is looked at moved back west by so many zones of 3°
std::optional<double> nearness_m(const Shape& a, const Shape& b, int zones);

/// The same in whichever zone they are nearest.
bool stand_near(const Shape& a, const Shape& b);

/// Whether the boxes meet in any zone tried.
bool boxes_meet(const Shape& a, const Shape& b);

} // namespace liangxian::compare
