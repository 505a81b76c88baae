// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/profile.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace liangxian::tests {
namespace {

using ::testing::HasSubstr;

const std::filesystem::path kProfiles = std::filesystem::path(LIANGXIAN_SOURCE_DIR) / "data/profiles";

TEST(Profile, OfTheProductAreWhole) {
    EXPECT_EQ(deliver::profile_ids(kProfiles),
              (std::vector<std::string>{"lswhbhq", "lswhbhx", "relic-points"}));
    for (const std::string& id : deliver::profile_ids(kProfiles)) {
        const deliver::Profile profile = deliver::load_profile(kProfiles / (id + ".json"));
        EXPECT_EQ(profile.id, id);
        EXPECT_FALSE(profile.unverified.empty()) << "what nobody could look up is said";
        EXPECT_EQ(profile.digest.size(), 64u);
    }
}

TEST(Profile, CarriesTheTableOfTheVillagePlan) {
    const deliver::Profile profile = deliver::load_profile(kProfiles / "lswhbhq.json");
    EXPECT_EQ(profile.field("YSDM")->constant, "2003020910");
    EXPECT_EQ(profile.bsm_field()->length, 20); // 12 of XZQDM, 8 of the serial
    EXPECT_EQ(profile.field("LSWHLXDM")->codes.size(), 3u);
    EXPECT_EQ(profile.field("JBDM")->codes.back().code, "50");
}

TEST(Profile, ThatIsWrongIsRefusedAtItsPlace) {
    const base::TemporaryDirectory folder;
    auto json = nlohmann::json::parse(base::read_file(kProfiles / "lswhbhx.json", 1u << 20));
    json["fields"][1]["length"] = "ten";
    base::write_file_atomically(folder.path() / "p.json", json.dump());
    try {
        deliver::load_profile(folder.path() / "p.json");
        FAIL();
    } catch (const base::FileError& error) {
        EXPECT_EQ(error.code(), "profile-wrong");
        EXPECT_THAT(error.message().en, HasSubstr("/fields/1/length"));
    }
}

} // namespace
} // namespace liangxian::tests
