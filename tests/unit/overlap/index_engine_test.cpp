// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/index_engine.hpp"

#include "core/overlap/zone_ingest.hpp"
#include "tests/support/shapes.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>
#include <string>

namespace liangxian::overlap {
namespace {

using namespace liangxian::tests;
using zone::ZoneKind;

/// A town's worth of records of every sort, on ground 20 km square.
class Town {
public:
    explicit Town(unsigned seed) : m_random(seed) {
        for (int i = 0; i < 600; ++i) {
            const std::string id = "Z" + std::to_string(i);
            zone::Zone zone = a_zone(id, "S", ZoneKind::protection, some_shape(i));
            if (i % 3 == 0) {
                zone.accuracy_m = number(0, 30);
            }
            if (i % 11 == 0) {
                zone.status = zone::Status::draft;
            }
            if (i % 13 == 0) {
                zone.valid.to = base::Date(2020, 1, 1);
            }
            m_snapshot.zones.push_back(std::move(zone));
        }
        for (int i = 0; i < 60; ++i) {
            const double x = number(0, 20000);
            const double y = number(0, 20000);
            m_snapshot.sites.push_back(
                a_site("S" + std::to_string(i), i % 2 == 0 ? point(x, y) : line(x, y, x + 900, y + 300)));
        }
    }

    const zone::Snapshot& snapshot() const { return m_snapshot; }
    double number(double low, double high) {
        return low + (high - low) * static_cast<double>(m_random() % 100000) / 100000;
    }
    geo::Geometry star(double x, double y, double radius, int corners) {
        geo::Geometry g;
        geo::Ring ring;
        for (int i = 0; i < corners; ++i) {
            const double angle = 2 * 3.14159265358979 * i / corners;
            const double r = radius * number(0.4, 1);
            ring.push_back(at_m(x + r * std::cos(angle), y + r * std::sin(angle)));
        }
        g.polygons.push_back({std::move(ring), {}});
        return g;
    }
    index::MappedBytes packed() const {
        index::ZoneIndexWriter writer({});
        ZoneIngest ingest(writer);
        for (std::size_t i = 0; i < m_snapshot.zones.size(); ++i) {
            ingest.add(static_cast<std::int64_t>(i), m_snapshot.zones[i]);
        }
        for (std::size_t i = 0; i < m_snapshot.sites.size(); ++i) {
            ingest.add(static_cast<std::int64_t>(i), m_snapshot.sites[i]);
        }
        return writer.build({});
    }

private:
    geo::Geometry some_shape(int i) {
        // Whole hundreds of metres make neighbours share edges and corners.
        const double x = std::floor(number(0, 200)) * 100;
        const double y = std::floor(number(0, 200)) * 100;
        switch (i % 5) {
        case 0:
            return rectangle(x, y, 100, 200);
        case 1: {
            geo::Geometry g = rectangle(x, y, 600, 600);
            g.polygons[0].holes.push_back(ring_m(x + 200, y + 200, 200, 200));
            return g;
        }
        case 2: {
            geo::Geometry g = rectangle(x, y, 100, 100);
            g.polygons.push_back({ring_m(x + 300, y, 100, 100), {}});
            return g;
        }
        default:
            return star(x, y, number(20, 800), 24);
        }
    }

