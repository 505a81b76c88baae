// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/result/check_result.hpp"

#include <string>
#include <vector>

namespace liangxian::rules {

/// Adds a remark behind another, once.
void add_note(base::Text& note, const base::Text& more);
/// Adds grounds that are not there yet.
void add_basis(std::vector<result::Basis>& all, const std::vector<result::Basis>& more);
/// Adds a reason that is not there yet.
void add_reason(std::vector<base::Text>& reasons, const base::Text& more);

/// One requirement for what several rules ask alike: the same act of the same bodies under the same
/// item. The ground is surveyed once, so an unverified survey joins any other survey, whichever body
/// it names; the verified one speaks and the other body becomes a remark. Findings point to the
/// requirement that is left.
void join_requirements(std::vector<result::Requirement>& requirements,
                       std::vector<std::vector<std::string>>& requirement_ids_by_finding);

} // namespace liangxian::rules
