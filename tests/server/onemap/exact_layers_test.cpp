// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/onemap/exact_layers.hpp"

#include "core/app/public_source.hpp"
#include "core/base/file.hpp"
#include "server/onemap/exact_file.hpp"
#include "tests/support/shapes.hpp"

#include <gtest/gtest.h>

namespace liangxian::tests {
namespace {

using onemap::ExactFiles;
using onemap::ExactLayers;
using onemap::LayerPointer;
using onemap::View;
using std::filesystem::perms;

/// Two units with a line each.
store::NewRecords two_units(zone::Visibility second) {
    store::NewRecords out;
    out.sites = {a_site("S1", rectangle(0, 0, 40, 40)), a_site("S2", line(5000, 0, 6000, 0))};
    out.zones = {a_zone("Z1", "S1", zone::ZoneKind::protection, rectangle(0, 0, 300, 300)),
                 a_zone("Z2", "S2", zone::ZoneKind::protection, rectangle(5000, 0, 300, 300))};
    out.zones[1].visibility = second;
    return out;
}

ExactLayers exact_layers_of(const store::NewRecords& records, const std::filesystem::path& folder) {
    const auto store = store::create_store((folder / "s.gpkg").string(), {});
    store->add(records, {}, {});
    return onemap::load_exact_layers(*store, app::public_source(*store, std::nullopt, {}), {});
}

std::string ids_of(const std::vector<LayerPointer>& layers, const std::string& name) {
    std::string out;
    for (const LayerPointer& layer : layers) {
        for (std::size_t i = 0; layer->description().name == name && i < layer->size(); ++i) {
            out += layer->feature(i).id + " ";
        }
    }
    return out;
}

TEST(ExactLayersTest, AHiddenUnitIsLeftOutWholeForThoseWhoDoNotSeeIt) {
    const base::TemporaryDirectory folder;
    const ExactLayers layers = exact_layers_of(two_units(zone::Visibility::hidden), folder.path());
    EXPECT_EQ(ids_of(layers.with_hidden, "protection"), "Z1 Z2 ");
    EXPECT_EQ(ids_of(layers.with_hidden, "sites"), "S1 S2 ");
    EXPECT_EQ(ids_of(layers.without_hidden, "protection"), "Z1 ");
    EXPECT_EQ(ids_of(layers.without_hidden, "sites"), "S1 ");
}

TEST(ExactLayersTest, WhereNothingIsHiddenBothAreOne) {
    const base::TemporaryDirectory folder;
    const ExactLayers layers = exact_layers_of(two_units(zone::Visibility::coarse), folder.path());
    EXPECT_EQ(layers.with_hidden, layers.without_hidden);
    EXPECT_EQ(ids_of(layers.without_hidden, "protection"), "Z1 Z2 ");
}

TEST(ExactFilesTest, AreForTheirOwnerAloneMadeWhenAskedForAndGoneAtTheEnd) {
    const base::TemporaryDirectory folder;
    const ExactLayers layers = exact_layers_of(two_units(zone::Visibility::hidden), folder.path());
    std::filesystem::path file;
    {
        const ExactFiles files(layers.without_hidden, layers.with_hidden);
        file = files.of(View::exact);
        EXPECT_EQ(std::filesystem::status(file).permissions(), perms::owner_read | perms::owner_write);
        EXPECT_EQ(std::filesystem::status(file.parent_path()).permissions(), perms::owner_all);
        EXPECT_EQ(files.of(View::exact), file);
        EXPECT_FALSE(std::filesystem::exists(file.parent_path() / "exact-with-hidden.gpkg"));
        EXPECT_NE(files.of(View::exact_with_hidden), file);
    }
    EXPECT_FALSE(std::filesystem::exists(file.parent_path()));
}

} // namespace
} // namespace liangxian::tests
