// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/box_group.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>

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

#if defined(__x86_64__)
__attribute__((target("avx2"))) std::uint32_t meeting_avx2(const BoxGroup& group, const FlatBox& box) {
    const __m256 min_x = _mm256_set1_ps(box.min_x);
    const __m256 min_y = _mm256_set1_ps(box.min_y);
    const __m256 max_x = _mm256_set1_ps(box.max_x);
    const __m256 max_y = _mm256_set1_ps(box.max_y);
    std::uint32_t bits = 0;
    for (std::uint32_t i = 0; i < BoxGroup::kSize; i += 8) {
        const __m256 in_x = _mm256_and_ps(_mm256_cmp_ps(_mm256_load_ps(group.min_x + i), max_x, _CMP_LE_OQ),
                                          _mm256_cmp_ps(_mm256_load_ps(group.max_x + i), min_x, _CMP_GE_OQ));
        const __m256 in_y = _mm256_and_ps(_mm256_cmp_ps(_mm256_load_ps(group.min_y + i), max_y, _CMP_LE_OQ),
                                          _mm256_cmp_ps(_mm256_load_ps(group.max_y + i), min_y, _CMP_GE_OQ));
        bits |= static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_and_ps(in_x, in_y))) << i;
    }
    return bits;
}

__attribute__((target("avx512f"))) std::uint32_t meeting_avx512(const BoxGroup& group, const FlatBox& box) {
    __mmask16 bits = _mm512_cmp_ps_mask(_mm512_load_ps(group.min_x), _mm512_set1_ps(box.max_x), _CMP_LE_OQ);
    bits = _mm512_mask_cmp_ps_mask(bits, _mm512_load_ps(group.max_x), _mm512_set1_ps(box.min_x), _CMP_GE_OQ);
    bits = _mm512_mask_cmp_ps_mask(bits, _mm512_load_ps(group.min_y), _mm512_set1_ps(box.max_y), _CMP_LE_OQ);
    return _mm512_mask_cmp_ps_mask(bits, _mm512_load_ps(group.max_y), _mm512_set1_ps(box.min_y), _CMP_GE_OQ);
}
#endif

struct Dispatch {
    std::uint32_t (*meeting)(const BoxGroup&, const FlatBox&) = meeting_baseline;
    const char* name = "baseline";
};

/// LIANGXIAN_SIMD=baseline|avx2 keeps to less than the processor has, to compare.
Dispatch choose() {
#if defined(__x86_64__)
    const char* wish = std::getenv("LIANGXIAN_SIMD");
    const std::string_view most = wish == nullptr ? "avx512" : wish;
    if (most == "avx512" && __builtin_cpu_supports("avx512f") != 0) {
        return {meeting_avx512, "avx512"};
    }
    if (most != "baseline" && __builtin_cpu_supports("avx2") != 0) {
        return {meeting_avx2, "avx2"};
    }
#endif
    return {};
}

const Dispatch& dispatch() {
    static const Dispatch chosen = choose();
    return chosen;
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

std::uint32_t meeting(const BoxGroup& group, const FlatBox& box) { return dispatch().meeting(group, box); }

const char* instruction_set() { return dispatch().name; }

} // namespace liangxian::index
