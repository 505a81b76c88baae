// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/package_format.hpp"

#include <string>
#include <vector>

namespace liangxian::app {

/// Whether the county a unit states names more than one: 应县、山阴县; 应县和山阴县; 应县与山阴县;
/// 应县山阴县. Counties that begin with 和 (和顺县, 和平区) are one.
bool names_several_counties(const std::string& county);

/// Why a version is not this store's to take in for the county it is of; empty when nothing stands against
/// it: its unit states several counties, or one outside of \p region (empty: any), or its line lies in
/// several of the store's county outlines.
std::string county_conflict(const PackedVersion& version, const std::vector<zone::Area>& counties,
                            const std::vector<std::string>& region);

} // namespace liangxian::app
