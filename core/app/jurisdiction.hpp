// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "core/store/store.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace liangxian::app {

/// China's bounds with its seas, 73–136°E and 3–54°N: what "outside" means unless a store says more.
geo::Box bounds_of_china();

/// The jurisdiction of a new store: `none`, a file of one polygon, or the default for an empty word.
/// \returns WKB for store::Settings; empty for none
/// \throws base::InputError, base::FileError
std::string jurisdiction_wkb(const std::string& word);

/// The box coordinates are tested against; nothing when the test is off.
std::optional<geo::Box> jurisdiction_box(const store::Settings& settings);

/// `EPSG:4526`, `epsg:4526` or `4526`; nothing for an empty word.
/// \throws base::InputError for anything else
std::optional<int> parse_epsg(const std::string& word);

} // namespace liangxian::app
