// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/pages/page_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace liangxian::tests {
namespace {

namespace fs = std::filesystem;
using ::testing::UnorderedElementsAre;

class PageFilesTest : public ::testing::Test {
protected:
    void SetUp() override { fs::create_directories(m_folder / "assets"); }
    void TearDown() override { fs::remove_all(m_folder); }

    void write(const std::string& name, const std::string& bytes) { std::ofstream(m_folder / name) << bytes; }

    std::vector<std::string> paths() const {
        std::vector<std::string> out;
        for (const pages::PageFile& file : pages::read_page_files(m_folder)) {
            out.push_back(file.path);
        }
        return out;
    }

    fs::path m_folder = fs::temp_directory_path() / ("pages-" + std::to_string(::getpid()));
};

TEST_F(PageFilesTest, AreThoseOfTypesThatPagesNeedUnderPlainNames) {
    write("index.html", "<!doctype html>");
    write("assets/index-1a.js", "1");
    write("assets/notes.cpp", "no");
    write("assets/{z}.js", "no");
    write(".hidden.js", "no");
    EXPECT_THAT(paths(), UnorderedElementsAre("/index.html", "/assets/index-1a.js"));
}

TEST_F(PageFilesTest, LeaveOutWhatALinkLeadsTo) {
    write("index.html", "<!doctype html>");
    fs::create_symlink("/etc/hostname", m_folder / "host.txt");
    EXPECT_THAT(paths(), UnorderedElementsAre("/index.html"));
}

TEST_F(PageFilesTest, AreNoneWithoutAnIndex) {
    write("assets/index-1a.js", "1");
    EXPECT_TRUE(paths().empty());
    EXPECT_TRUE(pages::read_page_files(m_folder / "none").empty());
}

TEST_F(PageFilesTest, AreCompressedBeforehandAndKeptForeverWhenNamedByContent) {
    write("index.html", std::string(4000, 'a'));
    write("assets/index-1a.js", std::string(4000, 'b'));
    const auto files = pages::read_page_files(m_folder);
    ASSERT_EQ(files.size(), 2u);
    for (const pages::PageFile& file : files) {
        EXPECT_EQ(file.body->plain.size(), 4000u);
        EXPECT_LT(file.body->gzip.size(), 100u);
        EXPECT_GT(file.body->gzip.size(), 10u);
        EXPECT_EQ(file.is_named_by_content, file.path == "/assets/index-1a.js");
        EXPECT_EQ(file.content_type,
                  file.path == "/index.html" ? "text/html; charset=utf-8" : "text/javascript; charset=utf-8");
    }
    EXPECT_NE(files[0].etag, files[1].etag);
}

} // namespace
} // namespace liangxian::tests
