// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/intake/delimited_text.hpp"

#include <string>
#include <string_view>

namespace liangxian::intake {

/// Coordinates pasted as text: a table of two columns, a row per pair.
struct PastedPairs {
    Table table;
    base::Problems errors;   ///< numbers that make no pairs
    base::Problems warnings; ///< lines without numbers
};

/// Finds coordinate pairs in running text: `112.4,39.3 112.5,39.3 …`, `J1 4356115.4 37623300.8`,
/// `1、北纬39°20′15″，东经112°26′03″`. Lines and semicolons end a pair; a small whole number or a
/// name in front of a pair is its number.
PastedPairs pasted_pairs(std::string_view utf8, const std::string& name);

} // namespace liangxian::intake
