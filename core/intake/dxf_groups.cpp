// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/dxf_groups.hpp"

#include "core/base/number.hpp"

#include <cmath>

namespace liangxian::intake {
namespace {

std::string_view without_dxf_blanks(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<int> small_number(std::string_view text) {
    const auto value = base::parse_number(text);
    if (!value || std::abs(*value) > 100000 || *value != std::floor(*value)) {
        return std::nullopt;
    }
    return static_cast<int>(*value);
}

/// The code point of four hexadecimal digits; nothing when they are not, or are half a surrogate pair.
std::optional<unsigned> code_point(std::string_view digits) {
    unsigned point = 0;
    for (const char c : digits) {
        const char* all = "0123456789abcdef";
        const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
        const std::size_t value = std::string_view(all).find(lower);
        if (value == std::string_view::npos) {
            return std::nullopt;
        }
        point = point * 16 + static_cast<unsigned>(value);
    }
    const bool is_surrogate = point >= 0xD800 && point <= 0xDFFF;
    return digits.size() == 4 && point != 0 && !is_surrogate ? std::optional<unsigned>(point) : std::nullopt;
}

void append_utf8(std::string& out, unsigned point) {
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0 | (point >> 6));
        out += static_cast<char>(0x80 | (point & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | (point >> 12));
        out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (point & 0x3F));
    }
}

} // namespace

std::optional<std::string_view> DxfGroups::next_line() {
    if (m_rest.empty()) {
        return std::nullopt;
    }
    const std::size_t end = m_rest.find_first_of("\r\n");
    const std::string_view line = m_rest.substr(0, end);
    std::size_t skip = end == std::string_view::npos ? m_rest.size() : end + 1;
    if (end != std::string_view::npos && m_rest.substr(end, 2) == "\r\n") {
        ++skip;
    }
    m_rest.remove_prefix(skip);
    ++m_line;
    return without_dxf_blanks(line);
}

std::optional<DxfGroup> DxfGroups::next() {
    const auto code_line = next_line();
    if (!code_line || (code_line->empty() && m_rest.empty())) {
        return std::nullopt;
    }
    const std::size_t line = m_line;
    const auto code = small_number(*code_line);
    const auto value = next_line();
    if (!code || !value) {
        m_broken_at = line;
        return std::nullopt;
    }
    return DxfGroup{*code, *value, line};
}

std::string_view DxfEntity::text(int code) const {
    for (const DxfGroup& group : groups) {
        if (group.code == code) {
            return group.value;
        }
    }
    return {};
}

double DxfEntity::number(int code, double otherwise) const {
    return base::parse_number(text(code)).value_or(otherwise);
}

int DxfEntity::flags(int code) const { return small_number(text(code)).value_or(0); }

std::string dxf_text(std::string_view value) {
    std::string out;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto point = value.substr(i, 3) == "\\U+" ? code_point(value.substr(i + 3, 4)) : std::nullopt;
        if (point) {
            append_utf8(out, *point);
            i += 6;
        } else {
            out += value[i];
        }
    }
    return out;
}

} // namespace liangxian::intake
