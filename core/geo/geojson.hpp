// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/geo/geometry.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace liangxian::geo {

/// RFC 7946 geometry object, rings closed, shells counter-clockwise; null when empty.
nlohmann::ordered_json to_geojson(const Geometry& geometry);

/// Reads an RFC 7946 geometry object (any type, collections too; heights are dropped).
/// \param where  put in front of the place in a problem, e.g. "feature 3"
base::Result<Geometry> from_geojson(const nlohmann::json& object, const std::string& where);

} // namespace liangxian::geo
