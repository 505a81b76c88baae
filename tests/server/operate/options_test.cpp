// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/operate/options.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "server/operate/settings.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace liangxian::operate {
namespace {

class OptionsTest : public testing::Test {
protected:
    std::string config(const std::string& lines) const {
        const auto file = m_folder.path() / "server.conf";
        std::ofstream(file) << lines;
        return file.string();
    }

    static ServeOptions read(const std::vector<std::string>& words) {
        std::vector<const char*> argv{"liangxian-server"};
        for (const std::string& word : words) {
            argv.push_back(word.c_str());
        }
        return serve_options(static_cast<int>(argv.size()), argv.data());
    }

    /// `code where`, in their order.
    static std::vector<std::string> faults(const std::vector<std::string>& words) {
        std::vector<std::string> out;
        try {
            read(words);
        } catch (const base::UsageError& error) {
            for (const base::Problem& problem : error.problems()) {
                EXPECT_FALSE(problem.message.zh.empty());
                EXPECT_FALSE(problem.message.en.empty());
                out.push_back(problem.code + " " + problem.where);
            }
        }
        return out;
    }

    base::TemporaryDirectory m_folder;
};

TEST_F(OptionsTest, WithoutAnyTheyAreThoseForThisMachine) {
    const ServeOptions options = read({"s.gpkg"});
    EXPECT_EQ(options.store, "s.gpkg");
    EXPECT_EQ(options.public_data, "s.gpkg.public.gpkg");
    EXPECT_EQ(options.http.address, "127.0.0.1");
    EXPECT_EQ(options.http.port, 8080);
    EXPECT_FALSE(options.insecure_http);
}

TEST_F(OptionsTest, EverySettingMayStandInTheFile) {
    const ServeOptions options = read({"--config", config("# for people\n"
                                                          "store = postgresql://reader@db/heritage?schema=a\n"
                                                          "listen = [::1]:8081\r\n"
                                                          "\tpublic-url=https://map.example.cn\n"
                                                          "public-data = /var/lib/p.gpkg\n"
                                                          "base-map = base.json\n"
                                                          "threads = 3\n"
                                                          "tile-cache = 64\n"
                                                          "trusted-proxy = 10.0.0.5\n"
                                                          "trusted-proxy = ::ffff:10.0.0.6\n"
                                                          "rate-limit = check=20:200\n"
                                                          "metrics-from = 10.0.0.9\n"
                                                          "insecure-http = true\n")});
    EXPECT_EQ(options.store, "postgresql://reader@db/heritage?schema=a");
    EXPECT_EQ(options.http.address, "::1");
    EXPECT_EQ(options.http.port, 8081);
    EXPECT_EQ(options.http.public_url, "https://map.example.cn");
    EXPECT_EQ(options.public_data, "/var/lib/p.gpkg");
    EXPECT_EQ(options.base_map, m_folder.path() / "base.json") << "beside the file";
    EXPECT_EQ(options.http.threads, 3U);
    EXPECT_EQ(options.tile_cache_bytes, std::size_t{64} << 20);
    EXPECT_EQ(options.trusted_proxies, (std::vector<std::string>{"10.0.0.5", "10.0.0.6"}));
    EXPECT_EQ(options.limits.rules.at(2).per_second, 20);
    EXPECT_EQ(options.metrics_from, (std::vector<std::string>{"10.0.0.9"}));
    EXPECT_TRUE(options.insecure_http);
}

TEST_F(OptionsTest, TheCommandLineWins) {
    const ServeOptions options = read(
        {"here.gpkg", "--threads", "5", "--trusted-proxy", "10.0.0.7", "--rate-limit", "map=1:2", "--config",
         config("store = a.gpkg\nthreads = 3\ntrusted-proxy = 10.0.0.5\nrate-limit = check=20:200\n")});
    EXPECT_EQ(options.store, "here.gpkg");
    EXPECT_EQ(options.http.threads, 5U);
    EXPECT_EQ(options.trusted_proxies, (std::vector<std::string>{"10.0.0.7"}));
    EXPECT_EQ(options.limits.rules.at(2).per_second, 20) << "each limit is one of its own";
    EXPECT_EQ(options.limits.rules.at(1).burst, 2);
}

TEST_F(OptionsTest, AllThatIsWrongIsToldAtOnceWithItsLine) {
    const std::string file = config("store = s.gpkg\n"
                                    "thread = 3\n"
                                    "threads = 0\n"
                                    "listen\n"
                                    "public-url = \"https://map.example.cn\"\n"
                                    "tile-cache = 3.5\n"
                                    "insecure-http = yes\n"
                                    "trusted-proxy = map.example.cn\n"
                                    "rate-limit = check=fast\n"
                                    "tile-cache = 9\n");
    EXPECT_EQ(
        faults({"--config", file, "--threads", "300", "--metrics-from", "x"}),
        (std::vector<std::string>{
            "bad-config-line server.conf:4 listen",
            "bad-config-line server.conf:5 public-url = \"https://map.example.cn\"",
            "unknown-setting server.conf:2 thread = 3", "bad-option server.conf:3 threads = 0",
            "bad-option server.conf:6 tile-cache = 3.5", "bad-option server.conf:7 insecure-http = yes",
            "bad-option server.conf:8 trusted-proxy = map.example.cn",
            "bad-option server.conf:9 rate-limit = check=fast", "said-twice server.conf:10 tile-cache = 9",
            "bad-option --threads 300", "bad-option --metrics-from x"}));
}

TEST_F(OptionsTest, AnUnknownKeyIsAnsweredWithAllThereAre) {
    ServeOptions options;
    const base::Problems faults = take_settings(options, {{"hosts", "x", "f:1 hosts = x"}});
    ASSERT_EQ(faults.size(), 1U);
    for (const Setting& setting : settings()) {
        EXPECT_NE(faults.front().message.zh.find(setting.name), std::string::npos) << setting.name;
        EXPECT_NE(faults.front().message.en.find(setting.name), std::string::npos) << setting.name;
    }
}

TEST_F(OptionsTest, AListenerThatIsNotSafeIsToldWhereItWasAskedFor) {
    EXPECT_EQ(faults({"s.gpkg", "--config", config("listen = 0.0.0.0:80\n")}),
              (std::vector<std::string>{"listener-not-safe server.conf:1 listen = 0.0.0.0:80"}));
    EXPECT_EQ(faults({"s.gpkg", "--listen", "[::]:80"}),
              (std::vector<std::string>{"listener-not-safe --listen [::]:80"}));
    EXPECT_EQ(faults({"s.gpkg", "--config",
                      config("listen = 0.0.0.0:80\ntrusted-proxy = 10.0.0.5\npublic-url = https://a.cn\n")}),
              std::vector<std::string>());
}

TEST_F(OptionsTest, AStoreIsNeededAndASharedOneNamesItsPublicData) {
    EXPECT_EQ(faults({}), (std::vector<std::string>{"store-missing STORE"}));
    EXPECT_EQ(faults({"postgresql://a@b/c"}), (std::vector<std::string>{"bad-option --public-data"}));
}

TEST_F(OptionsTest, AFileThatIsNotThereIsNoConfiguration) {
    EXPECT_THROW(read({"s.gpkg", "--config", (m_folder.path() / "none").string()}), base::FileError);
}

TEST_F(OptionsTest, TheLanguageIsKnownThoughTheRestIsWrong) {
    const std::vector<const char*> argv{"liangxian-server", "--threads", "x", "--lang", "zh"};
    EXPECT_EQ(language_said(static_cast<int>(argv.size()), argv.data()), base::Language::zh);
    EXPECT_EQ(language_said(3, argv.data()), base::Language::en);
}

} // namespace
} // namespace liangxian::operate
