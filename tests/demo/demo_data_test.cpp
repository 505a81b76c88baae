// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/demo/demo_layers.hpp"

#include "core/geo/repair.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

namespace liangxian::tests {
namespace {

using nlohmann::json;

base::Date day(const char* text) { return base::Date::parse(text).value(); }

/// Whether a text says that it is an illustration; absent texts say nothing.
bool says_so(const json& value) {
    return value.is_null() || value.get<std::string>().find("非法定") != std::string::npos;
}

TEST(DemoData, SaysInEveryAnnouncedWordThatItIsNotLegal) {
    const std::set<std::string> spoken = {"issuer",       "document",     "approval_document", "words",
                                          "restrictions", "announced_by", "declared_by",       "place"};
    for (const char* layer : {"sites", "zones", "areas"}) {
        for (const json& row : demo_features(layer)) {
            for (const auto& [name, value] : row.at("properties").items()) {
                EXPECT_TRUE(spoken.count(name) == 0 || says_so(value))
                    << layer << " " << name << " " << value;
            }
        }
    }
}

TEST(DemoData, HasOnlyValidGeometries) {
    const zone::Snapshot snapshot = demo_snapshot(day("2026-08-01"));
    for (const zone::Zone& zone : snapshot.zones) {
        EXPECT_FALSE(geo::invalidity(zone.geometry)) << zone.zone_id;
        EXPECT_EQ(zone.geometry.dimension(), 2) << zone.zone_id;
    }
    for (const zone::Area& area : snapshot.areas) {
        EXPECT_FALSE(geo::invalidity(area.geometry)) << area.area_id;
    }
}

TEST(DemoData, HasAUnitForEveryZoneAndOneVersionInForce) {
    const zone::Snapshot snapshot = demo_snapshot(day("2026-01-31"));
    std::set<std::string> sites;
    for (const zone::Site& site : snapshot.sites) {
        EXPECT_TRUE(sites.insert(site.site_id).second) << site.site_id;
    }
    std::set<std::string> zones;
    for (const zone::Zone& zone : snapshot.zones) {
        EXPECT_EQ(sites.count(zone.site_id), 1u) << zone.zone_id;
        EXPECT_TRUE(zones.insert(zone.zone_id).second) << zone.zone_id;
    }
}

TEST(DemoData, ReplacesARangeAndBringsAControlZoneIntoForceWithTime) {
    const auto version_of = [](const char* zone_id, const char* as_of) {
        for (const zone::Zone& zone : demo_snapshot(day(as_of)).zones) {
            if (zone.zone_id == zone_id) {
                return zone.version;
            }
        }
        return 0;
    };
    EXPECT_EQ(version_of("SZ006-G", "2025-05-31"), 1);
    EXPECT_EQ(version_of("SZ006-G", "2025-06-01"), 2);
    EXPECT_EQ(version_of("SZ012-C", "2026-06-30"), 0);
    EXPECT_EQ(version_of("SZ012-C", "2026-07-01"), 1);
}

TEST(DemoData, HidesTheTombsAndNothingElse) {
    for (const json& row : demo_features("zones")) {
        const json& properties = row.at("properties");
        EXPECT_EQ(properties.at("visibility") == "hidden", properties.at("site_id") == "SZ003");
    }
}

TEST(DemoData, NamesAFileForEveryExpectation) {
    for (const json& entry : demo_json("expected.json")) {
        const std::string file = entry.at("file").get<std::string>();
        EXPECT_TRUE(std::filesystem::exists(std::string(LIANGXIAN_SOURCE_DIR) + "/data/demo/" + file))
            << file;
    }
}

} // namespace
} // namespace liangxian::tests
