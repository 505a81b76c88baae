// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/intake/read.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace liangxian::intake {

/// Parses JSON from outside: first a pass that builds nothing and refuses what would cost too much
/// or is ambiguous, then the document itself.
///
/// Refused with byte and line: text that is no JSON or is cut short, NaN and infinities, nesting
/// deeper than Limits::nesting, a key twice in one object (readers disagree on which one counts),
/// more numbers than Limits::vertices can need.
base::Result<nlohmann::ordered_json> parse_guarded_json(std::string_view utf8, const std::string& where,
                                                        const Limits& limits);

} // namespace liangxian::intake
