// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/datum_plane.hpp"
#include "core/app/datums.hpp"
#include "core/base/error.hpp"
#include "core/base/number.hpp"
#include "core/geo/crs.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liangxian::app {

struct DatumShifts::Shift {
    explicit Shift(const DatumParameters& given) : parameters(given), plane(given.form) {}

    /// \throws base::GeometryError where the projection has no answer
    bool holds(const geo::Position& in_file) const {
        return geo::is_within_hull(parameters.hull, plane.from_file(in_file), kHullToleranceM);
    }

    DatumParameters parameters;
    OldPlane plane;

private:
    static constexpr double kHullToleranceM = 0.01;
};

/// The transformation of a feature, or why there is none.
struct DatumShifts::Fit {
    const store::RegisteredDatum* datum = nullptr;
    const Shift* shift = nullptr;
    base::Problem refusal;
};

namespace {

std::vector<int> codes_of(const store::RegisteredDatum& datum) {
    const bool is_degrees = datum.plane == "degrees";
    const auto zone = is_degrees ? std::nullopt : base::parse_number(datum.plane);
    return is_degrees || zone ? OldForm{datum.datum, is_degrees, static_cast<int>(zone.value_or(0))}.codes()
                              : std::vector<int>();
}

/// \param geometry  const or not; so are the positions then
template <typename Geometry, typename Visit>
void visit_positions(Geometry& geometry, Visit&& visit) {
    for (auto& polygon : geometry.polygons) {
        std::for_each(polygon.shell.begin(), polygon.shell.end(), visit);
        for (auto& hole : polygon.holes) {
            std::for_each(hole.begin(), hole.end(), visit);
        }
    }
    for (auto& line : geometry.lines) {
        std::for_each(line.begin(), line.end(), visit);
    }
    std::for_each(geometry.points.begin(), geometry.points.end(), visit);
}

std::string ids_of(const std::vector<const store::RegisteredDatum*>& datums) {
    std::string out;
    for (const store::RegisteredDatum* one : datums) {
        out += (out.empty() ? "" : ", ") + one->datum_id;
    }
    return out;
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

base::Problem may_not_read(const std::string& where) {
    return {
        "datum-refused",
        where,
        {"坐标属于旧坐标系；转换参数保密，本账户无权使用。请由规划岗账户核查，或提交 2000 国家大地坐标系成果",
         "the coordinates are in an old datum, and this account may not use the parameters, which are secret; "
         "have a planner's account check it, or hand in CGCS2000 coordinates"}};
}

} // namespace

DatumShifts::DatumShifts(const store::Store& store) : m_store(store) {
    for (const DatumState& state : datum_states(store)) {
        if (!state.is_withdrawn) {
            for (const int code : codes_of(state.datum)) {
                m_by_code[code].push_back(state.datum);
            }
        }
    }
}

std::vector<int> DatumShifts::codes() const {
    std::vector<int> out;
    for (const auto& [code, datums] : m_by_code) {
        out.push_back(code);
    }
    return out;
}

const DatumShifts::Shift& DatumShifts::shift_of(const store::RegisteredDatum& datum) {
    auto& shift = m_shifts[datum.datum_id];
    if (!shift) {
        const auto text = m_store.datum_secret(datum.datum_id);
        if (!text) {
            throw base::StoreError(
                "datum-not-at-hand",
                {fmt::format("登记的转换 {} 的参数不在本机（库旁的 .datums.json 文件）", datum.datum_id),
                 fmt::format("the parameters of {} are not at hand (the file .datums.json beside the store)",
                             datum.datum_id)});
        }
        const auto parameters = parse_datum_parameters(*text);
        if (!parameters || datum_id_of(datum.datum, *text) != datum.datum_id ||
            parameters->form.datum != datum.datum) {
            throw base::StoreError(
                "datum-altered",
                {fmt::format("{} 的参数不是登记时的参数，不予使用；请恢复原文件，或撤销后重新登记",
                             datum.datum_id),
                 fmt::format(
                     "the parameters of {} are not those that were registered and are not used; bring "
                     "the file back, or withdraw it and register it again",
                     datum.datum_id)});
        }
        shift = std::make_shared<const Shift>(*parameters);
    }
    return *shift;
}

DatumShifts::Fit DatumShifts::fit_for(const intake::Feature& feature) {
    std::vector<const store::RegisteredDatum*> all;
    std::vector<const store::RegisteredDatum*> holding;
    bool has_positions = false;
    for (const store::RegisteredDatum& datum : m_by_code.at(feature.crs.epsg)) {
        const Shift& shift = shift_of(datum);
        bool is_inside = true;
        for (const intake::SourcePart& part : feature.parts) {
            visit_positions(part.geometry, [&](const geo::Position& p) {
                has_positions = true;
                try {
                    is_inside = is_inside && shift.holds(p);
                } catch (const base::GeometryError&) {
                    is_inside = false;
                }
            });
        }
        all.push_back(&datum);
        if (is_inside) {
            holding.push_back(&datum);
        }
    }
    if (holding.size() == 1 || (!holding.empty() && !has_positions)) {
        return {holding.front(), &shift_of(*holding.front()), {}};
    }
    const std::string ids = ids_of(holding.empty() ? all : holding);
    if (holding.empty()) {
        return {nullptr,
                nullptr,
                {"datum-outside-extent",
                 feature.source,
                 {fmt::format("有坐标在登记的转换 {} 的适用范围之外，不能转换", ids),
                  fmt::format(
                      "has coordinates outside of the extent of the registered {}, which says nothing there",
                      ids)}}};
    }
    return {nullptr,
            nullptr,
            {"datum-ambiguous",
             feature.source,
             {fmt::format("几个登记的转换都适用：{}；请用 datum withdraw 撤销不用的", ids),
              fmt::format("several registered transformations hold it: {}; withdraw those that are not to be "
                          "used with datum withdraw",
                          ids)}}};
}

void DatumShifts::apply(intake::ReadOutcome& outcome) {
    std::map<std::size_t, intake::UnreadableFeature> failed;
    for (std::size_t i = 0; i < outcome.features.size(); ++i) {
        intake::Feature& feature = outcome.features[i];
        if (m_by_code.count(feature.crs.epsg) == 0) {
            continue;
        }
        Fit fit;
        try {
            fit = fit_for(feature);
        } catch (const base::StoreError& error) {
            if (error.code() != "store-forbidden") {
                throw;
            }
            fit.refusal = may_not_read(feature.source);
        }
        if (fit.datum == nullptr) {
            failed[i] = {feature.source, {fit.refusal}};
            continue;
        }
        for (intake::SourcePart& part : feature.parts) {
            visit_positions(part.geometry, [&fit](geo::Position& p) {
                p = fit.shift->parameters.transform.apply(fit.shift->plane.from_file(p));
            });
        }
        feature.warnings.push_back(moved_by(*fit.datum, feature.crs.epsg, feature.source));
        feature.crs = {fit.shift->parameters.form.target_epsg(), "registered:" + fit.datum->datum_id};
        feature.accuracy_m = fit.datum->greatest_m;
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
