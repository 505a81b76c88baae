// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/uploads/reader_message.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace liangxian::tests {
namespace {

TEST(ReaderMessage, CarriesATaskWhole) {
    uploads::ReaderTask task;
    task.name = "申请.txt";
    task.bytes = std::string_view("a\nb\0c", 5);
    task.options.declared_epsg = 4526;
    task.options.encoding = "gbk";
    task.options.layer = "范围";
    task.options.grouping = intake::Grouping::one;
    task.options.jurisdiction.emplace().add({73, 3});
    task.options.jurisdiction->add({136.5, 54});
    task.options.registered_old_datums = {4610, 2349};
    task.options.limits.vertices = 77;
    task.options.limits.features = 5;
    task.options.limits.file_bytes = 6;
    const std::string message = uploads::encode_task(task);
    const uploads::ReaderTask read = uploads::decode_task(message);
    EXPECT_EQ(read.name, task.name);
    EXPECT_EQ(read.bytes, task.bytes);
    EXPECT_EQ(read.options.declared_epsg, 4526);
    EXPECT_EQ(read.options.encoding, "gbk");
    EXPECT_EQ(read.options.layer, "范围");
    EXPECT_EQ(read.options.grouping, intake::Grouping::one);
    EXPECT_EQ(read.options.jurisdiction->max_x, 136.5);
    EXPECT_EQ(read.options.registered_old_datums, task.options.registered_old_datums);
    EXPECT_EQ(read.options.limits.vertices, 77U);
    EXPECT_EQ(read.options.limits.features, 5U);
    EXPECT_EQ(read.options.limits.file_bytes, 6U);
    task.options.jurisdiction.reset();
    task.options.declared_epsg.reset();
    const std::string bare = uploads::encode_task(task);
    EXPECT_FALSE(uploads::decode_task(bare).options.jurisdiction);
    EXPECT_FALSE(uploads::decode_task(bare).options.declared_epsg);
}

TEST(ReaderMessage, CarriesAnAnswerWholeAndRefusesAnyOther) {
    uploads::ReaderAnswer answer;
    answer.fence.holds_files = true;
    answer.outcome = intake::read_bytes(R"({"type":"Point","coordinates":[113.1,39.5]})", "a.geojson", {});
    const std::string message = uploads::encode_answer(answer);
    const uploads::ReaderAnswer read = uploads::decode_answer(message);
    EXPECT_TRUE(read.fence.holds_files);
    EXPECT_FALSE(read.fence.holds_network);
    ASSERT_EQ(read.outcome.features.size(), 1U);
    EXPECT_EQ(read.outcome.features[0].parts[0].geometry.points[0].x, 113.1);
    for (const std::string& other : {std::string(), std::string("x"), std::string("{}\n"),
                                     std::string("[]\nabc"), message.substr(0, message.size() / 2)}) {
        EXPECT_THROW(uploads::decode_answer(other), nlohmann::json::exception) << other;
    }
}

} // namespace
} // namespace liangxian::tests
