// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/auth/credentials.hpp"
#include "server/auth/ops_access.hpp"

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace liangxian::auth {

/// Whom a token or a session proves. An answer is gone by for a second: a token that is revoked, or an
/// account that is disabled, by whatever program, proves nothing from then on. Any thread.
class Identities {
public:
    explicit Identities(OpsAccess& access) : m_access(access) {}

    /// Whether of() answers without asking the accounts, which may take a while.
    bool is_at_hand(const Credentials& credentials) const;
    /// \returns nothing for what proves nobody \throws base::Error when the accounts cannot be asked
    std::optional<accounts::Principal> of(const Credentials& credentials);
    /// What was proved by it is asked again.
    void forget(const Credentials& credentials);

private:
    struct Answer {
        std::optional<accounts::Principal> principal;
        std::chrono::steady_clock::time_point asked;
    };

    std::optional<Answer> fresh_answer(const std::string& key) const;
    std::optional<accounts::Principal> ask(const Credentials& credentials);
    void keep(const std::string& key, Answer answer);

    OpsAccess& m_access;
    mutable std::mutex m_mutex;
    std::map<std::string, Answer> m_answers; ///< by the digest of what was brought
};

} // namespace liangxian::auth
