// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ogcapi/item_choice.hpp"

#include <gtest/gtest.h>

namespace liangxian::tests {
namespace {

onemap::MapFeature site(const std::string& id, const std::string& name, const std::string& county) {
    onemap::MapFeature out;
    out.id = id;
    out.columns = {{"name", name}, {"county", county}};
    out.point = geo::Position{113, 39};
    out.box.add(*out.point);
    return out;
}

std::vector<std::string> found_by(const std::vector<std::string>& words) {
    std::vector<onemap::MapFeature> sites;
    sites.push_back(site("SZ001", "佛宫寺释迦塔", "应县"));
    sites.push_back(site("SZ002", "崇福寺", "朔城区"));
    onemap::LayerDescription description;
    description.name = "public_sites";
    description.has_points = true;
    const onemap::MapLayer layer(std::move(description), std::move(sites));
    ogcapi::ItemQuery query;
    query.words = words;
    std::vector<std::string> out;
    for (const onemap::MapFeature* item : ogcapi::choose_items(layer, query).items) {
        out.push_back(item->id);
    }
    return out;
}

TEST(ChooseItems, FindsEveryWordInTheIdOrInSomeText) {
    using Ids = std::vector<std::string>;
    EXPECT_EQ(found_by({"寺"}), (Ids{"SZ001", "SZ002"}));
    EXPECT_EQ(found_by({"寺", "应县"}), Ids{"SZ001"});
    EXPECT_EQ(found_by({"sz002"}), Ids{"SZ002"}) << "letters of either case";
    EXPECT_EQ(found_by({"释迦塔应县"}), Ids{}) << "a word does not run over two texts";
    EXPECT_EQ(found_by({"应县", "崇福寺"}), Ids{});
}

} // namespace
} // namespace liangxian::tests
