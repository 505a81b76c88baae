// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

namespace liangxian::index {

/// The place of a cell on the Hilbert curve through a square of 65,536 × 65,536 cells: cells near each
/// other on it are near each other on the ground (Hilbert 1891; the packing of Kamel and Faloutsos 1993).
std::uint32_t hilbert_key(std::uint32_t x, std::uint32_t y);

/// The same for a longitude and latitude in degrees; the square is 64° wide, from 73°E 3°N: China.
/// What lies outside counts as on its edge.
std::uint32_t hilbert_key_of(double longitude, double latitude);

} // namespace liangxian::index
