// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/index/flat_rings.hpp"

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

/// Which of the boxes meet \p box, bit i for box i. Uses what the processor has (AVX-512, AVX2, else what
/// every x86-64 and ARM has); comparisons only, so the answer is the same on each.
std::uint32_t meeting(const BoxGroup& group, const FlatBox& box);

/// The name of what meeting() uses: `avx512`, `avx2`, `baseline`.
const char* instruction_set();

} // namespace liangxian::index
