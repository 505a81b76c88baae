// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/ops/book.hpp"

#include <nlohmann/json.hpp>

namespace liangxian::ops {
namespace {

std::vector<std::string> regions_in(std::string_view text) {
    std::vector<std::string> out;
    const auto list = nlohmann::json::parse(text, nullptr, false);
    for (const auto& region : list) {
        if (region.is_string()) {
            out.push_back(region.get<std::string>());
        }
    }
    return out;
}

} // namespace

void Book::enter(std::string_view action, std::string_view account, const Actor& actor,
                 std::string_view detail) const {
    store::Statement add = m_connection.prepare(
        "INSERT INTO events (at, action, account, actor, peer, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    add.bind(1, std::string_view(now().to_string()))
        .bind(2, action)
        .bind(3, account)
        .bind(4, std::string_view(actor.name))
        .bind(5, std::string_view(actor.peer))
        .bind(6, detail);
    add.run();
}

accounts::Account account_in(const store::Statement& row) {
    accounts::Account out;
    out.id = row.integer(0);
    out.name = row.text(1);
    out.role =
        accounts::role_of(row.text(2)).value_or(accounts::Role::audit); // the schema has no other words
    out.regions = regions_in(row.text(3));
    out.is_disabled = row.integer(4) != 0;
    out.has_password = row.integer(5) != 0;
    out.created_at = instant_in(row, 6);
    out.created_by = row.text(7);
    return out;
}

base::Timestamp instant_in(const store::Statement& row, int column) {
    return base::Timestamp::parse(row.text(column)).value_or(base::Timestamp());
}

} // namespace liangxian::ops
