// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/shown.hpp"

#include "core/base/code_point.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace liangxian::base {
namespace {

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

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
        const CodePoint c = first_code_point(text);
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
