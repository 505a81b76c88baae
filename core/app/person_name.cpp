// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/person_name.hpp"

#include <array>

namespace liangxian::app {
namespace {

constexpr std::array<std::string_view, 11> kBlanks{
    " ",        "\t",           "\r",           "\n",           "\v",          "\f",
    "\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\x8B", "\xE2\x80\xAF", "\xEF\xBB\xBF"};

bool begins_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// Latin letters small and narrow; all else as it is.
std::string folded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        // U+FF21…FF3A and U+FF41…FF5A are EF BC A1…BA and EF BD 81…9A.
        if (i + 2 < text.size() && c == '\xEF') {
            const auto last = static_cast<unsigned char>(text[i + 2]);
            if (text[i + 1] == '\xBC' && last >= 0xA1 && last <= 0xBA) {
                c = static_cast<char>(last - 0xA1 + 'a');
                i += 2;
            } else if (text[i + 1] == '\xBD' && last >= 0x81 && last <= 0x9A) {
                c = static_cast<char>(last - 0x81 + 'a');
                i += 2;
            }
        }
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

} // namespace

std::string without_blanks(std::string_view text) {
    for (bool found = true; found;) {
        found = false;
        for (const std::string_view blank : kBlanks) {
            if (begins_with(text, blank)) {
                text.remove_prefix(blank.size());
                found = true;
            }
            if (ends_with(text, blank)) {
                text.remove_suffix(blank.size());
                found = true;
            }
        }
    }
    return std::string(text);
}

bool is_same_person(std::string_view a, std::string_view b) {
    return folded(without_blanks(a)) == folded(without_blanks(b));
}

} // namespace liangxian::app
