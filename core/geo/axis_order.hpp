// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <optional>

namespace liangxian::geo {

// The one place that knows which axis comes first. Chinese exchange formats write X = northing and
// Y = easting (law-and-formats, facts 6 and 10); the projected EPSG definitions declare Northing,
// Easting as well; drawings (DXF), CASS .dat and everything inside this program is easting first.

enum class AxisOrder { northing_first, easting_first };

/// What EPSG declares for a code of ours: latitude before longitude in EPSG:4490 and 4326, northing before
/// easting in the planes of CGCS2000 (4491–4554); easting first in EPSG:3857 and all others.
AxisOrder declared_axis_order(int epsg);

/// A vertex from the two numbers of a row, in the order the source has them.
Position position_from(double first, double second, AxisOrder order);

/// What the two numbers themselves say, from their size: a northing in China has seven digits before
/// the point (1.8–6.0 million metres), an easting six (100–900 thousand) or eight with its zone.
/// \returns nothing when they do not tell
std::optional<AxisOrder> axis_order_of(double first, double second);

/// For degrees: longitudes of China are 73–136, latitudes 3–54, so the order shows itself.
std::optional<AxisOrder> axis_order_of_degrees(double first, double second);

} // namespace liangxian::geo
