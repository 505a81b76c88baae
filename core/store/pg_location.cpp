// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/pg_location.hpp"

#include "core/base/error.hpp"

#include <fmt/format.h>

#include <cctype>
#include <vector>

namespace liangxian::store {
namespace {

constexpr std::string_view kDefaultSchema = "liangxian";
constexpr std::size_t kLongestName = 63; // bytes of an identifier of PostgreSQL

[[noreturn]] void refuse(const char* code, const std::string& zh, const std::string& en) {
    throw base::StoreError(code, {zh, en});
}

/// `%2F` and the like become what they stand for.
std::string decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_escape = text[i] == '%' && i + 2 < text.size() && std::isxdigit(text[i + 1]) != 0 &&
                               std::isxdigit(text[i + 2]) != 0;
        if (is_escape) {
            out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const std::size_t end = text.find(at);
        out.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return out;
}

void refuse_password(std::string_view location, const std::vector<std::string_view>& settings) {
    // What stands before an @ is the user's, whatever characters it has.
    const std::string_view rest = location.substr(location.find("://") + 3);
    const std::string_view authority = rest.substr(0, rest.find('/'));
    const std::size_t user_end = authority.rfind('@');
    bool has_password = user_end != std::string_view::npos &&
                        authority.substr(0, user_end).find(':') != std::string_view::npos;
    for (const std::string_view setting : settings) {
        const std::string name = decoded(setting.substr(0, setting.find('=')));
        has_password = has_password || name == "password" || name == "sslpassword";
    }
    if (has_password) {
        refuse(
            "password-given",
            "库地址中不能写密码（其他用户能在进程列表里看到）；请写入 ~/.pgpass，或用环境变量 PGPASSFILE、PGPASSWORD",
            "an address must not hold a password, which others could read in the list of processes; put it "
            "into ~/.pgpass, or use the environment variables PGPASSFILE or PGPASSWORD");
    }
}

/// With every quote in it twice.
std::string quoted(std::string_view text, char quote) {
    std::string out(1, quote);
    for (const char c : text) {
        out.append(c == quote ? 2 : 1, c);
    }
    return out + quote;
}

} // namespace

bool PgLocation::is_one(std::string_view location) {
    return location.rfind("postgresql://", 0) == 0 || location.rfind("postgres://", 0) == 0;
}

PgLocation PgLocation::parse(std::string_view location) {
    const std::size_t query_at = location.find('?');
    const std::string_view before_query = location.substr(0, query_at);
    const auto settings =
        split(query_at == std::string_view::npos ? std::string_view() : location.substr(query_at + 1), '&');
    refuse_password(location, settings);
    PgLocation out{std::string(location), std::string(before_query), std::string(kDefaultSchema)};
    char separator = '?';
    for (const std::string_view setting : settings) {
        if (setting.rfind("schema=", 0) == 0) {
            out.schema = decoded(setting.substr(std::string_view("schema=").size()));
        } else {
            out.address += separator + std::string(setting);
            separator = '&';
        }
    }
    if (out.schema.empty() || out.schema.size() > kLongestName || out.schema.rfind("pg_", 0) == 0) {
        refuse("location-wrong", fmt::format("“{}”不能用作模式名（schema）", out.schema),
               fmt::format("'{}' cannot be the name of a schema", out.schema));
    }
    return out;
}

std::string PgLocation::address_with(std::string_view name, std::string_view value) const {
    const std::size_t query_at = address.find('?');
    if (query_at != std::string::npos) {
        for (const std::string_view setting : split(std::string_view(address).substr(query_at + 1), '&')) {
            if (setting.substr(0, setting.find('=')) == name) {
                return address;
            }
        }
    }
    return fmt::format("{}{}{}={}", address, query_at == std::string::npos ? '?' : '&', name, value);
}

std::string quoted_name(std::string_view name) { return quoted(name, '"'); }
std::string quoted_text(std::string_view text) { return quoted(text, '\''); }

} // namespace liangxian::store
