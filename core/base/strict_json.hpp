// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace liangxian::base {

/// How large and how deeply nested JSON of others may be.
struct JsonLimits {
    std::size_t bytes = 0;
    std::size_t depth = 0; ///< objects and arrays inside each other; a scalar has none
};

/// Whether JSON stays within limits; told from its brackets, in one pass, without parsing it.
bool is_within(std::string_view text, const JsonLimits& limits);

/// Reads what has to be written in the one canonical form (RFC 8785). \returns nothing when it is over the
/// limits, no JSON, or written otherwise: a key that stands twice, white space, another order or number
std::optional<nlohmann::json> read_canonical_json(std::string_view text, const JsonLimits& limits);

} // namespace liangxian::base
