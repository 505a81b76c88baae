// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/strict_json.hpp"

#include "core/base/canonical_json.hpp"

#include <nlohmann/json.hpp>

namespace liangxian::base {

bool is_within(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.bytes) {
        return false;
    }
    std::size_t depth = 0;
    bool is_quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (is_quoted) {
            i += c == '\\' ? 1U : 0U; // what follows is part of the text
            is_quoted = c != '"';
        } else if (c == '"') {
            is_quoted = true;
        } else if (c == '{' || c == '[') {
            if (++depth > limits.depth) {
                return false;
            }
        } else if ((c == '}' || c == ']') && depth > 0) {
            --depth;
        }
    }
    return true;
}

std::optional<nlohmann::json> read_canonical_json(std::string_view text, const JsonLimits& limits) {
    if (!is_within(text, limits)) {
        return std::nullopt;
    }
    auto out = nlohmann::json::parse(text, nullptr, false);
    // Of keys that stand twice the parser keeps one: what is written back is shorter then.
    if (out.is_discarded() || canonical_json(out) != text) {
        return std::nullopt;
    }
    return out;
}

} // namespace liangxian::base
