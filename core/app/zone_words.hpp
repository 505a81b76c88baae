// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/unit_ground.hpp"
#include "core/words/describe.hpp"

#include <string>
#include <vector>

namespace liangxian::app {

/// One line of a unit in the words of announcements.
struct LineWords {
    std::string version; ///< `ZONE@VERSION`
    words::Description description;
};

/// The words (四至) of the lines of a unit that count on a day; each text, read and drawn again on the same
/// ground, gives its line back within the tolerance it states. Lines without a polygon are left out.
/// \throws base::GeometryError, base::FileError
std::vector<LineWords> describe_lines(const Unit& unit, const base::Date& day);

/// The same of what a word names: a unit by its id, or `ZONE@VERSION`, that version alone, whatever day it is
/// of; the ground it is measured from is that of the day. \throws base::InputError `site-unknown`
std::vector<LineWords> describe_named(const store::Store& store, const std::string& word,
                                      const base::Date& day);

} // namespace liangxian::app
