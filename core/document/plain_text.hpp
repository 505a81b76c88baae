// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/document.hpp"
#include "core/document/workbook.hpp"

#include <string>
#include <string_view>

namespace liangxian::document {

/// A text as every file we write can hold it.
struct PlainText {
    std::string text;
    std::size_t left_out = 0; ///< characters, and bytes that are no UTF-8
};

/// Leaves out what XML 1.0 refuses, and all other control characters but tab and the ends of lines: C0, DEL,
/// C1, U+FFFE, U+FFFF, and bytes that are no UTF-8 (overlong forms, surrogates).
PlainText plain_text(std::string_view text);

/// The same of every text in it, in place. \returns how much was left out
/// @{
std::size_t make_plain(Document& document);
std::size_t make_plain(Workbook& workbook);
std::size_t make_plain(Drawing& drawing);
/// @}

} // namespace liangxian::document
