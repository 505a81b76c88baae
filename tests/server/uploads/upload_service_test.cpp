// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/geojson.hpp"
#include "tests/server/uploads/upload_desk.hpp"
#include "tests/support/shapes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liangxian::tests {
namespace {

using http::Response;
using nlohmann::json;

store::NewRecords one_zone() {
    store::NewRecords out;
    zone::Zone zone;
    zone.zone_id = "Z1";
    zone.geometry = rectangle(0, 0, 100, 100);
    out.zones.push_back(zone);
    return out;
}

std::string ground() {
    return R"({"type":"Feature","properties":{"name":"某项目"},"geometry":)" +
           geo::to_geojson(rectangle(20, 20, 30, 30)).dump() + "}";
}

TEST(UploadService, AsksEverybodyToSignIn) {
    UploadDesk desk(one_zone());
    desk.who.reset();
    EXPECT_EQ(desk.upload(ground(), "a.geojson").status, 401U);
    desk.who = accounts::Principal{"x", accounts::Role::audit, {}};
    EXPECT_EQ(desk.upload(ground(), "a.geojson").status, 403U);
    EXPECT_EQ(desk.at("GET", "/api/v1/uploads/00").status, 403U);
}

TEST(UploadService, ShowsWhatWasReadBeforeItIsChecked) {
    UploadDesk desk(one_zone());
    const Response answer = desk.upload(ground(), "a.geojson");
    ASSERT_EQ(answer.status, 201U) << answer.body->plain;
    const json shown = json_of(answer);
    EXPECT_EQ(shown["name"], "a.geojson");
    const json& one = shown["applications"][0];
    EXPECT_EQ(one["source"], "a.geojson");
    EXPECT_EQ(one["application"]["crs"], "EPSG:4490");
    EXPECT_EQ(one["application"]["crs_basis"], "format");
    EXPECT_EQ(one["application"]["vertices"], 4);
    EXPECT_NEAR(one["application"]["area_m2"].get<double>(), 900, 5);
    EXPECT_EQ(one["application"]["parts"].size(), 1U);
    EXPECT_EQ(one["needs_acceptance"], false);
    EXPECT_EQ(shown["geojson"]["features"][0]["geometry"], one["application"]["geometry"]);
    EXPECT_FALSE(desk.is_fence_incomplete);
    const std::string path = "/api/v1/uploads/" + shown["id"].get<std::string>();
    EXPECT_EQ(desk.header(answer, "Location"), "http://here" + path);
    EXPECT_EQ(json_of(desk.at("GET", path))["applications"], shown["applications"]);
    desk.who->name = "李四";
    EXPECT_EQ(desk.at("GET", path).status, 404U);
    EXPECT_EQ(desk.at("DELETE", path).status, 404U);
    desk.who->name = "张三";
    EXPECT_EQ(desk.at("DELETE", path).status, 204U);
    EXPECT_EQ(desk.at("GET", path).status, 404U);
}

TEST(UploadService, LetsAnUploadBeCheckedAsItsFileWouldBe) {
    UploadDesk desk(one_zone());
    const std::string id = json_of(desk.upload(ground(), "-"))["id"];
    const Response answer = desk.ask("POST", "/ogcapi/processes/overlap-check/execution",
                                     R"({"inputs":{"upload":")" + id + "\"}}");
    EXPECT_EQ(timeless(answer.body->plain), timeless(desk.written(ground())));
    desk.who->name = "李四";
    const Response other = desk.ask("POST", "/ogcapi/processes/overlap-check/execution",
                                    R"({"inputs":{"upload":")" + id + "\"}}");
    EXPECT_EQ(other.status, 422U);
    EXPECT_EQ(json_of(other)["code"], "upload-unknown");
}

TEST(UploadService, ReadsTheCrsAsItIsTold) {
    UploadDesk desk(one_zone());
    const std::string table =
        "J1,4380000,38427000\nJ2,4380000,38427100\nJ3,4379900,38427100\nJ4,4379900,38427000\n";
    const json shown = json_of(desk.upload(table, "a.csv", "crs=EPSG:4526"));
    ASSERT_TRUE(shown.contains("applications")) << shown;
    EXPECT_EQ(shown["applications"][0]["application"]["crs"], "EPSG:4526");
    EXPECT_EQ(shown["applications"][0]["application"]["crs_basis"], "declared");
    EXPECT_EQ(desk.upload(table, "a.csv", "crs=nonsense").status, 400U);
    EXPECT_EQ(json_of(desk.upload(table, "a.csv", "format=x"))["problems"][0]["where"], "format");
}

TEST(UploadService, ShowsRepairsThatSomebodyHasToAccept) {
    UploadDesk desk(one_zone());
    const std::string bow =
        R"({"type":"Polygon","coordinates":[[[113,39.5],[113.01,39.51],[113.01,39.5],[113,39.52],[113,39.5]]]})";
    const json shown = json_of(desk.upload(bow, "bow.geojson"));
    const json& one = shown["applications"][0];
    EXPECT_EQ(one["needs_acceptance"], true);
    EXPECT_GE(one["application"]["repairs"].size(), 1U);
    EXPECT_TRUE(one["application"]["repairs"][0]["message"].contains("zh"));
}

TEST(UploadService, SaysWhatIsWrongAndWhere) {
    UploadDesk desk(one_zone());
    const Response unknown = desk.upload("%PDF-1.4 something", "a.pdf");
    EXPECT_EQ(unknown.status, 422U);
    EXPECT_EQ(json_of(unknown)["code"], "format-refused");
    EXPECT_EQ(json_of(unknown)["problems"][0]["where"], "a.pdf");
    EXPECT_EQ(desk.upload("", "a.txt").status, 400U);
    const std::string mixed =
        R"({"type":"FeatureCollection","features":[)" + ground() +
        R"(,{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":"x"}}]})";
    const json shown = json_of(desk.upload(mixed, "m.geojson"));
    EXPECT_TRUE(shown["applications"][0]["application"].is_object());
    EXPECT_TRUE(shown["applications"][1]["application"].is_null());
    EXPECT_THAT(shown["applications"][1]["problems"][0]["where"].get<std::string>(),
                testing::StartsWith("m.geojson, feature 2"));
}

TEST(UploadService, SaysSoWhenItsReaderCannotBeStarted) {
    uploads::UploadLimits limits;
    limits.reader.program = "/nowhere/liangxian-upload-reader";
    UploadDesk desk(one_zone(), limits);
    const Response answer = desk.upload(ground(), "a.geojson");
    EXPECT_EQ(answer.status, 503U);
    EXPECT_EQ(json_of(answer)["code"], "reader-not-started");
}

} // namespace
} // namespace liangxian::tests
