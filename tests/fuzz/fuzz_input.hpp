// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/read.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace liangxian::fuzz {

inline std::string_view bytes_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// With the jurisdiction of a new store, so that the decision on the CRS runs to its end.
inline intake::ReadOptions options() {
    intake::ReadOptions options;
    options.jurisdiction = geo::Box{73, 3, 136, 54};
    return options;
}

/// What every reader owes any bytes: a feature or a problem, never silence.
inline void must_answer(const intake::ReadOutcome& outcome) {
    if (outcome.order.empty()) {
        std::abort();
    }
}

} // namespace liangxian::fuzz
