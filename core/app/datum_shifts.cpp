// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/datum_plane.hpp"
#include "core/app/datums.hpp"
#include "core/base/error.hpp"
#include "core/base/number.hpp"
#include "core/geo/crs.hpp"

#include <fmt/format.h>

namespace liangxian::app {

struct DatumShifts::Shift {
    explicit Shift(const DatumParameters& given) : parameters(given), plane(given.form) {}

    DatumParameters parameters;
    OldPlane plane;
};

namespace {

constexpr double kHullToleranceM = 0.01;

std::vector<int> codes_of(const store::RegisteredDatum& datum) {
    const bool is_degrees = datum.plane == "degrees";
    const auto zone = is_degrees ? std::nullopt : base::parse_number(datum.plane);
    return is_degrees || zone ? OldForm{datum.datum, is_degrees, static_cast<int>(zone.value_or(0))}.codes()
                              : std::vector<int>();
}

template <typename Move>
void move_all(geo::Geometry& geometry, Move&& move) {
    for (geo::Polygon& polygon : geometry.polygons) {
        for (geo::Position& p : polygon.shell) {
            move(p);
        }
        for (geo::Ring& hole : polygon.holes) {
            for (geo::Position& p : hole) {
                move(p);
            }
        }
    }
    for (auto& line : geometry.lines) {
        for (geo::Position& p : line) {
            move(p);
        }
    }
    for (geo::Position& p : geometry.points) {
        move(p);
    }
}

base::Problem moved_by(const store::RegisteredDatum& datum, int epsg, const std::string& where) {
    return {
        "datum-transformed",
        where,
        {fmt::format(
             "{} 坐标（EPSG:{}）已按登记的本地转换 {} 转为 CGCS2000，检查点中误差 {:.3f} 米，最大 {:.3f} 米",
             datum.datum == "xian80" ? "1980西安" : "1954北京", epsg, datum.datum_id, datum.rms_m.value_or(0),
             datum.greatest_m.value_or(0)),
         fmt::format(
             "{} coordinates (EPSG:{}) were moved to CGCS2000 by the registered transformation {}: rms {:.3f} "
             "m at its check points, {:.3f} m at most",
             datum.datum == "xian80" ? "Xian 1980" : "Beijing 1954", epsg, datum.datum_id,
             datum.rms_m.value_or(0), datum.greatest_m.value_or(0))}};
}

} // namespace

DatumShifts::DatumShifts(const store::Store& store) : m_store(store) {
    for (const DatumState& state : datum_states(store)) {
        if (!state.is_withdrawn) {
            for (const int code : codes_of(state.datum)) {
                m_by_code[code] = state.datum; // the latest registered
            }
        }
    }
}

std::vector<int> DatumShifts::codes() const {
    std::vector<int> out;
    for (const auto& [code, datum] : m_by_code) {
        out.push_back(code);
    }
    return out;
}

const DatumShifts::Shift& DatumShifts::shift_for(int epsg) {
    const store::RegisteredDatum& datum = m_by_code.at(epsg);
    auto& shift = m_shifts[datum.datum_id];
    if (!shift) {
        const auto text = m_store.datum_secret(datum.datum_id);
        const auto parameters = text ? parse_datum_parameters(*text) : std::nullopt;
        if (!parameters) {
            throw base::StoreError(
                "datum-not-at-hand",
                {fmt::format("登记的转换 {} 的参数不在本机（库旁的 .datums.json 文件）", datum.datum_id),
                 fmt::format("the parameters of {} are not at hand (the file .datums.json beside the store)",
                             datum.datum_id)});
        }
        shift = std::make_shared<const Shift>(*parameters);
    }
    return *shift;
}

void DatumShifts::apply(intake::ReadOutcome& outcome) {
    std::map<std::size_t, intake::UnreadableFeature> failed;
    for (std::size_t i = 0; i < outcome.features.size(); ++i) {
        intake::Feature& feature = outcome.features[i];
        if (m_by_code.count(feature.crs.epsg) == 0) {
            continue;
        }
        const store::RegisteredDatum& datum = m_by_code.at(feature.crs.epsg);
        const Shift& shift = shift_for(feature.crs.epsg);
        bool is_inside = true;
        for (intake::SourcePart& part : feature.parts) {
            move_all(part.geometry, [&](geo::Position& p) {
                try {
                    const geo::Position old = shift.plane.from_file(p);
                    is_inside = is_inside && geo::is_within_hull(shift.parameters.hull, old, kHullToleranceM);
                    p = shift.parameters.transform.apply(old);
                } catch (const base::GeometryError&) {
                    is_inside = false;
                }
            });
        }
        if (!is_inside) {
            failed[i] = {
                feature.source,
                {{"datum-outside-extent",
                  feature.source,
                  {fmt::format("有坐标在登记的转换 {} 的适用范围之外，不能转换", datum.datum_id),
                   fmt::format("has coordinates outside of the extent of the registered transformation {}, "
                               "which says nothing there",
                               datum.datum_id)}}}};
            continue;
        }
        feature.warnings.push_back(moved_by(datum, feature.crs.epsg, feature.source));
        feature.crs = {shift.parameters.form.target_epsg(), "registered:" + datum.datum_id};
        feature.accuracy_m = datum.greatest_m;
    }
    if (failed.empty()) {
        return;
    }
    intake::ReadOutcome out;
    out.name = outcome.name;
    for (const int at : outcome.order) {
        const auto bad = at < 0 ? failed.end() : failed.find(static_cast<std::size_t>(at));
        if (at < 0) {
            out.add(std::move(outcome.unreadable[static_cast<std::size_t>(-at - 1)]));
        } else if (bad != failed.end()) {
            out.add(std::move(bad->second));
        } else {
            out.add(std::move(outcome.features[static_cast<std::size_t>(at)]));
        }
    }
    outcome = std::move(out);
}

} // namespace liangxian::app
