// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/compare/line.hpp"

#include <string>

namespace liangxian::compare {

/// `protection` for every kind of range, `control` for every control zone, empty: not said.
std::string family_of(const Line& line);

/// Whether two lines cannot be one by what each says itself of its unit and kind: names of which neither
/// stands in the other, without a name codes, without a code ids; or a range and a control zone. Numbers of
/// lines (BSM, zone) are not looked at: whoever renumbers a copy leaves its names.
bool is_of_another(const Line& a, const Line& b);

/// Whether both have a word and the words are not the same.
bool differ(const std::string& x, const std::string& y);

} // namespace liangxian::compare
