// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/result/check_result.hpp"

#include <nlohmann/json_fwd.hpp>

namespace liangxian::app {

/// A finding as a sealed result holds it, but for its geometry and the requirements it caused: what
/// rules look at, so that they can be asked again. What is missing or means nothing stays unset.
result::Finding finding_of(const nlohmann::json& stored);

} // namespace liangxian::app
