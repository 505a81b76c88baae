// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/timestamp.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace liangxian::accounts {

// Who guesses passwords has to wait, and longer each time, but nobody can shut out somebody else for good.
// Failures are counted of three things:
//  - a name at one address: whoever fails there waits there;
//  - an address, whatever names are tried from it;
//  - a name, whatever addresses it is tried from; those it signed in from of late do not wait for that.

/// How often it may fail, and how long it waits then.
struct LockoutRule {
    int free = 5;                      ///< failures without a wait
    std::chrono::seconds first{30};    ///< the wait after the next one; twice as long after each further one
    std::chrono::seconds longest{900}; ///< no wait is longer
    std::chrono::seconds forgotten{3600}; ///< failures are forgotten when none came for so long
};

/// Failures of one thing so far.
struct Failures {
    int count = 0;
    base::Timestamp last;
};

/// When the next attempt is looked at; an instant that is over when at once.
base::Timestamp open_again(const LockoutRule& rule, const Failures& failures);

/// The failures with one more.
Failures after_failure(const LockoutRule& rule, const Failures& before, base::Timestamp now);

struct LockoutRules {
    LockoutRule at_peer{5, std::chrono::seconds(30), std::chrono::seconds(900), std::chrono::seconds(3600)};
    LockoutRule of_peer{20, std::chrono::seconds(30), std::chrono::seconds(900), std::chrono::seconds(3600)};
    LockoutRule of_account{15, std::chrono::seconds(5), std::chrono::seconds(60), std::chrono::seconds(3600)};
    /// An address somebody signed in from stays theirs so long.
    std::chrono::hours known_peer{24 * 30};
};

/// What an address counts as: itself; of IPv6 the network of 64 bits, which one subscriber has to itself.
std::string peer_group(std::string_view address);

} // namespace liangxian::accounts
