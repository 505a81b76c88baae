// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/box_group.hpp"

#include "core/base/instruction_set.hpp"

#include <algorithm>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace liangxian::index {
namespace {

constexpr float kFar = std::numeric_limits<float>::infinity();

/// Plain code that compilers turn into the vector instructions every target has.
std::uint32_t meeting_baseline(const BoxGroup& group, const FlatBox& box) {
    std::uint32_t bits = 0;
    for (std::uint32_t i = 0; i < BoxGroup::kSize; ++i) {
        const unsigned meets = static_cast<unsigned>(group.min_x[i] <= box.max_x) &
                               static_cast<unsigned>(group.max_x[i] >= box.min_x) &
                               static_cast<unsigned>(group.min_y[i] <= box.max_y) &
                               static_cast<unsigned>(group.max_y[i] >= box.min_y);
        bits |= meets << i;
    }
    return bits;
}

void meeting_each_baseline(const BoxGroup& group, const FlatBox* boxes, const std::uint32_t* numbers,
                           std::size_t count, std::uint32_t* bits) {
    for (std::size_t k = 0; k < count; ++k) {
        bits[k] = meeting_baseline(group, boxes[numbers[k]]);
    }
}

#if defined(__x86_64__)
/// Half a group in four registers.
struct HalfGroup {
    __m256 min_x;
    __m256 min_y;
    __m256 max_x;
    __m256 max_y;
};

__attribute__((target("avx2"))) HalfGroup half_of(const BoxGroup& group, std::uint32_t first) {
    return {_mm256_load_ps(group.min_x + first), _mm256_load_ps(group.min_y + first),
            _mm256_load_ps(group.max_x + first), _mm256_load_ps(group.max_y + first)};
}

__attribute__((target("avx2"))) std::uint32_t meeting_half(const HalfGroup& half, const FlatBox& box) {
    const __m256 in_x = _mm256_and_ps(_mm256_cmp_ps(half.min_x, _mm256_broadcast_ss(&box.max_x), _CMP_LE_OQ),
                                      _mm256_cmp_ps(half.max_x, _mm256_broadcast_ss(&box.min_x), _CMP_GE_OQ));
    const __m256 in_y = _mm256_and_ps(_mm256_cmp_ps(half.min_y, _mm256_broadcast_ss(&box.max_y), _CMP_LE_OQ),
                                      _mm256_cmp_ps(half.max_y, _mm256_broadcast_ss(&box.min_y), _CMP_GE_OQ));
    return static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_and_ps(in_x, in_y)));
}

__attribute__((target("avx2"))) void meeting_each_avx2(const BoxGroup& group, const FlatBox* boxes,
                                                       const std::uint32_t* numbers, std::size_t count,
                                                       std::uint32_t* bits) {
    const HalfGroup low = half_of(group, 0);
    const HalfGroup high = half_of(group, 8);
    for (std::size_t k = 0; k < count; ++k) {
        const FlatBox& box = boxes[numbers[k]];
        bits[k] = meeting_half(low, box) | meeting_half(high, box) << 8;
    }
}

__attribute__((target("avx512f"))) void meeting_each_avx512(const BoxGroup& group, const FlatBox* boxes,
                                                            const std::uint32_t* numbers, std::size_t count,
                                                            std::uint32_t* bits) {
    const __m512 min_x = _mm512_load_ps(group.min_x);
    const __m512 min_y = _mm512_load_ps(group.min_y);
    const __m512 max_x = _mm512_load_ps(group.max_x);
    const __m512 max_y = _mm512_load_ps(group.max_y);
    for (std::size_t k = 0; k < count; ++k) {
        const FlatBox& box = boxes[numbers[k]];
        __mmask16 in = _mm512_cmp_ps_mask(min_x, _mm512_set1_ps(box.max_x), _CMP_LE_OQ);
        in = _mm512_mask_cmp_ps_mask(in, max_x, _mm512_set1_ps(box.min_x), _CMP_GE_OQ);
        in = _mm512_mask_cmp_ps_mask(in, min_y, _mm512_set1_ps(box.max_y), _CMP_LE_OQ);
        bits[k] = _mm512_mask_cmp_ps_mask(in, max_y, _mm512_set1_ps(box.min_y), _CMP_GE_OQ);
    }
}
#endif

using MeetingEach = void (*)(const BoxGroup&, const FlatBox*, const std::uint32_t*, std::size_t,
                             std::uint32_t*);

MeetingEach choose() {
#if defined(__x86_64__)
    switch (base::instruction_set()) {
    case base::InstructionSet::avx512:
        return meeting_each_avx512;
    case base::InstructionSet::avx2:
        return meeting_each_avx2;
    case base::InstructionSet::baseline:
        break;
    }
#endif
    return meeting_each_baseline;
}

} // namespace

BoxGroup BoxGroup::nothing() {
    BoxGroup out;
    for (std::uint32_t i = 0; i < kSize; ++i) {
        out.put(i, {kFar, kFar, -kFar, -kFar});
    }
    return out;
}

void BoxGroup::put(std::uint32_t i, const FlatBox& box) {
    min_x[i] = box.min_x;
    min_y[i] = box.min_y;
    max_x[i] = box.max_x;
    max_y[i] = box.max_y;
}

FlatBox BoxGroup::around() const {
    return {*std::min_element(min_x, min_x + kSize), *std::min_element(min_y, min_y + kSize),
            *std::max_element(max_x, max_x + kSize), *std::max_element(max_y, max_y + kSize)};
}

void meeting_each(const BoxGroup& group, const FlatBox* boxes, const std::uint32_t* numbers,
                  std::size_t count, std::uint32_t* bits) {
    static const MeetingEach chosen = choose();
    chosen(group, boxes, numbers, count, bits);
}

std::uint32_t meeting(const BoxGroup& group, const FlatBox& box) {
    const std::uint32_t number = 0;
    std::uint32_t bits = 0;
    meeting_each(group, &box, &number, 1, &bits);
    return bits;
}

} // namespace liangxian::index
