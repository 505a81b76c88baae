// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/ops/book.hpp"

#include <optional>
#include <string>
#include <vector>

namespace liangxian::ops {

/// An account to be made.
struct NewAccount {
    std::string name;
    accounts::Role role = accounts::Role::member;
    std::vector<std::string> regions;
    std::string password_hash; ///< accounts::hash_password(); empty: tokens only
};

/// The accounts. Every change is entered among the events.
/// Throws base::InputError `account-unknown` where a name is nobody's, base::StoreError as the database
/// fails.
class AccountBook : public Book {
public:
    using Book::Book;
    explicit AccountBook(const Book& same) : Book(same) {}

    /// \throws base::InputError `account-exists`, and every fault of the name and the regions
    accounts::Account add(const NewAccount& account, const Actor& actor) const;
    /// Only when there is no account at all. \returns nothing when there is one
    std::optional<accounts::Account> add_first(const NewAccount& account, const Actor& actor) const;

    bool is_empty() const;
    std::vector<accounts::Account> all() const; ///< by name
    std::optional<accounts::Account> find(const std::string& name) const;
    /// \throws base::InputError `account-unknown`
    accounts::Account get(const std::string& name) const;
    /// Empty when there is no such account, or it has none.
    std::string password_hash(const std::string& name) const;

    /// Its sessions end; its tokens do nothing until it is enabled again.
    void disable(const std::string& name, const Actor& actor) const;
    void enable(const std::string& name, const Actor& actor) const;
    /// Its sessions end.
    void put_password(const std::string& name, const std::string& hash, const Actor& actor) const;

    /// What happened, the latest first.
    std::vector<accounts::Event> events(int most) const;

private:
    accounts::Account put(const NewAccount& account, const Actor& actor) const;
    void end_sessions(const accounts::Account& account) const;
};

} // namespace liangxian::ops
