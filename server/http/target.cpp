// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/target.hpp"

#include "core/intake/encoding.hpp"

#include <algorithm>

namespace liangxian::http {
namespace {

int hex_digit(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

std::optional<std::string> decoded(std::string_view text, bool plus_is_blank) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            const bool is_whole = text.size() - i > 2;
            const int high = is_whole ? hex_digit(text[i + 1]) : -1;
            const int low = is_whole ? hex_digit(text[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return std::nullopt;
            }
            c = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus_is_blank) {
            c = ' ';
        }
        if (is_control(c)) {
            return std::nullopt;
        }
        out.push_back(c);
    }
    return intake::is_valid_utf8(out) ? std::optional(std::move(out)) : std::nullopt;
}

bool has_dot_segment(std::string_view path) {
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t slash = std::min(path.find('/', at + 1), path.size());
        const std::string_view segment = path.substr(at + 1, slash - at - 1);
        if (segment == "." || segment == "..") {
            return true;
        }
        at = slash;
    }
    return false;
}

} // namespace

std::optional<Target> parse_target(std::string_view target) {
    if (target.size() > kLongestTarget || target.empty() || target.front() != '/') {
        return std::nullopt;
    }
    const std::size_t mark = std::min(target.find('?'), target.size());
    auto path = decoded(target.substr(0, mark), false);
    if (!path || has_dot_segment(*path)) {
        return std::nullopt;
    }
    Target out{std::move(*path), {}};
    for (std::size_t at = mark + 1; at < target.size();) {
        const std::size_t end = std::min(target.find('&', at), target.size());
        const std::string_view pair = target.substr(at, end - at);
        at = end + 1;
        if (pair.empty()) {
            continue;
        }
        const std::size_t equals = std::min(pair.find('='), pair.size());
        auto name = decoded(pair.substr(0, equals), true);
        auto value = decoded(equals < pair.size() ? pair.substr(equals + 1) : std::string_view(), true);
        if (!name || !value || out.query.size() == kMostParameters) {
            return std::nullopt;
        }
        out.query.emplace_back(std::move(*name), std::move(*value));
    }
    return out;
}

} // namespace liangxian::http
