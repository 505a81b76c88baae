// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/flat_overlay.hpp"

#include "core/overlap/self_contact.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <utility>

namespace liangxian::overlap {
namespace {

using Rings = std::vector<geo::Ring>;

geo::Ring square(double x, double y, double side) {
    return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}};
}

geo::Geometry polygon(geo::Ring shell, Rings holes = {}) {
    geo::Geometry g;
    g.polygons.push_back({std::move(shell), std::move(holes)});
    return g;
}

geo::Geometry both(geo::Geometry a, const geo::Geometry& b) {
    a.polygons.push_back(b.polygons[0]);
    return a;
}

/// What a run says, in numbers that a case can be checked by.
struct Answer {
    FlatRelation relation;
    double square_units = 0;
    std::size_t polygons = 0;
    std::size_t holes = 0;

    bool operator==(const Answer& o) const {
        return relation == o.relation && std::abs(square_units - o.square_units) < 1e-12 &&
               polygons == o.polygons && holes == o.holes;
    }
};

std::ostream& operator<<(std::ostream& out, const Answer& a) {
    return out << static_cast<int>(a.relation) << ": " << a.square_units << " in " << a.polygons
               << " polygons, " << a.holes << " holes";
}

Answer ask_once(FlatOverlay& overlay, const geo::Geometry& application, const geo::Geometry& zone) {
    index::FlatPolygons a;
    index::FlatPolygons z;
    flatten(application, index::kApplicationBlockSize, a);
    flatten(zone, index::kZoneBlockSize, z);
    Answer answer{overlay.run(a.view(), z.view())};
    const geo::Geometry drawn = index::to_geometry(overlay.result());
    const index::FlatRings rings = overlay.result();
    for (std::uint32_t r = 0; r < rings.ring_count; ++r) {
        const std::uint32_t first = rings.first_vertex(r);
        answer.square_units +=
            index::twice_area_deg2(rings.x + first, rings.y + first, rings.end_vertex(r) - first) / 2;
    }
    answer.polygons = drawn.polygons.size();
    answer.holes = rings.ring_count - drawn.polygons.size();
    return answer;
}

FlatRelation turned(FlatRelation relation) {
    return relation == FlatRelation::application_within ? FlatRelation::zone_within
           : relation == FlatRelation::zone_within      ? FlatRelation::application_within
                                                        : relation;
}

/// Asks both ways round, which must agree.
Answer ask(const geo::Geometry& application, const geo::Geometry& zone) {
    FlatOverlay overlay;
    const Answer answer = ask_once(overlay, application, zone);
    Answer other = ask_once(overlay, zone, application);
    other.relation = turned(other.relation);
    EXPECT_EQ(answer, other) << "the other way round";
    return answer;
}

const Answer kDisjoint{FlatRelation::disjoint};
const Answer kTouch{FlatRelation::touch};
const Answer kWithin{FlatRelation::application_within};
const Answer kEqual{FlatRelation::equal};

Answer crossing(double square_units, std::size_t polygons = 1, std::size_t holes = 0) {
    return {FlatRelation::crossing, square_units, polygons, holes};
}

TEST(FlatOverlay, CutsTwoSquaresThatCross) {
    EXPECT_EQ(ask(polygon(square(2, 2, 4)), polygon(square(0, 0, 4))), crossing(4));
}

TEST(FlatOverlay, SaysDisjointWhenOnlyTheBoxesMeet) {
    EXPECT_EQ(ask(polygon({{0, 0}, {8, 0}, {0, 8}}), polygon({{8, 8}, {7, 8}, {8, 7}})), kDisjoint);
    EXPECT_EQ(ask(polygon(square(0, 0, 4)), polygon(square(5, 5, 1))), kDisjoint);
}

TEST(FlatOverlay, SaysTouchForACommonVertexOnly) {
    EXPECT_EQ(ask(polygon(square(0, 0, 4)), polygon(square(4, 4, 1))), kTouch);
}

TEST(FlatOverlay, SaysTouchForAVertexOnAnEdge) {
    EXPECT_EQ(ask(polygon({{4, 2}, {6, 1}, {6, 3}}), polygon(square(0, 0, 4))), kTouch);
}

