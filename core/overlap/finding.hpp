// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/overlap/pair.hpp"
#include "core/overlap/target.hpp"
#include "core/result/check_result.hpp"

namespace liangxian::overlap {

/// The contract's finding for a pair that is listed.
/// \pre pair.relation is set
result::Finding make_finding(const Target& target, const Subject& application, Pair pair);

/// The contract's order: kind as listed, then site_id, then zone_id.
bool comes_before(const result::Finding& a, const result::Finding& b);

} // namespace liangxian::overlap
