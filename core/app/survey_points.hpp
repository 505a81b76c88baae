// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/corner_survey.hpp"
#include "core/base/problem.hpp"

namespace liangxian::app {

/// Reads a receiver's table with the columns point (点号), N (X, 北坐标), E (Y, 东坐标) or lon, lat, and of H
/// (高程), rms (中误差), solution (fixed 固定解, float 浮点解), date (日期), surveyor (测量员) what there is.
/// Problem codes: `survey-wrong`, those of intake::decide_crs(). \throws base::FileError
base::Result<std::vector<SurveyPoint>> read_survey_points(const std::filesystem::path& file,
                                                          std::optional<int> epsg,
                                                          const std::optional<geo::Box>& jurisdiction);

} // namespace liangxian::app
