// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/auth/rate_limit.hpp"

#include "core/accounts/lockout.hpp"
#include "core/base/number.hpp"
#include "server/auth/peers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liangxian::auth {
namespace {

using http::Request;
using http::Response;

constexpr std::array<std::string_view, 4> kNames{"other", "map", "check", "sign-in"};
constexpr double kMost = 1e6;

bool begins_with(const std::string& text, std::string_view with) { return text.rfind(with, 0) == 0; }

bool is_free_of_limits(const Request& request, Effort effort) {
    return is_of_this_machine(request.peer) && (effort == Effort::other || effort == Effort::map);
}

} // namespace

Effort effort_of(const Request& request) {
    const std::string& path = request.path;
    const bool is_sent = request.method != "GET" && request.method != "HEAD";
    if (is_sent && (path == "/api/v1/session" || path == "/api/v1/first-sign-in")) {
        return Effort::sign_in;
    }
    if (is_sent && (begins_with(path, "/ogcapi/processes") || begins_with(path, "/api/v1"))) {
        return Effort::check;
    }
    const bool is_picture = path.size() > 4 && path.compare(path.size() - 4, 4, ".png") == 0;
    const bool is_tile_set =
        begins_with(path, "/ogcapi/collections/") && path.find("/tiles/") != std::string::npos;
    return path == "/ows" || begins_with(path, "/wmts") || is_picture || is_tile_set ? Effort::map
                                                                                     : Effort::other;
}

base::Problems RateLimits::take(std::string_view word) {
    const std::size_t equals = std::min(word.find('='), word.size());
    const auto* name = std::find(kNames.begin(), kNames.end(), word.substr(0, equals));
    const std::string_view rest = equals < word.size() ? word.substr(equals + 1) : std::string_view();
    const std::size_t colon = std::min(rest.find(':'), rest.size());
    const auto rate = base::parse_number(rest.substr(0, colon));
    const auto burst = base::parse_number(colon < rest.size() ? rest.substr(colon + 1) : std::string_view());
    if (name == kNames.end() || !rate || !burst || *rate <= 0 || *rate > kMost || *burst < 1 ||
        *burst > kMost) {
        return {{"bad-option",
                 fmt::format("--rate-limit {}", word),
                 {"应为 类别=每秒次数:最多连发，类别为 other、map、check 或 sign-in，如 check=20:200",
                  "must be EFFORT=PER_SECOND:BURST with other, map, check or sign-in, like check=20:200"}}};
    }
    rules.at(static_cast<std::size_t>(name - kNames.begin())) = {*rate, *burst};
    return {};
}

std::optional<Response> RateLimit::refuse(const Request& request, const std::string& who, Time now) {
    const Effort effort = effort_of(request);
    if (is_free_of_limits(request, effort)) {
        return std::nullopt;
    }
    const auto index = static_cast<std::size_t>(effort);
    const auto wait =
        m_buckets.take(fmt::format("{}\n{}", kNames.at(index), who), m_limits.rules.at(index), now);
    if (wait.count() == 0) {
        return std::nullopt;
    }
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    return http::problem(request, 429, "too-many-requests",
                         {fmt::format("请求过于频繁，请 {} 秒后再试", seconds),
                          fmt::format("too many requests; try again in {} seconds", seconds)})
        .with("Retry-After", std::to_string(seconds));
}

std::optional<Response> RateLimit::refuse_peer(const Request& request, Time now) {
    return refuse(request, "peer " + accounts::peer_group(request.peer), now);
}

std::optional<Response> RateLimit::refuse_account(const Request& request, Time now) {
    return request.principal ? refuse(request, "account " + request.principal->name, now) : std::nullopt;
}

} // namespace liangxian::auth
