// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::intake {

/// One cell; `is_number` only where the format itself tells numbers from text (XLSX).
struct TableCell {
    std::string text;
    bool is_number = false;
};

struct TableRow {
    std::size_t line = 0; ///< line or row in the file, from 1
    std::vector<TableCell> cells;
};

/// Rows as the file has them; empty rows are left out.
using Table = std::vector<TableRow>;

/// The separator most lines agree on: tab, comma, semicolon, or blanks (`' '`) when there is none.
char detect_separator(std::string_view utf8);

/// Reads separated values as RFC 4180 does: quoted cells may hold separators, line ends and doubled
/// quotes. A quote in the middle of an unquoted cell is text (111°35'20"). Blanks as separator join.
Table read_delimited(std::string_view utf8, char separator);

} // namespace liangxian::intake
