// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace liangxian::base {

/// The canonical form of RFC 8785 (JSON Canonicalization Scheme): keys sorted by UTF-16 code units,
/// no white space, shortest numbers. Two equal documents give the same bytes, on any machine.
/// \throws std::invalid_argument for a number that is not finite
std::string canonical_json(const nlohmann::json& document);

/// For people and files: two-space indent, keys in the order given, shortest round-trip numbers,
/// arrays of numbers on one line so that coordinates stay readable.
std::string pretty_json(const nlohmann::ordered_json& document);

} // namespace liangxian::base
