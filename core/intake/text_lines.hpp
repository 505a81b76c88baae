// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::intake {

/// One line of a text file; numbers start at 1.
struct TextLine {
    std::size_t number = 0;
    std::string text; ///< without its line end
};

/// Lines ended by LF, CR LF or CR.
std::vector<TextLine> split_lines(std::string_view utf8);

/// Full-width letters, digits and punctuation (U+FF01–FF5E), 【】 and the ideographic space to their
/// ASCII forms, so that one rule reads both. Also drops byte order marks and no-break spaces.
std::string half_width(std::string_view utf8);

/// Without blanks and tabs at both ends. ASCII only: call half_width() first.
std::string trimmed(std::string_view text);

/// Fields between separators, each trimmed; `a,,b` has an empty one in the middle.
std::vector<std::string> split_fields(std::string_view text, char separator);

/// Fields between runs of blanks and tabs.
std::vector<std::string> split_blanks(std::string_view text);

/// ASCII letters in lower case; other bytes unchanged.
std::string lower_ascii(std::string_view text);

inline bool contains_text(std::string_view text, std::string_view word) {
    return text.find(word) != std::string_view::npos;
}

/// "file.txt:12".
std::string at_line(const std::string& name, std::size_t line);

} // namespace liangxian::intake
