// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/auth/session_service.hpp"

#include "core/accounts/password.hpp"
#include "server/auth/json_body.hpp"
#include "server/auth/same_site.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace liangxian::auth {
namespace {

using http::Request;
using http::Response;

constexpr const char* kPath = "/api/v1/session";

Response json_answer(const nlohmann::ordered_json& body) {
    return Response::of("application/json", body.dump() + "\n").with("Cache-Control", "no-store");
}

nlohmann::ordered_json who_is(const accounts::Principal& principal) {
    return {{"name", principal.name},
            {"role", accounts::code_of(principal.role)},
            {"regions", principal.regions},
            {"may",
             {{"check", accounts::may_check(principal.role)},
              {"see_exact", accounts::sees_exact(principal.role)},
              {"see_hidden", accounts::sees_hidden(principal.role)}}}};
}

/// \param age_s  how long the browser keeps it; 0: not any more
std::string cookie(const Request& request, const std::string& value, std::int64_t age_s) {
    const bool is_tls = is_https(request);
    return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}{}", cookie_name(is_tls), value,
                       age_s, is_tls ? "; Secure" : "");
}

Response wrong(const Request& request) {
    return http::problem(request, 401, "sign-in-failed",
                         {"账户名或密码不对", "the name or the password is wrong"})
        .with("WWW-Authenticate", "Bearer");
}

Response too_many(const Request& request, std::chrono::seconds wait) {
    return http::problem(request, 429, "too-many-attempts",
                         {fmt::format("登录失败次数过多，请 {} 秒后再试", wait.count()),
                          fmt::format("too many sign-ins failed; try again in {} seconds", wait.count())})
        .with("Retry-After", std::to_string(wait.count()));
}

} // namespace

Response SessionService::unreachable(const Request& request) {
    return http::problem(
               request, 503, "accounts-unreachable",
               {"账户库暂时无法访问，请稍后再试", "the accounts cannot be reached; try again later"})
        .with("Retry-After", "5");
}

bool SessionService::is_slow(const Request& request) {
    return request.path == kPath || request.path == "/api/v1/first-sign-in";
}

Response SessionService::welcome(const Request& request, const ops::BegunSession& begun) const {
    nlohmann::ordered_json body = who_is(accounts::principal_of(begun.session.account));
    body["by"] = "session";
    body["expires_at"] = begun.session.expires_at.to_string();
    const std::int64_t age_s =
        (begun.session.expires_at.milliseconds() - m_access.now().milliseconds()) / 1000;
    return json_answer(body).with("Set-Cookie", cookie(request, begun.text, age_s));
}

Response SessionService::sign_in(const Request& request) const {
    if (site_of(request) == Site::foreign) {
        return refuse_foreign(request);
    }
    auto read = read_words(request, {"name", "password"});
    if (auto* bad = std::get_if<Response>(&read)) {
        return std::move(*bad);
    }
    const std::string name = std::get<Words>(read)["name"].substr(0, accounts::kLongestName + 1);
    const std::string& password = std::get<Words>(read)["password"];
    std::string hash;
    const auto wait = m_access.with([&](const ops::OpsStore* ops) {
        hash = ops == nullptr ? "" : ops->accounts().password_hash(name);
        return ops == nullptr ? std::chrono::seconds(0) : ops->sign_ins().attempt(name, request.peer);
    });
    if (wait.count() > 0) {
        return too_many(request, wait);
    }
    // Nobody waits for this one but who asks: the accounts are free meanwhile.
    const bool is_right = accounts::is_password(password, hash);
    const auto begun = m_access.with([&](const ops::OpsStore* ops) -> std::optional<ops::BegunSession> {
        if (ops != nullptr && is_right) {
            return ops->sign_ins().succeeded(name, request.peer);
        }
        if (ops != nullptr) {
            ops->sign_ins().failed(name, request.peer);
        }
        return std::nullopt;
    });
    return begun ? welcome(request, *begun) : wrong(request);
}

Response SessionService::who(const Request& request) const {
    nlohmann::ordered_json body = who_is(*request.principal);
    const Credentials credentials = credentials_of(request);
    if (credentials.kind == Credentials::Kind::token) {
        body["by"] = "token";
        return json_answer(body);
    }
    const auto session = m_access.with([&](const ops::OpsStore* ops) {
        return ops == nullptr ? std::nullopt : ops->sign_ins().session_of(credentials.text);
    });
    body["by"] = "session";
    body["expires_at"] = session ? nlohmann::ordered_json(session->expires_at.to_string()) : nullptr;
    return json_answer(body);
}

Response SessionService::sign_out(const Request& request) const {
    const Credentials credentials = credentials_of(request);
    if (credentials.kind != Credentials::Kind::session) {
        return http::problem(
            request, 409, "no-session",
            {"令牌不是登录，不能退出；可以吊销", "a token is no sign-in and does not end here; revoke it"});
    }
    m_access.with([&](const ops::OpsStore* ops) {
        if (ops != nullptr) {
            ops->sign_ins().end(credentials.text, {request.principal->name, request.peer});
        }
        return 0;
    });
    m_identities.forget(credentials);
    Response out;
    out.status = 204;
    return out.with("Set-Cookie", cookie(request, "", 0)).with("Cache-Control", "no-store");
}

void SessionService::add_routes(http::Router& router, http::ApiDescription& api) const {
    const auto add = [&](const char* method, Response (SessionService::*answer)(const Request&) const) {
        router.add(method, kPath, [this, answer](const Request& request, const http::PathWords&) {
            try {
                return (this->*answer)(request);
            } catch (const base::StoreError&) {
                return unreachable(request);
            }
        });
    };
    add("POST", &SessionService::sign_in);
    add("GET", &SessionService::who);
    add("DELETE", &SessionService::sign_out);

    const nlohmann::ordered_json text{{"type", "string"}};
    const nlohmann::ordered_json who{
        {"type", "object"},
        {"required", {"name", "role", "regions", "may", "by"}},
        {"properties",
         {{"name", text},
          {"role",
           {{"type", "string"},
            {"enum",
             {"officer", "reviewer", "planner", "member", "partner", "system", "security", "audit"}}}},
          {"regions", {{"type", "array"}, {"items", text}}},
          {"may",
           {{"type", "object"},
            {"properties",
             {{"check", {{"type", "boolean"}}},
              {"see_exact", {{"type", "boolean"}}},
              {"see_hidden", {{"type", "boolean"}}}}}}},
          {"by", {{"type", "string"}, {"enum", {"session", "token"}}}},
          {"expires_at", {{"type", "string"}, {"format", "date-time"}, {"nullable", true}}}}}};
    api.add_schema("who", who);
    api.add("POST", kPath,
            http::ApiOperation("signIn", "sign in by name and password; answers with a cookie")
                .for_anybody()
                .takes({{"type", "object"},
                        {"required", {"name", "password"}},
                        {"additionalProperties", false},
                        {"properties",
                         {{"name", text}, {"password", {{"type", "string"}, {"format", "password"}}}}}})
                .answers(200, "who signed in", http::schema_named("who"))
                .fails({400, 401, 403, 415, 429, 503}));
    api.add("GET", kPath,
            http::ApiOperation("whoAmI", "who asks")
                .answers(200, "who asks", http::schema_named("who"))
                .fails({401, 503}));
    api.add("DELETE", kPath,
            http::ApiOperation("signOut", "end the session")
                .answers(204, "it has ended")
                .fails({401, 403, 409, 503}));
}

} // namespace liangxian::auth
