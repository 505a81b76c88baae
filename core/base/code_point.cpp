// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/code_point.hpp"

namespace liangxian::base {
namespace {

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

} // namespace

CodePoint first_code_point(std::string_view text) {
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

} // namespace liangxian::base
