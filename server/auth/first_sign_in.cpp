// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/auth/first_sign_in.hpp"

#include "core/accounts/password.hpp"
#include "core/accounts/secret.hpp"
#include "core/base/error.hpp"
#include "server/auth/json_body.hpp"
#include "server/auth/peers.hpp"
#include "server/auth/same_site.hpp"

#include <nlohmann/json.hpp>

namespace liangxian::auth {
namespace {

using http::Request;
using http::Response;

constexpr const char* kPath = "/api/v1/first-sign-in";
constexpr std::int64_t kHoldsMs = 10 * 60 * 1000;
constexpr int kTries = 5;

Response closed(const Request& request) {
    return http::problem(
        request, 403, "first-sign-in-closed",
        {"首次登录已关闭：请重新启动服务，或用 liangxian user add 建立账户",
         "the first sign-in is closed: start the server again, or make accounts with liangxian "
         "user add"});
}

Response faulty(const Request& request, const base::Problem& problem) {
    return http::problem(request, 400, problem.code, problem.message);
}

} // namespace

std::string FirstSignIn::open() {
    try {
        const bool is_empty = m_access.with(
            [](const ops::OpsStore* ops) { return ops == nullptr || ops->accounts().is_empty(); });
        if (!is_empty) {
            return {};
        }
    } catch (const base::Error&) {
        return {};
    }
    accounts::Secret secret = accounts::new_secret(accounts::kFirstSignInPrefix);
    const std::lock_guard<std::mutex> lock(m_mutex);
    m_hash = secret.hash;
    m_until = base::Timestamp(m_access.now().milliseconds() + kHoldsMs);
    m_tries_left = kTries;
    return std::move(secret.text);
}

FirstSignIn::Trial FirstSignIn::try_secret(const std::string& secret) {
    const std::lock_guard<std::mutex> lock(m_mutex);
    if (m_hash.empty() || m_tries_left == 0 || m_until <= m_access.now()) {
        m_hash.clear();
        return Trial::closed;
    }
    if (accounts::is_same_secret(accounts::hash_of_secret(secret), m_hash)) {
        return Trial::right;
    }
    --m_tries_left;
    return Trial::wrong;
}

void FirstSignIn::close() {
    const std::lock_guard<std::mutex> lock(m_mutex);
    m_hash.clear();
}

Response FirstSignIn::make(const Request& request, const std::string& name, const std::string& password) {
    base::Problems faults = accounts::faults_of_name(name);
    const base::Problems more = accounts::faults_of_password(password, name);
    faults.insert(faults.end(), more.begin(), more.end());
    if (!faults.empty()) {
        return faulty(request, faults.front());
    }
    const std::string hash = accounts::hash_password(password);
    const auto begun = m_access.with_made([&](const ops::OpsStore& ops) -> std::optional<ops::BegunSession> {
        const auto made = ops.accounts().add_first({name, m_role, {}, hash}, {"first-sign-in", request.peer});
        return made ? ops.sign_ins().succeeded(name, request.peer) : std::nullopt;
    });
    close();
    if (!begun) {
        return closed(request);
    }
    Response out = m_sessions.welcome(request, *begun);
    out.status = 201;
    return out;
}

Response FirstSignIn::redeem(const Request& request) {
    if (!is_of_this_machine(request.peer) || says_it_was_passed_on(request)) {
        return closed(request);
    }
    if (site_of(request) == Site::foreign) {
        return refuse_foreign(request);
    }
    auto read = read_words(request, {"secret", "name", "password"});
    if (auto* bad = std::get_if<Response>(&read)) {
        return std::move(*bad);
    }
    Words& words = std::get<Words>(read);
    switch (try_secret(words["secret"])) {
    case Trial::right:
        return make(request, words["name"], words["password"]);
    case Trial::wrong:
        return http::problem(request, 401, "secret-wrong",
                             {"首次登录的链接不对", "the link of the first sign-in is wrong"})
            .with("WWW-Authenticate", "Bearer");
    case Trial::closed:
        break;
    }
    return closed(request);
}

void FirstSignIn::add_routes(http::Router& router, http::ApiDescription& api) {
    router.add("POST", kPath, [this](const Request& request, const http::PathWords&) {
        try {
            return redeem(request);
        } catch (const base::Error&) {
            return SessionService::unreachable(request);
        }
    });
    const nlohmann::ordered_json text{{"type", "string"}};
    api.add("POST", kPath,
            http::ApiOperation("firstSignIn",
                               "make the first account with the secret shown at the server's terminal")
                .for_anybody()
                .takes({{"type", "object"},
                        {"required", {"secret", "name", "password"}},
                        {"additionalProperties", false},
                        {"properties",
                         {{"secret", text},
                          {"name", text},
                          {"password", {{"type", "string"}, {"format", "password"}}}}}})
                .answers(201, "who signed in", http::schema_named("who"))
                .fails({400, 401, 403, 415, 429, 503}));
}

} // namespace liangxian::auth
