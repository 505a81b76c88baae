// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/bsm.hpp"

#include <gtest/gtest.h>

namespace liangxian::tests {
namespace {

using deliver::BsmNumbers;
using deliver::Manifest;

deliver::Profile a_profile(int digits = 4) {
    deliver::Profile profile;
    profile.bsm.serial_digits = digits;
    return profile;
}

Manifest manifest_of(BsmNumbers& numbers, std::vector<Manifest::Feature> features) {
    Manifest out;
    out.features = std::move(features);
    out.retired = numbers.retired();
    out.serials = numbers.serials();
    return out;
}

TEST(Bsm, CountsUpWithinItsPrefix) {
    const deliver::Profile profile = a_profile();
    BsmNumbers numbers(profile, std::nullopt);
    EXPECT_EQ(numbers.number("Z1@1", "140622"), "1406220001");
    EXPECT_EQ(numbers.number("Z2@1", "140622"), "1406220002");
    EXPECT_EQ(numbers.number("Z3@1", "140602"), "1406020001");
}

TEST(Bsm, OfAnUnchangedVersionIsKeptAndNoNumberIsGivenTwice) {
    const deliver::Profile profile = a_profile();
    BsmNumbers first(profile, std::nullopt);
    const std::string one = *first.number("Z1@1", "140622");
    const std::string two = *first.number("Z2@1", "140622");
    const Manifest manifest = manifest_of(first, {{one, "Z1@1", "S1"}, {two, "Z2@1", "S1"}});

    BsmNumbers second(profile, manifest);
    EXPECT_EQ(second.number("Z1@1", "140622"), one);
    const std::string three = *second.number("Z2@2", "140622"); // a new version in the place of Z2@1
    EXPECT_EQ(three, "1406220003");
    const Manifest later = manifest_of(second, {{one, "Z1@1", "S1"}, {three, "Z2@2", "S1"}});
    ASSERT_EQ(later.retired.size(), 1u);
    EXPECT_EQ(later.retired[0].bsm, two);

    BsmNumbers third(profile, later);
    EXPECT_EQ(third.number("Z9@1", "140622"), "1406220004") << "the retired number stays retired";
    EXPECT_EQ(third.retired().size(), 3u);
}

TEST(Bsm, EndsWhenNoSerialIsLeft) {
    const deliver::Profile profile = a_profile(1);
    BsmNumbers numbers(profile, std::nullopt);
    for (int i = 1; i <= 9; ++i) {
        EXPECT_TRUE(numbers.number("Z@" + std::to_string(i), ""));
    }
    EXPECT_FALSE(numbers.number("Z@10", ""));
}

} // namespace
} // namespace liangxian::tests
