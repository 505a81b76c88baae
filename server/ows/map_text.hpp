// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/ows/map_parts.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace liangxian::ows {

/// MapServer's own description of the one map: layers with all their days, titles, CRSs, limits. Symbols are
/// not in it: they come from styles/*.sld. Which rows are shown is said for each request (rows_of_day()).
/// \param helpers  where fonts.txt and the templates of write_helpers() are
std::string map_text(const std::vector<MapPart>& parts, const std::filesystem::path& helpers,
                     bool is_chinese);

/// Writes what a map names beside it: MapServer's list of fonts, and for each layer and language the page
/// that GetFeatureInfo gives people.
void write_helpers(const std::vector<MapPart>& parts, const std::filesystem::path& folder);

} // namespace liangxian::ows
