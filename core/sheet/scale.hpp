// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <optional>

namespace liangxian::sheet {

/// Scales of the series of plans and maps (1:n), and the larger and smaller ones around it.
inline constexpr std::array<int, 11> kScales{200,   500,   1000,   2000,   5000,  10000,
                                             25000, 50000, 100000, 250000, 500000};

/// The largest scale of the list at which a rectangle fits into a frame; nothing when none does.
/// \param width_m,height_m    on the ground
/// \param frame_width_mm,frame_height_mm  on paper
std::optional<int> largest_fitting_scale(double width_m, double height_m, double frame_width_mm,
                                         double frame_height_mm);

/// Whether it fits at 1:\p denominator.
bool fits(double width_m, double height_m, double frame_width_mm, double frame_height_mm, int denominator);

/// Distance of the lines of the plane grid so that they are 40 to 110 mm apart on paper: 1, 2 or 5 by a power
/// of ten, metres.
double grid_step_m(int denominator);

} // namespace liangxian::sheet
