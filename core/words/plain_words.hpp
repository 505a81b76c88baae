// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace liangxian::words {

/// Announced words in one form: full-width letters, digits and signs made plain, blanks taken out, the signs
/// that part clauses made Chinese ones (`，；。、：（）`), a line end made `；`. One element a character.
/// Bytes that are no UTF-8 become U+FFFD, which nothing understands.
std::u32string plain_words(std::string_view utf8);

std::string to_utf8(std::u32string_view words);

/// A place in words, moved along as they are understood.
class Cursor {
public:
    explicit Cursor(std::u32string_view words) : m_words(words) {}

    bool at_end() const { return m_at >= m_words.size(); }
    std::size_t at() const { return m_at; }
    void go_to(std::size_t at) { m_at = at; }
    std::u32string_view rest() const { return m_words.substr(m_at); }
    std::u32string_view from(std::size_t start) const { return m_words.substr(start, m_at - start); }
    char32_t next() const { return at_end() ? U'\0' : m_words[m_at]; }
    void skip(std::size_t count) { m_at += count; }

    /// Moves behind \p word if it comes next.
    bool take(std::u32string_view word);
    /// Moves behind the longest of \p list that comes next. \returns it, or nothing
    std::u32string_view take_any(std::initializer_list<std::u32string_view> list);
    /// Moves up to the first of the characters, or the end.
    std::u32string_view take_until(std::u32string_view stops);

private:
    std::u32string_view m_words;
    std::size_t m_at = 0;
};

bool starts_with(std::u32string_view words, std::u32string_view start);
bool ends_with(std::u32string_view words, std::u32string_view end);
bool has(std::u32string_view words, std::u32string_view part);

} // namespace liangxian::words
