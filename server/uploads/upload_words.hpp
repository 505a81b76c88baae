// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/prepared_application.hpp"

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace liangxian::uploads {

/// One application of an upload, as it would be checked: what was read, what was repaired, what is wrong. One
/// that needs its repairs accepted is shown as repaired.
struct ShownApplication {
    app::PreparedOutcome prepared;
    bool needs_acceptance = false;
};

/// `applications[{index, source, application|null, needs_acceptance, problems[], warnings[]}]`: `application`
/// is that of a check result.
nlohmann::ordered_json applications_json(const std::vector<ShownApplication>& all);

/// Their outlines, EPSG:4490, to be looked at before they are checked: a FeatureCollection.
nlohmann::ordered_json outlines_json(const std::vector<ShownApplication>& all);

} // namespace liangxian::uploads
