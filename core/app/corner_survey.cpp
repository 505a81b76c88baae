// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/corner_survey.hpp"

#include "core/app/jurisdiction.hpp"
#include "core/app/survey_points.hpp"
#include "core/base/canonical_json.hpp"
#include "core/base/digest.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/geo/distance.hpp"
#include "core/geo/local_transform.hpp"
#include "core/geo/transform.hpp"
#include "core/index/box_tree.hpp"
#include "core/store/record_fields.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>

namespace liangxian::app {
namespace {

/// A vertex this near the line between its neighbours only keeps an edge straight (geo::kMaxSagM, and
/// rounding).
constexpr double kStraightM = 0.02;
constexpr std::size_t kLargestFile = 64u << 20;

zone::Zone version_of(const store::Store& store, const VersionName& name) {
    for (zone::Zone& zone : store.versions_of({name.zone_id})) {
        if (zone.version == name.version) {
            return std::move(zone);
        }
    }
    throw base::InputError(
        {{"version-unknown", name.to_string(), {"库中没有这个版本", "this version is not in the store"}}});
}

/// How far a point lies off the segment between two others, in a plane.
double off_segment(const geo::Position& p, const geo::Position& a, const geo::Position& b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    const double t =
        length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
    return geo::plane_distance_m(p, {a.x + t * dx, a.y + t * dy});
}

void add_corners(const geo::Ring& ring, const geo::Transform& plane, std::vector<CornerMatch>& out) {
    geo::Ring open = ring;
    if (open.size() > 1 && open.front().x == open.back().x && open.front().y == open.back().y) {
        open.pop_back();
    }
    std::vector<geo::Position> flat;
    for (const geo::Position& p : open) {
        flat.push_back(plane.from_4490(p));
    }
    for (std::size_t i = 0; i < open.size(); ++i) {
        const geo::Position& before = flat[(i + flat.size() - 1) % flat.size()];
        const geo::Position& after = flat[(i + 1) % flat.size()];
        if (off_segment(flat[i], before, after) > kStraightM) {
            CornerMatch corner;
            corner.corner = open[i];
            out.push_back(corner);
        }
    }
}

std::vector<CornerMatch> corners_of(const geo::Geometry& geometry) {
    const geo::Box box = geometry.bounds();
    const auto zone = geo::GaussZone::nearest_3_degree((box.min_x + box.max_x) / 2);
    const geo::Transform plane(zone.epsg());
    std::vector<CornerMatch> out;
    for (const geo::Polygon& polygon : geometry.polygons) {
        add_corners(polygon.shell, plane, out);
        for (const geo::Ring& hole : polygon.holes) {
            add_corners(hole, plane, out);
        }
    }
    return out;
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
    for (const Candidate& one : candidates_of(report, search_m)) {
        CornerMatch& corner = report.corners[one.corner];
        if (corner.point == nullptr && taken.insert(one.point).second) {
            corner.point = &report.points[one.point];
            corner.distance_m = one.distance_m;
            corner.is_within = one.distance_m <= report.tolerance_m;
            report.within += corner.is_within ? 1U : 0U;
            report.greatest_m = std::max(report.greatest_m, one.distance_m);
        }
    }
    report.missing = static_cast<std::size_t>(
        std::count_if(report.corners.begin(), report.corners.end(),
                      [](const CornerMatch& corner) { return corner.point == nullptr; }));
    for (std::size_t i = 0; i < report.points.size(); ++i) {
        if (taken.count(i) == 0) {
            report.extra.push_back(&report.points[i]);
        }
    }
}

void note_weak_points(SurveyReport& report) {
    for (const SurveyPoint& point : report.points) {
        if (!point.is_fixed) {
            report.notes.push_back({"float-solution",
                                    point.where,
                                    {fmt::format("{} 是浮点解，不足以核对", point.name),
                                     fmt::format("{} is a float solution and verifies little", point.name)}});
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

void record(store::Store& store, const SurveyRequest& request, SurveyReport& report) {
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
    act.decided_on = store.content_mark();
    store.act_as(request.verified_by);
    store.perform(act);
    report.is_recorded = true;
}

} // namespace

SurveyReport compare_corners(store::Store& store, const SurveyRequest& request,
                             const zone::AccuracyDefaults& defaults) {
    const zone::Zone zone = version_of(store, request.version);
    auto points = read_survey_points(request.file, request.epsg, jurisdiction_box(store.settings()));
    if (!points) {
        throw base::InputError(points.problems());
    }
    const auto tolerance_m = request.tolerance_m ? request.tolerance_m : defaults.accuracy_m(zone);
    if (!tolerance_m) {
        throw base::InputError({{"accuracy-unknown",
                                 request.version.to_string(),
                                 {"该版本既无精度也无绘制依据；用 --tolerance 给出限差",
                                  "it states neither accuracy nor basis; give --tolerance"}}});
    }
    SurveyReport out;
    out.points = std::move(points).value();
    out.tolerance_m = *tolerance_m;
    out.corners = corners_of(zone.geometry);
    out.file_sha256 = base::sha256_hex(base::read_file(request.file, kLargestFile));
    match(out, request.search_m);
    note_weak_points(out);
    if (request.is_recorded) {
        record(store, request, out);
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
        one["within"] = is_found ? nlohmann::ordered_json(corner.is_within) : nlohmann::ordered_json();
        one["fixed"] = is_found ? nlohmann::ordered_json(corner.point->is_fixed) : nlohmann::ordered_json();
        corners.push_back(std::move(one));
    }
    nlohmann::ordered_json extra = nlohmann::ordered_json::array();
    for (const SurveyPoint* point : report.extra) {
        extra.push_back({{"point", point->name}, {"lon", point->position.x}, {"lat", point->position.y}});
    }
    return {{"schema", "liangxian/corner-survey/1"},
            {"version", version.to_string()},
            {"tolerance_m", report.tolerance_m},
            {"within", report.within},
            {"missing", report.missing},
            {"greatest_m", report.greatest_m},
            {"corners", std::move(corners)},
            {"extra", std::move(extra)},
            {"file_sha256", report.file_sha256},
            {"recorded", report.is_recorded}};
}

} // namespace liangxian::app
