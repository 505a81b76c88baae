// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ogcapi/item_query.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liangxian::tests {
namespace {

using ogcapi::read_item_query;
using ogcapi::ReadItemQuery;
using ::testing::ElementsAre;
using ::testing::Pair;

constexpr const char* kEpsg = "http://www.opengis.net/def/crs/EPSG/0/";

ReadItemQuery read(std::vector<std::pair<std::string, std::string>> query) {
    http::Request request;
    request.query = std::move(query);
    onemap::LayerDescription layer;
    layer.columns = {{"kind", {"种类", "kind"}}};
    return read_item_query(request, layer);
}

std::string fault(const std::string& name, const std::string& value) {
    const ReadItemQuery found = read({{name, value}});
    return found.problems.size() == 1 ? found.problems.front().where : "";
}

TEST(ItemQueryTest, TakesWhatTheStandardNames) {
    const ReadItemQuery found = read({{"limit", "7"},
                                      {"offset", "14"},
                                      {"bbox", "112.1,39.2,113.5,40.1"},
                                      {"datetime", "2026-01-01T00:00:00Z/.."},
                                      {"kind", "control"},
                                      {"f", "json"}});
    EXPECT_TRUE(found.problems.empty());
    EXPECT_EQ(found.query.limit, 7u);
    EXPECT_EQ(found.query.offset, 14u);
    ASSERT_TRUE(found.query.bbox);
    EXPECT_EQ(found.query.bbox->max_y, 40.1);
    ASSERT_TRUE(found.query.time);
    EXPECT_EQ(found.query.time->days.from, base::Date(2026, 1, 1));
    EXPECT_FALSE(found.query.time->days.to);
    EXPECT_FALSE(found.query.time->is_one_day);
    EXPECT_THAT(found.query.equals, ElementsAre(Pair("kind", "control")));
}

TEST(ItemQueryTest, TakesWordsDividedByBlanksOfBothKinds) {
    EXPECT_THAT(read({{"q", " 应县\u3000SZ001  木塔 "}}).query.words, ElementsAre("应县", "sz001", "木塔"));
    EXPECT_EQ(fault("q", "  "), "q");
    EXPECT_EQ(fault("q", std::string(201, 'a')), "q");
}

TEST(ItemQueryTest, ReadsABoxInTheOrderOfItsCrs) {
    for (const char* epsg : {"4490", "4326"}) {
        const ReadItemQuery found =
            read({{"bbox", "39.2,112.1,0,40.1,113.5,900"}, {"bbox-crs", std::string(kEpsg) + epsg}});
        EXPECT_TRUE(found.problems.empty());
        EXPECT_EQ(found.query.bbox->min_x, 112.1);
        EXPECT_EQ(found.query.bbox->max_y, 40.1);
    }
    const ReadItemQuery mercator = read({{"bbox-crs", std::string(kEpsg) + "3857"}, {"bbox", "1,2,3,4"}});
    EXPECT_EQ(mercator.query.bbox->min_x, 1);
}

TEST(ItemQueryTest, NamesEachParameterThatIsWrong) {
    EXPECT_EQ(fault("limit", "0"), "limit");
    EXPECT_EQ(fault("limit", "-1"), "limit");
    EXPECT_EQ(fault("limit", "ten"), "limit");
    EXPECT_EQ(fault("offset", "1.5"), "offset");
    EXPECT_EQ(fault("bbox", "1,2,3"), "bbox");
    EXPECT_EQ(fault("bbox", "1,2,nan,4"), "bbox");
    EXPECT_EQ(fault("bbox", "3,4,5,2"), "bbox");
    EXPECT_EQ(fault("bbox", "300,2,1,4"), "bbox") << "no longitude";
    EXPECT_EQ(fault("crs", std::string(kEpsg) + "2414"), "crs");
    EXPECT_EQ(fault("crs", "EPSG:4546 "), "crs");
    EXPECT_EQ(fault("datetime", "yesterday"), "datetime");
    EXPECT_EQ(fault("datetime", "2026-02-30"), "datetime");
    EXPECT_EQ(fault("datetime", "2026-02-01T25:00:00Z"), "datetime");
    EXPECT_EQ(fault("datetime", "2026-02-01/2026-01-01"), "datetime");
    EXPECT_EQ(fault("datetime", "2026-02-01/2026-03-01/2026-04-01"), "datetime");
    EXPECT_EQ(fault("limti", "5"), "limti");
    EXPECT_EQ(read({{"limit", "5"}, {"limit", "6"}}).problems.size(), 1u);
}

TEST(ItemQueryTest, TakesABoxOver180DegreesInTwoParts) {
    const ogcapi::ItemQuery over = read({{"bbox", "170,-10,-160,10"}}).query;
    ASSERT_TRUE(over.bbox && over.bbox_beyond);
    EXPECT_EQ(over.bbox->min_x, 170);
    EXPECT_EQ(over.bbox->max_x, 180);
    EXPECT_EQ(over.bbox_beyond->min_x, -180);
    EXPECT_EQ(over.bbox_beyond->max_x, -160);
    EXPECT_EQ(read({{"bbox", "3,2,1,4"}, {"bbox-crs", std::string(kEpsg) + "3857"}}).problems.size(), 1u)
        << "a plane does not go round";
}

TEST(ItemQueryTest, TakesAHighLimitAsTheHighestThereIs) {
    EXPECT_EQ(read({{"limit", "100000"}}).query.limit, ogcapi::kHighestLimit);
}

} // namespace
} // namespace liangxian::tests
