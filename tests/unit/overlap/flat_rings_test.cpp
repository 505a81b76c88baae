// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/area.hpp"
#include "core/index/flat_polygons.hpp"
#include "core/overlap/crossing_join.hpp"
#include "core/overlap/orientation.hpp"
#include "core/overlap/ring_location.hpp"
#include "core/overlap/self_contact.hpp"
#include "tests/support/flat_pairs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace liangxian::overlap {
namespace {

using geo::Position;

geo::Geometry polygon(geo::Ring shell, std::vector<geo::Ring> holes = {}) {
    geo::Geometry g;
    g.polygons.push_back({std::move(shell), std::move(holes)});
    return g;
}

TEST(FlatPolygons, TurnsShellsCounterClockwiseAndHolesClockwise) {
    index::FlatPolygons flat;
    flatten(polygon({{0, 0}, {0, 4}, {4, 4}, {4, 0}}, {{{1, 1}, {2, 1}, {2, 2}, {1, 2}}}), 4, flat);
    const index::FlatRings view = flat.view();
    ASSERT_EQ(view.ring_count, 2U);
    EXPECT_GT(index::twice_area_deg2(view.x, view.y, 5), 0);
    EXPECT_LT(index::twice_area_deg2(view.x + 5, view.y + 5, 5), 0);
    EXPECT_TRUE(view.rings[1].is_hole());
    EXPECT_EQ(view.vertex(0), view.vertex(4));
}

TEST(FlatPolygons, DropsAVertexOnlyWhenItEqualsTheOneBefore) {
    index::FlatPolygons flat;
    const double beside = std::nextafter(4.0, 5.0);
    flatten(polygon({{0, 0}, {0, 0}, {4, 0}, {beside, 0}, {4, 4}, {4, 4}, {0, 4}, {0, 0}}), 4, flat);
    EXPECT_EQ(flat.view().vertex_count(), 6U);
}

TEST(FlatPolygons, CutsEveryRingIntoBlocksOfItsOwn) {
    index::FlatPolygons flat;
    flatten(polygon({{0, 0}, {4, 0}, {8, 0}, {8, 8}, {4, 8}, {0, 8}}, {{{1, 1}, {1, 2}, {2, 2}, {2, 1}}}), 4,
            flat);
    const index::FlatRings view = flat.view();
    EXPECT_EQ(index::block_count(view, 0), 2U);
    EXPECT_EQ(index::block_count(view, 1), 1U);
    EXPECT_EQ(index::block_segments(view, 0, 1).end - index::block_segments(view, 0, 1).first, 2U);
    EXPECT_EQ(view.block_boxes[2].max_x, 2);
}

TEST(FlatPolygons, KnowsWhetherItsRingsTouch) {
    index::FlatPolygons flat;
    flatten(polygon({{0, 0}, {4, 0}, {4, 4}, {0, 4}}, {{{0, 0}, {2, 1}, {1, 2}}}), 4, flat);
    EXPECT_TRUE(flat.view().rings_touch);
    flatten(polygon({{0, 0}, {4, 0}, {4, 4}, {0, 4}}, {{{1, 1}, {2, 1}, {1, 2}}}), 4, flat);
    EXPECT_FALSE(flat.view().rings_touch);
}

TEST(FlatPolygons, GivesTheGeometryBack) {
    const geo::Geometry square = polygon({{0, 0}, {4, 0}, {4, 4}, {0, 4}}, {{{1, 1}, {1, 2}, {2, 1}}});
    index::FlatPolygons flat;
    flatten(square, 16, flat);
    EXPECT_EQ(index::to_geometry(flat.view()).polygons[0].shell, square.polygons[0].shell);
    EXPECT_EQ(index::to_geometry(flat.view()).polygons[0].holes[0], square.polygons[0].holes[0]);
}

TEST(FlatRings, HaveTheSameAreaToTheLastDigitAsTheRingsTheyCameFrom) {
    std::mt19937 random(3);
    const auto share = [&random] { return static_cast<double>(random() % 10000) / 10000; };
    for (std::size_t count = 3; count < 60; ++count) {
        for (const double size_deg : {1e-4, 0.02, 0.3, 4.0}) { // within a parish, a county, beyond a band
            const Position start{112 + share(), 36 + share()};
            geo::Ring ring;
            for (std::size_t i = 0; i < count; ++i) {
                ring.push_back({start.x + size_deg * share(), start.y + size_deg * share()});
            }
            std::vector<double> x;
            std::vector<double> y;
            for (const Position& p : ring) {
                x.push_back(p.x);
                y.push_back(p.y);
            }
            ASSERT_EQ(geo::signed_ring_area_lonlat_m2(x.data(), y.data(), count),
                      geo::signed_area_lonlat_m2(ring))
                << count << " vertices, " << size_deg << " degrees";
        }
    }
}

TEST(FlatRings, LooksAtArraysThatItDoesNotOwn) {
    // As they would lie in a mapped file.
    static constexpr double kX[] = {0, 4, 4, 0, 0};
    static constexpr double kY[] = {0, 0, 4, 4, 0};
    static const index::FlatRing kRings[] = {{0, 0, 0}, {5, 1, 0}};
    static const index::FlatBox kBox[] = {{0, 0, 4, 4}};
    index::FlatRings view;
    view.x = kX;
    view.y = kY;
    view.rings = kRings;
    view.block_boxes = kBox;
    view.ring_count = 1;
    view.box = kBox[0].box();
    EXPECT_EQ(locate(view, {1, 1}), Location::inside);
    EXPECT_EQ(view.vertex_before(0, 0), 3U);
}

TEST(SelfContact, SeesACutInteriorWhereAHoleTouchesItsShellTwice) {
    index::FlatPolygons flat;
    flatten(polygon({{0, 0}, {4, 0}, {4, 4}, {0, 4}}, {{{0, 2}, {2, 3}, {4, 2}, {2, 1}}}), 4, flat);
    CrossingJoin join;
    EXPECT_EQ(self_contact(flat.view(), join), SelfContact::invalid);
}

TEST(SelfContact, SeesARingThatTouchesItself) {
    index::FlatPolygons flat;
    flatten(polygon({{0, 0}, {4, 0}, {4, 4}, {2, 0}, {0, 4}}), 4, flat);
    CrossingJoin join;
    EXPECT_EQ(self_contact(flat.view(), join), SelfContact::invalid);
}

// Kettner et al. 2008, "Classroom examples of robustness problems": plain doubles misjudge this grid.
TEST(Orientation, IsExactWherePlainDoublesAreWrong) {
    const Position b{12, 12};
    const Position c{24, 24};
    for (int i = 0; i < 64; ++i) {
        for (int j = 0; j < 64; ++j) {
            const Position a{0.5 + i * 0x1p-53, 0.5 + j * 0x1p-53};
            // a lies left of the diagonal b → c exactly when it lies above it.
            ASSERT_EQ(orientation(b, c, a), a.y > a.x ? 1 : a.y < a.x ? -1 : 0) << i << ' ' << j;
        }
    }
}

TEST(Orientation, IsAntisymmetricForNearlyCollinearPoints) {
    std::mt19937_64 random(7);
    const auto next = [&random] { return 113 + static_cast<double>(random() >> 11) * 0x1p-53; };
    for (int k = 0; k < 20000; ++k) {
        const Position a{next(), next()};
        const Position b{next(), next()};
        const double t = next() - 113;
        const Position c{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
        const int sign = orientation(a, b, c);
        ASSERT_EQ(sign, orientation(b, c, a));
        ASSERT_EQ(sign, -orientation(b, a, c));
        ASSERT_EQ(sign, orientation_exact(c, a, b));
    }
}

TEST(Orientation, GivesSmallDeterminantsAllTheirDigits) {
    // (1 + 2⁻³⁰)(1 + 2⁻³⁰) - (1 + 2⁻²⁹)·1 = 2⁻⁶⁰, below the last place of the products.
    const double e = 0x1p-30;
    EXPECT_EQ(sharp_determinant({0, 0}, {1 + e, 1}, {1 + 2 * e, 1 + e}), 0x1p-60);
}

TEST(RingLocation, TellsInsideBoundaryAndOutsideWithHoles) {
    index::FlatPolygons flat;
    flatten(polygon({{0, 0}, {8, 0}, {8, 8}, {0, 8}}, {{{2, 2}, {6, 2}, {6, 6}, {2, 6}}}), 4, flat);
    const index::FlatRings view = flat.view();
    EXPECT_EQ(locate(view, {1, 1}), Location::inside);
    EXPECT_EQ(locate(view, {1, 2}), Location::inside);
    EXPECT_EQ(locate(view, {4, 4}), Location::outside);
    EXPECT_EQ(locate(view, {9, 4}), Location::outside);
    EXPECT_EQ(locate(view, {-1, 8}), Location::outside);
    EXPECT_EQ(locate(view, {2, 2}), Location::boundary);
    EXPECT_EQ(locate(view, {4, 6}), Location::boundary);
    EXPECT_EQ(locate(view, {8, 3}), Location::boundary);
}

TEST(RingLocation, SkipsBlocksWithoutChangingTheAnswer) {
    std::mt19937_64 random(11);
    for (int k = 0; k < 500; ++k) {
        const tests::FlatPair pair = tests::make_flat_pair(k % 2 == 0 ? "cells" : "holes", random);
        index::FlatPolygons blocked;
        index::FlatPolygons whole;
        flatten(pair.zone, 4, blocked);
        flatten(pair.zone, 100000, whole);
        for (const geo::Polygon& polygon : pair.application.polygons) {
            for (const Position& p : polygon.shell) {
                ASSERT_EQ(locate(blocked.view(), p), locate(whole.view(), p));
            }
        }
    }
}

TEST(CrossingJoin, FindsAProperCrossingWithBothPlaces) {
    index::FlatPolygons a;
    index::FlatPolygons z;
    flatten(polygon({{1, -1}, {2, -1}, {2, 1}, {1, 1}}), 4, a);
    flatten(polygon({{0, 0}, {4, 0}, {4, 4}, {0, 4}}), 16, z);
    const index::FlatRings application = a.view();
    const index::FlatRings zone = z.view();
    CrossingJoin join;
    join.run(application, zone);
    ASSERT_EQ(join.contacts().size(), 2U);
    for (const BoundaryContact& contact : join.contacts()) {
        EXPECT_EQ(contact.kind, BoundaryContact::Kind::crossing);
        EXPECT_EQ(contact.application.t, 0.5);
        EXPECT_EQ(contact.zone.segment, 0U);
        EXPECT_EQ(contact.application_enters, contact.point.x == 2);
    }
    EXPECT_FALSE(join.has_near_miss());
}

TEST(CrossingJoin, FindsEveryTouchOnce) {
    index::FlatPolygons a;
    index::FlatPolygons z;
    flatten(polygon({{4, 1}, {8, 0}, {8, 4}, {4, 3}}), 4, a); // shares the middle of the right edge
    flatten(polygon({{0, 0}, {4, 0}, {4, 4}, {0, 4}}), 16, z);
    const index::FlatRings application = a.view();
    const index::FlatRings zone = z.view();
    CrossingJoin join;
    join.run(application, zone);
    ASSERT_EQ(join.contacts().size(), 2U);
    for (const BoundaryContact& contact : join.contacts()) {
        EXPECT_EQ(contact.kind, BoundaryContact::Kind::touch);
        EXPECT_EQ(contact.application.t, 0);
        EXPECT_EQ(contact.zone.t, contact.point.y / 4);
    }
}

TEST(CrossingJoin, NotesABoundaryThatPassesWithinRounding) {
    index::FlatPolygons a;
    index::FlatPolygons z;
    const double beside = std::nextafter(4.0, 5.0);
    flatten(polygon({{beside, 1}, {8, 0}, {8, 4}}), 4, a);
    flatten(polygon({{0, 0}, {4, 0}, {4, 4}, {0, 4}}), 16, z);
    const index::FlatRings application = a.view();
    const index::FlatRings zone = z.view();
    CrossingJoin join;
    join.run(application, zone);
    EXPECT_TRUE(join.contacts().empty());
    EXPECT_TRUE(join.has_near_miss());
}

TEST(CrossingJoin, FindsTheSameWhenItSweeps) {
    geo::Ring comb;
    for (int i = 0; i < 1000; ++i) {
        comb.push_back({static_cast<double>(i), i % 2 == 0 ? 0.25 : 2.25});
    }
    comb.push_back({999, -5});
    comb.push_back({0, -5});
    geo::Ring ruler{{-0.5, 1}};
    for (int i = 0; i < 2000; ++i) {
        ruler.push_back({-0.5 + 0.5 * i + 0.3, 1});
    }
    ruler.push_back({1100, 10});
    ruler.push_back({-0.5, 10});
    index::FlatPolygons a;
    index::FlatPolygons z;
    flatten(polygon(std::move(comb)), 4, a);
    flatten(polygon(std::move(ruler)), 16, z);
    const index::FlatRings application = a.view();
    const index::FlatRings zone = z.view();
    CrossingJoin join;
    join.run(application, zone);
    EXPECT_EQ(join.contacts().size(), 1000U);
}

} // namespace
} // namespace liangxian::overlap
