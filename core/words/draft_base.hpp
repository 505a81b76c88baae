// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/words/draft.hpp"

#include <optional>

namespace liangxian::words {

/// What a reading's distances start from.
struct DraftBase {
    geo::Geometry shape; ///< EPSG:4490
    double accuracy_m = 0;
    bool is_zone = false; ///< the range or a class: ground outside it may be meant alone
};

/// Finds the base a reading names on the ground; says in the reading what had to be assumed.
/// \returns nothing when it is not there, with a todo
std::optional<DraftBase> find_base(Reading& reading, const Ground& ground, Line line);

/// A side measured from something of its own that is not the base: a road, another class.
bool is_measured_elsewhere(const Reach& reach, const DraftBase& base, const Ground& ground);

} // namespace liangxian::words
