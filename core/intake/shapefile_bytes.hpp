// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace liangxian::intake {

/// An index (.shx) for a .shp, made by walking its records: some programs lose it on the way.
/// \returns nothing when the .shp is damaged: too short, wrong magic, a record beyond its end
std::optional<std::string> rebuild_shx(std::string_view shp);

/// Whether every record an index names lies inside the .shp.
bool shx_fits(std::string_view shx, std::string_view shp);

/// The bytes of a .dbf that can hold text: what is after its header. Empty for a damaged one.
std::string_view dbf_text(std::string_view dbf);

} // namespace liangxian::intake
