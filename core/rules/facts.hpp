// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/result/check_result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace liangxian::rules {

enum class FactType { text, number, boolean, date, choice };

/// A documented fact of an application; unknown keys and wrong types are refused.
struct FactKey {
    std::string_view name;
    FactType type;
    std::vector<std::string_view> choices; ///< for FactType::choice
    base::Text meaning;                    ///< with its unit
};

const std::vector<FactKey>& fact_keys();

/// Reads `name=value` words of a command line. Every fault is listed.
base::Result<result::Facts> parse_facts(const std::vector<std::string>& words);

/// Checks a JSON object of facts (HTTP, stored applications). Every fault is listed.
base::Result<result::Facts> check_facts(const nlohmann::json& object);

} // namespace liangxian::rules
