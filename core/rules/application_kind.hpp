// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/base/text.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace liangxian::rules {

/// What an application wants to do on the ground: the contract's closed list.
struct ApplicationKind {
    std::string_view code;
    base::Text name;
};

const std::vector<ApplicationKind>& application_kinds();
bool is_known_kind(std::string_view code);
/// The refusal of an unknown kind; it lists the known ones.
base::Problem unknown_kind_problem(const std::string& code);
/// The kind's words; the code itself for an unknown one.
base::Text kind_name(std::string_view code);

} // namespace liangxian::rules
