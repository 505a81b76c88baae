// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "core/words/plain_words.hpp"

#include <optional>
#include <string>

namespace liangxian::words {

/// One corner as announcements write it.
struct WrittenCorner {
    geo::Position at; ///< longitude before latitude, or easting before northing
    bool is_plane = false;
};

/// A pair of coordinates: `北纬39°20′15.2″，东经112°26′3.1″` in either order, `N39.33°，E112.43°`,
/// `X=4356115.442，Y=37623300.828` (X the northing). Moves behind it.
/// \returns nothing, and does not move, when none comes next
std::optional<WrittenCorner> take_corner(Cursor& cursor);

} // namespace liangxian::words
