// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace liangxian::ows {

/// MapServer's own description of the one map over the public data set: layers, titles, CRSs, limits. Symbols
/// are not in it: they come from styles/*.sld.
/// \param helpers  where fonts.txt and the templates of write_helpers() are
std::string map_text(const std::filesystem::path& public_data, const std::filesystem::path& helpers,
                     bool is_chinese);

/// Writes what a map names beside it: MapServer's list of fonts, and for each layer and language the page
/// that GetFeatureInfo gives people.
void write_helpers(const std::filesystem::path& folder);

} // namespace liangxian::ows
