// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/words/draft.hpp"

#include <string_view>
#include <vector>

namespace liangxian::words {

/// Where a text announces the protection range, too, and the stored one is another: what was measured from
/// the stored range needs a look, and its draft gets a todo. Nothing when the announced range cannot be drawn
/// whole. \param drafts  of the control line of the same text \throws base::GeometryError
void look_at_announced_range(std::vector<Draft>& drafts, std::string_view utf8, const Ground& ground,
                             const Vocabulary& vocabulary);

} // namespace liangxian::words
