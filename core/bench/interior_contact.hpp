// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/bench/contender.hpp"

#include <filesystem>
#include <vector>

namespace liangxian::bench {

/// Leaves only pairs whose interiors meet, for peers that cannot tell contact from touch by area alone:
/// from 10 cm² up the area says so, below that the exact predicate on the stored doubles decides. Not
/// billed to anybody.
void keep_interior_contacts(const std::vector<geo::Geometry>& applications,
                            const std::filesystem::path& store, std::vector<OverlapPair>& pairs);

} // namespace liangxian::bench