TEST(FlatOverlay, SaysTouchForACommonEdge) {
    EXPECT_EQ(ask(polygon(square(4, 0, 4)), polygon(square(0, 0, 4))), kTouch);
    EXPECT_EQ(ask(polygon(square(4, 1, 2)), polygon(square(0, 0, 4))), kTouch);
    EXPECT_EQ(ask(polygon(square(4, -2, 4)), polygon(square(0, 0, 4))), kTouch);
}

TEST(FlatOverlay, SaysWithinForAnIsland) {
    EXPECT_EQ(ask(polygon(square(1, 1, 1)), polygon(square(0, 0, 4))), kWithin);
}

TEST(FlatOverlay, SaysWithinForAnAreaThatSharesEdgesFromInside) {
    EXPECT_EQ(ask(polygon(square(0, 0, 2)), polygon(square(0, 0, 4))), kWithin);
    EXPECT_EQ(ask(polygon({{0, 2}, {2, 0}, {4, 2}, {2, 4}}), polygon(square(0, 0, 4))), kWithin);
}

TEST(FlatOverlay, SaysEqualWhateverTheFirstVertexAndDirection) {
    const geo::Geometry zone = polygon({{0, 0}, {4, 0}, {5, 3}, {2, 5}, {-1, 3}});
    EXPECT_EQ(ask(polygon({{5, 3}, {4, 0}, {0, 0}, {-1, 3}, {2, 5}}), zone), kEqual);
}

TEST(FlatOverlay, SaysEqualAcrossAVertexThatBendsNothing) {
    EXPECT_EQ(ask(polygon({{0, 0}, {1, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 1}}), polygon(square(0, 0, 4))),
              kEqual);
}

TEST(FlatOverlay, SaysEqualForPolygonsWithTheSameHoles) {
    const geo::Geometry ring = polygon(square(0, 0, 8), {square(2, 2, 2), square(5, 5, 2)});
    EXPECT_EQ(ask(ring, ring), kEqual);
}

TEST(FlatOverlay, CutsAlongSharedEdges) {
    // Two 4 × 4 squares of which one is shifted along their common edges.
    EXPECT_EQ(ask(polygon(square(2, 0, 4)), polygon(square(0, 0, 4))), crossing(8));
}

TEST(FlatOverlay, CutsThroughVertices) {
    EXPECT_EQ(ask(polygon({{-1, -1}, {5, 5}, {-1, 5}}), polygon(square(0, 0, 4))), crossing(8));
}

TEST(FlatOverlay, LeavesOutWhatOnlyTouchesBesideARealCrossing) {
    // A comb with one tooth into the square, one onto its edge, one short of it.
    EXPECT_EQ(ask(polygon({{0, 8}, {1, 3}, {1.5, 8}, {2, 4}, {2.5, 8}, {3, 5}, {4, 8}, {4, 9}, {0, 9}}),
                  polygon(square(0, 0, 4))),
              crossing(0.5 * 0.3));
}

TEST(FlatOverlay, GivesAPartForEveryToothOfAComb) {
    EXPECT_EQ(ask(polygon({{0, 6}, {0, 2}, {1, 2}, {1, 5}, {2, 5}, {2, 2}, {3, 2}, {3, 6}}),
                  polygon(square(-1, 0, 4))),
              crossing(4, 2));
}

TEST(FlatOverlay, SaysTouchWhenTheOtherFillsAHoleExactly) {
    EXPECT_EQ(ask(polygon(square(1, 1, 2)), polygon(square(0, 0, 4), {square(1, 1, 2)})), kTouch);
}

TEST(FlatOverlay, SaysDisjointInsideAHole) {
    EXPECT_EQ(ask(polygon(square(2, 2, 1)), polygon(square(0, 0, 5), {square(1, 1, 3)})), kDisjoint);
}

TEST(FlatOverlay, KeepsAHoleThatLiesInTheOverlap) {
    EXPECT_EQ(ask(polygon(square(-2, -2, 8)), polygon(square(0, 0, 8), {square(1, 1, 2)})),
              crossing(36 - 4, 1, 1));
}

