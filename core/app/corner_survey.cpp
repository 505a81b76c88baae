// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/corner_survey.hpp"

#include "core/app/jurisdiction.hpp"
#include "core/app/line_corners.hpp"
#include "core/app/survey_points.hpp"
#include "core/base/canonical_json.hpp"
#include "core/base/error.hpp"
#include "core/geo/distance.hpp"
#include "core/geo/local_transform.hpp"
#include "core/index/box_tree.hpp"
#include "core/store/record_fields.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace liangxian::app {
namespace {

constexpr double kSearchM = 5;

zone::Zone version_of(const store::Store& store, const VersionName& name) {
    for (zone::Zone& zone : store.versions_of({name.zone_id})) {
        if (zone.version == name.version) {
            return std::move(zone);
        }
    }
    throw base::InputError(
        {{"version-unknown", name.to_string(), {"库中没有这个版本", "this version is not in the store"}}});
}

double distance_m(const geo::Position& a, const geo::Position& b) {
    const geo::MetresPerDegree scale = geo::metres_per_degree((a.y + b.y) / 2);
    return geo::plane_distance_m({(a.x - b.x) * scale.lon, (a.y - b.y) * scale.lat}, {0, 0});
}

struct Candidate {
    double distance_m;
    std::size_t corner;
    std::size_t point;
};

/// Every pair within reach, the nearest first. Cost: a tree of the points.
std::vector<Candidate> candidates_of(const SurveyReport& report, double search_m) {
    std::vector<geo::Box> boxes;
    for (const SurveyPoint& point : report.points) {
        boxes.push_back({point.position.x, point.position.y, point.position.x, point.position.y});
    }
    const index::BoxTree tree(boxes);
    std::vector<Candidate> out;
    for (std::size_t i = 0; i < report.corners.size(); ++i) {
        const geo::Position& c = report.corners[i].corner;
        for (const std::size_t k : tree.query(geo::grown_by_metres({c.x, c.y, c.x, c.y}, search_m))) {
            const double off_m = distance_m(c, report.points[k].position);
            if (off_m <= search_m) {
                out.push_back({off_m, i, k});
            }
        }
    }
    std::sort(out.begin(), out.end(), [](const Candidate& a, const Candidate& b) {
        return std::tie(a.distance_m, a.corner, a.point) < std::tie(b.distance_m, b.corner, b.point);
    });
    return out;
}

void match(SurveyReport& report, double search_m) {
    std::set<std::size_t> taken;
    const std::vector<Candidate> candidates = candidates_of(report, search_m);
    for (const bool is_evidence : {true, false}) {
        for (const Candidate& one : candidates) {
            CornerMatch& corner = report.corners[one.corner];
            const SurveyPoint& point = report.points[one.point];
            if ((point.solution == Solution::fixed) == is_evidence && corner.point == nullptr &&
                taken.insert(one.point).second) {
                corner.point = &point;
                corner.distance_m = one.distance_m;
                corner.is_evidence = is_evidence;
                corner.is_within = is_evidence && one.distance_m <= report.tolerance_m;
            }
        }
    }
    for (const CornerMatch& corner : report.corners) {
        report.within += corner.is_within ? 1U : 0U;
        report.missing += corner.is_evidence ? 0U : 1U;
        if (corner.is_evidence) {
            report.greatest_m = std::max(report.greatest_m.value_or(0), corner.distance_m);
        }
    }
    for (std::size_t i = 0; i < report.points.size(); ++i) {
        if (taken.count(i) == 0) {
            report.extra.push_back(&report.points[i]);
        }
    }
}

void note_weak_points(SurveyReport& report) {
    for (const SurveyPoint& point : report.points) {
        if (point.solution != Solution::fixed) {
            const bool is_float = point.solution == Solution::float_;
            report.notes.push_back(
                {"not-evidence",
                 point.where,
                 {fmt::format("{} {}，只列出，不作为核对依据", point.name,
                              is_float ? "是浮点解" : "未注明固定解"),
                  fmt::format("{} {}: it is listed and proves nothing", point.name,
                              is_float ? "is a float solution" : "is not marked as fixed")}});
        }
        if (point.rms_m && *point.rms_m > report.tolerance_m) {
            report.notes.push_back({"point-too-coarse",
                                    point.where,
                                    {fmt::format("{} 的中误差 {:.3f} 米大于限差 {:.3f} 米", point.name,
                                                 *point.rms_m, report.tolerance_m),
                                     fmt::format("the rms of {}, {:.3f} m, is over the tolerance of {:.3f} m",
                                                 point.name, *point.rms_m, report.tolerance_m)}});
        }
    }
}

/// \param mark  of the content that was compared
void record(store::Store& store, const SurveyRequest& request, const zone::ContentMark& mark,
            SurveyReport& report) {
    std::set<std::string> surveyors;
    std::optional<base::Date> last;
    for (const SurveyPoint& point : report.points) {
        if (!point.surveyor.empty()) {
            surveyors.insert(point.surveyor);
        }
        last = point.date && (!last || *last < *point.date) ? point.date : last;
    }
    store::CornerSurvey row;
    row.zone_id = request.version.zone_id;
    row.version = request.version.version;
    row.verified_by = request.verified_by;
    row.verified_on = request.verified_on ? request.verified_on : last ? last : base::Date::today();
    row.surveyor = fmt::format("{}", fmt::join(surveyors, "、"));
    row.corners = static_cast<int>(report.corners.size());
    row.within = static_cast<int>(report.within);
    row.missing = static_cast<int>(report.missing);
    row.extra = static_cast<int>(report.extra.size());
    row.greatest_m = report.greatest_m;
    row.file_sha256 = report.file_sha256;
    store::Act act;
    act.action = "survey-compare";
    act.object = request.version.to_string();
    act.detail = base::canonical_json({{"corners", report.corners.size()},
                                       {"within", report.within},
                                       {"missing", report.missing},
                                       {"extra", report.extra.size()},
                                       {"file_sha256", report.file_sha256}});
    act.entries.surveys = {row};
    act.decided_on = mark;
    store.act_as(request.verified_by);
    store.perform(act);
    report.is_recorded = true;
}

void require_past(const std::optional<base::Date>& day) {
    if (day && *day > base::Date::today()) {
        throw base::InputError({{"bad-date",
                                 "--on",
                                 {fmt::format("核对日期 {} 在将来", day->to_string()),
                                  fmt::format("the day of the survey, {}, is to come", day->to_string())}}});
    }
}

} // namespace

