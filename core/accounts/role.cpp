// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/accounts/role.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace liangxian::accounts {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 8> kCodes = {{{Role::officer, "officer"},
                                                                      {Role::reviewer, "reviewer"},
                                                                      {Role::planner, "planner"},
                                                                      {Role::member, "member"},
                                                                      {Role::partner, "partner"},
                                                                      {Role::system, "system"},
                                                                      {Role::security, "security"},
                                                                      {Role::audit, "audit"}}};

} // namespace

std::string_view code_of(Role role) {
    return std::find_if(kCodes.begin(), kCodes.end(), [role](const auto& one) { return one.first == role; })
        ->second;
}

std::optional<Role> role_of(std::string_view code) {
    const auto* found =
        std::find_if(kCodes.begin(), kCodes.end(), [code](const auto& one) { return one.second == code; });
    return found == kCodes.end() ? std::nullopt : std::optional(found->first);
}

bool sees_hidden(Role role) {
    return role == Role::officer || role == Role::reviewer || role == Role::planner;
}

bool sees_exact(Role role) { return role != Role::security && role != Role::audit; }

bool may_check(Role role) { return sees_exact(role); }

} // namespace liangxian::accounts
