// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/ops/book.hpp"

#include <optional>
#include <string>
#include <vector>

namespace liangxian::ops {

constexpr int kLongestTokenDays = 366;

/// A token just made: its text is told once.
struct IssuedToken {
    accounts::Token token;
    std::string text;
};

/// Tokens of programs and scripts: they prove an account until they expire or are revoked.
class TokenBook : public Book {
public:
    using Book::Book;

    /// \param days  1 to kLongestTokenDays
    /// \throws base::InputError `account-unknown`, `account-disabled`, `token-not-for-role`, `token-days`,
    /// `token-label`
    IssuedToken issue(const std::string& account, int days, const std::string& label,
                      const Actor& actor) const;

    /// Of one account, or of all; the newest first, those that do nothing any more too.
    std::vector<accounts::Token> all(const std::optional<std::string>& account = {}) const;

    /// \throws base::InputError `token-unknown`
    void revoke(std::int64_t id, const Actor& actor) const;

    /// Whose token a text is, when it holds today; notes the day. \returns nothing for any other text
    std::optional<accounts::Account> account_of(const std::string& text) const;

private:
    void note_use(std::int64_t id) const;
};

} // namespace liangxian::ops