TEST(FlatOverlay, JoinsHolesThatOverlap) {
    EXPECT_EQ(ask(polygon(square(-1, 0, 9), {square(1, 1, 2)}), polygon(square(0, 0, 9), {square(2, 2, 2)})),
              crossing(8 * 9 - 4 - 4 + 1, 1, 1));
}

TEST(FlatOverlay, CutsARingIntoTwoParts) {
    EXPECT_EQ(ask(polygon({{-1, 3}, {7, 3}, {7, 4}, {-1, 4}}), polygon(square(0, 0, 6), {square(1, 1, 4)})),
              crossing(2, 2));
}

TEST(FlatOverlay, PutsNestedRingsIntoPolygons) {
    // Rings in rings: the island in the hole becomes a polygon of its own with its own hole.
    const geo::Geometry zone =
        both(polygon(square(0, 0, 12), {square(1, 1, 10)}), polygon(square(2, 2, 8), {square(3, 3, 1)}));
    EXPECT_EQ(ask(polygon(square(-1, -1, 14), {square(6, 6, 1)}), zone), crossing(44 + 64 - 1 - 1, 2, 3));
}

TEST(FlatOverlay, CutsMultipolygons) {
    const geo::Geometry two = both(polygon(square(0, 0, 2)), polygon(square(4, 0, 2)));
    EXPECT_EQ(ask(two, polygon({{1, 1}, {5, 1}, {5, 5}, {1, 5}})), crossing(2, 2));
    EXPECT_EQ(ask(two, polygon(square(0, 0, 2))), (Answer{FlatRelation::zone_within}));
    EXPECT_EQ(ask(two, polygon(square(2, 0, 2))), kTouch);
}

TEST(FlatOverlay, SaysCrossingForAPartInsideAndAPartBeside) {
    const geo::Geometry two = both(polygon(square(1, 1, 2)), polygon(square(8, 1, 2)));
    EXPECT_EQ(ask(two, polygon(square(0, 0, 5))), crossing(4));
}

TEST(FlatOverlay, SplitsAPinchedOverlapIntoTouchingShells) {
    // Both notches meet at (2, 2): the overlap is two triangles with one vertex in common.
    EXPECT_EQ(ask(polygon({{0, 0}, {4, 0}, {4, 4}, {2, 2}, {0, 4}}),
                  polygon({{0, 0}, {2, 2}, {4, 0}, {4, 4}, {0, 4}})),
              crossing(8, 2));
}

TEST(FlatOverlay, MakesAHoleOfANotchThatTouchesTheShell) {
    // The application's hole reaches the zone's edge in one vertex: a hole that touches its shell.
    EXPECT_EQ(ask(polygon(square(-1, -1, 6), {{{2, 0}, {3, 1}, {1, 1}}}), polygon(square(0, 0, 4))),
              crossing(16 - 1, 1, 1));
}

TEST(FlatOverlay, CutsThroughRingsThatTouchInsideTheOther) {
    // A hole touches its own shell at (0, 0) inside the zone, and the zone's edge x + y = 4 cuts both: what
    // is left of the corner 0, 0 – 4, 0 – 0, 4 beside the hole's tip are two triangles.
    const geo::Geometry application = polygon(square(0, 0, 8), {{{0, 0}, {6, 4}, {4, 6}}});
    const double of_hole = 0.5 * (2.4 * 2.4 - 1.6 * 1.6);
    EXPECT_EQ(ask(application, polygon({{-1, -1}, {5, -1}, {-1, 5}})), crossing(8 - of_hole, 2));
}

TEST(FlatOverlay, DrawsASpikeAsThinAsItIs) {
    const double thin = 1e-6;
    EXPECT_EQ(ask(polygon({{-1, 1}, {5, 1}, {5, 1 + thin}, {-1, 1 + thin}}), polygon(square(0, 0, 4))),
              crossing(4 * thin));
}

