// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/corner_survey.hpp"
#include "core/base/problem.hpp"

namespace liangxian::app {

/// What a receiver's table says.
struct SurveyTable {
    std::vector<SurveyPoint> points;
    base::Problems warnings; ///< of intake::decide_crs()
    std::string file_sha256; ///< of the very bytes that were read
};

/// Reads a receiver's table with the columns point (点号), N (X, 北坐标), E (Y, 东坐标) or lon, lat, and of H
/// (高程), rms (中误差), solution (fixed 固定解, float 浮点解), date (日期), surveyor (测量员) what there is.
/// A day to come is wrong. Problem codes: `survey-wrong`, those of intake::decide_crs(). \throws
/// base::FileError
base::Result<SurveyTable> read_survey_points(const std::filesystem::path& file, std::optional<int> epsg,
                                             const std::optional<geo::Box>& jurisdiction);

} // namespace liangxian::app
