// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/public_data.hpp"

#include "core/base/number.hpp"
#include "core/geo/repair.hpp"
#include "tests/support/shapes.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace liangxian::tests {
namespace {

using deliver::PublicData;
using deliver::PublicRules;
using deliver::PublicSource;
using zone::Visibility;
using zone::ZoneKind;

PublicRules rules() {
    return PublicRules::load(std::filesystem::path(LIANGXIAN_SOURCE_DIR) / "data/profiles/public.json");
}

zone::Zone seen(const std::string& id, const std::string& site, ZoneKind kind, geo::Geometry geometry,
                Visibility visibility = Visibility::public_) {
    zone::Zone zone = a_zone(id, site, kind, std::move(geometry));
    zone.visibility = visibility;
    return zone;
}

bool stands_on_grid(geo::Geometry geometry, int decimals) {
    bool all = true;
    geometry.for_each_position([&](const geo::Position& p) {
        all =
            all && base::rounded_half_up(p.x, decimals) == p.x && base::rounded_half_up(p.y, decimals) == p.y;
    });
    return all;
}

TEST(PublicData, StandsOnTheGridAndIsValid) {
    PublicSource source;
    source.sites = {a_site("S1", rectangle(3, 3, 40, 40))};
    source.shown = {seen("Z1", "S1", ZoneKind::protection, rectangle(1.23, 4.56, 333, 222))};
    const PublicData data = make_public_data(source, rules());
    ASSERT_EQ(data.protection.size(), 1u);
    EXPECT_TRUE(stands_on_grid(data.protection[0].geometry, 4));
    EXPECT_FALSE(geo::invalidity(data.protection[0].geometry));
    EXPECT_EQ(data.protection[0].visibility, Visibility::public_);
    EXPECT_TRUE(stands_on_grid(data.sites[0].geometry, 4));
}

TEST(PublicData, HidesAWholeUnitForOneHiddenLine) {
    PublicSource source;
    source.sites = {a_site("S1", rectangle(0, 0, 40, 40)), a_site("S2", rectangle(9000, 0, 40, 40))};
    source.shown = {seen("Z1", "S1", ZoneKind::protection, rectangle(0, 0, 300, 300)),
                    seen("Z2", "S1", ZoneKind::control, rectangle(-90, -90, 500, 500), Visibility::hidden),
                    seen("Z3", "S2", ZoneKind::protection, rectangle(9000, 0, 300, 300))};
    const PublicData data = make_public_data(source, rules());
    ASSERT_EQ(data.sites.size(), 1u);
    EXPECT_EQ(data.sites[0].fields.at("site_id"), "S2");
    EXPECT_EQ(data.protection.size(), 1u);
    EXPECT_TRUE(data.control.empty());
}

TEST(PublicData, IsHiddenAlreadyByALineOnItsWay) {
    PublicSource source;
    source.sites = {a_site("S1")};
    source.shown = {seen("Z1", "S1", ZoneKind::protection, rectangle(0, 0, 300, 300))};
    source.deciding = {seen("Z1", "S1", ZoneKind::protection, rectangle(0, 0, 300, 300), Visibility::hidden)};
    const PublicData data = make_public_data(source, rules());
    EXPECT_TRUE(data.sites.empty());
    EXPECT_TRUE(data.protection.empty());
}

TEST(PublicData, ShowsTombsWithoutLinesByTheirCell) {
    PublicSource source;
    source.sites = {a_site("S1", rectangle(0, 0, 40, 40))};
    source.sites[0].category = "古墓葬";
    const PublicData data = make_public_data(source, rules());
    ASSERT_EQ(data.sites.size(), 1u);
    EXPECT_EQ(data.sites[0].visibility, Visibility::coarse);
    ASSERT_EQ(data.sites[0].geometry.points.size(), 1u);
    EXPECT_EQ(data.sites[0].geometry.points[0], (geo::Position{113.18, 39.56})); // the corner of its cell
}

TEST(PublicData, DoesNotShowAHiddenRecordByAHole) {
    PublicSource source;
    const geo::Geometry tomb = rectangle(100, 100, 60, 60);
    geo::Geometry around = rectangle(0, 0, 500, 500);
    around.polygons[0].holes = {ring_m(100, 100, 60, 60)};
    source.shown = {seen("Z1", "S1", ZoneKind::protection, around),
                    seen("Z2", "S2", ZoneKind::protection, tomb, Visibility::hidden)};
    const PublicData data = make_public_data(source, rules());
    ASSERT_EQ(data.protection.size(), 1u);
    EXPECT_EQ(data.protection[0].visibility, Visibility::coarse) << "its outline follows the hidden one";
    EXPECT_TRUE(data.protection[0].geometry.polygons[0].holes.empty());
    // A hole that merely surrounds it does not stay either.
    around.polygons[0].holes = {ring_m(50, 50, 200, 200)};
    source.shown[0] = seen("Z1", "S1", ZoneKind::protection, around);
    const PublicData wide = make_public_data(source, rules());
    EXPECT_EQ(wide.protection[0].visibility, Visibility::public_);
    EXPECT_TRUE(wide.protection[0].geometry.polygons[0].holes.empty());
}

TEST(PublicData, DoesNotShowAHiddenRecordByANotch) {
    PublicSource source;
    geo::Geometry notched;
    notched.polygons = {{{at_m(0, 0), at_m(100, 0), at_m(100, 60), at_m(160, 60), at_m(160, 0), at_m(500, 0),
                          at_m(500, 400), at_m(0, 400)},
                         {}}};
    source.shown = {seen("Z1", "S1", ZoneKind::control, notched),
                    seen("Z2", "S2", ZoneKind::protection, rectangle(100, 0, 60, 60), Visibility::hidden)};
    EXPECT_EQ(make_public_data(source, rules()).control[0].visibility, Visibility::coarse);
}

TEST(PublicData, KeepsTheHoleOfABeltAboutItsOwnRange) {
    PublicSource source;
    geo::Geometry belt = rectangle(-100, -100, 500, 500);
    belt.polygons[0].holes = {ring_m(0, 0, 300, 300)};
    source.shown = {seen("Z1", "S1", ZoneKind::protection, rectangle(0, 0, 300, 300)),
                    seen("Z2", "S1", ZoneKind::control, belt)};
    EXPECT_EQ(make_public_data(source, rules()).control[0].geometry.polygons[0].holes.size(), 1u);
}

TEST(PublicData, LeavesOutTextsWithFiguresAsCoordinatesHave) {
    PublicSource source;
    source.sites = {a_site("S1", rectangle(0, 0, 40, 40))};
    source.sites[0].name = "墓 112.7641";
    source.sites[0].era = "北纬39°13′";
    source.sites[0].category = "古建筑";
    const PublicData data = make_public_data(source, rules());
    EXPECT_EQ(data.sites[0].fields.at("name"), "");
    EXPECT_EQ(data.sites[0].fields.at("era"), "");
    EXPECT_EQ(data.sites[0].fields.at("category"), "古建筑");
    EXPECT_EQ(data.sites[0].fields.count("place"), 0u);
}

TEST(PublicData, ShowsAnOpaqueIdForOneThatTellsAPlace) {
    PublicSource source;
    source.sites = {a_site("S114.014357-39.511993", rectangle(0, 0, 40, 40)),
                    a_site("S2", rectangle(9000, 0, 40, 40))};
    source.shown = {seen("Z0-114.014357,39.511993", "S114.014357-39.511993", ZoneKind::protection,
                         rectangle(0, 0, 300, 300), Visibility::coarse),
                    seen("Z2", "S2", ZoneKind::protection, rectangle(9000, 0, 300, 300))};
    const PublicData data = make_public_data(source, rules());
    ASSERT_EQ(data.sites.size(), 2u);
    ASSERT_EQ(data.protection.size(), 2u);
    const std::string site = data.sites[0].fields.at("site_id");
    EXPECT_EQ(site.size(), 13u);
    EXPECT_EQ(site.front(), 'P');
    EXPECT_EQ(data.protection[0].fields.at("zone_id").size(), 13u);
    EXPECT_EQ(data.protection[0].fields.at("site_id"), site);
    EXPECT_EQ(data.protection[1].fields.at("zone_id"), "Z2");
    ASSERT_EQ(data.withheld.size(), 4u); // the name, too, which holds the id
    EXPECT_EQ(data.withheld[0].record, "site S114.014357-39.511993");
    EXPECT_EQ(data.withheld[0].shown_as, site);
}

TEST(PublicData, MakesAnOpaqueIdOfNothingButWhatIsShown) {
    const auto id_of = [](const std::string& id, double x) {
        PublicSource source;
        source.sites = {a_site(id, rectangle(x, 0, 40, 40))};
        source.sites[0].category = "古墓葬";
        return make_public_data(source, rules()).sites.at(0).fields.at("site_id");
    };
    EXPECT_EQ(id_of("S114.014357", 0), id_of("S114.014399", 3)); // another place in the same cell
    EXPECT_NE(id_of("S114.014357", 0), id_of("S114.014357", 9000));
}

TEST(PublicData, TellsTwoUnitsThatLookAlikeApart) {
    PublicSource source;
    source.sites = {a_site("S114.014357", rectangle(0, 0, 40, 40)),
                    a_site("S114.014358", rectangle(1, 0, 40, 40))};
    source.sites[1].name = source.sites[0].name;
    const PublicData data = make_public_data(source, rules());
    ASSERT_EQ(data.sites.size(), 2u);
    EXPECT_NE(data.sites[0].fields.at("site_id"), data.sites[1].fields.at("site_id"));
}

TEST(PublicData, ShowsWhatIsCalledATombByItsCellWhateverItsCategory) {
    for (const char* name : {"王家坟", "汉冢", "李氏祖茔", "某某窀穸", "陪葬坑", "塔基地宫"}) {
        PublicSource source;
        source.sites = {a_site("S1", rectangle(0, 0, 40, 40))};
        source.sites[0].category = "古建筑";
        source.sites[0].name = name;
        EXPECT_EQ(make_public_data(source, rules()).sites.at(0).visibility, Visibility::coarse) << name;
    }
}

} // namespace
} // namespace liangxian::tests
