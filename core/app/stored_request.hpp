// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/check.hpp"
#include "core/intake/feature.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace liangxian::app {

// What was asked once, so that it can be asked again.

/// The question behind a sealed result. \throws base::InputError naming the member that is missing or wrong
CheckRequest request_of(const nlohmann::json& result);

/// The application of a sealed result: already EPSG:4490 and valid. \throws base::InputError
intake::ReadOutcome application_of(const nlohmann::json& result);

/// What a result says of its application's coordinates (Feature::accuracy_m); nothing in most.
std::optional<double> accuracy_in(const nlohmann::json& result);

/// A stored geometry as an application.
intake::ReadOutcome application_of(geo::Geometry geometry);

} // namespace liangxian::app
