// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

namespace liangxian::deliver {

/// What a text is, by which it is told how suspicious figures in it are.
enum class ShownText {
    words,  ///< a name, an era, a document: seven figures in a row are no part of one
    county, ///< words, or a code of six figures
    id      ///< made by an office, and perhaps a long number
};

/// Whether a text may hold a place, full-width figures and Chinese numerals read as figures:
/// - degrees: decimals (three or more), a sign or a word of degrees behind a figure, or degrees, minutes and
///   seconds of China in a row with single signs or blanks between them;
/// - metres of a plane: seven figures in a row (in an id: as a northing of China has), an easting of six or,
///   with its zone, of eight, or both run together. Dates are none, nor are 年度 and 印度.
/// In ids figures are suspect only where they can be degrees of China or such metres. Pure.
bool may_hold_a_place(const std::string& text, ShownText kind);

} // namespace liangxian::deliver
