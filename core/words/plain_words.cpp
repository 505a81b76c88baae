// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/plain_words.hpp"

#include <cstdint>

namespace liangxian::words {
namespace {

constexpr char32_t kNoCharacter = U'\xFFFD';

/// One character of UTF-8 at \p at, which moves behind it; overlong and cut ones are kNoCharacter.
char32_t next_character(std::string_view bytes, std::size_t& at) {
    const auto byte = [&bytes](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const unsigned char lead = byte(at++);
    if (lead < 0x80) {
        return lead;
    }
    const int more = lead >= 0xF0 && lead < 0xF5 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
    if (more == 0 || lead >= 0xF5) {
        return kNoCharacter;
    }
    char32_t out = lead & (0x3FU >> static_cast<unsigned>(more));
    for (int i = 0; i < more; ++i) {
        if (at >= bytes.size() || (byte(at) & 0xC0U) != 0x80) {
            return kNoCharacter;
        }
        out = (out << 6U) | (byte(at++) & 0x3FU);
    }
    const char32_t smallest = more == 3 ? 0x10000 : more == 2 ? 0x800 : 0x80;
    return out < smallest || out > 0x10FFFF || (out >= 0xD800 && out < 0xE000) ? kNoCharacter : out;
}

/// The Chinese sign for a plain one that parts clauses; other characters as they are.
char32_t clause_sign(char32_t c) {
    switch (c) {
    case U',':
        return U'，';
    case U';':
    case U'\n':
    case U'\r':
        return U'；';
    case U':':
        return U'：';
    case U'(':
    case U'[':
    case U'【':
    case U'〔':
        return U'（';
    case U')':
    case U']':
    case U'】':
    case U'〕':
        return U'）';
    case U'!':
        return U'。';
    default:
        return c;
    }
}

bool is_blank(char32_t c) {
    return c == U' ' || c == U'\t' || c == U'\x3000' || c == U'\xA0' || c == U'\xFEFF' || c == U'\x200B';
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// A comma between digits parts thousands when three digits follow it and no more.
bool parts_thousands(std::u32string_view words, std::size_t at) {
    if (at == 0 || !is_digit(words[at - 1])) {
        return false;
    }
    std::size_t digits = 0;
    while (at + 1 + digits < words.size() && is_digit(words[at + 1 + digits])) {
        ++digits;
    }
    return digits == 3;
}

std::u32string without_thousands_commas(std::u32string_view words) {
    std::u32string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] != U'，' || !parts_thousands(words, i)) {
            out += words[i];
        }
    }
    return out;
}

} // namespace

std::u32string plain_words(std::string_view utf8) {
    std::u32string out;
    for (std::size_t at = 0; at < utf8.size();) {
        char32_t c = next_character(utf8, at);
        if (c >= U'\xFF01' && c <= U'\xFF5E') {
            c -= 0xFEE0;
        }
        if (!is_blank(c)) {
            out += clause_sign(c);
        }
    }
    return without_thousands_commas(out);
}

std::string to_utf8(std::u32string_view words) {
    std::string out;
    const auto add = [&out](char32_t bits) { out += static_cast<char>(static_cast<unsigned char>(bits)); };
    for (const char32_t c : words) {
        if (c < 0x80) {
            add(c);
        } else if (c < 0x800) {
            add(0xC0U | (c >> 6U));
            add(0x80U | (c & 0x3FU));
        } else if (c < 0x10000) {
            add(0xE0U | (c >> 12U));
            add(0x80U | ((c >> 6U) & 0x3FU));
            add(0x80U | (c & 0x3FU));
        } else {
            add(0xF0U | (c >> 18U));
            add(0x80U | ((c >> 12U) & 0x3FU));
            add(0x80U | ((c >> 6U) & 0x3FU));
            add(0x80U | (c & 0x3FU));
        }
    }
    return out;
}

bool starts_with(std::u32string_view words, std::u32string_view start) {
    return words.substr(0, start.size()) == start;
}

bool ends_with(std::u32string_view words, std::u32string_view end) {
    return words.size() >= end.size() && words.substr(words.size() - end.size()) == end;
}

bool has(std::u32string_view words, std::u32string_view part) {
    return words.find(part) != std::u32string_view::npos;
}

bool Cursor::take(std::u32string_view word) {
    if (!starts_with(rest(), word)) {
        return false;
    }
    m_at += word.size();
    return true;
}

std::u32string_view Cursor::take_any(std::initializer_list<std::u32string_view> list) {
    std::u32string_view best;
    for (const std::u32string_view word : list) {
        if (word.size() > best.size() && starts_with(rest(), word)) {
            best = word;
        }
    }
    m_at += best.size();
    return best;
}

std::u32string_view Cursor::take_until(std::u32string_view stops) {
    const std::size_t start = m_at;
    while (!at_end() && stops.find(m_words[m_at]) == std::u32string_view::npos) {
        ++m_at;
    }
    return from(start);
}

} // namespace liangxian::words
