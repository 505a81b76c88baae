// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/gpkg_blob.hpp"

#include "core/base/error.hpp"
#include "core/geo/wkb.hpp"
#include "tests/support/shapes.hpp"

#include <gtest/gtest.h>

namespace liangxian::store {
namespace {

using tests::line;
using tests::point;
using tests::rectangle;

std::string error_code(const std::string& blob) {
    try {
        from_gpkg_blob(blob);
    } catch (const base::GeometryError& error) {
        return error.code();
    }
    return "none";
}

TEST(GpkgBlob, GivesBackTheSameDoubles) {
    for (const geo::Geometry& geometry : {rectangle(0, 0, 100, 50), line(0, 0, 7, 9), point(3, 4)}) {
        EXPECT_EQ(geo::to_wkb(from_gpkg_blob(to_gpkg_blob(geometry))), geo::to_wkb(geometry));
    }
}

TEST(GpkgBlob, CarriesTheBoundsOfAllButPoints) {
    const geo::Geometry geometry = rectangle(0, 0, 100, 50);
    const GpkgHeader header = read_gpkg_header(to_gpkg_blob(geometry));
    EXPECT_EQ(header.srs_id, 4490);
    ASSERT_TRUE(header.envelope.has_value());
    EXPECT_EQ(header.envelope->min_x, geometry.bounds().min_x);
    EXPECT_EQ(header.envelope->max_y, geometry.bounds().max_y);
    EXPECT_FALSE(read_gpkg_header(to_gpkg_blob(point(1, 1))).envelope.has_value());
    EXPECT_EQ(bounds_of_gpkg_blob(to_gpkg_blob(point(3, 4))).min_x, point(3, 4).points[0].x);
}

TEST(GpkgBlob, MarksAnEmptyGeometry) {
    const std::string blob = to_gpkg_blob({});
    EXPECT_TRUE(read_gpkg_header(blob).is_empty);
    EXPECT_TRUE(from_gpkg_blob(blob).empty());
    EXPECT_TRUE(bounds_of_gpkg_blob(blob).empty());
}

TEST(GpkgBlob, ReadsTheBoundsWithoutAnEnvelope) {
    const geo::Geometry geometry = rectangle(0, 0, 10, 10);
    std::string blob = to_gpkg_blob(geometry).substr(0, 8) + geo::to_wkb(geometry);
    blob[3] = 0x01;
    EXPECT_EQ(bounds_of_gpkg_blob(blob).max_x, geometry.bounds().max_x);
}

TEST(GpkgBlob, RefusesAnotherCrsAndDamage) {
    std::string blob = to_gpkg_blob(rectangle(0, 0, 10, 10));
    EXPECT_EQ(error_code(blob.substr(0, 12)), "bad-gpkg-blob");
    EXPECT_EQ(error_code("not a geometry"), "bad-gpkg-blob");
    EXPECT_EQ(error_code(blob.substr(0, blob.size() - 5)), "bad-wkb");
    blob[4] = static_cast<char>(0xE2); // 4610, Xian 1980
    blob[5] = 0x12;
    EXPECT_EQ(error_code(blob), "blob-crs");
}

} // namespace
} // namespace liangxian::store
