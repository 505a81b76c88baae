// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/auth/gate.hpp"

#include "server/auth/same_site.hpp"
#include "server/auth/session_service.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace liangxian::auth {
namespace {

using http::Request;
using http::Response;

constexpr std::string_view kApi = "/api/v1";
/// For anybody.
constexpr std::array<std::string_view, 1> kOpen{"/api/v1/openapi.json"};

bool is_open(const Request& request) {
    const bool is_sign_in = request.method == "POST" &&
                            (request.path == "/api/v1/session" || request.path == "/api/v1/first-sign-in");
    return is_sign_in || std::find(kOpen.begin(), kOpen.end(), request.path) != kOpen.end();
}

/// What those may reach who keep accounts or logs, and see no data.
bool is_without_data(const std::string& path) { return path == "/api/v1/session"; }

Response unauthorized(const Request& request, const char* code, const base::Text& detail) {
    return http::problem(request, 401, code, detail).with("WWW-Authenticate", "Bearer");
}

} // namespace

bool Gate::is_under_api(const std::string& path) {
    return path.rfind(kApi, 0) == 0 && (path.size() == kApi.size() || path[kApi.size()] == '/');
}

bool Gate::may_wait(const Request& request) const {
    return !m_identities.is_at_hand(credentials_of(request));
}

std::optional<Response> Gate::refuse_unproved(Request& request) const {
    const Credentials credentials = credentials_of(request);
    try {
        request.principal = m_identities.of(credentials);
    } catch (const base::Error& error) {
        m_fault(error);
        return http::problem(
                   request, 503, "accounts-unreachable",
                   {"账户库暂时无法访问，请稍后再试", "the accounts cannot be reached; try again later"})
            .with("Retry-After", "5");
    }
    const bool is_wrong = !request.principal && (credentials.kind == Credentials::Kind::token ||
                                                 credentials.kind == Credentials::Kind::unknown);
    if (is_wrong) {
        return unauthorized(request, "invalid-token",
                            {"令牌无效、已过期或已吊销", "the token is wrong, expired or revoked"});
    }
    // A browser sends the cookie whichever page asks it to.
    const bool is_by_cookie = request.principal && credentials.kind == Credentials::Kind::session;
    if (is_by_cookie && !is_safe(request.method) && site_of(request) != Site::own) {
        return refuse_foreign(request);
    }
    return std::nullopt;
}

std::optional<Response> Gate::admit(Request& request) const {
    request.principal.reset();
    if (auto refused = refuse_unproved(request)) {
        return refused;
    }
    if (!is_under_api(request.path) || is_open(request)) {
        return std::nullopt;
    }
    if (!request.principal) {
        return unauthorized(request, "not-signed-in", {"请先登录或使用令牌", "sign in, or use a token"});
    }
    if (!accounts::sees_exact(request.principal->role) && !is_without_data(request.path)) {
        return http::problem(request, 403, "role-forbidden",
                             {"该角色不能访问业务数据", "this role has no access to data"});
    }
    return std::nullopt;
}

} // namespace liangxian::auth
