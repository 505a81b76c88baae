// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/words/draft.hpp"

#include <optional>

namespace liangxian::words {

/// Polygons from the corners of a text: rings inside another are holes.
struct CornerRings {
    geo::Geometry geometry; ///< EPSG:4490; empty when a person must look, with a todo in the reading
    std::optional<double> accuracy_m;
};
CornerRings corner_rings(Reading& reading, const Ground& ground);

/// How far coordinates of the text may be off for their datum, which is said in the reading.
/// \returns nothing, with a todo, on an old datum or any that is not known to be CGCS2000 or WGS 84
std::optional<double> corner_accuracy_m(Reading& reading);

/// Turns corners round whose X and Y changed places, by the size of the numbers, and says so.
/// \returns false, with a todo, when they are no coordinates of China
bool turn_to_easting_first(Reading& reading);

} // namespace liangxian::words
