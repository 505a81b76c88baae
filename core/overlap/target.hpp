// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/zone/accuracy.hpp"
#include "core/zone/zone_source.hpp"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace liangxian::overlap {

/// One record of a snapshot as something an application can meet. Exactly one of zone, body and
/// area is set; `site` is the unit of a zone or body, null when it is not in the store.
struct Target {
    const zone::Zone* zone = nullptr;
    const zone::Site* body = nullptr;
    const zone::Area* area = nullptr;
    const zone::Site* site = nullptr;
    geo::Box box;
    std::optional<double> accuracy_m;

    const geo::Geometry& geometry() const;
    /// zone_id, site_id or area_id, for messages and `unchecked`.
    const std::string& id() const;
    /// Contract's word for the kind.
    std::string_view kind_code() const;
    /// Announced ground, which makes a verdict, a union and a partition: no drafts, and no areas
    /// that only inform (assessed-area, coverage, county, township).
    bool counts() const;
};

/// Every record with a geometry that a check consults: zones, bodies, and areas other than
/// coverage, counties and townships (those say where, not what).
std::vector<Target> targets_of(const zone::Snapshot& snapshot, const zone::AccuracyDefaults& defaults);

} // namespace liangxian::overlap
