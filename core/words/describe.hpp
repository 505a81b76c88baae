// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/words/draft.hpp"
#include "core/words/phrase.hpp"

#include <optional>
#include <string>

namespace liangxian::words {

/// An outline in the words of announcements (四至).
struct Description {
    std::string text; ///< Chinese; read and drawn again on the same ground it gives the outline back
    TextKind kind = TextKind::coord_list;
    /// Greatest distance found between the outline and what the text gives; nothing when the text cannot be
    /// drawn again (corners too many, or repeated): then only the outline itself counts.
    std::optional<double> tolerance_m;
};

/// What is to be put into words.
struct Outlined {
    geo::Geometry outline; ///< EPSG:4490, polygons
    zone::ZoneKind kind = zone::ZoneKind::protection;
    std::string zone_class;
};

/// Puts an outline into words: distances from the monument or the range where those give the outline back
/// within 0.03 m, else the corner points in the plane of its 3° zone. Every form is tried by reading and
/// drawing it again, so the tolerance is measured and not assumed. \pre the outline has a polygon \throws
/// base::GeometryError
Description describe(const Outlined& line, const Ground& ground, const Vocabulary& vocabulary);

/// The corner points alone, whatever the form: `以下列坐标点为准（…）：J1：X=…，Y=…；…`.
std::string corners_in_words(const geo::Geometry& outline);

} // namespace liangxian::words
