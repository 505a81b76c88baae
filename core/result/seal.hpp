// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace liangxian::result {

/// SHA-256 of the RFC 8785 form of a result without `digest`, `checked_at`, `engine` and `trace`.
/// \param result  the JSON object, sealed or not
std::string seal_of(const nlohmann::json& result);

/// The object's own `digest` equals seal_of(); false when it has none.
bool is_seal_intact(const nlohmann::json& result);

} // namespace liangxian::result