    std::mt19937 m_random;
    zone::Snapshot m_snapshot;
};

/// A finding as far as both engines must agree, to the last bit.
std::string said_of(const std::string& id, const Pair& pair) {
    std::string out = id + " " + std::string(result::code_of(*pair.relation));
    out += fmt::format(" {:a} {:a} {:a} {} ", pair.area_m2, pair.distance_m, pair.length_m.value_or(-1),
                       pair.decision_band);
    for (const geo::Polygon& polygon : pair.geometry.polygons) {
        for (const geo::Position& p : polygon.shell) {
            out += fmt::format("{:a},{:a} ", p.x, p.y);
        }
    }
    return out;
}

TEST(IndexEngine, FindsWhatTheEngineOverASnapshotFindsToTheLastBit) {
    Town town(5);
    const index::ZoneIndex index(town.packed());
    const zone::AccuracyDefaults defaults;
    RecordFilter filter;
    filter.day = static_cast<std::int32_t>(base::Date(2026, 1, 1).days_since_epoch());
    filter.with_drafts = false;
    IndexEngine engine(index, defaults, filter);
    OverlapParameters parameters;
    parameters.near_m = 40;
    std::map<result::Relation, int> seen;
    for (int round = 0; round < 150; ++round) {
        const double x = std::floor(town.number(0, 200)) * 100;
        const double y = std::floor(town.number(0, 200)) * 100;
        const geo::Geometry application = round % 4 == 0   ? rectangle(x, y, 400, 300)
                                          : round % 4 == 1 ? town.star(x, y, 700, 40)
                                          : round % 4 == 2 ? rectangle(x, y, 3000, 20)
                                                           : rectangle(x + 30, y + 30, 20, 20);
        PairComputer pairs(application, parameters);
        std::vector<std::string> found;
        for (const FoundRecord& record : engine.find(pairs, parameters)) {
            ASSERT_TRUE(record.pair);
            const bool is_zone = record.table == index::Table::zones;
            found.push_back(said_of((is_zone ? "z" : "s") + std::to_string(record.row), *record.pair));
            ++seen[*record.pair->relation];
        }
        std::vector<std::string> expected;
        PairComputer one_by_one(application, parameters);
        const auto look = [&](const std::string& id, const geo::Geometry& stored,
                              std::optional<double> accuracy_m) {
            const Pair pair = one_by_one.compute(stored, accuracy_m);
            if (pair.relation) {
                expected.push_back(said_of(id, pair));
            }
        };
        for (std::size_t i = 0; i < town.snapshot().sites.size(); ++i) {
            const zone::Site& site = town.snapshot().sites[i];
            look("s" + std::to_string(i), site.geometry, site.position_accuracy_m);
        }
        for (std::size_t i = 0; i < town.snapshot().zones.size(); ++i) {
            const zone::Zone& zone = town.snapshot().zones[i];
            if (zone.status != zone::Status::draft && zone.valid.contains(base::Date(2026, 1, 1))) {
                look("z" + std::to_string(i), zone.geometry, zone.accuracy_m);
            }
        }
        ASSERT_EQ(found, expected) << "application " << round;
    }
    EXPECT_GT(seen[result::Relation::overlap], 100);
    EXPECT_GT(seen[result::Relation::within], 5);
    EXPECT_GT(seen[result::Relation::contains], 5);
    EXPECT_GT(seen[result::Relation::touch], 5);
    EXPECT_GT(seen[result::Relation::near], 5);
}

TEST(IndexEngine, AcceptsWholeBranchesInsideAHugeApplication) {
    Town town(6);
    const index::ZoneIndex index(town.packed());
    IndexJoin join(index);
    struct Counter : JoinVisitor {
        int met = 0;
        void meet(std::uint32_t, FlatRelation relation, const index::FlatRings&, double) override {
            EXPECT_EQ(relation, FlatRelation::zone_within);
            ++met;
        }
        void ask(std::uint32_t, Doubt) override {}
    } counter;
    ApplicationArea application;
    application.assign(town.star(10000, 10000, 80000, 400));
    join.run(application, {}, counter);
    EXPECT_EQ(counter.met, 600);
    EXPECT_EQ(join.counts().contained, 600U) << "none was looked at by itself";
    EXPECT_EQ(join.counts().candidates, 0U);
}

TEST(IndexEngine, HandsAnInvalidRecordBackToBeReadAndRepaired) {
    index::ZoneIndexWriter writer({});
    ZoneIngest ingest(writer);
    geo::Geometry bow_tie;
    bow_tie.polygons.push_back({{at_m(0, 0), at_m(100, 100), at_m(100, 0), at_m(0, 100)}, {}});
    ingest.add(4, a_zone("Z", "S", ZoneKind::control, bow_tie));
    const index::ZoneIndex index(writer.build({}));
    const zone::AccuracyDefaults defaults;
    IndexEngine engine(index, defaults, {});
    const OverlapParameters parameters;
    const geo::Geometry application = rectangle(10, 10, 20, 20);
    PairComputer pairs(application, parameters);
    const auto found = engine.find(pairs, parameters);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_FALSE(found[0].pair);
    EXPECT_EQ(found[0].row, 4);
}

} // namespace
} // namespace liangxian::overlap
