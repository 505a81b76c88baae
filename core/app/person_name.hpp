// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace liangxian::app {

/// A text without the blanks around it, those of Chinese typesetting (U+3000) among them.
std::string without_blanks(std::string_view text);

/// Whether two names are of one person: blanks around them and the case or width of Latin letters are no
/// difference.
bool is_same_person(std::string_view a, std::string_view b);

} // namespace liangxian::app
