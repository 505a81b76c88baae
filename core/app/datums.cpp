// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/datums.hpp"

#include "core/app/control_points.hpp"
#include "core/base/canonical_json.hpp"
#include "core/base/digest.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace liangxian::app {
namespace {

using geo::TransformModel;

constexpr std::size_t kLeastControls = 3;
constexpr std::size_t kLeastChecks = 4;
constexpr double kLeastSpread = 0.05;   ///< control points in a narrower band turn freely about it
constexpr double kLeastShiftM = 1.0;    ///< the datums lie tens of metres apart
constexpr double kSamePointM = 1.0;     ///< a check point this near a control point tests nothing
constexpr double kAffineIsBetter = 0.7; ///< of the other's residual: two parameters more have to earn it
constexpr std::size_t kLargestFile = 16u << 20;

base::Problem problem(const char* code, const std::string& where, std::string zh, std::string en) {
    return {code, where, {std::move(zh), std::move(en)}};
}

/// What can be said against the points before anything is fitted to them.
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
    std::vector<geo::Position> places;
    for (const geo::PointPair& pair : controls) {
        places.push_back(pair.from);
    }
    if (controls.size() >= kLeastControls && geo::spread_of(places) < kLeastSpread) {
        out.push_back(problem("collinear", "", "控制点几乎在一条线上，不能确定转换",
                              "the control points lie nearly on one line and determine nothing"));
    }
    for (const ControlPoint& check : points.points) {
        const bool is_control_again =
            check.is_check && std::any_of(controls.begin(), controls.end(), [&](const geo::PointPair& one) {
                return geo::plane_distance_m(one.from, check.pair.from) < kSamePointM;
            });
        if (is_control_again) {
            out.push_back(problem("check-not-independent", check.name, "与某个控制点是同一点，不能作检查点",
                                  "is the same place as a control point and tests nothing"));
        }
    }
    return out;
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
    if (!problems.empty()) {
        throw base::InputError(std::move(problems));
    }
}

} // namespace

DatumReport register_datum(store::Store& store, const DatumRequest& request) {
    require_words(request);
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
    DatumParameters parameters{points.form, chosen(controls, request, out), {}};
    require_fit(points, parameters.transform, request, out);
    std::vector<geo::Position> places;
    for (const ControlPoint& point : points.points) {
        places.push_back(point.pair.from);
    }
    parameters.hull = geo::convex_hull(std::move(places));
    const geo::Residuals at_checks = geo::residuals_of(parameters.transform, checks);
    store::RegisteredDatum& datum = out.datum;
    // An id that says nothing of the parameters, and another for the same points registered again.
    const std::string file_digest = base::sha256_hex(base::read_file(request.file, kLargestFile));
    datum.datum_id = fmt::format("{}-{}", request.datum, datum_states(store).size() + 1);
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
    datum.control_sha256 = file_digest;
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
    act.entries.secrets = {{datum.datum_id, to_text(parameters)}};
    act.decided_on = store.content_mark();
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
            act.decided_on = store.content_mark();
            store.act_as(actor);
            store.perform(act);
            return;
        }
    }
    throw base::InputError({problem("datum-unknown", datum_id, "没有登记，或已撤销",
                                    "is not registered, or was withdrawn already")});
}

} // namespace liangxian::app
