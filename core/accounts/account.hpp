// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/accounts/role.hpp"
#include "core/base/date.hpp"
#include "core/base/problem.hpp"
#include "core/base/timestamp.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::accounts {

/// Somebody, or some program, that may sign in. A value; what proves them is not in it.
struct Account {
    std::int64_t id = 0;
    std::string name;
    Role role = Role::member;
    std::vector<std::string> regions; ///< empty: everywhere
    bool is_disabled = false;
    bool has_password = false;
    base::Timestamp created_at;
    std::string created_by; ///< the login that made it
};

/// A token as it can be told of: its text is not kept anywhere.
struct Token {
    std::int64_t id = 0;
    std::string account; ///< its name
    std::string label;   ///< what it is for; may be empty
    base::Timestamp created_at;
    base::Timestamp expires_at;
    std::optional<base::Date> last_used_on; ///< UTC day
    bool is_revoked = false;
};

/// What happened to an account, or at a sign-in. Only ever added.
struct Event {
    base::Timestamp at;
    std::string action;  ///< `account-added`, `signed-in`, `sign-in-failed` …
    std::string account; ///< whom it is about; empty when no account has the name that was given
    std::string actor;   ///< who did it: a login, or the account itself
    std::string peer;    ///< address; empty for what is done at the command line
    std::string detail;
};

/// The longest name, in bytes.
constexpr std::size_t kLongestName = 64;
constexpr std::size_t kLongestLabel = 200;

/// A name has letters and digits of ASCII, `.`, `_`, `-`, `@` and Chinese characters, and does not begin with
/// `-`: nothing that looks like another name.
base::Problems faults_of_name(std::string_view name);

/// A region is the six digits of a county, a city or a province (GB/T 2260).
base::Problems faults_of_region(std::string_view region);

/// Who only keeps accounts or logs gets no token: what they do is done by a person who signs in.
bool may_hold_tokens(Role role);

Principal principal_of(const Account& account);

} // namespace liangxian::accounts
