// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/datum_plane.hpp"
#include "core/base/problem.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::app {

/// A point known in the old datum and in CGCS2000, both in the plane of the form.
struct ControlPoint {
    std::string name;
    bool is_check = false; ///< only tests what the others are fitted to
    geo::PointPair pair;
};

struct ControlPoints {
    OldForm form;
    std::string file_sha256; ///< of the very bytes that were read
    std::vector<ControlPoint> points;

    std::vector<geo::PointPair> pairs(bool of_checks) const;
};

/// Reads a table with the columns name (点名), role (类型: control 控制点, check 检查点), old_x, old_y,
/// new_x, new_y (旧X, 旧Y, 新X, 新Y): planes of one 3° zone, X north as surveyors write, or the other way
/// round where the numbers say so; or degrees. No message holds a coordinate. \param zone  of the plane,
/// where the eastings carry no number Problem codes: `control-wrong`, `plane-unknown`, `zone-contradiction`.
/// \throws base::FileError
base::Result<ControlPoints> read_control_points(const std::filesystem::path& file, const std::string& datum,
                                                std::optional<int> zone);

/// What can be said against points before anything is fitted to them: `control-points-missing`,
/// `check-points-missing`, `collinear`, `check-not-independent`, `checks-together`.
base::Problems faults_of(const ControlPoints& points);

} // namespace liangxian::app
