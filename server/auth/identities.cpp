// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/auth/identities.hpp"

#include "core/accounts/secret.hpp"

#include <utility>

namespace liangxian::auth {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kFresh{1000};
/// More are not kept, whoever asks with whatever.
constexpr std::size_t kMostAnswers = 4096;

std::string key_of(const Credentials& credentials) {
    return (credentials.kind == Credentials::Kind::token ? "t" : "s") +
           accounts::hash_of_secret(credentials.text);
}

} // namespace

std::optional<Identities::Answer> Identities::fresh_answer(const std::string& key) const {
    const std::lock_guard<std::mutex> lock(m_mutex);
    const auto found = m_answers.find(key);
    const bool is_fresh = found != m_answers.end() && steady_clock::now() - found->second.asked < kFresh;
    return is_fresh ? std::optional(found->second) : std::nullopt;
}

bool Identities::is_at_hand(const Credentials& credentials) const {
    const bool proves_nothing =
        credentials.kind == Credentials::Kind::none || credentials.kind == Credentials::Kind::unknown;
    return proves_nothing || fresh_answer(key_of(credentials)).has_value();
}

std::optional<accounts::Principal> Identities::ask(const Credentials& credentials) {
    return m_access.with([&](const ops::OpsStore* ops) {
        std::optional<accounts::Account> account;
        if (ops != nullptr && credentials.kind == Credentials::Kind::token) {
            account = ops->tokens().account_of(credentials.text);
        } else if (ops != nullptr) {
            const auto session = ops->sign_ins().session_of(credentials.text);
            account = session ? std::optional(session->account) : std::nullopt;
        }
        return account ? std::optional(accounts::principal_of(*account)) : std::nullopt;
    });
}

void Identities::keep(const std::string& key, Answer answer) {
    const std::lock_guard<std::mutex> lock(m_mutex);
    if (m_answers.size() >= kMostAnswers) {
        m_answers.clear(); // they are of the last second only
    }
    m_answers[key] = std::move(answer);
}

std::optional<accounts::Principal> Identities::of(const Credentials& credentials) {
    if (credentials.kind == Credentials::Kind::none || credentials.kind == Credentials::Kind::unknown) {
        return std::nullopt;
    }
    const std::string key = key_of(credentials);
    if (auto known = fresh_answer(key)) {
        return known->principal;
    }
    const auto asked = steady_clock::now(); // before: what changes meanwhile is seen a second later at most
    Answer answer{ask(credentials), asked};
    keep(key, answer);
    return answer.principal;
}

void Identities::forget(const Credentials& credentials) {
    const std::lock_guard<std::mutex> lock(m_mutex);
    m_answers.erase(key_of(credentials));
}

} // namespace liangxian::auth
