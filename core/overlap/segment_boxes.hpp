// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <cstdint>

namespace liangxian::overlap {

/// Which of \p count segments in a row, segment i from vertex i to vertex i + 1, have a box that meets
/// \p window: bit i for segment i. Uses what the processor has, as index::meeting does; comparisons only,
/// so the answer is the same on each.
/// \pre count <= 32; x and y have count + 1 values
std::uint32_t segments_meeting(const double* x, const double* y, std::uint32_t count, const geo::Box& window);

} // namespace liangxian::overlap