TEST(FlatOverlay, SaysNothingIsDrawnOfAnOverlapThinnerThanRounding) {
    FlatOverlay overlay;
    const double beside = std::nextafter(4.0, 3.0);
    const Answer answer =
        ask_once(overlay, polygon({{beside, 1}, {8, 1}, {8, 3}, {beside, 3}}), polygon(square(0, 0, 4)));
    EXPECT_EQ(answer, crossing(0, 0));
    EXPECT_EQ(overlay.doubt(), Doubt::collapsed);
}

TEST(FlatOverlay, IsExactWhereAVertexMissesAnEdgeByOneUnitInTheLastPlace) {
    const double beyond = std::nextafter(4.0, 5.0);
    EXPECT_EQ(ask(polygon({{beyond, 2}, {6, 1}, {6, 3}}), polygon(square(0, 0, 4))), kDisjoint);
}

TEST(FlatOverlay, ComesBackFromAnyInvalidInput) {
    // No answer is promised, but an end is; the sanitizer presets watch the rest.
    std::mt19937_64 random(3);
    FlatOverlay overlay;
    for (int k = 0; k < 4000; ++k) {
        geo::Geometry tangled[2];
        for (geo::Geometry& g : tangled) {
            for (int rings = 1 + static_cast<int>(random() % 3); rings > 0; --rings) {
                geo::Ring ring;
                for (int i = 3 + static_cast<int>(random() % 8); i > 0; --i) {
                    ring.push_back({static_cast<double>(random() % 6), static_cast<double>(random() % 6)});
                }
                g.polygons.push_back({ring, {}});
            }
        }
        ask_once(overlay, tangled[0], tangled[1]);
    }
}

TEST(FlatOverlay, SaysUncertainForCoordinatesThatAreNoNumbers) {
    FlatOverlay overlay;
    geo::Geometry broken = polygon(square(0, 0, 4));
    broken.polygons[0].shell[2].y = std::nan("");
    EXPECT_EQ(ask_once(overlay, broken, polygon(square(1, 1, 1))).relation, FlatRelation::uncertain);
    EXPECT_EQ(overlay.doubt(), Doubt::coordinates);
}

TEST(FlatOverlay, CutsCombsWithManyTeeth) {
    // 80 teeth across 80 teeth: as many unit squares as pairs of teeth; sorting keeps it short.
    const auto comb = [](bool is_turned) {
        geo::Ring ring;
        for (int i = 0; i < 80; ++i) {
            const double low = 2 * i + 1;
            for (const geo::Position& p : {geo::Position{0, low}, {500, low}, {500, low + 1}, {0, low + 1}}) {
                ring.push_back(is_turned ? geo::Position{p.y, p.x} : p);
            }
        }
        ring.push_back(is_turned ? geo::Position{160, -5} : geo::Position{-5, 160});
        ring.push_back(is_turned ? geo::Position{1, -5} : geo::Position{-5, 1});
        return polygon(ring);
    };
    EXPECT_EQ(ask(comb(false), comb(true)), crossing(6400, 6400));
}

TEST(FlatOverlay, SaysUncertainForCoordinatesBeyondExactArithmetic) {
    FlatOverlay overlay;
    EXPECT_EQ(ask_once(overlay, polygon(square(0, 0, 1e200)), polygon(square(0, 0, 1))).relation,
              FlatRelation::uncertain);
    EXPECT_EQ(overlay.doubt(), Doubt::coordinates);
}

TEST(FlatOverlay, GivesTheSameBytesWhenAskedAgain) {
    FlatOverlay overlay;
    const geo::Geometry a = polygon({{0.1, 0.2}, {3.3, 0.1}, {2.9, 4.4}, {1.2, 1.7}});
    const geo::Geometry z = polygon({{1.05, -1}, {5, 1.3}, {2.2, 2.8}});
    ask_once(overlay, a, z);
    const geo::Geometry first = index::to_geometry(overlay.result());
    ask_once(overlay, z, z);
    ask_once(overlay, a, z);
    EXPECT_EQ(first.polygons[0].shell, index::to_geometry(overlay.result()).polygons[0].shell);
}

} // namespace
} // namespace liangxian::overlap
