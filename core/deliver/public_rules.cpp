// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/public_rules.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace liangxian::deliver {
namespace {

using nlohmann::json;

constexpr std::size_t kLargestProfile = 1u << 20;

/// \throws json::exception for another word, so that no typing mistake shows what was to be hidden
zone::Visibility visibility_of(const json& value) {
    const auto parsed = zone::parse_visibility(value.get<std::string>());
    if (!parsed) {
        throw json::other_error::create(501, "no visibility: " + value.get<std::string>(), nullptr);
    }
    return *parsed;
}

PublicRules rules_of(const json& root) {
    PublicRules out;
    out.grid_decimals = root.at("grid_decimals");
    out.coarse_cell_deg = root.at("coarse_cell_deg");
    const json& without = root.at("without_lines");
    out.otherwise = visibility_of(without.at("otherwise"));
    out.category_unstated = visibility_of(without.at("category_unstated"));
    for (const auto& [category, value] : without.at("categories").items()) {
        out.categories[category] = visibility_of(value);
    }
    out.coarse_words = without.at("coarse_words").get<std::vector<std::string>>();
    out.site_fields = root.at("site_fields").get<std::vector<std::string>>();
    out.zone_fields = root.at("zone_fields").get<std::vector<std::string>>();
    if (out.grid_decimals < 0 || out.grid_decimals > 4 || out.coarse_cell_deg < 0.01) {
        throw json::other_error::create(501, "finer than 0.0001 and 0.01 degrees is not public", nullptr);
    }
    return out;
}

} // namespace

PublicRules PublicRules::load(const std::filesystem::path& file) {
    try {
        return rules_of(json::parse(base::read_file(file, kLargestProfile)));
    } catch (const json::exception& error) {
        throw base::FileError("profile-wrong",
                              {fmt::format("“{}”有误：{}", file.string(), error.what()),
                               fmt::format("'{}' is wrong: {}", file.string(), error.what())});
    }
}

zone::Visibility PublicRules::without_lines(const zone::Site& site) const {
    if (site.category.empty()) {
        return category_unstated;
    }
    const auto found = categories.find(site.category);
    const zone::Visibility listed = found == categories.end() ? otherwise : found->second;
    const bool is_listed_exactly = found != categories.end();
    const bool is_sensitive =
        std::any_of(coarse_words.begin(), coarse_words.end(), [&](const std::string& word) {
            return site.name.find(word) != std::string::npos ||
                   (!is_listed_exactly && site.category.find(word) != std::string::npos);
        });
    return is_sensitive ? stricter(listed, zone::Visibility::coarse) : listed;
}

zone::Visibility stricter(zone::Visibility a, zone::Visibility b) { return std::max(a, b); }

} // namespace liangxian::deliver
