// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/geo/geometry.hpp"

#include <cstddef>
#include <string>

namespace liangxian::intake {

/// Reads well-known text of any type; `SRID=4490;` in front is read past. Z and M are dropped.
/// \param deepest  parentheses nested deeper are refused before anything recurses into them
base::Result<geo::Geometry> from_wkt(const std::string& text, std::size_t deepest, const std::string& where);

} // namespace liangxian::intake
