// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/processes/access.hpp"

namespace liangxian::processes {

std::optional<http::Response> refused(const http::Request& request) {
    if (!request.principal) {
        return http::problem(request, 401, "sign-in-needed",
                             {"核查须先登录：请在 Authorization 中给出令牌（Bearer）",
                              "checks need a sign-in: give a token as Authorization: Bearer"})
            .with("WWW-Authenticate", "Bearer");
    }
    if (!accounts::may_check(request.principal->role)) {
        return http::problem(
            request, 403, "role-may-not-check",
            {"此账户的角色不能核查", "the role of this account does not let it ask for checks"});
    }
    return std::nullopt;
}

} // namespace liangxian::processes
