// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/datums.hpp"

#include "core/app/control_points.hpp"
#include "core/base/canonical_json.hpp"
#include "core/base/error.hpp"
#include "core/base/random_id.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace liangxian::app {
namespace {

using geo::TransformModel;

constexpr std::size_t kSaltBytes = 16;
constexpr double kLeastShiftM = 1.0;    ///< the datums lie tens of metres apart
constexpr double kAffineIsBetter = 0.7; ///< of the other's residual: two parameters more have to earn it

// What a datum of China can be off another by. The ellipsoids of Beijing-54, Xian-80 and CGCS2000 have
// semi-major axes of 6378245, 6378140 and 6378137 m, 17 parts in a million apart; origins and orientations
// add shifts of some 100 m and turns of some arc seconds. What is beyond five times that is no datum but a
// mistake: another zone, another point, axes swapped, a town's own system.
constexpr double kMostShiftM = 500;
constexpr double kMostTurnRad = 60.0 / 3600 * 3.14159265358979323846 / 180; ///< 60 arc seconds
constexpr double kMostScale = 1e-4;                                         ///< 100 parts in a million

base::Problem problem(const char* code, const std::string& where, std::string zh, std::string en) {
    return {code, where, {std::move(zh), std::move(en)}};
}

/// The model asked for, or the one that does better at control points it was not told of.
geo::LocalTransform chosen(const std::vector<geo::PointPair>& controls, const DatumRequest& request,
                           DatumReport& report) {
    report.four_parameter_rms_m = geo::left_out_rms(TransformModel::four_parameter, controls).value_or(0);
    if (controls.size() >= 5) { // with four, each left out leaves three, which an affine one fits exactly
        report.affine_rms_m = geo::left_out_rms(TransformModel::affine, controls);
    }
    const bool is_affine_better =
        report.affine_rms_m && *report.affine_rms_m < kAffineIsBetter * report.four_parameter_rms_m;
    const TransformModel model =
        request.model.value_or(is_affine_better ? TransformModel::affine : TransformModel::four_parameter);
    const auto fitted = geo::fit(model, controls);
    if (!fitted) {
        throw base::InputError({problem("collinear", "", "控制点不能确定这种转换",
                                        "the control points do not determine such a transformation")});
    }
    return *fitted;
}

/// About a kilometre wide of the points on every side: corners of the hull are points that are secret.
std::string coarse_extent(const std::vector<geo::Position>& hull, const DatumParameters& parameters) {
    constexpr double kStepDeg = 0.01;
    const geo::Transform to_degrees(parameters.form.target_epsg());
    geo::Box box;
    for (const geo::Position& corner : hull) {
        box.add(to_degrees.to_4490(parameters.transform.apply(corner)));
    }
    const double west = std::floor(box.min_x / kStepDeg) * kStepDeg;
    const double south = std::floor(box.min_y / kStepDeg) * kStepDeg;
    const double east = std::ceil(box.max_x / kStepDeg) * kStepDeg;
    const double north = std::ceil(box.max_y / kStepDeg) * kStepDeg;
    return fmt::format(
        "POLYGON(({0:.2f} {1:.2f},{2:.2f} {1:.2f},{2:.2f} {3:.2f},{0:.2f} {3:.2f},{0:.2f} {1:.2f}))", west,
        south, east, north);
}

void require_words(const DatumRequest& request) {
    base::Problems problems;
    if (request.supplier.empty()) {
        problems.push_back(
            problem("supplier-missing", "--supplier", "缺少提供单位", "who supplied the points?"));
    }
    if (request.document.empty()) {
        problems.push_back(
            problem("document-missing", "--document", "缺少批准或提供文件的文号", "by which document?"));
    }
    if (!problems.empty()) {
        throw base::InputError(std::move(problems));
    }
}

/// The limits are named and the figures are not: they are parameters.
void look_at_size(const geo::LocalTransform& transform, base::Problems& problems) {
    if (geo::plane_distance_m(transform.target_origin, transform.origin) > kMostShiftM) {
        problems.push_back(problem(
            "shift-too-large", "", fmt::format("新旧坐标相差超过 {:.0f} 米，不像两个坐标系", kMostShiftM),
            fmt::format("old and new are over {:.0f} m apart: no two datums of China are", kMostShiftM)));
    }
    const auto& m = transform.matrix;
    const bool is_turned = m[0] <= 0 || m[3] <= 0 || std::abs(m[2]) > kMostTurnRad * m[0] ||
                           std::abs(m[1]) > kMostTurnRad * m[3]; // so small an angle is its tangent
    const double scale_x = std::sqrt(m[0] * m[0] + m[2] * m[2]);
    const double scale_y = std::sqrt(m[1] * m[1] + m[3] * m[3]);
    const bool is_scaled = std::max(std::abs(scale_x - 1), std::abs(scale_y - 1)) > kMostScale;
    if (is_turned || is_scaled) {
        problems.push_back(problem(
            "turn-or-scale-too-large", "",
            "旋转超过 60 角秒或尺度超过百万分之一百；请检查点号、带号和坐标顺序",
            "it turns by over 60 arc seconds, or scales by over 100 parts in a million; look at the points' "
            "names, zone and order of axes"));
    }
}

/// Judges the fit where it was not told; a datum that does not move is none.
void require_fit(const ControlPoints& points, const geo::LocalTransform& transform,
                 const DatumRequest& request, DatumReport& report) {
    base::Problems problems;
    for (const ControlPoint& point : points.points) {
        if (point.is_check) {
            const double off_m = geo::residuals_of(transform, {point.pair}).greatest;
            report.off_m[point.name] = off_m;
            if (off_m > request.most_m) {
                problems.push_back(
                    problem("residual-too-large", point.name,
                            fmt::format("检查点残差 {:.3f} 米，超过 {:.3f} 米", off_m, request.most_m),
                            fmt::format("off by {:.3f} m at this check point, over {:.3f} m", off_m,
                                        request.most_m)));
            }
        }
    }
    const double shift_m = geo::plane_distance_m(transform.target_origin, transform.origin);
    if (shift_m < kLeastShiftM) {
        problems.push_back(problem("no-shift", "", "新旧坐标几乎相同，不像两个坐标系",
                                   "old and new are nearly the same: these are not two datums"));
    }
    look_at_size(transform, problems);
    if (!problems.empty()) {
        throw base::InputError(std::move(problems));
    }
}

} // namespace

