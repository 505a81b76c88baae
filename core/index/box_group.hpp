// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/index/flat_rings.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>

namespace liangxian::index {

/// The boxes of up to sixteen neighbours, side by side so that one instruction tests several.
/// The layout is part of the mapped file. Unused places meet nothing.
struct alignas(64) BoxGroup {
    static constexpr std::uint32_t kSize = 16;

    float min_x[kSize];
    float min_y[kSize];
    float max_x[kSize];
    float max_y[kSize];

    static BoxGroup nothing();
    void put(std::uint32_t i, const FlatBox& box);
    FlatBox box(std::uint32_t i) const { return {min_x[i], min_y[i], max_x[i], max_y[i]}; }
    /// The box around all of them.
    FlatBox around() const;
};
static_assert(sizeof(BoxGroup) == 256);

/// Which of the boxes meet \p box, bit i for box i. Uses what the processor has (base::instruction_set);
/// comparisons only, so the answer is the same on each.
std::uint32_t meeting(const BoxGroup& group, const FlatBox& box);

/// The same for many boxes: \p bits[k] of boxes[numbers[k]], for k < count.
void meeting_each(const BoxGroup& group, const FlatBox* boxes, const std::uint32_t* numbers,
                  std::size_t count, std::uint32_t* bits);

} // namespace liangxian::index
