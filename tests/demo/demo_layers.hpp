// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/zone/zone_source.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace liangxian::tests {

/// A file of data/demo, parsed.
nlohmann::json demo_json(const std::string& name);

/// The features of `sites`, `zones` or `areas`.
std::vector<nlohmann::json> demo_features(const std::string& layer);

/// The demonstration layers as a check on that day consults them: published versions in force.
zone::Snapshot demo_snapshot(const base::Date& as_of);

} // namespace liangxian::tests
