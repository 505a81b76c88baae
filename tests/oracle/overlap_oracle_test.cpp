// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/hex.hpp"
#include "core/bench/pg_connection.hpp"
#include "core/bench/private_postgres.hpp"
#include "core/geo/area.hpp"
#include "core/geo/wkb.hpp"
#include "core/overlap/pair.hpp"
#include "tests/oracle/generated_pairs.hpp"

#include <boost/geometry.hpp>
#include <boost/geometry/geometries/multi_polygon.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace liangxian::overlap {
namespace {

using result::Relation;
using tests::GeneratedPair;
namespace bg = boost::geometry;

constexpr std::size_t kPairs = 4000;
constexpr unsigned kSeed = 20260131;

const std::vector<GeneratedPair>& pairs() {
    static const std::vector<GeneratedPair> made = tests::generated_pairs(kPairs, kSeed);
    return made;
}

Pair ours(const GeneratedPair& pair) {
    OverlapParameters parameters;
    parameters.near_m = 1e7; // whatever is apart is near: its distance is wanted
    return PairComputer(pair.application, parameters).compute(pair.stored, std::nullopt);
}

/// What the DE-9IM matrix of PostGIS says about contact.
bool postgis_interiors_meet(const std::string& matrix) { return matrix[0] != 'F'; }
bool postgis_touches(const std::string& matrix) {
    return matrix[0] == 'F' && (matrix[1] != 'F' || matrix[3] != 'F' || matrix[4] != 'F');
}
std::string postgis_containment(const std::string& matrix) {
    const bool covered = matrix[2] == 'F' && matrix[5] == 'F';
    const bool covers = matrix[6] == 'F' && matrix[7] == 'F';
    return covered && covers ? "equals" : covered ? "within" : covers ? "contains" : "overlap";
}

TEST(OverlapOracle, AgreesWithPostgisOnEveryPairRelationAreaAndDistance) {
    const bench::PrivatePostgres server;
    bench::PgConnection postgis(server.connection_string());
    postgis.query("CREATE TABLE pairs (i int, a geometry, z geometry)");
    std::string values;
    for (std::size_t i = 0; i < pairs().size(); ++i) {
        values += fmt::format("{}({}, ST_GeomFromWKB('\\x{}', 4326), ST_GeomFromWKB('\\x{}', 4326))",
                              i == 0 ? "" : ",", i, base::hex_of(geo::to_wkb(pairs()[i].application)),
                              base::hex_of(geo::to_wkb(pairs()[i].stored)));
    }
    postgis.query("INSERT INTO pairs VALUES " + values);
    const auto rows = postgis.query(
        "SELECT ST_Relate(a, z), ST_Area(ST_CollectionExtract(ST_Intersection(a, z), 3)::geography), "
        "ST_Length(ST_CollectionExtract(ST_Intersection(a, z), 2)::geography), "
        "ST_Distance(a::geography, z::geography) FROM pairs ORDER BY i");
    ASSERT_EQ(rows.size(), kPairs);

    std::map<std::string, std::size_t> seen;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const GeneratedPair& generated = pairs()[i];
        SCOPED_TRACE(fmt::format("pair {} ({})", i, generated.kind));
        const Pair pair = ours(generated);
        const std::string& matrix = rows[i][0];
        if (postgis_interiors_meet(matrix)) {
            ASSERT_TRUE(pair.relation);
            const std::string expected = postgis_containment(matrix);
            const std::string got =
                pair.relation == Relation::sliver ? "overlap" : std::string(result::code_of(*pair.relation));
            EXPECT_EQ(got, expected);
            const double area = std::stod(rows[i][1]);
            EXPECT_NEAR(pair.area_m2, area, std::max(2e-4 * area, 1e-3));
            if (generated.kind == "line") {
                EXPECT_NEAR(*pair.length_m, std::stod(rows[i][2]), std::max(1e-6 * *pair.length_m, 1e-3));
            }
        } else if (postgis_touches(matrix)) {
            EXPECT_EQ(pair.relation, Relation::touch);
            EXPECT_EQ(pair.area_m2, 0);
        } else {
            EXPECT_EQ(pair.relation, Relation::near);
            // Geography edges are geodesics, ours straight in degrees: they sag apart on long edges.
            const double distance = std::stod(rows[i][3]);
            EXPECT_NEAR(pair.distance_m, distance, std::max(2e-3 * distance, 0.05));
        }
        ++seen[generated.kind + (pair.relation == Relation::near
                                     ? " apart"
                                     : " " + std::string(result::code_of(*pair.relation)))];
    }
    for (const char* kind : {"generic overlap", "shared-edge overlap", "shared-edge touch", "hole overlap",
                             "contained within", "contained contains", "touch touch", "sliver sliver",
                             "point contains", "point touch", "line overlap"}) {
        EXPECT_GE(seen[kind], 20u) << kind << " is too rare to mean anything";
    }
}

