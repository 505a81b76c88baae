// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/operate/server_log.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace liangxian::operate {
namespace {

nlohmann::json logged(const base::Error& error) {
    testing::internal::CaptureStderr();
    ServerLog().failure("store-failed", error);
    return nlohmann::json::parse(testing::internal::GetCapturedStderr());
}

TEST(ServerLog, TellsOfALongFailureItsBeginningAndItsEndInWholeCharacters) {
    std::string zh = "x无法写出";
    for (int i = 0; i < 500; ++i) {
        zh += "很长";
    }
    const nlohmann::json line = logged(
        base::FileError("c", {zh + "：磁盘已满", "cannot: " + std::string(5000, 'x') + ": disk full"}));
    const std::string told = line["zh"];
    EXPECT_LT(told.size(), 700U);
    EXPECT_EQ(told.rfind("x无法写出", 0), 0U);
    EXPECT_NE(told.find("：磁盘已满"), std::string::npos);
    EXPECT_EQ(told.find("\xEF\xBF\xBD"), std::string::npos) << "no character is cut";
    EXPECT_EQ(line["message"].get<std::string>().substr(0, 8), "cannot: ");
    EXPECT_NE(line["message"].get<std::string>().find(": disk full"), std::string::npos);
}

TEST(ServerLog, TellsAShortFailureWhole) {
    const nlohmann::json line = logged(base::FileError("c", {"短", "short"}));
    EXPECT_EQ(line["code"], "c");
    EXPECT_EQ(line["zh"], "短");
    EXPECT_EQ(line["message"], "short");
}

} // namespace
} // namespace liangxian::operate
