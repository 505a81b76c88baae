// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/package_format.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace liangxian::app {

// The manifest of a package, and back. Records have the store's columns by name; geometries are WKB in
// hexadecimal, EPSG:4490: the very doubles of the store.

nlohmann::json manifest_of(const Package& package);
/// Every fault of every record is listed. Problem code: `manifest-wrong`.
base::Result<Package> package_of(const nlohmann::json& manifest);

/// A version's record as it stands in a manifest.
nlohmann::json zone_json(const zone::Zone& zone);

/// A text of an object; empty when it is not there or no text.
std::string text_in(const nlohmann::json& object, const char* name);

} // namespace liangxian::app
