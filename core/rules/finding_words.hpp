// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/result/check_result.hpp"

namespace liangxian::rules {

/// What an application meets: "某塔的保护范围", "control zone of …"; an area by its own name.
base::Text place_words(const result::Finding& finding);
/// The same with the relation: why a requirement stands.
base::Text because_of(const result::Finding& finding);

} // namespace liangxian::rules