using BoostPoint = bg::model::d2::point_xy<double>;
using BoostPolygon = bg::model::polygon<BoostPoint>;
using BoostMultiPolygon = bg::model::multi_polygon<BoostPolygon>;

/// Shifted to the origin: Boost's own areas lose digits in absolute degrees.
BoostMultiPolygon to_boost(const geo::Geometry& geometry, const geo::Position& origin) {
    BoostMultiPolygon out;
    for (const geo::Polygon& polygon : geometry.polygons) {
        BoostPolygon made;
        for (const geo::Position& p : polygon.shell) {
            bg::append(made.outer(), BoostPoint(p.x - origin.x, p.y - origin.y));
        }
        for (const geo::Ring& hole : polygon.holes) {
            made.inners().emplace_back();
            for (const geo::Position& p : hole) {
                bg::append(made.inners().back(), BoostPoint(p.x - origin.x, p.y - origin.y));
            }
        }
        bg::correct(made);
        out.push_back(made);
    }
    return out;
}

geo::Geometry from_boost(const BoostMultiPolygon& polygons, const geo::Position& origin) {
    geo::Geometry out;
    const auto ring_of = [&origin](const auto& from) {
        geo::Ring ring;
        for (const BoostPoint& p : from) {
            ring.push_back({p.x() + origin.x, p.y() + origin.y});
        }
        if (!ring.empty()) {
            ring.pop_back();
        }
        return ring;
    };
    for (const BoostPolygon& polygon : polygons) {
        geo::Polygon made{ring_of(polygon.outer()), {}};
        for (const auto& inner : polygon.inners()) {
            made.holes.push_back(ring_of(inner));
        }
        out.polygons.push_back(std::move(made));
    }
    return out;
}

TEST(OverlapOracle, AgreesWithBoostGeometryOnAreas) {
    std::size_t compared = 0;
    for (std::size_t i = 0; i < pairs().size(); ++i) {
        const GeneratedPair& generated = pairs()[i];
        if (generated.stored.dimension() != 2) {
            continue;
        }
        const geo::Position origin = generated.application.polygons.front().shell.front();
        BoostMultiPolygon both;
        bg::intersection(to_boost(generated.application, origin), to_boost(generated.stored, origin), both);
        const double area = geo::area_lonlat_m2(from_boost(both, origin));
        const Pair pair = ours(generated);
        // Boost takes vertices and strips nearer than some 1e-9 degrees (0.1 mm) for one.
        const double smaller = std::min(geo::area_lonlat_m2(generated.application), *pair.stored_area_m2);
        EXPECT_NEAR(pair.area_m2, area, std::max(5e-7 * smaller, 1e-2))
            << "pair " << i << " " << generated.kind;
        ++compared;
    }
    EXPECT_GE(compared, 3000u);
}

} // namespace
} // namespace liangxian::overlap
