// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/unit_ground.hpp"

#include <gtest/gtest.h>

namespace liangxian::app {
namespace {

zone::AccuracyDefaults defaults() {
    return zone::AccuracyDefaults::load(std::string(LIANGXIAN_SOURCE_DIR) + "/data/profiles/accuracy.json");
}

zone::Zone range_of(const char* id, std::optional<double> accuracy_m,
                    std::optional<zone::GeometryBasis> basis) {
    zone::Zone out;
    out.zone_id = id;
    out.accuracy_m = accuracy_m;
    out.geometry_basis = basis;
    out.geometry.polygons = {{{{112.9, 39.5}, {112.901, 39.5}, {112.901, 39.501}, {112.9, 39.501}}, {}}};
    return out;
}

std::optional<double> accuracy_of(std::vector<zone::Zone> parts) {
    Unit unit;
    unit.versions = std::move(parts);
    return ground_of(unit, base::Date::today(), defaults()).range_accuracy_m;
}

TEST(UnitGround, HasNoAccuracyWhereNobodyStatedOne) {
    EXPECT_EQ(accuracy_of({range_of("A", std::nullopt, std::nullopt)}), std::nullopt);
    EXPECT_EQ(accuracy_of({range_of("A", 2, std::nullopt), range_of("B", std::nullopt, std::nullopt)}),
              std::nullopt);
}

TEST(UnitGround, IsAsAccurateAsTheWorstPartOfTheRange) {
    EXPECT_EQ(accuracy_of({range_of("A", 2, std::nullopt), range_of("B", 3, std::nullopt)}), 3);
    EXPECT_EQ(accuracy_of({range_of("A", std::nullopt, zone::GeometryBasis::traced_scan)}), 5);
}

TEST(UnitGround, KnowsTheUnitByItsNameAndPlaces) {
    zone::Site site;
    site.name = "应县木塔";
    site.county = "应县";
    const auto common =
        words::Vocabulary::load(std::string(LIANGXIAN_SOURCE_DIR) + "/data/words/phrases.json");
    const auto own = vocabulary_of(site, common);
    EXPECT_EQ(own.look_up(U"木塔").kind, words::PhraseKind::monument);
    EXPECT_EQ(own.look_up(U"应县木塔塔基").kind, words::PhraseKind::part);
    EXPECT_EQ(own.look_up(U"净土寺").kind, words::PhraseKind::unknown);
    site.name = "净土寺";
    EXPECT_EQ(vocabulary_of(site, common).look_up(U"净土寺").kind, words::PhraseKind::monument);
}

} // namespace
} // namespace liangxian::app