DatumReport register_datum(store::Store& store, const DatumRequest& request) {
    require_words(request);
    const zone::ContentMark mark = store.content_mark(); // first: what is read after it is no older
    auto read = read_control_points(request.file, request.datum, request.zone);
    if (!read) {
        throw base::InputError(read.problems());
    }
    const ControlPoints& points = read.value();
    base::Problems faults = faults_of(points);
    if (!faults.empty()) {
        throw base::InputError(std::move(faults));
    }
    DatumReport out;
    const auto controls = points.pairs(false);
    const auto checks = points.pairs(true);
    DatumParameters parameters{points.form, chosen(controls, request, out), {}, base::random_id(kSaltBytes)};
    require_fit(points, parameters.transform, request, out);
    std::vector<geo::Position> places;
    for (const ControlPoint& point : points.points) {
        places.push_back(point.pair.from);
    }
    parameters.hull = geo::convex_hull(std::move(places));
    const geo::Residuals at_checks = geo::residuals_of(parameters.transform, checks);
    store::RegisteredDatum& datum = out.datum;
    const std::string text = to_text(parameters);
    datum.datum_id = datum_id_of(request.datum, text);
    datum.datum = request.datum;
    datum.state = "registered";
    datum.plane = points.form.is_degrees ? "degrees" : std::to_string(points.form.zone);
    datum.model = geo::code_of(parameters.transform.model);
    datum.rms_m = at_checks.rms;
    datum.greatest_m = at_checks.greatest;
    datum.pairs = static_cast<int>(controls.size());
    datum.check_points = static_cast<int>(checks.size());
    datum.extent = coarse_extent(parameters.hull, parameters);
    datum.supplier = request.supplier;
    datum.document = request.document;
    datum.control_sha256 = points.file_sha256;
    store::Act act;
    act.action = "datum-register";
    act.object = datum.datum_id;
    act.detail = base::canonical_json({{"datum", datum.datum},
                                       {"form", points.form.describe()},
                                       {"model", datum.model},
                                       {"rms_m", *datum.rms_m},
                                       {"greatest_m", *datum.greatest_m},
                                       {"supplier", datum.supplier},
                                       {"document", datum.document},
                                       {"control_sha256", datum.control_sha256}});
    act.entries.datums = {datum};
    act.entries.secrets = {{datum.datum_id, text}};
    act.decided_on = mark;
    store.act_as(request.actor);
    store.perform(act);
    return out;
}

std::vector<DatumState> datum_states(const store::Store& store) {
    std::vector<DatumState> out;
    for (const store::RegisteredDatum& one : store.datums()) {
        if (one.state == "registered") {
            out.push_back({one, false});
            continue;
        }
        for (DatumState& state : out) {
            state.is_withdrawn = state.is_withdrawn || state.datum.datum_id == one.datum_id;
        }
    }
    return out;
}

void withdraw_datum(store::Store& store, const std::string& datum_id, const std::string& reason,
                    const std::string& actor) {
    const zone::ContentMark mark = store.content_mark();
    for (const DatumState& state : datum_states(store)) {
        if (state.datum.datum_id == datum_id && !state.is_withdrawn) {
            store::RegisteredDatum row;
            row.datum_id = datum_id;
            row.datum = state.datum.datum;
            row.state = "withdrawn";
            store::Act act;
            act.action = "datum-withdraw";
            act.object = datum_id;
            act.detail = base::canonical_json({{"reason", reason}});
            act.entries.datums = {row};
            act.decided_on = mark;
            store.act_as(actor);
            store.perform(act);
            return;
        }
    }
    throw base::InputError({problem("datum-unknown", datum_id, "没有登记，或已撤销",
                                    "is not registered, or was withdrawn already")});
}

} // namespace liangxian::app
