// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/result/check_result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::rules {

/// The authorities of the contract by code, with their names; office left empty.
std::optional<result::Authority> authority_of(std::string_view code);
std::vector<std::string_view> authority_codes();

/// The actions a requirement may ask for: the contract's list and the documented additions
/// (docs/domain/rule-format.md).
std::vector<std::string_view> action_codes();

} // namespace liangxian::rules
