// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace liangxian::base {

/// \p text as one line that a person can be shown: whatever could move the cursor, end the line, colour
/// the terminal or turn the reading direction is written out instead of done. Line feed, return and tab
/// become `\n`, `\r`, `\t`; the other control characters (C0, DEL, C1), the line and paragraph
/// separators and the marks that turn bidirectional text become `\u202e`; a byte that is no UTF-8
/// becomes `\xff`. All other text stays as it is.
std::string shown(std::string_view text);

} // namespace liangxian::base
