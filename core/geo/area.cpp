// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/area.hpp"

#include "core/base/instruction_set.hpp"
#include "core/geo/geodesic.hpp"
#include "core/geo/parallel_area.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace liangxian::geo {
namespace {

enum class EdgeModel { straight_in_degrees, survey_rule };

/// Edges of one step of the sum: the compiler works them out side by side.
constexpr std::size_t kBlock = 8;

/// Consecutive vertices less the first of the ring, degrees, and where they lie.
struct Block {
    std::array<double, kBlock + 1> lon;
    std::array<double, kBlock + 1> lat;

    [[gnu::always_inline]] bool lies_within(double south, double north) const {
        int outside = 0;
        for (std::size_t k = 0; k < kBlock; ++k) {
            outside += static_cast<int>(!(lat[k] >= south)) + static_cast<int>(!(lat[k] <= north));
        }
        return outside == 0 && lat[kBlock] >= south && lat[kBlock] <= north;
    }
};

[[gnu::always_inline]] inline double sum_of_terms(const std::array<double, kBlock>& term) {
    return ((term[0] + term[1]) + (term[2] + term[3])) + ((term[4] + term[5]) + (term[6] + term[7]));
}

/// The sum over the edges of a block within ParallelPolynomial::kNearDeg of the ring's first vertex.
/// Positive for a ring running counter-clockwise, as the two below.
template <EdgeModel Model>
[[gnu::always_inline]] inline double sum_near_start(const Block& block, const ParallelPolynomial& q) {
    std::array<double, kBlock> term;
    for (std::size_t k = 0; k < kBlock; ++k) {
        const double mean = Model == EdgeModel::survey_rule
                                ? (q.at_near(block.lat[k]) + q.at_near(block.lat[k + 1])) * 0.5
                                : q.mean_near(block.lat[k], block.lat[k + 1]);
        term[k] = (block.lon[k] - block.lon[k + 1]) * mean;
    }
    return sum_of_terms(term);
}

/// The same of a block about one latitude, \p shift degrees north of the first vertex.
template <EdgeModel Model>
[[gnu::always_inline]] inline double sum_near_latitude(const Block& block, const ParallelPolynomial& q,
                                                       double shift, double offset) {
    std::array<double, kBlock> term;
    for (std::size_t k = 0; k < kBlock; ++k) {
        const double from = block.lat[k] - shift;
        const double to = block.lat[k + 1] - shift;
        const double mean =
            Model == EdgeModel::survey_rule ? (q.at(from) + q.at(to)) * 0.5 : q.mean(from, to);
        term[k] = (block.lon[k] - block.lon[k + 1]) * (mean + offset);
    }
    return sum_of_terms(term);
}

/// The same edge by edge, however long they are.
template <EdgeModel Model>
double sum_edge_by_edge(const Block& block, double start_lat, const HeightAbove& height) {
    double sum = 0;
    for (std::size_t k = 0; k < kBlock; ++k) {
        const double from = start_lat + block.lat[k];
        const double to = start_lat + block.lat[k + 1];
        const double mean =
            Model == EdgeModel::survey_rule ? (height.at(from) + height.at(to)) * 0.5 : height.mean(from, to);
        sum += (block.lon[k] - block.lon[k + 1]) * mean;
    }
    return sum;
}

template <typename Vertex>
[[gnu::always_inline]] inline Block block_of(const Vertex& vertex, std::size_t count, std::size_t first,
                                             const Position& start) {
    Block block;
    const std::size_t last = std::min(kBlock, count - 1 - first);
    for (std::size_t k = 0; k <= last; ++k) {
        const Position p = vertex(first + k);
        block.lon[k] = p.x - start.x;
        block.lat[k] = p.y - start.y;
    }
    for (std::size_t k = last + 1; k <= kBlock; ++k) { // the start again: edges there have no length
        block.lon[k] = 0;
        block.lat[k] = 0;
    }
    return block;
}

/// Measured from the ring's first vertex, which keeps the terms small: the doubles of a 100 m parcel lose
/// nothing to the size of the Earth.
template <EdgeModel Model, typename Vertex>
[[gnu::always_inline]] inline double signed_ring_area_m2(const Vertex& vertex, std::size_t count) {
    if (count < 3) {
        return 0;
    }
    const Position start = vertex(0);
    const HeightAbove height(start.y);
    const ParallelPolynomial about_start = height.polynomial();
    constexpr double kNear = ParallelPolynomial::kNearDeg;
    constexpr double kReach = ParallelPolynomial::kReachDeg;
    double sum = 0;
    for (std::size_t first = 0; first < count; first += kBlock) {
        const Block block = block_of(vertex, count, first, start);
        if (block.lies_within(-kNear, kNear)) {
            sum += sum_near_start<Model>(block, about_start);
            continue;
        }
        const HeightAbove::Local here = height.local(start.y + block.lat[0]);
        const double shift = here.middle_deg - start.y;
        sum += block.lies_within(shift - kReach, shift + kReach)
                   ? sum_near_latitude<Model>(block, *here.polynomial, shift, here.offset)
                   : sum_edge_by_edge<Model>(block, start.y, height);
    }
    return sum;
}

/// A ring of two arrays.
struct FlatVertices {
    const double* x;
    const double* y;
    Position operator()(std::size_t i) const { return {x[i], y[i]}; }
};

// One source, compiled for more than one instruction set: products and sums are rounded one by one on each
// (-ffp-contract=off) and added in one order, so that the areas are the same doubles.
using FlatRingArea = double (*)(const double*, const double*, std::size_t);

double flat_ring_area_baseline(const double* x, const double* y, std::size_t count) {
    return signed_ring_area_m2<EdgeModel::straight_in_degrees>(FlatVertices{x, y}, count);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] double flat_ring_area_avx2(const double* x, const double* y, std::size_t count) {
    return signed_ring_area_m2<EdgeModel::straight_in_degrees>(FlatVertices{x, y}, count);
}
[[gnu::target("avx512f,avx512dq,prefer-vector-width=512")]] double
flat_ring_area_avx512(const double* x, const double* y, std::size_t count) {
    return signed_ring_area_m2<EdgeModel::straight_in_degrees>(FlatVertices{x, y}, count);
}
#endif

FlatRingArea choose() {
#if defined(__x86_64__)
    switch (base::instruction_set()) {
    case base::InstructionSet::avx512:
        return flat_ring_area_avx512;
    case base::InstructionSet::avx2:
        return flat_ring_area_avx2;
    case base::InstructionSet::baseline:
        break;
    }
#endif
    return flat_ring_area_baseline;
}

template <EdgeModel Model>
double signed_area_m2(const Ring& ring) {
    return signed_ring_area_m2<Model>([&ring](std::size_t i) { return ring[i]; }, ring.size());
}

template <typename RingArea>
double sum_polygons(const Geometry& geometry, RingArea&& ring_area) {
    double total = 0;
    for (const Polygon& polygon : geometry.polygons) {
        double area = std::abs(ring_area(polygon.shell));
        for (const Ring& hole : polygon.holes) {
            area -= std::abs(ring_area(hole));
        }
        total += area;
    }
    return total;
}

} // namespace

