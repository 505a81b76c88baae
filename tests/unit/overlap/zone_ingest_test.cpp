// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/zone_ingest.hpp"

#include "core/geo/repair.hpp"
#include "core/index/zone_index_writer.hpp"
#include "core/overlap/ring_nesting.hpp"
#include "core/overlap/self_contact.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace liangxian::overlap {
namespace {

using geo::Position;

geo::Ring square(double x, double y, double size) {
    return {{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}};
}

bool is_taken_for_valid(const geo::Geometry& geometry) {
    index::ZoneIndexWriter writer({});
    ZoneIngest ingest(writer);
    zone::Zone zone;
    zone.geometry = geometry;
    ingest.add(1, zone);
    return ingest.invalid_count() == 0;
}

/// Rings of three to seven vertices on a small grid: they touch, cross and lie in each other often.
class RandomRings {
public:
    geo::Ring ring(double x, double y, unsigned size) {
        geo::Ring out;
        std::set<std::pair<double, double>> used;
        while (out.size() < 3 + m_random() % 5) {
            const Position p{x + static_cast<double>(m_random() % size),
                             y + static_cast<double>(m_random() % size)};
            if (used.emplace(p.x, p.y).second) {
                out.push_back(p);
            }
        }
        return out;
    }
    geo::Geometry polygons() {
        geo::Geometry out;
        for (unsigned p = 0; p <= m_random() % 2; ++p) {
            geo::Polygon polygon;
            polygon.shell = m_random() % 3 == 0 ? ring(0, 0, 9) : square(0, 0, 8);
            for (unsigned h = 0; h < m_random() % 4; ++h) {
                polygon.holes.push_back(
                    ring(static_cast<double>(m_random() % 5), static_cast<double>(m_random() % 5), 4));
            }
            out.polygons.push_back(polygon);
        }
        if (m_random() % 2 == 0) {
            out.polygons.push_back(
                {ring(static_cast<double>(m_random() % 9), static_cast<double>(m_random() % 9), 3), {}});
        }
        return out;
    }

private:
    std::mt19937 m_random{5};
};

TEST(ZoneIngest, CallsInvalidWhatGeosCallsInvalid) {
    RandomRings random;
    int valid = 0;
    int invalid = 0;
    for (int round = 0; round < 60000; ++round) {
        const geo::Geometry geometry = random.polygons();
        const auto reason = geo::invalidity(geometry);
        ASSERT_EQ(is_taken_for_valid(geometry), !reason)
            << (reason ? reason->reason : "valid") << " in round " << round;
        (reason ? invalid : valid) += 1;
    }
    EXPECT_GT(valid, 3000);
    EXPECT_GT(invalid, 3000);
}

TEST(ZoneIngest, SeesRingsThatLieWhereTheyMayNot) {
    const geo::Ring shell = square(0, 0, 9);
    const auto with_holes = [&shell](std::vector<geo::Ring> holes) {
        geo::Geometry out;
        out.polygons = {{shell, std::move(holes)}};
        return out;
    };
    EXPECT_TRUE(is_taken_for_valid(with_holes({square(1, 1, 2), square(4, 4, 2)})));
    EXPECT_FALSE(is_taken_for_valid(with_holes({square(1, 1, 5), square(2, 2, 2)}))) << "a hole in a hole";
    EXPECT_FALSE(is_taken_for_valid(with_holes({square(20, 1, 5)}))) << "a hole outside";

    geo::Geometry island = with_holes({square(1, 1, 5)});
    island.polygons.push_back({square(2, 2, 2), {}});
    EXPECT_TRUE(is_taken_for_valid(island));
    geo::Geometry covered = with_holes({square(1, 1, 1)});
    covered.polygons.push_back({square(4, 4, 2), {}});
    EXPECT_FALSE(is_taken_for_valid(covered)) << "a polygon in a polygon";
    geo::Geometry covering;
    covering.polygons = {{square(4, 4, 2), {}}, {shell, {}}};
    EXPECT_FALSE(is_taken_for_valid(covering)) << "a polygon around a polygon";
}

TEST(ZoneIngest, SeesManyRingsToo) {
    geo::Geometry comb;
    comb.polygons = {{square(0, 0, 1000), {}}};
    for (int i = 0; i < 300; ++i) {
        comb.polygons[0].holes.push_back(square(3 * i + 1, 1, 1));
    }
    EXPECT_TRUE(is_taken_for_valid(comb));
    comb.polygons[0].holes.push_back(square(-10, 1, 1));
    EXPECT_FALSE(is_taken_for_valid(comb));
}

} // namespace
} // namespace liangxian::overlap
