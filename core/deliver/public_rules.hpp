// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/zone/records.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace liangxian::deliver {

/// What of a store the public may see: `profiles/public.json`.
struct PublicRules {
    int grid_decimals = 4; ///< of a degree
    double coarse_cell_deg = 0.01;
    zone::Visibility otherwise = zone::Visibility::coarse; ///< units without lines
    zone::Visibility category_unstated = zone::Visibility::coarse;
    std::map<std::string, zone::Visibility> categories; ///< units without lines, by their category
    /// In a name, or in a category that is not listed: no more than coarse.
    std::vector<std::string> coarse_words;
    std::vector<std::string> site_fields; ///< the only ones that are shown
    std::vector<std::string> zone_fields;

    /// \throws base::FileError `profile-wrong`
    static PublicRules load(const std::filesystem::path& file);

    zone::Visibility without_lines(const zone::Site& site) const;
};

/// The least visible of two.
zone::Visibility stricter(zone::Visibility a, zone::Visibility b);

} // namespace liangxian::deliver
