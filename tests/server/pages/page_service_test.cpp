// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/pages/page_service.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace liangxian::tests {
namespace {

namespace fs = std::filesystem;

std::string header_of(const http::Response& response, const std::string& name) {
    for (const auto& [own, value] : response.headers) {
        if (own == name) {
            return value;
        }
    }
    return {};
}

class PageServiceTest : public ::testing::Test {
protected:
    void SetUp() override {
        fs::create_directories(m_folder / "assets");
        std::ofstream(m_folder / "index.html") << "<!doctype html>";
        std::ofstream(m_folder / "assets" / "index-1a.js") << "1";
    }
    void TearDown() override { fs::remove_all(m_folder); }

    http::Response ask(const std::string& path, const fs::path& folder,
                       std::optional<pages::BaseMap> base_map = std::nullopt) {
        const pages::PageService service(m_current, folder, std::move(base_map));
        http::Router router;
        service.add_routes(router);
        http::Request request;
        request.method = "GET";
        request.path = path;
        return router.route(request);
    }

    onemap::CurrentGeneration m_current;
    fs::path m_folder = fs::temp_directory_path() / ("page-service-" + std::to_string(::getpid()));
};

TEST_F(PageServiceTest, AsksForTheIndexEveryTimeAndForNamedContentNever) {
    const http::Response index = ask("/", m_folder);
    EXPECT_EQ(index.status, 200u);
    EXPECT_EQ(header_of(index, "Cache-Control"), "no-cache");
    EXPECT_FALSE(header_of(index, "ETag").empty());
    EXPECT_EQ(header_of(ask("/assets/index-1a.js", m_folder), "Cache-Control"),
              "public, max-age=31536000, immutable");
}

TEST_F(PageServiceTest, ServesNothingButTheFilesThatWereThere) {
    std::ofstream(m_folder.parent_path() / "beside.js") << "1";
    for (const char* path : {"/index.htm", "/assets/", "/assets/../index.html", "/assets//index-1a.js",
                             "/../beside.js", "/assets", "/package.json"}) {
        EXPECT_EQ(ask(path, m_folder).status, 404u) << path;
    }
    fs::remove(m_folder.parent_path() / "beside.js");
}

TEST_F(PageServiceTest, LetsAPageFetchFromHereOnlyAndPicturesOfTheBaseMap) {
    const std::string policy = header_of(ask("/", m_folder), "Content-Security-Policy");
    EXPECT_EQ(policy.rfind("default-src 'none'; script-src 'self'; style-src 'self'; "
                           "img-src 'self' data: blob:; connect-src 'self';",
                           0),
              0u)
        << policy;
    EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
    EXPECT_EQ(policy.find("unsafe"), std::string::npos);
    pages::BaseMap map;
    map.origin = "https://tiles.example";
    const std::string wider = header_of(ask("/", m_folder, map), "Content-Security-Policy");
    EXPECT_NE(wider.find("img-src 'self' data: blob: https://tiles.example;"), std::string::npos);
    EXPECT_NE(wider.find("connect-src 'self';"), std::string::npos);
}

TEST_F(PageServiceTest, SaysThatPagesAreMissingAndStillTellsSymbols) {
    EXPECT_EQ(ask("/", m_folder / "none").status, 503u);
    const http::Response legend = ask("/styles/legend.json", m_folder / "none");
    EXPECT_EQ(legend.status, 200u);
    EXPECT_EQ(nlohmann::json::parse(legend.body->plain)["layers"].size(), 3u);
}

TEST_F(PageServiceTest, TellsHowFreshTheMapIsOnceThereIsOne) {
    EXPECT_EQ(ask("/map.json", m_folder).status, 503u);
    auto generation = std::make_shared<onemap::Generation>();
    generation->loaded_at = *base::Timestamp::parse("2026-11-27T04:05:06.000Z");
    m_current.put(generation);
    const auto told = nlohmann::json::parse(ask("/map.json", m_folder).body->plain);
    EXPECT_EQ(told["loaded_at"], "2026-11-27T04:05:06.000Z");
    EXPECT_TRUE(told["base_map"].is_null());
}

} // namespace
} // namespace liangxian::tests
