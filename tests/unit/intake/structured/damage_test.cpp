// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/file.hpp"
#include "core/intake/read.hpp"
#include "tests/unit/intake/structured/made_files.hpp"

#include <gtest/gtest.h>

#include <random>

namespace liangxian::intake {
namespace {

struct Sample {
    std::string name;
    std::string bytes;
    int rounds;
};

std::vector<Sample> samples() {
    const base::TemporaryDirectory folder;
    const std::string json =
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a"},"geometry":)"
        R"({"type":"Polygon","coordinates":[[[112.4,39.3],[112.5,39.3],[112.5,39.4],[112.4,39.3]]]}}]})";
    const std::string kml =
        "<?xml version=\"1.0\"?><kml><Placemark><name>a</name><Polygon><outerBoundaryIs><LinearRing><coordinates>"
        "112.4,39.3 112.5,39.3 112.5,39.4 112.4,39.3</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>";
    const auto shp = made::shapefile_in(folder.path(), "a", made::kGbkWord);
    const auto gpkg = made::geopackage_in(folder.path(), {"a"});
    const std::string shp_bytes = base::read_file(shp, 1u << 20);
    const std::string dbf_bytes = base::read_file(folder.path() / "a.dbf", 1u << 20);
    return {{"a.geojson", json, 160},
            {"a.kml", kml, 160},
            {"a.dxf", made::dxf_of(made::dxf_square("a", 37623300, 4356100, 100)), 160},
            {"a.zip", made::zip_of({{"a.shp", shp_bytes}, {"a.dbf", dbf_bytes}}), 60},
            {"a.kmz", made::zip_of({{"doc.kml", kml}}), 60},
            {"a.shp", shp_bytes, 40},
            {"a.gpkg", base::read_file(gpkg, 1u << 22), 40}};
}

std::string damaged(std::string bytes, std::mt19937& random) {
    const auto below = [&](std::size_t n) {
        return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
    };
    if (below(2) == 0) {
        return bytes.substr(0, below(bytes.size()));
    }
    for (std::size_t i = 0, n = 1 + below(8); i < n; ++i) {
        bytes[below(bytes.size())] = static_cast<char>(below(256));
    }
    return bytes;
}

TEST(Damage, NeverCrashesAReaderNorPassesInSilence) {
    std::mt19937 random(20250301);
    std::size_t count = 0;
    for (const Sample& sample : samples()) {
        ASSERT_FALSE(read_bytes(sample.bytes, sample.name, {}).features.empty()) << sample.name;
        for (int round = 0; round < sample.rounds; ++round, ++count) {
            const ReadOutcome out = read_bytes(damaged(sample.bytes, random), sample.name, {});
            EXPECT_FALSE(out.order.empty()) << sample.name << " round " << round;
            for (const UnreadableFeature& failed : out.unreadable) {
                ASSERT_FALSE(failed.problems.empty());
                EXPECT_FALSE(failed.problems[0].message.zh.empty());
                EXPECT_FALSE(failed.problems[0].message.en.empty());
            }
        }
    }
    EXPECT_GE(count, 400u);
}

} // namespace
} // namespace liangxian::intake
