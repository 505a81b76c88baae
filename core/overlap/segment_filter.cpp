// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/segment_filter.hpp"

#include "core/base/instruction_set.hpp"

#include <algorithm>

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

std::uint32_t meeting_baseline(const double* x, const double* y, std::uint32_t count,
                               const geo::Box& window) {
    std::uint32_t bits = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        bits |= meets(x, y, i, window) << i;
    }
    return bits;
}

/// Where the vertices of a row lie with respect to a probe, a bit each. Two in a row on one outer side make
/// a segment that lies there.
struct OuterSides {
    std::uint32_t west = 0;
    std::uint32_t east = 0;
    std::uint32_t south = 0;
    std::uint32_t north = 0;
    std::uint32_t left = 0; ///< of the line, beyond doubt
    std::uint32_t right = 0;
};

inline std::uint32_t pairs_of(std::uint32_t bits) { return bits & bits >> 1; }

inline std::uint32_t segments_left(const OuterSides& o, std::uint32_t count) {
    const std::uint32_t apart = pairs_of(o.west) | pairs_of(o.east) | pairs_of(o.south) | pairs_of(o.north) |
                                pairs_of(o.left) | pairs_of(o.right);
    return ~apart & ((1U << count) - 1U);
}

void near_baseline(const double* x, const double* y, std::uint32_t count, const SegmentProbe* probes,
                   std::uint32_t probe_count, std::uint32_t* bits) {
    for (std::uint32_t p = 0; p < probe_count; ++p) {
        const SegmentProbe& probe = probes[p];
        OuterSides o;
        for (std::uint32_t i = 0; i <= count; ++i) {
            const double side = probe.dx * (y[i] - probe.from.y) - probe.dy * (x[i] - probe.from.x);
            o.west |= static_cast<std::uint32_t>(x[i] < probe.window.min_x) << i;
            o.east |= static_cast<std::uint32_t>(x[i] > probe.window.max_x) << i;
            o.south |= static_cast<std::uint32_t>(y[i] < probe.window.min_y) << i;
            o.north |= static_cast<std::uint32_t>(y[i] > probe.window.max_y) << i;
            o.left |= static_cast<std::uint32_t>(side > probe.doubt) << i;
            o.right |= static_cast<std::uint32_t>(side < -probe.doubt) << i;
        }
        bits[p] = segments_left(o, count);
    }
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) std::uint32_t meeting_avx2(const double* x, const double* y,
                                                           std::uint32_t count, const geo::Box& window) {
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

__attribute__((target("avx512f"))) std::uint32_t meeting_avx512(const double* x, const double* y,
                                                                std::uint32_t count, const geo::Box& window) {
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

__attribute__((target("avx2"))) inline std::uint32_t bits_of(__m256d compared) {
    return static_cast<std::uint32_t>(_mm256_movemask_pd(compared));
}

/// Bits of lanes beyond the row lie beyond the segments' and are cut off.
__attribute__((target("avx2"))) void near_avx2(const double* x, const double* y, std::uint32_t count,
                                               const SegmentProbe* probes, std::uint32_t probe_count,
                                               std::uint32_t* bits) {
    const __m256i lanes = _mm256_set_epi64x(3, 2, 1, 0);
    for (std::uint32_t p = 0; p < probe_count; ++p) {
        const SegmentProbe& probe = probes[p];
        const __m256d from_x = _mm256_set1_pd(probe.from.x);
        const __m256d from_y = _mm256_set1_pd(probe.from.y);
        OuterSides o;
        for (std::uint32_t i = 0; i <= count; i += 4) {
            const __m256i used = _mm256_cmpgt_epi64(_mm256_set1_epi64x(std::int64_t{count} + 1 - i), lanes);
            const __m256d xs = _mm256_maskload_pd(x + i, used);
            const __m256d ys = _mm256_maskload_pd(y + i, used);
            const __m256d side =
                _mm256_sub_pd(_mm256_mul_pd(_mm256_set1_pd(probe.dx), _mm256_sub_pd(ys, from_y)),
                              _mm256_mul_pd(_mm256_set1_pd(probe.dy), _mm256_sub_pd(xs, from_x)));
            o.west |= bits_of(_mm256_cmp_pd(xs, _mm256_set1_pd(probe.window.min_x), _CMP_LT_OQ)) << i;
            o.east |= bits_of(_mm256_cmp_pd(xs, _mm256_set1_pd(probe.window.max_x), _CMP_GT_OQ)) << i;
            o.south |= bits_of(_mm256_cmp_pd(ys, _mm256_set1_pd(probe.window.min_y), _CMP_LT_OQ)) << i;
            o.north |= bits_of(_mm256_cmp_pd(ys, _mm256_set1_pd(probe.window.max_y), _CMP_GT_OQ)) << i;
            o.left |= bits_of(_mm256_cmp_pd(side, _mm256_set1_pd(probe.doubt), _CMP_GT_OQ)) << i;
            o.right |= bits_of(_mm256_cmp_pd(side, _mm256_set1_pd(-probe.doubt), _CMP_LT_OQ)) << i;
        }
        bits[p] = segments_left(o, count);
    }
}

__attribute__((target("avx512f"))) void near_avx512(const double* x, const double* y, std::uint32_t count,
                                                    const SegmentProbe* probes, std::uint32_t probe_count,
                                                    std::uint32_t* bits) {
    for (std::uint32_t p = 0; p < probe_count; ++p) {
        const SegmentProbe& probe = probes[p];
        const __m512d from_x = _mm512_set1_pd(probe.from.x);
        const __m512d from_y = _mm512_set1_pd(probe.from.y);
        OuterSides o;
        for (std::uint32_t i = 0; i <= count; i += 8) {
            const std::uint32_t left = count + 1 - i;
            const auto used = static_cast<__mmask8>(left >= 8 ? 0xffU : (1U << left) - 1U);
            const __m512d xs = _mm512_maskz_loadu_pd(used, x + i);
            const __m512d ys = _mm512_maskz_loadu_pd(used, y + i);
            const __m512d side =
                _mm512_sub_pd(_mm512_mul_pd(_mm512_set1_pd(probe.dx), _mm512_sub_pd(ys, from_y)),
                              _mm512_mul_pd(_mm512_set1_pd(probe.dy), _mm512_sub_pd(xs, from_x)));
            const auto bits_at = [i](__mmask8 compared) { return static_cast<std::uint32_t>(compared) << i; };
            o.west |= bits_at(_mm512_cmp_pd_mask(xs, _mm512_set1_pd(probe.window.min_x), _CMP_LT_OQ));
            o.east |= bits_at(_mm512_cmp_pd_mask(xs, _mm512_set1_pd(probe.window.max_x), _CMP_GT_OQ));
            o.south |= bits_at(_mm512_cmp_pd_mask(ys, _mm512_set1_pd(probe.window.min_y), _CMP_LT_OQ));
            o.north |= bits_at(_mm512_cmp_pd_mask(ys, _mm512_set1_pd(probe.window.max_y), _CMP_GT_OQ));
            o.left |= bits_at(_mm512_cmp_pd_mask(side, _mm512_set1_pd(probe.doubt), _CMP_GT_OQ));
            o.right |= bits_at(_mm512_cmp_pd_mask(side, _mm512_set1_pd(-probe.doubt), _CMP_LT_OQ));
        }
        bits[p] = segments_left(o, count);
    }
}
#endif

struct Filter {
    std::uint32_t (*meeting)(const double*, const double*, std::uint32_t, const geo::Box&);
    void (*near)(const double*, const double*, std::uint32_t, const SegmentProbe*, std::uint32_t,
                 std::uint32_t*);
};

Filter choose() {
#if defined(__x86_64__)
    switch (base::instruction_set()) {
    case base::InstructionSet::avx512:
        return {meeting_avx512, near_avx512};
    case base::InstructionSet::avx2:
        return {meeting_avx2, near_avx2};
    case base::InstructionSet::baseline:
        break;
    }
#endif
    return {meeting_baseline, near_baseline};
}

const Filter& filter() {
    static const Filter chosen = choose();
    return chosen;
}

} // namespace

std::uint32_t segments_meeting(const double* x, const double* y, std::uint32_t count,
                               const geo::Box& window) {
    return filter().meeting(x, y, count, window);
}

void segments_near(const double* x, const double* y, std::uint32_t count, const SegmentProbe* probes,
                   std::uint32_t probe_count, std::uint32_t* bits) {
    filter().near(x, y, count, probes, probe_count, bits);
}

} // namespace liangxian::overlap
