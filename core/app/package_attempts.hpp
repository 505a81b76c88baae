// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/error.hpp"

#include <utility>

namespace liangxian::app {

/// Does work again that was decided on a content somebody changed meanwhile, five times at most.
/// \throws base::StoreError `content-moved-on`, and whatever the work throws
template <typename Work>
auto with_attempts(Work&& work) {
    constexpr int kMostAttempts = 5;
    for (int attempt = 1;; ++attempt) {
        try {
            return work();
        } catch (const base::StoreError& error) {
            if (error.code() != "content-moved-on" || attempt == kMostAttempts) {
                throw;
            }
        }
    }
}

} // namespace liangxian::app