double signed_ring_area_lonlat_m2(const double* x, const double* y, std::size_t count) {
    static const FlatRingArea chosen = choose();
    return chosen(x, y, count);
}

double signed_area_lonlat_m2(const Ring& ring) {
    return signed_area_m2<EdgeModel::straight_in_degrees>(ring);
}

double area_lonlat_m2(const Geometry& geometry) { return sum_polygons(geometry, signed_area_lonlat_m2); }

double area_rule_m2(const Geometry& geometry) {
    return sum_polygons(geometry, signed_area_m2<EdgeModel::survey_rule>);
}

double area_geodesic_m2(const Geometry& geometry) {
    return sum_polygons(geometry, [](const Ring& ring) {
        double beside_m2 = 0;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            beside_m2 += area_to_geodesic_m2(ring[i], ring[(i + 1) % ring.size()]);
        }
        return signed_area_lonlat_m2(ring) + beside_m2;
    });
}

double area_plane_m2(const Geometry& plane) {
    return sum_polygons(plane, [](const Ring& ring) {
        double twice = 0;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Position& origin = ring.front();
            const Position& p = ring[i];
            const Position& q = ring[(i + 1) % ring.size()];
            twice += (p.x - origin.x) * (q.y - origin.y) - (q.x - origin.x) * (p.y - origin.y);
        }
        return twice / 2;
    });
}

} // namespace liangxian::geo
