// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/version_name.hpp"
#include "core/base/cancel_token.hpp"
#include "core/geo/geometry.hpp"
#include "core/store/store.hpp"
#include "core/zone/accuracy.hpp"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::app {

/// What a receiver says of a point's ambiguities. Only a fixed one is evidence of where a corner is.
enum class Solution { fixed, float_, unstated };

/// A point as a receiver wrote it.
struct SurveyPoint {
    std::string name;
    std::string where;      ///< file and line
    geo::Position position; ///< EPSG:4490
    std::optional<double> height_m;
    std::optional<double> rms_m;
    Solution solution = Solution::unstated;
    std::optional<base::Date> date;
    std::string surveyor;
};

struct SurveyRequest {
    VersionName version; ///< with its number
    std::filesystem::path file;
    std::optional<int> epsg;           ///< of the points; absent: the numbers say
    std::optional<double> tolerance_m; ///< instead of the version's accuracy
    std::optional<double> search_m;    ///< how far a corner is looked for; absent: 5 m, or the tolerance
    bool is_recorded = false;
    std::string verified_by;
    std::optional<base::Date> verified_on; ///< absent: the last day in the file, today
};

/// A corner of the stored line and the point found for it.
struct CornerMatch {
    geo::Position corner;               ///< EPSG:4490
    const SurveyPoint* point = nullptr; ///< none within reach: nobody measured it
    double distance_m = 0;
    bool is_evidence = false; ///< the point is fixed
    bool is_within = false;   ///< the tolerance, by evidence
};

struct SurveyReport {
    std::vector<SurveyPoint> points;
    double tolerance_m = 0;
    std::vector<CornerMatch> corners;      ///< in the order of the rings
    std::vector<const SurveyPoint*> extra; ///< that no corner is near to
    std::size_t within = 0;
    std::size_t missing = 0;          ///< without evidence: nobody measured them, or no point is fixed
    std::optional<double> greatest_m; ///< of the evidence; nothing when there is none
    std::string file_sha256;
    base::Problems notes; ///< `not-evidence`, `point-too-coarse`, warnings of intake::decide_crs()
    bool is_recorded = false;
};

/// Compares points measured in the field with the corners of a stored version (line_corners.hpp). Each point
/// goes to one corner, fixed ones first, the nearest pairs first. Only fixed points count; the others are
/// matched with what is left, and listed. \param defaults  for a version that states no accuracy \throws
/// base::InputError `version-unknown`, `accuracy-unknown`, `search-too-small`, `bad-date`,
///   `corners-none`, `survey-wrong`, those of intake::decide_crs(); base::StoreError, base::FileError
SurveyReport compare_corners(store::Store& store, const SurveyRequest& request,
                             const zone::AccuracyDefaults& defaults);

std::string_view code_of(Solution value);

nlohmann::ordered_json to_json(const SurveyReport& report, const VersionName& version);

} // namespace liangxian::app
