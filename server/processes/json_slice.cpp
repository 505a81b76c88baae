// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/processes/json_slice.hpp"

#include <cstddef>

namespace liangxian::processes {
namespace {

constexpr std::string_view kBlank = " \t\r\n";
constexpr std::size_t kEnd = std::string_view::npos;

std::size_t after_blank(std::string_view text, std::size_t at) {
    return at == kEnd ? kEnd : text.find_first_not_of(kBlank, at);
}

char at_or_nul(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : '\0'; }

/// Behind the closing quote of a string that begins at \p at.
std::size_t after_string(std::string_view text, std::size_t at) {
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == '"') {
            return i + 1;
        }
    }
    return kEnd;
}

/// Behind the bracket that closes the one at \p at.
std::size_t after_brackets(std::string_view text, std::size_t at) {
    std::size_t depth = 0;
    for (std::size_t i = at; i < text.size();) {
        const char c = text[i];
        if (c == '"') {
            i = after_string(text, i);
            continue;
        }
        depth += c == '{' || c == '[' ? 1U : 0U;
        depth -= c == '}' || c == ']' ? 1U : 0U;
        ++i;
        if (depth == 0) {
            return i;
        }
    }
    return kEnd;
}

std::size_t after_value(std::string_view text, std::size_t at) {
    const char c = at_or_nul(text, at);
    if (c == '"') {
        return after_string(text, at);
    }
    if (c == '{' || c == '[') {
        return after_brackets(text, at);
    }
    return text.find_first_of(",}] \t\r\n", at); // a number or a word
}

} // namespace

std::optional<std::string_view> member_text(std::string_view object, std::string_view name) {
    std::size_t at = after_blank(object, 0);
    if (at_or_nul(object, at) != '{') {
        return std::nullopt;
    }
    at = after_blank(object, at + 1);
    while (at_or_nul(object, at) == '"') {
        const std::size_t name_end = after_string(object, at);
        const std::size_t colon = after_blank(object, name_end);
        if (at_or_nul(object, colon) != ':') {
            return std::nullopt;
        }
        const std::size_t value = after_blank(object, colon + 1);
        const std::size_t value_end = value == kEnd ? kEnd : after_value(object, value);
        if (value_end == kEnd) {
            return std::nullopt;
        }
        if (object.substr(at + 1, name_end - at - 2) == name) {
            return object.substr(value, value_end - value);
        }
        const std::size_t comma = after_blank(object, value_end);
        if (at_or_nul(object, comma) != ',') {
            return std::nullopt;
        }
        at = after_blank(object, comma + 1);
    }
    return std::nullopt;
}

} // namespace liangxian::processes