std::string_view code_of(Solution value) {
    return value == Solution::fixed ? "fixed" : value == Solution::float_ ? "float" : "unstated";
}

SurveyReport compare_corners(store::Store& store, const SurveyRequest& request,
                             const zone::AccuracyDefaults& defaults) {
    const zone::ContentMark mark = store.content_mark(); // first: what is read after it is no older
    require_past(request.verified_on);
    const zone::Zone zone = version_of(store, request.version);
    auto table = read_survey_points(request.file, request.epsg, jurisdiction_box(store.settings()));
    if (!table) {
        throw base::InputError(table.problems());
    }
    const auto tolerance_m = request.tolerance_m ? request.tolerance_m : defaults.accuracy_m(zone);
    if (!tolerance_m) {
        throw base::InputError({{"accuracy-unknown",
                                 request.version.to_string(),
                                 {"该版本既无精度也无绘制依据；用 --tolerance 给出限差",
                                  "it states neither accuracy nor basis; give --tolerance"}}});
    }
    const double search_m = request.search_m.value_or(std::max(kSearchM, *tolerance_m));
    if (search_m < *tolerance_m) {
        throw base::InputError(
            {{"search-too-small",
              "--search",
              {fmt::format("查找距离 {:.3f} 米小于限差 {:.3f} 米，会漏掉合格的点", search_m, *tolerance_m),
               fmt::format(
                   "{:.3f} m is less than the tolerance of {:.3f} m: points within it would be missed",
                   search_m, *tolerance_m)}}});
    }
    SurveyReport out;
    out.points = std::move(table.value().points);
    out.notes = std::move(table.value().warnings);
    out.file_sha256 = table.value().file_sha256;
    out.tolerance_m = *tolerance_m;
    for (const geo::Position& corner : corners_of(zone.geometry, *tolerance_m)) {
        out.corners.emplace_back();
        out.corners.back().corner = corner;
    }
    if (out.corners.empty()) {
        throw base::InputError({{"corners-none",
                                 request.version.to_string(),
                                 {"该版本没有界址点，无从核对", "it has no corner to compare"}}});
    }
    match(out, search_m);
    note_weak_points(out);
    if (request.is_recorded) {
        record(store, request, mark, out);
    }
    return out;
}

nlohmann::ordered_json to_json(const SurveyReport& report, const VersionName& version) {
    nlohmann::ordered_json corners = nlohmann::ordered_json::array();
    for (const CornerMatch& corner : report.corners) {
        nlohmann::ordered_json one = {{"lon", corner.corner.x}, {"lat", corner.corner.y}};
        const bool is_found = corner.point != nullptr;
        one["point"] = is_found ? nlohmann::ordered_json(corner.point->name) : nlohmann::ordered_json();
        one["distance_m"] = is_found ? nlohmann::ordered_json(corner.distance_m) : nlohmann::ordered_json();
        one["within"] =
            corner.is_evidence ? nlohmann::ordered_json(corner.is_within) : nlohmann::ordered_json();
        one["solution"] =
            is_found ? nlohmann::ordered_json(code_of(corner.point->solution)) : nlohmann::ordered_json();
        corners.push_back(std::move(one));
    }
    nlohmann::ordered_json extra = nlohmann::ordered_json::array();
    for (const SurveyPoint* point : report.extra) {
        extra.push_back({{"point", point->name},
                         {"lon", point->position.x},
                         {"lat", point->position.y},
                         {"solution", code_of(point->solution)}});
    }
    nlohmann::ordered_json warnings = nlohmann::ordered_json::array();
    for (const base::Problem& note : report.notes) {
        warnings.push_back({{"code", note.code},
                            {"where", note.where},
                            {"message", {{"zh", note.message.zh}, {"en", note.message.en}}}});
    }
    return {{"schema", "liangxian/corner-survey/1"},
            {"version", version.to_string()},
            {"tolerance_m", report.tolerance_m},
            {"within", report.within},
            {"missing", report.missing},
            {"greatest_m",
             report.greatest_m ? nlohmann::ordered_json(*report.greatest_m) : nlohmann::ordered_json()},
            {"corners", std::move(corners)},
            {"extra", std::move(extra)},
            {"warnings", std::move(warnings)},
            {"file_sha256", report.file_sha256},
            {"recorded", report.is_recorded}};
}

} // namespace liangxian::app
