// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace liangxian::store {

/// What a guard in the database refused, which it says as `LX001 Chinese / English`.
struct GuardWords {
    std::string code; ///< `LX001`
    base::Text reason;
};

/// \param message  of the database \returns nothing when it is not a guard's
std::optional<GuardWords> guard_words_in(std::string_view message);

} // namespace liangxian::store
