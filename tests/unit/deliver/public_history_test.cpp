// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/public_data.hpp"

#include "core/geo/wkb.hpp"
#include "tests/support/shapes.hpp"

#include <gtest/gtest.h>

#include <random>
#include <tuple>

namespace liangxian::tests {
namespace {

using base::Date;
using deliver::PublicData;
using deliver::PublicRecord;
using deliver::PublicRules;
using deliver::PublicSource;
using zone::Visibility;
using zone::ZoneKind;

PublicRules rules() {
    return PublicRules::load(std::filesystem::path(LIANGXIAN_SOURCE_DIR) / "data/profiles/public.json");
}

base::DateSpan from(int year, std::optional<Date> to = std::nullopt) { return {Date(year, 1, 1), to}; }
base::DateSpan until(int year, const base::DateSpan& span) { return {span.from, Date(year, 12, 31)}; }

/// Source with versions that are added one by one.
struct History : PublicSource {
    zone::Zone& add(const std::string& id, int version, const std::string& site, ZoneKind kind,
                    geo::Geometry geometry, const base::DateSpan& days) {
        zone::Zone zone = a_zone(id, site, kind, std::move(geometry));
        zone.version = version;
        zone.valid = days;
        stays.push_back({shown.size(), days});
        shown.push_back(std::move(zone));
        return shown.back();
    }
};

const PublicRecord* on(const std::vector<PublicRecord>& records, const Date& day) {
    const PublicRecord* out = nullptr;
    for (const PublicRecord& record : records) {
        if (record.days.contains(day)) {
            EXPECT_EQ(out, nullptr) << "two on " << day.to_string();
            out = &record;
        }
    }
    return out;
}

TEST(PublicHistory, HasEachVersionOnTheDaysItWasInForce) {
    History source;
    source.add("Z1", 1, "S1", ZoneKind::protection, rectangle(0, 0, 300, 300), until(2019, from(2010)));
    source.add("Z1", 2, "S1", ZoneKind::protection, rectangle(0, 0, 400, 400), from(2020));
    const PublicData data = make_public_data(source, rules());
    ASSERT_EQ(data.protection.size(), 2u);
    EXPECT_EQ(on(data.protection, Date(2009, 12, 31)), nullptr);
    EXPECT_EQ(on(data.protection, Date(2019, 12, 31))->version, 1);
    EXPECT_EQ(on(data.protection, Date(2020, 1, 1))->version, 2);
    EXPECT_EQ(count_on(data.protection, Date(2000, 1, 1)), 0u);
}

TEST(PublicHistory, AVersionThatWasHiddenHidesTheUnitOnEveryDay) {
    History source;
    source.sites = {a_site("S1", rectangle(0, 0, 40, 40))};
    source.add("Z1", 1, "S1", ZoneKind::protection, rectangle(0, 0, 300, 300), until(2019, from(2010)))
        .visibility = Visibility::hidden;
    source.add("Z1", 2, "S1", ZoneKind::protection, rectangle(0, 0, 300, 300), from(2020));
    const PublicData data = make_public_data(source, rules());
    EXPECT_TRUE(data.sites.empty());
    EXPECT_TRUE(data.protection.empty());
}

TEST(PublicHistory, WhatWasCorrectedBeforeItWasInForceDoesNotHide) {
    History source;
    zone::Zone corrected = a_zone("Z1", "S1", ZoneKind::protection, rectangle(0, 0, 300, 300));
    corrected.visibility = Visibility::hidden;
    source.others = {corrected};
    source.add("Z1", 2, "S1", ZoneKind::protection, rectangle(0, 0, 300, 300), from(2020));
    const PublicData data = make_public_data(source, rules());
    ASSERT_EQ(data.protection.size(), 1u);
    EXPECT_EQ(data.protection[0].visibility, Visibility::public_);
}

TEST(PublicHistory, AnOutlineAlongAnOldVersionOfAHiddenLineIsItsCellOnEveryDay) {
    for (const bool was_in_force : {true, false}) {
        History source;
        source.add("Z1", 1, "S1", ZoneKind::protection, rectangle(0, 0, 300, 300), from(2020));
        zone::Zone old = a_zone("Z2", "S2", ZoneKind::protection, rectangle(300, 0, 80, 80));
        old.visibility = Visibility::hidden;
        zone::Zone last = a_zone("Z2", "S2", ZoneKind::protection, rectangle(900, 900, 80, 80));
        last.visibility = Visibility::hidden;
        last.version = 2;
        if (was_in_force) {
            source.stays.push_back({source.shown.size(), until(2012, from(2010))});
            source.shown.push_back(old);
        } else {
            source.others = {old};
        }
        source.deciding = {last};
        const PublicData data = make_public_data(source, rules());
        ASSERT_EQ(data.protection.size(), 1u);
        EXPECT_EQ(data.protection[0].visibility, Visibility::coarse);
    }
}

TEST(PublicHistory, ALineThatWentToAHiddenUnitIsHiddenUnderItsFirstUnitToo) {
    History source;
    source.add("Z1", 1, "S1", ZoneKind::protection, rectangle(0, 0, 300, 300), until(2019, from(2010)));
    source.add("Z2", 1, "S1", ZoneKind::control, rectangle(5000, 0, 300, 300), from(2010));
    source.add("Z1", 2, "S2", ZoneKind::protection, rectangle(0, 0, 300, 300), from(2020)).visibility =
        Visibility::hidden;
    const PublicData data = make_public_data(source, rules());
    EXPECT_TRUE(data.protection.empty());
    ASSERT_EQ(data.control.size(), 1u);
    EXPECT_EQ(data.control[0].visibility, Visibility::public_);
}

TEST(PublicHistory, AHoleStaysOnTheDaysOnWhichTheUnitsOwnRangeFillsIt) {
    History source;
    geo::Geometry belt = rectangle(-100, -100, 600, 600);
    belt.polygons[0].holes = {ring_m(0, 0, 300, 300)};
    source.add("C1", 1, "S1", ZoneKind::control, belt, from(2010));
    source.add("P1", 1, "S1", ZoneKind::protection, rectangle(0, 0, 300, 300), until(2019, from(2015)));
    source.add("P1", 2, "S1", ZoneKind::protection, rectangle(0, 0, 150, 150), from(2020));
    const PublicData data = make_public_data(source, rules());
    ASSERT_EQ(data.control.size(), 3u);
    const auto holes = [&](int year) {
        return on(data.control, Date(year, 6, 1))->geometry.polygons[0].holes.size();
    };
    EXPECT_EQ(holes(2012), 0u);
    EXPECT_EQ(holes(2016), 1u);
    EXPECT_EQ(holes(2021), 0u);
    EXPECT_EQ(on(data.control, Date(2014, 12, 31))->days.to, Date(2014, 12, 31));
    EXPECT_FALSE(on(data.control, Date(2020, 1, 1))->days.to);
}

TEST(PublicHistory, VersionsOfACoarseUnitShareOneCellAndOneOpaqueId) {
    History source;
    source
        .add("Z0-114.014357,39.511993", 1, "S1", ZoneKind::protection, rectangle(0, 0, 300, 300),
             until(2019, from(2010)))
        .visibility = Visibility::coarse;
    source
        .add("Z0-114.014357,39.511993", 2, "S1", ZoneKind::protection, rectangle(7000, 7000, 300, 300),
             from(2020))
        .document = "二号";
    const PublicData data = make_public_data(source, rules());
    ASSERT_EQ(data.protection.size(), 2u);
    EXPECT_EQ(data.protection[0].geometry.polygons[0].shell, data.protection[1].geometry.polygons[0].shell);
    EXPECT_EQ(data.protection[0].fields.at("zone_id"), data.protection[1].fields.at("zone_id"));
    EXPECT_EQ(data.protection[0].fields.at("zone_id").size(), 13u);
    EXPECT_EQ(data.withheld.size(), 1u) << "told once";
}

/// A row as a layer gives it: its fields by name, and its geometry.
using WrittenRow = std::pair<std::map<std::string, gdal::Value>, std::string>;

std::vector<WrittenRow> rows_of(const std::vector<gdal::NewLayer>& layers, const std::string& name) {
    std::vector<WrittenRow> out;
    for (const gdal::NewLayer& layer : layers) {
        if (layer.name == name) {
            layer.rows([&out](const gdal::Table::Row& row) {
                WrittenRow written{{}, row.wkb};
                for (const gdal::Field& field : row.fields) {
                    written.first[field.name] = field.value;
                }
                out.push_back(std::move(written));
            });
        }
    }
    return out;
}

/// Rows of a history layer on a day, as the day's own layer has them.
std::vector<WrittenRow> on_day(const std::vector<WrittenRow>& history, const std::string& day) {
    std::vector<WrittenRow> out;
    for (WrittenRow row : history) {
        const auto* first = std::get_if<std::string>(&row.first.at("valid_from"));
        const auto* last = std::get_if<std::string>(&row.first.at("valid_to"));
        if ((first != nullptr && day < *first) || (last != nullptr && *last < day)) {
            continue;
        }
        row.first.erase("valid_from");
        row.first.erase("valid_to");
        row.first.erase("version");
        if (const auto own = row.first.find("version_from"); own != row.first.end()) {
            row.first["valid_from"] = own->second;
            row.first.erase("version_from");
        }
        out.push_back(std::move(row));
    }
    return out;
}

/// Units with some versions of two lines each, all within a few hundred metres and a few weeks.
History random_history(std::mt19937& random) {
    const auto upto = [&random](unsigned most) { return static_cast<int>(random() % (most + 1)); };
    History out;
    for (int unit = 0; unit < 4; ++unit) {
        const std::string site = "S" + std::to_string(unit);
        const int left = 700 * unit;
        out.sites.push_back(a_site(site, rectangle(left, 0, 30, 30)));
        for (const ZoneKind kind : {ZoneKind::protection, ZoneKind::control}) {
            Date day = Date(2020, 1, 1).plus_days(upto(9));
            for (int version = 1; version <= 1 + upto(2); ++version) {
                const Date last = day.plus_days(upto(6));
                const bool is_control = kind == ZoneKind::control;
                geo::Geometry ground = is_control ? rectangle(left - 100, -100, 500 + 10 * upto(3), 500)
                                                  : rectangle(left, 0, 200 + 100 * upto(1), 300);
                if (is_control && upto(1) == 1) {
                    ground.polygons[0].holes = {ring_m(left, 0, 200, 300)};
                }
                zone::Zone& zone = out.add(site + (is_control ? "-C" : "-P"), version, site, kind,
                                           std::move(ground), {day, last});
                zone.visibility = upto(9) == 0   ? Visibility::hidden
                                  : upto(5) == 0 ? Visibility::coarse
                                                 : Visibility::public_;
                day = last.plus_days(1 + upto(3));
            }
        }
    }
    return out;
}

TEST(PublicHistory, OnEveryDayIsWhatTheLayersOfThatDayAreFieldByField) {
    std::mt19937 random(20261127);
    std::size_t compared = 0;
    for (int round = 0; round < 60; ++round) {
        const History source = random_history(random);
        const PublicData data = make_public_data(source, rules());
        for (int i = -1; i < 40; i += 2) {
            const Date day = Date(2020, 1, 1).plus_days(i);
            const auto layers = public_layers(data, rules(), day);
            for (const char* name : {"public_sites", "protection", "control"}) {
                const auto expected = rows_of(layers, name);
                ASSERT_EQ(on_day(rows_of(layers, std::string(name) + "_history"), day.to_string()), expected)
                    << name << " " << day.to_string() << " round " << round;
                compared += expected.size();
            }
        }
    }
    EXPECT_GT(compared, 4000u);
}

TEST(PublicHistory, OnEveryDayIsWhatThatDaysVersionsAloneWouldShow) {
    // A source of one day, with all else to decide and guard: what was exported before there was a history.
    std::mt19937 random(7);
    std::size_t compared = 0;
    for (int round = 0; round < 40; ++round) {
        const History source = random_history(random);
        const PublicData history = make_public_data(source, rules());
        for (int i = 0; i < 40; i += 3) {
            const Date day = Date(2020, 1, 1).plus_days(i);
            PublicSource of_day;
            of_day.sites = source.sites;
            for (const PublicSource::Stay& stay : source.stays) {
                (stay.days.contains(day) ? of_day.shown : of_day.deciding)
                    .push_back(source.shown[stay.place]);
            }
            const PublicData alone = make_public_data(of_day, rules());
            for (const auto records : {&PublicData::protection, &PublicData::control}) {
                std::vector<std::tuple<std::string, Visibility, std::string>> expected;
                std::vector<std::tuple<std::string, Visibility, std::string>> found;
                const auto tell = [](const PublicRecord& record) {
                    return std::tuple(record.fields.at("zone_id"), record.visibility,
                                      geo::to_wkb(record.geometry));
                };
                for (const PublicRecord& record : alone.*records) {
                    if (record.days.contains(day)) { // a belt stands once for each of its ranges
                        expected.push_back(tell(record));
                    }
                }
                for (const PublicRecord& record : history.*records) {
                    if (record.days.contains(day)) {
                        found.push_back(tell(record));
                    }
                }
                ASSERT_EQ(found, expected) << day.to_string() << " round " << round;
                compared += expected.size();
            }
        }
    }
    EXPECT_GT(compared, 500u);
}

} // namespace
} // namespace liangxian::tests
