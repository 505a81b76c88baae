// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/pages/base_map.hpp"

#include "core/base/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace liangxian::tests {
namespace {

using ::testing::ElementsAre;

class BaseMapTest : public ::testing::Test {
protected:
    void TearDown() override { std::filesystem::remove(m_file); }

    pages::BaseMap read(const std::string& bytes) {
        std::ofstream(m_file) << bytes;
        return pages::read_base_map(m_file);
    }

    /// The members that are told to be wrong.
    std::vector<std::string> faults(const std::string& bytes) {
        std::vector<std::string> out;
        try {
            read(bytes);
        } catch (const base::InputError& error) {
            for (const base::Problem& problem : error.problems()) {
                out.push_back(problem.where.substr(problem.where.rfind(' ') + 1));
            }
        }
        return out;
    }

    std::filesystem::path m_file =
        std::filesystem::temp_directory_path() / ("base-map-" + std::to_string(::getpid()) + ".json");
};

TEST_F(BaseMapTest, SaysWherePicturesMayComeFrom) {
    const pages::BaseMap map =
        read(R"({"url": "https://t0.tiles.example:8443/vec_c/wmts?TILEMATRIX={z}&TILEROW={y}&TILECOL={x}",
                 "title": {"zh": "矢量底图", "en": "base map"}, "grid": "c", "max_zoom": 16})");
    EXPECT_EQ(map.origin, "https://t0.tiles.example:8443");
    EXPECT_EQ(map.grid, 'c');
    EXPECT_EQ(map.max_zoom, 16);
    EXPECT_EQ(map.title.zh, "矢量底图");
    EXPECT_TRUE(map.attribution.zh.empty());
}

TEST_F(BaseMapTest, OfThisServerNeedsNoOtherOrigin) {
    EXPECT_EQ(read(R"({"url": "/base/{z}/{x}/{y}.png", "title": {"zh": "一", "en": "b"}})").origin, "");
}

TEST_F(BaseMapTest, NamesEveryMemberThatIsWrong) {
    EXPECT_THAT(faults(R"({"url": "https://a b/{z}/{x}/{y}", "title": {"zh": "一"}, "grid": "x",
                           "max_zoom": 99, "key": "secret"})"),
                ElementsAre("key", "url", "title", "grid", "max_zoom"));
    EXPECT_THAT(
        faults(R"({"url": "https://a.example;script-src/{z}/{x}/{y}", "title": {"zh": "一", "en": "b"}})"),
        ElementsAre("url"))
        << "nothing gets into the policy but an origin";
    EXPECT_THAT(faults(R"({"url": "https://a.example/{z}/{x}", "title": {"zh": "一", "en": "b"}})"),
                ElementsAre("url"));
    EXPECT_EQ(faults("[").size(), 1u);
}

} // namespace
} // namespace liangxian::tests
