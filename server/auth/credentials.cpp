// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/auth/credentials.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace liangxian::auth {
namespace {

/// More is no secret of ours.
constexpr std::size_t kLongest = 200;

bool begins_with_word(std::string_view text, std::string_view word) {
    return text.size() > word.size() && text[word.size()] == ' ' &&
           std::equal(word.begin(), word.end(), text.begin(),
                      [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = std::min(text.find_first_not_of(' '), text.size());
    text.remove_prefix(first);
    return text.substr(0, text.find_last_not_of(' ') + 1);
}

/// The value of a cookie; empty when there is none of that name.
std::string_view cookie_in(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        const std::size_t end = std::min(header.find(';'), header.size());
        const std::string_view pair = trimmed(header.substr(0, end));
        header.remove_prefix(std::min(end + 1, header.size()));
        const std::size_t equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
            return pair.substr(equals + 1);
        }
    }
    return {};
}

} // namespace

bool is_https(const http::Request& request) { return request.origin.rfind("https://", 0) == 0; }

std::string cookie_name(bool is_https) { return is_https ? "__Host-liangxian" : "liangxian"; }

Credentials credentials_of(const http::Request& request) {
    const std::string given = request.header("authorization");
    if (!given.empty()) {
        constexpr std::string_view kBearer = "bearer";
        const bool is_token = begins_with_word(given, kBearer) && given.size() <= kLongest;
        return is_token ? Credentials{Credentials::Kind::token,
                                      std::string(trimmed(std::string_view(given).substr(kBearer.size())))}
                        : Credentials{Credentials::Kind::unknown, {}};
    }
    const std::string cookies = request.header("cookie");
    const std::string_view session = cookie_in(cookies, cookie_name(is_https(request)));
    return session.empty() || session.size() > kLongest
               ? Credentials{}
               : Credentials{Credentials::Kind::session, std::string(session)};
}

} // namespace liangxian::auth
