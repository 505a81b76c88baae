// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/geo/geometry.hpp"
#include "core/result/check_result.hpp"
#include "core/zone/zone_source.hpp"

#include <string>
#include <vector>

namespace liangxian::app {

/// On what ground "nothing found" may be said, per theme: declared, never inferred.
struct CoverageAnswer {
    std::vector<result::Coverage> themes; ///< protection, control, underground, sites
    /// `coverage-expired`, `coverage-undocumented`, `coverage-theme-unknown`, `coverage-failed`,
    /// `theme-not-declared`
    base::Problems warnings;
};

/// Reads the coverage declarations of the snapshot over one application. A declaration whose
/// `expires_on` lies before the snapshot's as_of still counts as declared, but no longer as complete.
/// A declaration that may lie there and cannot be read makes its theme `failed`. Whatever is odd about
/// a declaration is named once in a warning.
CoverageAnswer coverage_of(const geo::Geometry& application, const zone::Snapshot& snapshot);

/// The themes a verdict on the two lines stands on; `underground` and `sites` count as soon as
/// somebody declared them there.
bool is_required_theme(const std::string& theme);

/// The administrative areas of one kind that the application's interior meets.
std::vector<const zone::Area*> areas_met(const geo::Geometry& application, const zone::Snapshot& snapshot,
                                         zone::AreaKind kind);

/// Share of the application inside assessed areas (区域文物考古评估) in force, 0–1.
double assessed_share(const geo::Geometry& application, const zone::Snapshot& snapshot);

} // namespace liangxian::app
