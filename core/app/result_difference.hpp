// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <vector>

namespace liangxian::app {

// Two answers about one application, told apart in words.

/// The findings of a result, by what names them: `control Z1@2`, `body S1`.
std::map<std::string, nlohmann::json> findings_by_key(const nlohmann::json& result);

/// Which figures are the same one.
enum class Figures {
    exact,  ///< equal doubles: the answer repeated must be the very answer
    rounded ///< within a billionth: what was added up beside other things may end in other digits
};

/// Whether two values say the same.
bool is_same(const nlohmann::json& a, const nlohmann::json& b, Figures figures);

/// Zone by zone, in words a person can act on.
std::vector<base::Text> differences_of(const nlohmann::json& before, const nlohmann::json& after,
                                       Figures figures = Figures::exact);

} // namespace liangxian::app
