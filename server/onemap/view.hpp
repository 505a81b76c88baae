// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/accounts/role.hpp"

#include <cstddef>
#include <optional>

namespace liangxian::onemap {

/// What somebody may see of the one map. What is made for one view is never shown in another.
enum class View {
    anybody,          ///< the public data set
    exact,            ///< lines and units as they are drawn, without those that are hidden
    exact_with_hidden ///< everything
};
constexpr std::size_t kViews = 3;

/// Nobody who proved nothing, and no role without exact layers, sees more than anybody.
inline View view_of(const std::optional<accounts::Principal>& principal) {
    if (!principal || !accounts::sees_exact(principal->role)) {
        return View::anybody;
    }
    return accounts::sees_hidden(principal->role) ? View::exact_with_hidden : View::exact;
}

} // namespace liangxian::onemap
