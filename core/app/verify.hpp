// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/check.hpp"
#include "core/base/text.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace liangxian::app {

/// What became of a sealed result.
struct Verification {
    bool seal_intact = false;
    bool recomputed = false;             ///< a store was given and the check could be repeated
    bool agrees = false;                 ///< repeated with the old knowledge it gives the same digest
    bool issued_here = false;            ///< the store holds it, and an intact chain of acts says so
    std::vector<base::Text> differences; ///< what the repetition says differently
    std::vector<base::Text> since;       ///< what was recorded since, and whether today's answer differs
};

/// The seal alone.
Verification verify_seal(const nlohmann::json& result);

/// Repeats a result from its own members (geometry, parameters, as_of, known_at) against a store.
/// \throws base::InputError when \p result is not a check result this program can repeat
Verification verify(const nlohmann::json& result, const CheckContext& context);

} // namespace liangxian::app
