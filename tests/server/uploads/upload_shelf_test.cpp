// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/uploads/upload_shelf.hpp"

#include <gtest/gtest.h>

namespace liangxian::tests {
namespace {

using namespace std::chrono_literals;
using uploads::ShelfLimits;
using uploads::UploadShelf;

intake::ReadOutcome of_vertices(int count) {
    intake::ReadOutcome out;
    intake::Feature feature;
    feature.parts.emplace_back();
    for (int i = 0; i < count; ++i) {
        feature.parts.back().geometry.points.push_back({113.0, 39.0});
    }
    out.add(std::move(feature));
    return out;
}

TEST(UploadShelf, GivesAnUploadToNobodyButItsOwner) {
    UploadShelf shelf({});
    const std::string id = shelf.put("a", of_vertices(3), "shown");
    EXPECT_EQ(id.size(), 32U);
    EXPECT_EQ(shelf.outcome("a", id)->features.size(), 1U);
    EXPECT_EQ(shelf.shown("a", id), "shown");
    EXPECT_FALSE(shelf.outcome("b", id));
    EXPECT_FALSE(shelf.shown("b", id));
    EXPECT_FALSE(shelf.remove("b", id));
    EXPECT_TRUE(shelf.remove("a", id));
    EXPECT_FALSE(shelf.outcome("a", id));
}

TEST(UploadShelf, LetsTheOldestGo) {
    ShelfLimits limits;
    limits.per_account = 2;
    limits.vertices = 10;
    UploadShelf shelf(limits);
    const std::string first = shelf.put("a", of_vertices(1), "");
    const std::string second = shelf.put("a", of_vertices(1), "");
    const std::string third = shelf.put("a", of_vertices(1), "");
    EXPECT_FALSE(shelf.outcome("a", first)); // one too many of the account
    EXPECT_TRUE(shelf.outcome("a", second));
    const std::string large = shelf.put("b", of_vertices(9), "");
    EXPECT_FALSE(shelf.outcome("a", second)); // too many vertices of all
    EXPECT_TRUE(shelf.outcome("a", third));
    EXPECT_TRUE(shelf.outcome("b", large));
    const std::string larger = shelf.put("c", of_vertices(50), ""); // the newest always stays
    EXPECT_TRUE(shelf.outcome("c", larger));
    EXPECT_FALSE(shelf.outcome("b", large));
    limits.kept_for = 0s;
    UploadShelf short_lived(limits);
    EXPECT_FALSE(short_lived.outcome("a", short_lived.put("a", of_vertices(1), "")));
}

} // namespace
} // namespace liangxian::tests
