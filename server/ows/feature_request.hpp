// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "server/ows/ows_gate.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace liangxian::ows {

enum class WfsVersion { v1_0, v1_1, v2_0 };

/// A GetFeature of the plain kind: one layer by box and page, in EPSG:4490, as GML. Most requests are; they
/// need no MapServer.
struct FeatureRequest {
    static constexpr std::size_t kLargestPage = 1000;

    WfsVersion version = WfsVersion::v1_0;
    std::string layer;
    std::optional<geo::Box> box; ///< EPSG:4490, longitude first
    std::size_t start = 0;
    std::size_t count = kLargestPage;
    bool is_hits = false; ///< only how many there are
};

/// \returns nothing for a request that is of another kind, or wrong: MapServer answers those
std::optional<FeatureRequest> parse_feature_request(const OwsRequest& asked);

} // namespace liangxian::ows
