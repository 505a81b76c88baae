// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/bench/landscape.hpp"
#include "core/zone/records.hpp"

#include <cstdint>
#include <vector>

namespace liangxian::bench {

/// Applications that share edges with zones of the landscape, exactly: a copy of a zone, a square around
/// one with the zone cut out of it (the whole boundary shared, no ground), a part of one. Taken from sites
/// 0 to \p site_count - 1; three applications a site at most.
std::vector<geo::Geometry> shared_edge_applications(const Landscape& landscape, std::uint32_t site_count);

/// Zones that are invalid in the sense of OGC Simple Features, each kind of fault in turn: bow-ties,
/// shells in shells, holes outside and across their shell, holes in holes, parts that overlap, spikes
/// doubled back. All can be repaired. About the first sites of the landscape, a little off them.
std::vector<zone::Zone> invalid_zones(const Landscape& landscape, std::uint32_t count);

/// An application over the middle of each zone.
std::vector<geo::Geometry> applications_over(const std::vector<zone::Zone>& zones);

} // namespace liangxian::bench
