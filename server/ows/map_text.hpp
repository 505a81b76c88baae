// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace liangxian::ows {

/// MapServer's own description of the one map over the public data set: layers with all their days, titles,
/// CRSs, limits. Symbols are not in it: they come from styles/*.sld. Which rows are shown is said for each
/// request (rows_of_day()).
/// \param helpers  where fonts.txt and the templates of write_helpers() are
std::string map_text(const std::filesystem::path& public_data, const std::filesystem::path& helpers,
                     bool is_chinese);

/// Names of the layers of map_text().
std::vector<std::string> map_layers();

/// What of a layer is there on a day, as SQL. Made of a day and of words of our own.
std::string rows_of_day(const std::string& layer, const base::Date& day);

/// Writes what a map names beside it: MapServer's list of fonts, and for each layer and language the page
/// that GetFeatureInfo gives people.
void write_helpers(const std::filesystem::path& folder);

} // namespace liangxian::ows
