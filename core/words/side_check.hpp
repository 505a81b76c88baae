// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/words/draft.hpp"

#include <optional>
#include <string>
#include <vector>

namespace liangxian::words {

/// One side of an outline against the announced words.
struct SideCheck {
    std::optional<Side> side; ///< nothing: both sides of a line, measured where the outline comes nearest
    double said_m = 0;
    double found_m = 0;     ///< how far the outline reaches beyond the base on that side
    double tolerance_m = 0; ///< for 约, and for what stands in for the base the words name
    std::string words;      ///< the distance as written

    double difference_m() const { return found_m > said_m ? found_m - said_m : said_m - found_m; }
    bool agrees() const { return difference_m() <= tolerance_m; }
};

/// Measures an outline beyond the base its words name, along the axes of that base, side by side; about a
/// line, where it comes nearest. Whether corners are round or square does not matter. \returns one entry for
/// every side that words give a distance for; none where there is no base to measure
///          from, or a person had to draw
/// Cost linear in the vertices.
std::vector<SideCheck> check_sides(Reading reading, const geo::Geometry& outline, const Ground& ground,
                                   Line line);

} // namespace liangxian::words
