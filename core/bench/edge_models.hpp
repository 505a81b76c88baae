// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/bench/comparison.hpp"
#include "core/bench/region_store.hpp"

#include <filesystem>
#include <vector>

namespace liangxian::bench {

/// The second look at a pair whose areas lie farther apart than is usual between the two models of an edge:
/// an edge of some kilometres can do that. One polygon, the overlay GEOS makes of the pair, is measured by
/// both models; each side must be right by its own.
class EdgeModels {
public:
    EdgeModels(const std::vector<geo::Geometry>& applications, const std::filesystem::path& store)
        : m_applications(applications), m_zones(store) {}

    /// Whether each area is that of the same polygon by its side's model.
    bool explain(const OverlapPair& ours, EdgeModel our_edges, const OverlapPair& peers,
                 EdgeModel peer_edges);

private:
    const std::vector<geo::Geometry>& m_applications;
    ZoneGeometries m_zones;
};

} // namespace liangxian::bench
