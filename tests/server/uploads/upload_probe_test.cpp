// SPDX-License-Identifier: GPL-2.0-or-later
// What somebody could send who means harm, or whose transfer broke: a clean answer within the reader's time,
// the next request answered, nothing left behind.
#include "tests/server/uploads/upload_desk.hpp"
#include "tests/support/shapes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include <chrono>
#include <set>

namespace liangxian::tests {
namespace {

using http::Response;
using nlohmann::json;
using std::chrono::steady_clock;

store::NewRecords one_zone() {
    store::NewRecords out;
    zone::Zone zone;
    zone.zone_id = "Z1";
    zone.geometry = rectangle(0, 0, 100, 100);
    out.zones.push_back(zone);
    return out;
}

constexpr const char* kGood =
    R"({"type":"Polygon","coordinates":[[[113,39.5],[113.01,39.5],[113.01,39.51],[113,39.51],[113,39.5]]]})";

/// Deflated, under any names.
std::string zipped(const std::vector<std::pair<std::string, std::string>>& files) {
    const base::TemporaryDirectory folder;
    const std::string path = (folder.path() / "a.zip").string();
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE, nullptr);
    for (const auto& [name, content] : files) {
        zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
        zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    }
    EXPECT_EQ(zip_close(archive), 0);
    return base::read_file(path, std::size_t{1} << 30);
}

/// Temporary folders are made in one that is nobody else's.
class OwnTemporaryFolder {
public:
    OwnTemporaryFolder() { ::setenv("TMPDIR", m_folder.path().c_str(), 1); }
    ~OwnTemporaryFolder() { ::unsetenv("TMPDIR"); }

private:
    base::TemporaryDirectory m_folder;
};

class UploadProbe : public testing::Test {
protected:
    /// The answer to something hostile: an error that says what, and the next upload read as ever.
    json refusal_of(const std::string& bytes, const std::string& name) {
        const auto start = steady_clock::now();
        const Response answer = m_desk.upload(bytes, name);
        EXPECT_LT(steady_clock::now() - start, std::chrono::seconds(30)) << name;
        EXPECT_EQ(answer.status, 422U) << name << ": " << answer.body->plain.substr(0, 500);
        EXPECT_EQ(answer.content_type, "application/problem+json");
        for (const char* inside : {"root:", "/tmp/", "secret-of-this-machine"}) {
            EXPECT_EQ(answer.body->plain.find(inside), std::string::npos) << answer.body->plain;
        }
        EXPECT_EQ(m_desk.upload(kGood, "good.geojson").status, 201U) << "after " << name;
        EXPECT_EQ(left_behind(), m_before) << name;
        return json_of(answer);
    }

    static std::set<std::string> left_behind() {
        std::set<std::string> out;
        std::error_code ignored;
        for (const auto& entry :
             std::filesystem::directory_iterator(std::filesystem::temp_directory_path(), ignored)) {
            out.insert(entry.path().filename().string());
        }
        return out;
    }

