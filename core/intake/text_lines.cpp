// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/text_lines.hpp"

namespace liangxian::intake {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// The ASCII form of one three-byte UTF-8 character; 0 when it has none, 1 when it is to be dropped.
char ascii_form(unsigned char a, unsigned char b, unsigned char c) {
    if (a == 0xEF && b == 0xBC && c >= 0x81) {
        return static_cast<char>(c - 0x60); // U+FF01–FF3F
    }
    if (a == 0xEF && b == 0xBD && c <= 0x9E) {
        return static_cast<char>(c - 0x20); // U+FF40–FF5E
    }
    if (a == 0xE3 && b == 0x80) {
        return c == 0x80 ? ' ' : c == 0x90 ? '[' : c == 0x91 ? ']' : '\0'; // U+3000, 【, 】
    }
    if (a == 0xEF && b == 0xBB && c == 0xBF) {
        return '\1'; // byte order mark in the middle of joined files
    }
    return '\0';
}

} // namespace

std::vector<TextLine> split_lines(std::string_view utf8) {
    std::vector<TextLine> lines;
    std::size_t start = 0;
    while (start < utf8.size()) {
        std::size_t end = utf8.find_first_of("\r\n", start);
        end = end == std::string_view::npos ? utf8.size() : end;
        lines.push_back({lines.size() + 1, std::string(utf8.substr(start, end - start))});
        start = end + (utf8.substr(end, 2) == "\r\n" ? 2 : 1);
    }
    return lines;
}

std::string half_width(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        if (lead == 0xC2 && i + 1 < utf8.size() && static_cast<unsigned char>(utf8[i + 1]) == 0xA0) {
            out += ' ';
            i += 2;
            continue;
        }
        const char plain = lead >= 0xE3 && i + 2 < utf8.size()
                               ? ascii_form(lead, static_cast<unsigned char>(utf8[i + 1]),
                                            static_cast<unsigned char>(utf8[i + 2]))
                               : '\0';
        if (plain == '\0') {
            out += utf8[i++];
        } else {
            if (plain != '\1') {
                out += plain;
            }
            i += 3;
        }
    }
    return out;
}

std::string trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && is_blank(text.back())) {
        text.remove_suffix(1);
    }
    return std::string(text);
}

std::vector<std::string> split_fields(std::string_view text, char separator) {
    std::vector<std::string> fields;
    std::size_t start = 0;
    while (true) {
        const std::size_t end = text.find(separator, start);
        fields.push_back(trimmed(text.substr(start, end == std::string_view::npos ? end : end - start)));
        if (end == std::string_view::npos) {
            return fields;
        }
        start = end + 1;
    }
}

std::vector<std::string> split_blanks(std::string_view text) {
    std::vector<std::string> fields;
    std::string field;
    for (const char c : text) {
        if (!is_blank(c)) {
            field += c;
        } else if (!field.empty()) {
            fields.push_back(std::move(field));
            field.clear();
        }
    }
    if (!field.empty()) {
        fields.push_back(std::move(field));
    }
    return fields;
}

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return out;
}

std::string at_line(const std::string& name, std::size_t line) { return name + ":" + std::to_string(line); }

} // namespace liangxian::intake
