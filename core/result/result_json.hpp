// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/result/check_result.hpp"

#include <nlohmann/json_fwd.hpp>

namespace liangxian::result {

/// The contract's JSON object, members in the contract's order, sealed with its digest.
nlohmann::ordered_json to_json(const CheckResult& result);

/// `{index, source, problems[{code, where, message}]}`.
nlohmann::ordered_json to_json(const FailedApplication& failed);

nlohmann::ordered_json to_json(const base::Text& text);
nlohmann::ordered_json to_json(const base::Problem& problem);
nlohmann::ordered_json to_json(const Finding& finding);
nlohmann::ordered_json to_json(const Requirement& requirement);

} // namespace liangxian::result
