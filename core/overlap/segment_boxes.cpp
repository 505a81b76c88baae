// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/segment_boxes.hpp"

#include "core/index/box_group.hpp"

#include <algorithm>
#include <string_view>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace liangxian::overlap {
namespace {

/// One segment, without a branch to guess wrong.
std::uint32_t meets(const double* x, const double* y, std::uint32_t i, const geo::Box& window) {
    return static_cast<std::uint32_t>(std::min(x[i], x[i + 1]) <= window.max_x) &
           static_cast<std::uint32_t>(std::max(x[i], x[i + 1]) >= window.min_x) &
           static_cast<std::uint32_t>(std::min(y[i], y[i + 1]) <= window.max_y) &
           static_cast<std::uint32_t>(std::max(y[i], y[i + 1]) >= window.min_y);
}

std::uint32_t baseline(const double* x, const double* y, std::uint32_t count, const geo::Box& window) {
    std::uint32_t bits = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        bits |= meets(x, y, i, window) << i;
    }
    return bits;
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) std::uint32_t avx2(const double* x, const double* y, std::uint32_t count,
                                                   const geo::Box& window) {
    const __m256d min_x = _mm256_set1_pd(window.min_x);
    const __m256d min_y = _mm256_set1_pd(window.min_y);
    const __m256d max_x = _mm256_set1_pd(window.max_x);
    const __m256d max_y = _mm256_set1_pd(window.max_y);
    std::uint32_t bits = 0;
    std::uint32_t i = 0;
    for (; i + 4 <= count; i += 4) {
        const __m256d x0 = _mm256_loadu_pd(x + i);
        const __m256d x1 = _mm256_loadu_pd(x + i + 1);
        const __m256d y0 = _mm256_loadu_pd(y + i);
        const __m256d y1 = _mm256_loadu_pd(y + i + 1);
        const __m256d in_x = _mm256_and_pd(_mm256_cmp_pd(_mm256_min_pd(x0, x1), max_x, _CMP_LE_OQ),
                                           _mm256_cmp_pd(_mm256_max_pd(x0, x1), min_x, _CMP_GE_OQ));
        const __m256d in_y = _mm256_and_pd(_mm256_cmp_pd(_mm256_min_pd(y0, y1), max_y, _CMP_LE_OQ),
                                           _mm256_cmp_pd(_mm256_max_pd(y0, y1), min_y, _CMP_GE_OQ));
        bits |= static_cast<std::uint32_t>(_mm256_movemask_pd(_mm256_and_pd(in_x, in_y))) << i;
    }
    for (; i < count; ++i) {
        bits |= meets(x, y, i, window) << i;
    }
    return bits;
}

__attribute__((target("avx512f"))) std::uint32_t avx512(const double* x, const double* y, std::uint32_t count,
                                                        const geo::Box& window) {
    const __m512d min_x = _mm512_set1_pd(window.min_x);
    const __m512d min_y = _mm512_set1_pd(window.min_y);
    const __m512d max_x = _mm512_set1_pd(window.max_x);
    const __m512d max_y = _mm512_set1_pd(window.max_y);
    std::uint32_t bits = 0;
    for (std::uint32_t i = 0; i < count; i += 8) {
        const std::uint32_t left = count - i;
        const auto used = static_cast<__mmask8>(left >= 8 ? 0xffU : (1U << left) - 1U);
        const __m512d x0 = _mm512_maskz_loadu_pd(used, x + i);
        const __m512d x1 = _mm512_maskz_loadu_pd(used, x + i + 1);
        const __m512d y0 = _mm512_maskz_loadu_pd(used, y + i);
        const __m512d y1 = _mm512_maskz_loadu_pd(used, y + i + 1);
        __mmask8 in = _mm512_mask_cmp_pd_mask(used, _mm512_maskz_min_pd(used, x0, x1), max_x, _CMP_LE_OQ);
        in = _mm512_mask_cmp_pd_mask(in, _mm512_maskz_max_pd(used, x0, x1), min_x, _CMP_GE_OQ);
        in = _mm512_mask_cmp_pd_mask(in, _mm512_maskz_min_pd(used, y0, y1), max_y, _CMP_LE_OQ);
        in = _mm512_mask_cmp_pd_mask(in, _mm512_maskz_max_pd(used, y0, y1), min_y, _CMP_GE_OQ);
        bits |= static_cast<std::uint32_t>(in) << i;
    }
    return bits;
}
#endif

using Meeting = std::uint32_t (*)(const double*, const double*, std::uint32_t, const geo::Box&);

Meeting choose() {
#if defined(__x86_64__)
    const std::string_view set = index::instruction_set();
    return set == "avx512" ? avx512 : set == "avx2" ? avx2 : baseline;
#else
    return baseline;
#endif
}

} // namespace

std::uint32_t segments_meeting(const double* x, const double* y, std::uint32_t count,
                               const geo::Box& window) {
    static const Meeting chosen = choose();
    return chosen(x, y, count, window);
}

} // namespace liangxian::overlap
