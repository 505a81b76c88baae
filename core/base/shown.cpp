// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/shown.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace liangxian::base {
namespace {

/// A code point and how many bytes it takes; no bytes when the text does not begin with UTF-8.
struct CodePoint {
    std::uint32_t value = 0;
    std::size_t bytes = 0;
};

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

CodePoint first_of(std::string_view text) {
    const unsigned lead = byte_at(text, 0);
    if (lead < 0x80) {
        return {lead, 1};
    }
    const std::size_t count = lead >= 0xF0 && lead < 0xF5 ? 4u : lead >= 0xE0 && lead < 0xF0 ? 3u : 2u;
    if (lead < 0xC2 || lead >= 0xF5 || text.size() < count) {
        return {};
    }
    std::uint32_t value = lead & (0xFFu >> (count + 1));
    for (std::size_t i = 1; i < count; ++i) {
        if ((byte_at(text, i) & 0xC0u) != 0x80u) {
            return {};
        }
        value = (value << 6) | (byte_at(text, i) & 0x3Fu);
    }
    const bool shorter_exists = (count == 3 && value < 0x800) || (count == 4 && value < 0x10000);
    const bool is_character = value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    return shorter_exists || !is_character ? CodePoint{} : CodePoint{value, count};
}

bool acts_on_the_reader(std::uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

std::string written_out(std::uint32_t c) {
    return c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\t' ? "\\t" : fmt::format("\\u{:04x}", c);
}

} // namespace

std::string shown(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const CodePoint c = first_of(text);
        if (c.bytes == 0) {
            out += fmt::format("\\x{:02x}", byte_at(text, 0));
        } else if (acts_on_the_reader(c.value)) {
            out += written_out(c.value);
        } else {
            out += text.substr(0, c.bytes);
        }
        text.remove_prefix(c.bytes == 0 ? 1 : c.bytes);
    }
    return out;
}

} // namespace liangxian::base
