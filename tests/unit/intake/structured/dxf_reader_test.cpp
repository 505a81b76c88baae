// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/ring_order.hpp"
#include "core/intake/read.hpp"
#include "tests/unit/intake/structured/made_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace liangxian::intake {
namespace {

constexpr double kX = 37623300;
constexpr double kY = 4356100;

ReadOutcome read_drawing(const std::string& entities, const ReadOptions& options = {}) {
    return read_bytes(made::dxf_of(entities), "a.dxf", options);
}

TEST(DxfReader, TakesAClosedPolylineEastingFirst) {
    const auto out = read_drawing(made::dxf_square("red", kX, kY, 100));
    ASSERT_EQ(out.features.size(), 1u) << made::words_of(out);
    EXPECT_EQ(out.features[0].crs.epsg, 4525);
    EXPECT_EQ(out.features[0].crs.basis, "guessed:zone-prefix");
    const geo::Ring& shell = out.features[0].parts[0].geometry.polygons[0].shell;
    ASSERT_EQ(shell.size(), 4u);
    EXPECT_EQ(shell[1].x, kX + 100);
    EXPECT_EQ(shell[1].y, kY);
}

TEST(DxfReader, MakesAnInnerOutlineAHoleAndASecondOneAPart) {
    const std::string entities = made::dxf_square("a", kX, kY, 100) +
                                 made::dxf_square("a", kX + 25, kY + 25, 50) +
                                 made::dxf_square("a", kX + 300, kY, 100);
    const auto out = read_drawing(entities);
    ASSERT_EQ(out.features.size(), 1u);
    ASSERT_EQ(out.features[0].parts.size(), 2u);
    EXPECT_EQ(out.features[0].parts[0].geometry.polygons[0].holes.size(), 1u);
    ReadOptions each;
    each.grouping = Grouping::each;
    EXPECT_EQ(read_drawing(entities, each).features.size(), 2u);
}

TEST(DxfReader, KeepsArcsWithinAMillimetre) {
    const double radius = 100;
    const auto out = read_drawing("0\nCIRCLE\n8\na\n10\n" + std::to_string(kX) + "\n20\n" +
                                  std::to_string(kY) + "\n40\n100\n");
    ASSERT_EQ(out.features.size(), 1u) << made::words_of(out);
    const geo::Ring& ring = out.features[0].parts[0].geometry.polygons[0].shell;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const geo::Position& p = ring[i];
        const geo::Position& q = ring[(i + 1) % ring.size()];
        EXPECT_NEAR(std::hypot(p.x - kX, p.y - kY), radius, 1e-6);
        EXPECT_GE(std::hypot((p.x + q.x) / 2 - kX, (p.y + q.y) / 2 - kY), radius - 0.001001);
    }
    EXPECT_NEAR(geo::twice_signed_plane_area(ring) / 2, 31415.927, 0.5);
}

TEST(DxfReader, TurnsABulgeTheRightWay) {
    // A chord of 100 with bulge 1 is a half circle to the right of its direction, outside a
    // counter-clockwise square.
    std::string square = made::dxf_square("a", kX, kY, 100);
    const std::size_t first = square.find("20\n") + 3;
    square.insert(square.find('\n', first) + 1, "42\n1\n");
    const auto out = read_drawing(square);
    ASSERT_EQ(out.features.size(), 1u) << made::words_of(out);
    EXPECT_NEAR(geo::twice_signed_plane_area(out.features[0].parts[0].geometry.polygons[0].shell) / 2,
                10000 + 3926.99, 0.2);
}

TEST(DxfReader, ReadsAnOldPolylineWithGbkLayer) {
    std::string entities = std::string("0\nPOLYLINE\n8\n") + made::kGbkWord + "\n66\n1\n70\n1\n";
    for (const char* xy :
         {"10\n37623300\n20\n4356100\n", "10\n37623400\n20\n4356100\n", "10\n37623400\n20\n4356200\n"}) {
        entities += "0\nVERTEX\n8\n0\n" + std::string(xy);
    }
    const auto out = read_bytes(made::dxf_of(entities + "0\nSEQEND\n", "AC1009"), "a.dxf", {});
    ASSERT_EQ(out.features.size(), 1u) << made::words_of(out);
    EXPECT_EQ(out.features[0].attributes["layer"], "平鲁");
}

TEST(DxfReader, RefusesANearlyClosedOutlineAndListsAnOpenOne) {
    std::string nearly = made::dxf_square("a", kX, kY, 100, false) + "10\n37623300\n20\n4356100.5\n";
    const auto refused = read_drawing(nearly);
    ASSERT_TRUE(made::refused_with(refused, "outline-not-closed")) << made::words_of(refused);
    EXPECT_THAT(made::words_of(refused), ::testing::HasSubstr("0.500"));
    const auto open =
        read_drawing(made::dxf_square("a", kX, kY, 100) + made::dxf_square("a", kX + 300, kY, 100, false));
    EXPECT_TRUE(made::warns(open, "open-outline"));
    EXPECT_TRUE(
        made::refused_with(read_drawing(made::dxf_square("a", kX, kY, 100, false)), "no-closed-outline"));
}

TEST(DxfReader, ChoosesLayersAndSaysSo) {
    const std::string entities =
        made::dxf_square("a", kX, kY, 100) + made::dxf_square("b", kX + 300, kY, 100);
    const auto all = read_drawing(entities);
    EXPECT_TRUE(made::warns(all, "several-layers"));
    ReadOptions options;
    options.layer = "b";
    const auto one = read_drawing(entities, options);
    ASSERT_EQ(one.features.size(), 1u);
    EXPECT_EQ(one.features[0].parts.size(), 1u);
    options.layer = "c";
    EXPECT_TRUE(made::refused_with(read_drawing(entities, options), "layer-unknown"));
}

TEST(DxfReader, CountsWhatItDoesNotTake) {
    const auto out =
        read_drawing(made::dxf_square("a", kX, kY, 100) + "0\nINSERT\n8\nblocks\n2\nX\n0\nSPLINE\n8\na\n");
    EXPECT_TRUE(made::warns(out, "not-taken"));
}

TEST(DxfReader, NamesTheLineOfADamagedFile) {
    const std::string whole = made::dxf_of(made::dxf_square("a", kX, kY, 100));
    EXPECT_TRUE(
        made::refused_with(read_bytes(whole.substr(0, whole.size() - 30), "a.dxf", {}), "dxf-broken"));
    EXPECT_TRUE(made::refused_with(read_drawing("0\nLWPOLYLINE\n8\na\n70\n1\n10\nx\n20\n1\n"), "dxf-number"));
}

} // namespace
} // namespace liangxian::intake
