// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/archive.hpp"
#include "tests/unit/intake/structured/made_files.hpp"

#include <gtest/gtest.h>

namespace liangxian::intake {
namespace {

const std::string kPoint = R"({"type":"Point","coordinates":[112.4,39.3]})";

TEST(Archive, ReadsTheOneDataFileBesideAReadme) {
    const auto out = read_bytes(
        made::zip_of({{"d/a.geojson", kPoint}, {"readme.txt", "hello"}, {"__MACOSX/._a.geojson", "x"}}),
        "a.zip", {});
    EXPECT_EQ(out.features.size(), 1u) << made::words_of(out);
}

TEST(Archive, RefusesABombByItsDirectory) {
    EXPECT_TRUE(made::refused_with(
        read_bytes(made::zip_of({{"a.geojson", std::string(20u << 20, ' ')}}), "a.zip", {}), "archive-bomb"));
    ReadOptions options;
    options.limits.unzipped_bytes = 1000;
    EXPECT_TRUE(made::refused_with(
        read_bytes(made::zip_of({{"a.geojson", std::string(2000, ' ')}}), "a.zip", options),
        "archive-too-large"));
    options = {};
    options.limits.archive_entries = 1;
    EXPECT_TRUE(made::refused_with(
        read_bytes(made::zip_of({{"a.txt", "1"}, {"b.txt", "2"}}), "a.zip", options), "archive-too-large"));
}

TEST(Archive, RefusesNamesThatLeaveItAndArchivesInside) {
    EXPECT_TRUE(made::refused_with(read_bytes(made::zip_of({{"../a.geojson", kPoint}}), "a.zip", {}),
                                   "archive-unsafe-name"));
    EXPECT_TRUE(made::refused_with(read_bytes(made::zip_of({{"/tmp/a.geojson", kPoint}}), "a.zip", {}),
                                   "archive-unsafe-name"));
    EXPECT_TRUE(
        made::refused_with(read_bytes(made::zip_of({{"inner.zip", "PK"}}), "a.zip", {}), "archive-nested"));
    const std::string hidden = made::zip_of({{"a.geojson", made::zip_of({{"b.geojson", kPoint}})}});
    EXPECT_TRUE(made::refused_with(read_bytes(hidden, "a.zip", {}), "archive-nested"));
}

TEST(Archive, AsksWhichOfSeveralFilesIsMeant) {
    const std::string zip = made::zip_of({{"a.geojson", kPoint}, {"b.geojson", kPoint}});
    EXPECT_TRUE(made::refused_with(read_bytes(zip, "a.zip", {}), "layer-needed"));
    ReadOptions options;
    options.layer = "b";
    const auto out = read_bytes(zip, "a.zip", options);
    ASSERT_EQ(out.features.size(), 1u);
    EXPECT_EQ(out.features[0].source, "a.zip!b.geojson");
}

TEST(Archive, RefusesLinksAndEncryptedEntries) {
    const std::string link = made::zip_of({{"a.geojson", "/etc/passwd"}}, made::ZipOddity::links);
    EXPECT_TRUE(made::refused_with(read_bytes(link, "a.zip", {}), "archive-unsafe-name"));
    const std::string locked = made::zip_of({{"a.geojson", kPoint}}, made::ZipOddity::encrypted);
    EXPECT_TRUE(made::refused_with(read_bytes(locked, "a.zip", {}), "archive-encrypted"));
}

TEST(Archive, ReadsNamesThatAreGbk) {
    const std::string name = std::string(made::kGbkWord) + ".geojson";
    const auto out = read_bytes(made::zip_of({{name, kPoint}}), "a.zip", {});
    ASSERT_EQ(out.features.size(), 1u) << made::words_of(out);
    EXPECT_EQ(out.features[0].source, "a.zip!平鲁.geojson");
}

TEST(Archive, SaysSoWhenItIsCutShort) {
    const std::string zip = made::zip_of({{"a.geojson", kPoint}});
    EXPECT_TRUE(
        made::refused_with(read_bytes(zip.substr(0, zip.size() - 10), "a.zip", {}), "archive-damaged"));
}

} // namespace
} // namespace liangxian::intake
