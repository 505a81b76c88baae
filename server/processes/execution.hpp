// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/check.hpp"
#include "core/base/problem.hpp"

#include <array>
#include <string>
#include <string_view>

namespace liangxian::processes {

/// The inputs of `overlap-check`: those of the contract, and what was uploaded before.
constexpr std::array<std::string_view, 12> kInputs = {
    "application", "upload", "kind",        "facts",           "as_of",       "known_at",
    "rules_as_of", "near_m", "influence_m", "influence_basis", "with_drafts", "accept_repairs"};

constexpr double kFarthestM = 100'000; ///< of near_m and influence_m

/// What one execution of `overlap-check` was asked.
struct Execution {
    app::CheckRequest check;
    std::string application;  ///< the GeoJSON, byte for byte as it was sent; empty: an upload
    std::string upload;       ///< id of what was uploaded
    bool is_document = false; ///< `"response": "document"`: results by name
};

/// Reads the body of an execution: `{"inputs": {…}}`. All faults are listed, each with its place
/// (`inputs.near_m`): what is not known by name is refused, so is input by reference.
///
/// Codes: those of parse_guarded_json(), `bad-execution`, `unknown-member`, `unknown-input`, `bad-input`,
/// `input-missing`, `input-by-reference`, `output-by-reference`, `unknown-output`, `callback-not-offered`,
/// `unknown-kind`, `unknown-fact`, `bad-fact`, `bad-date`, `known-at-future`, `influence-basis-missing`.
base::Result<Execution> read_execution(std::string_view body);

} // namespace liangxian::processes
