// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::accounts {

/// What an account is for (contract, `user add --role`).
enum class Role {
    officer,  ///< 承办人: checks applications and answers them
    reviewer, ///< 审核人: signs what officers answer
    planner,  ///< 规划人员: draws the two lines and brings them on their way
    member,   ///< 联席会议成员单位: another department of the joint meeting
    partner,  ///< 协作单位: a survey or archaeology body that works for cases
    system,   ///< 外部系统: another department's program
    security, ///< 安全管理员: accounts and nothing else
    audit,    ///< 审计员: the logs and nothing else
};

/// The word of the contract: `officer` …
std::string_view code_of(Role role);
/// \returns nothing for a word that is none
std::optional<Role> role_of(std::string_view code);

/// Who asks, once somebody has proved it. A value.
struct Principal {
    std::string name; ///< of the account
    Role role = Role::member;
    /// Codes of counties and cities: they limit cases, attachments and editing, never what a check consults.
    /// Empty: everywhere.
    std::vector<std::string> regions;
};

/// Everything as it is drawn, hidden records too.
bool sees_hidden(Role role);
/// The exact layers: what is hidden is in them for those who see hidden records only.
bool sees_exact(Role role);
/// May ask for a check. What is found is the same for all; who does not see hidden records gets their
/// detail as `redacted`.
bool may_check(Role role);

} // namespace liangxian::accounts
