// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/words/draft.hpp"

#include <vector>

namespace liangxian::words {

/// Compares the areas that were announced with those drawn, beyond what the rounding of the figure and the
/// accuracy of the outline explain and in any case beyond a fifth: a todo in the draft. A figure may count
/// all parts of one outline together, and the ground inside a belt.
void look_at_areas(std::vector<Draft>& drafts);

} // namespace liangxian::words
