// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/onemap/map_layer.hpp"

#include "server/onemap/generation.hpp"

#include <gtest/gtest.h>

namespace liangxian::onemap {
namespace {

using base::Date;

MapFeature feature(const std::string& id, double place, const base::DateSpan& days) {
    MapFeature out;
    out.id = id;
    out.point = geo::Position{place, place};
    out.box.add(*out.point);
    out.days = days;
    return out;
}

LayerDescription named(const char* name) {
    LayerDescription out;
    out.name = name;
    return out;
}

/// A was at 1 and is at 2 since 2020; B is at 1 until the end of 2024; C will be at 1 from 2030 on.
std::shared_ptr<const MapLayer> layer() {
    return std::make_shared<const MapLayer>(
        named("protection"), std::vector<MapFeature>{feature("A", 2, {Date(2020, 1, 1), std::nullopt}),
                                                     feature("C", 1, {Date(2030, 1, 1), std::nullopt}),
                                                     feature("A", 1, {std::nullopt, Date(2019, 12, 31)}),
                                                     feature("B", 1, {std::nullopt, Date(2024, 12, 31)})});
}

std::string at_one(const MapLayer& layer, const Date& day) {
    std::string out;
    for (const std::size_t place : layer.meeting({0.5, 0.5, 1.5, 1.5}, day)) {
        out += layer.feature(place).id;
    }
    return out;
}

TEST(MapLayerTest, ShowsOnEachDayWhatIsThereOnIt) {
    EXPECT_EQ(at_one(*layer(), Date(2019, 12, 31)), "AB");
    EXPECT_EQ(at_one(*layer(), Date(2020, 1, 1)), "B");
    EXPECT_EQ(at_one(*layer(), Date(2025, 1, 1)), "");
    EXPECT_EQ(at_one(*layer(), Date(2030, 1, 1)), "C");
}

TEST(MapLayerTest, FindsAnIdAsItIsOnTheDay) {
    EXPECT_EQ(layer()->find("A", Date(2019, 6, 1))->point->x, 1);
    EXPECT_EQ(layer()->find("A", Date(2021, 6, 1))->point->x, 2);
    EXPECT_EQ(layer()->find("C", Date(2029, 12, 31)), nullptr);
    EXPECT_EQ(layer()->find("D", Date(2029, 12, 31)), nullptr);
}

TEST(MapLayerTest, DaysBetweenWhichNothingChangesHaveOneState) {
    const auto state = [map = layer()](int year, unsigned month, unsigned day) {
        return map->state_on(Date(year, month, day));
    };
    EXPECT_EQ(state(1900, 1, 1), state(2019, 12, 31));
    EXPECT_NE(state(2019, 12, 31), state(2020, 1, 1));
    EXPECT_EQ(state(2020, 1, 1), state(2024, 12, 31));
    EXPECT_NE(state(2024, 12, 31), state(2025, 1, 1));
    EXPECT_NE(state(2029, 12, 31), state(2030, 1, 1));
    EXPECT_EQ(state(2030, 1, 1), state(2999, 1, 1));
}

TEST(MapLayerTest, SaysFromWhenToWhenThereIsSomething) {
    EXPECT_FALSE(layer()->days().from);
    EXPECT_FALSE(layer()->days().to);
    const MapLayer past(named("control"), {feature("A", 1, {Date(2001, 2, 3), Date(2004, 5, 6)})});
    EXPECT_EQ(past.days().from, Date(2001, 2, 3));
    EXPECT_EQ(past.days().to, Date(2004, 5, 6));
}

TEST(MapLayerTest, TheLastDayThatCanBeWrittenIsNoEnd) {
    const MapLayer map(named("control"), {feature("A", 1, {Date(2001, 2, 3), Date(9999, 12, 31)})});
    EXPECT_FALSE(map.days().to);
    EXPECT_EQ(map.changes(), std::vector<Date>{Date(2001, 2, 3)});
    EXPECT_NE(map.find("A", Date(2026, 1, 1)), nullptr);
}

TEST(MapLayerTest, APartSharesItsFeaturesAndOutlivesTheWhole) {
    std::shared_ptr<const MapLayer> whole = layer();
    const MapLayer part(whole, [](const MapFeature& one) { return one.id == "B"; });
    whole.reset();
    EXPECT_EQ(part.size(), 1u);
    EXPECT_EQ(at_one(part, Date(2019, 12, 31)), "B");
    EXPECT_EQ(part.find("A", Date(2019, 12, 31)), nullptr);
    EXPECT_EQ(part.changes(), std::vector<Date>{Date(2025, 1, 1)});
}

TEST(GenerationTest, NamesTheDaysFromBeforeTheFirstChangeToTheLastWithToday) {
    Generation generation;
    generation.views.front() = {layer()};
    const base::DateSpan named_days = generation.named_days(View::anybody, Date(2026, 11, 27));
    EXPECT_EQ(named_days.from, Date(2019, 12, 31)); // what was always there was there before
    EXPECT_EQ(named_days.to, Date(2030, 1, 1));
    const base::DateSpan none = generation.named_days(View::exact, Date(2026, 11, 27));
    EXPECT_EQ(none.from, none.to);
    EXPECT_EQ(generation.find(View::exact, "protection"), nullptr);
}

TEST(ViewTest, NobodyWithoutExactLayersSeesMoreThanAnybody) {
    using accounts::Role;
    const auto view = [](Role role) { return view_of(accounts::Principal{"x", role, {}}); };
    EXPECT_EQ(view_of(std::nullopt), View::anybody);
    EXPECT_EQ(view(Role::security), View::anybody);
    EXPECT_EQ(view(Role::audit), View::anybody);
    EXPECT_EQ(view(Role::member), View::exact);
    EXPECT_EQ(view(Role::system), View::exact);
    EXPECT_EQ(view(Role::planner), View::exact_with_hidden);
}

} // namespace
} // namespace liangxian::onemap
