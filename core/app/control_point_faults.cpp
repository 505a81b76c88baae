// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/control_points.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liangxian::app {
namespace {

constexpr std::size_t kLeastControls = 3;
constexpr std::size_t kLeastChecks = 4;
constexpr double kLeastSpread = 0.05; ///< control points in a narrower band turn freely about it
constexpr double kSamePointM = 1.0;   ///< a check point this near a control point tests nothing
constexpr double kLeastReach = 0.3;   ///< of the check points, of the control points' greatest distance

base::Problem problem(const char* code, const std::string& where, std::string zh, std::string en) {
    return {code, where, {std::move(zh), std::move(en)}};
}

std::vector<geo::Position> places_of(const std::vector<geo::PointPair>& pairs) {
    std::vector<geo::Position> out;
    for (const geo::PointPair& pair : pairs) {
        out.push_back(pair.from);
    }
    return out;
}

double greatest_distance_m(const std::vector<geo::Position>& places) {
    double out = 0;
    for (const geo::Position& a : places) {
        for (const geo::Position& b : places) {
            out = std::max(out, geo::plane_distance_m(a, b));
        }
    }
    return out;
}

/// Check points have to be other places than control points and each other, and to reach about them.
void look_at_checks(const ControlPoints& points, const std::vector<geo::PointPair>& controls,
                    base::Problems& out) {
    const auto is_near = [](const geo::Position& place) {
        return
            [place](const geo::Position& other) { return geo::plane_distance_m(place, other) < kSamePointM; };
    };
    const std::vector<geo::Position> control_places = places_of(controls);
    std::vector<geo::Position> checks;
    for (const ControlPoint& check : points.points) {
        if (!check.is_check) {
            continue;
        }
        const geo::Position& place = check.pair.from;
        if (std::any_of(control_places.begin(), control_places.end(), is_near(place))) {
            out.push_back(problem("check-not-independent", check.name, "与某个控制点是同一点，不能作检查点",
                                  "is the same place as a control point and tests nothing"));
        } else if (std::any_of(checks.begin(), checks.end(), is_near(place))) {
            out.push_back(problem("check-not-independent", check.name, "与另一检查点是同一点",
                                  "is the same place as another check point"));
        }
        checks.push_back(place);
    }
    if (checks.size() >= kLeastChecks &&
        (geo::spread_of(checks) < kLeastSpread ||
         greatest_distance_m(checks) < kLeastReach * greatest_distance_m(control_places))) {
        out.push_back(
            problem("checks-together", "", "检查点集中在一处或一条线上，检验不了整个范围",
                    "the check points lie together, or on one line, and do not test the whole extent"));
    }
}

} // namespace

base::Problems faults_of(const ControlPoints& points) {
    base::Problems out;
    const auto controls = points.pairs(false);
    const auto checks = points.pairs(true);
    if (controls.size() < kLeastControls) {
        out.push_back(problem(
            "control-points-missing", "",
            fmt::format("控制点 {} 个，至少 {} 个", controls.size(), kLeastControls),
            fmt::format("{} control points, at least {} are needed", controls.size(), kLeastControls)));
    }
    if (checks.size() < kLeastChecks) {
        out.push_back(problem(
            "check-points-missing", "", fmt::format("检查点 {} 个，至少 {} 个", checks.size(), kLeastChecks),
            fmt::format("{} check points, at least {} are needed", checks.size(), kLeastChecks)));
    }
    if (controls.size() >= kLeastControls && geo::spread_of(places_of(controls)) < kLeastSpread) {
        out.push_back(problem("collinear", "", "控制点几乎在一条线上，不能确定转换",
                              "the control points lie nearly on one line and determine nothing"));
    }
    look_at_checks(points, controls, out);
    return out;
}

} // namespace liangxian::app
