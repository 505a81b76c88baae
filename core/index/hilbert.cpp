// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/hilbert.hpp"

#include <algorithm>
#include <utility>

namespace liangxian::index {
namespace {

constexpr std::uint32_t kCells = 1U << 16U;

/// China spans 62° by 50°; a square of 64° gives its cells a hundred metres.
constexpr double kSquareDeg = 64.0;
constexpr double kWestDeg = 73.0;
constexpr double kSouthDeg = 3.0;

std::uint32_t cell_of(double degrees, double origin) {
    const double cells = (degrees - origin) / kSquareDeg * kCells;
    return static_cast<std::uint32_t>(std::clamp(cells, 0.0, double{kCells - 1}));
}

} // namespace

std::uint32_t hilbert_key(std::uint32_t x, std::uint32_t y) {
    std::uint32_t key = 0;
    for (std::uint32_t side = kCells / 2; side > 0; side /= 2) {
        const std::uint32_t right = (x & side) != 0 ? 1 : 0;
        const std::uint32_t upper = (y & side) != 0 ? 1 : 0;
        key = key * 4 + ((3 * right) ^ upper);
        if (upper == 0) { // the curve's quarter is turned
            if (right == 1) {
                x = kCells - 1 - x;
                y = kCells - 1 - y;
            }
            std::swap(x, y);
        }
    }
    return key;
}

std::uint32_t hilbert_key_of(double longitude, double latitude) {
    return hilbert_key(cell_of(longitude, kWestDeg), cell_of(latitude, kSouthDeg));
}

} // namespace liangxian::index