    OwnTemporaryFolder m_temporary;
    UploadDesk m_desk{one_zone()};
    std::set<std::string> m_before = left_behind();
};

TEST_F(UploadProbe, AVirtualDatasetCalledGeojsonIsNotFollowed) {
    refusal_of(
        "<OGRVRTDataSource><OGRVRTLayer name=\"x\"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>"
        "</OGRVRTDataSource>",
        "a.geojson");
    refusal_of("<VRTDataset rasterXSize=\"1\" rasterYSize=\"1\"/>", "a.geojson");
}

TEST_F(UploadProbe, AZipThatGrowsWithoutEndIsRefused) {
    const std::string zeros(std::size_t{260} << 20, '0');
    const std::string bomb = zipped({{"a.txt", zeros}});
    ASSERT_LT(bomb.size(), std::size_t{1} << 20);
    refusal_of(bomb, "bomb.zip");
    const std::string nested = zipped({{"b.zip", bomb}});
    refusal_of(nested, "nested.zip");
}

TEST_F(UploadProbe, ANameThatLeadsOutOfTheZipWritesNothingThere) {
    const std::filesystem::path out = std::filesystem::temp_directory_path() / "liangxian-escaped.geojson";
    std::filesystem::remove(out);
    const Response answer =
        m_desk.upload(zipped({{"../../../../../../tmp/liangxian-escaped.geojson", kGood}}), "a.zip");
    EXPECT_TRUE(answer.status == 201U || answer.status == 422U) << answer.body->plain;
    EXPECT_FALSE(std::filesystem::exists(out));
    EXPECT_EQ(left_behind(), m_before);
}

TEST_F(UploadProbe, EntitiesOfAnXmlFileAreNotExpanded) {
    refusal_of(
        "<?xml version=\"1.0\"?><!DOCTYPE kml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
        "<kml><Document><Placemark><name>&x;</name><Point><coordinates>&x;</coordinates></Point></Placemark>"
        "</Document></kml>",
        "a.kml");
    std::string laughs = "<?xml version=\"1.0\"?><!DOCTYPE kml [<!ENTITY a0 \"haha\">";
    for (int i = 1; i < 12; ++i) {
        laughs += "<!ENTITY a" + std::to_string(i) + " \"";
        for (int k = 0; k < 10; ++k) {
            laughs += "&a" + std::to_string(i - 1) + ";";
        }
        laughs += "\">";
    }
    refusal_of(
        laughs +
            "]><kml><Placemark><name>&a11;</name><Point><coordinates>&a11;</coordinates></Point></Placemark></kml>",
        "b.kml");
}

TEST_F(UploadProbe, JsonOfAnyDepthIsRefused) {
    EXPECT_EQ(refusal_of(R"({"type":"Polygon","coordinates":)" + std::string(200'000, '[') +
                             std::string(200'000, ']') + "}",
                         "a.geojson")["code"],
              "json-too-deep");
    std::string objects;
    for (int i = 0; i < 200'000; ++i) {
        objects += R"({"a":)";
    }
    refusal_of(objects, "b.geojson");
}

TEST_F(UploadProbe, WhatWasCutShortIsRefused) {
    const std::string good = kGood;
    refusal_of(good.substr(0, good.size() / 2), "a.geojson");
    const std::string zip = zipped({{"a.geojson", good}});
    refusal_of(zip.substr(0, zip.size() / 2), "a.zip");
    refusal_of("SQLite format 3" + std::string(1, '\0') + std::string(5000, 'x'), "a.gpkg");
    refusal_of(std::string("\x00\x00\x27\x0A", 4) + std::string(200, '\0'), "a.shp");
    refusal_of("0\nSECTION\n2\nENTITIES\n0\nLWPOLYLINE\n", "a.dxf");
}

TEST_F(UploadProbe, MoreThanMayBeCheckedIsRefused) {
    std::string ring;
    for (int i = 0; i < 210'000; ++i) {
        ring += "[113." + std::to_string(100'000 + i) + ",39.5],";
    }
    EXPECT_EQ(
        refusal_of(R"({"type":"Polygon","coordinates":[[)" + ring + "[113.1,39.5]]]}", "a.geojson")["code"],
        "too-many-vertices");
}

TEST_F(UploadProbe, AReaderThatDoesNotAnswerIsEnded) {
    const base::TemporaryDirectory folder;
    const auto program = [&folder](const std::string& name, const std::string& script) {
        const std::filesystem::path path = folder.path() / name;
        base::write_file_atomically(path, "#!/bin/sh\n" + script + "\n");
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        return path;
    };
    const auto answer_by = [](const std::filesystem::path& reader) {
        uploads::ReaderOptions options;
        options.program = reader;
        options.patience = std::chrono::milliseconds(300);
        options.largest_answer = 1000;
        const auto read = uploads::ReaderProcess(options).read({"a.txt", {}, "abc"});
        return read->outcome.unreadable.at(0).problems.at(0).code;
    };
    EXPECT_EQ(answer_by(program("sleeps", "sleep 60 & sleep 60")), "reader-too-slow");
    EXPECT_EQ(answer_by(program("hides", "exec >&-; sleep 60")), "reader-crashed");
    EXPECT_EQ(answer_by(program("talks", "while :; do echo no; done")), "reader-too-large");
    EXPECT_EQ(answer_by(program("dies", "kill -SEGV $$")), "reader-crashed");
    EXPECT_EQ(answer_by(program("gives-up", "exit 4")), "reader-crashed");
    EXPECT_EQ(answer_by(program("lies", "echo '{\"files\":true}'")), "reader-crashed");
}

TEST_F(UploadProbe, NoMoreFilesAreReadThanSomeAtATime) {
    uploads::ReaderOptions options = UploadDesk::with_program({}).reader;
    options.at_a_time = 0;
    EXPECT_FALSE(uploads::ReaderProcess(options).read({"a.txt", {}, "abc"}));
}

} // namespace
} // namespace liangxian::tests
