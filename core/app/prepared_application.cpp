// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/prepared_application.hpp"

#include "core/app/prepare.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstring>
#include <optional>

namespace liangxian::app {
namespace {

using result::ApplicationInfo;
using result::FailedApplication;

constexpr double kDeclaredAreaTolerance = 0.01;

std::optional<double> fact_number(const result::Facts& facts, const std::string& name) {
    const auto found = facts.find(name);
    return found != facts.end() && found->second.is_number()
               ? std::optional<double>(found->second.get<double>())
               : std::nullopt;
}

base::Problem width_problem(const std::string& where) {
    return {"width-missing",
            where,
            {"线状或点状申请需要宽度：请加 --fact width_m=米数",
             "a line or point application needs its width: "
             "add --fact width_m=METRES"}};
}

base::Problem repair_problem(const PreparedGeometry& geometry, const std::string& where) {
    const geo::Repair& last = geometry.repairs.back();
    return {"repair-needs-acceptance",
            where,
            {fmt::format("修复使面积由 {:.2f} 变为 {:.2f} 平方米，请核对后加 --accept-repairs 重新核查",
                         last.area_before_m2, last.area_after_m2),
             fmt::format("the repair changes the area from {:.2f} to {:.2f} m²; look at it and check again "
                         "with --accept-repairs",
                         last.area_before_m2, last.area_after_m2)}};
}

/// A place without the name of its file, which says nothing about the ground and is not sealed.
std::string place_inside(const std::string& file, const std::string& where) {
    constexpr const char* kAfterName = ":,/! ";
    const bool begins_with_it = !file.empty() && where.compare(0, file.size(), file) == 0;
    if (!begins_with_it ||
        (where.size() > file.size() && std::strchr(kAfterName, where[file.size()]) == nullptr)) {
        return where;
    }
    const std::size_t place = where.find_first_not_of(kAfterName, file.size());
    return place == std::string::npos ? "" : where.substr(place);
}

/// Steps 1 and 2 of a check for one feature: prepared and measured, or every reason why not.
class Preparation {
public:
    /// \param file  its features' places begin with this name
    Preparation(const CheckRequest& request, const std::string& file, std::size_t index, std::size_t position)
        : m_request(request), m_file(file), m_index(index), m_position(position) {}

    PreparedOutcome run(const intake::Feature& feature) {
        base::Result<PreparedGeometry> geometry = prepare_geometry(feature);
        if (!geometry.ok()) {
            return fail(feature.source, geometry.problems());
        }
        PreparedGeometry prepared = std::move(geometry).value();
        if (prepared.needs_acceptance && !m_request.accept_repairs) {
            return fail(feature.source, {repair_problem(prepared, feature.source)});
        }
        if (prepared.geometry.dimension() != 2) {
            const auto width_m = fact_number(m_request.parameters.facts, "width_m");
            if (prepared.geometry.empty() || !width_m || !(*width_m > 0)) {
                return fail(feature.source, {prepared.geometry.empty() ? empty_problem(feature.source)
                                                                       : width_problem(feature.source)});
            }
            prepared.geometry = with_width(prepared.geometry, *width_m);
        }
        settle(prepared);
        return fill(feature, std::move(prepared));
    }

private:
    static base::Problem empty_problem(const std::string& where) {
        return {"geometry-missing", where, {"该申请没有图形", "this application has no geometry"}};
    }
    FailedApplication fail(const std::string& source, base::Problems problems) const {
        return {m_index, source, std::move(problems), m_position};
    }
    PreparedApplication fill(const intake::Feature& feature, PreparedGeometry prepared) const {
        PreparedApplication out;
        out.warnings = feature.warnings;
        for (base::Problem& warning : out.warnings) {
            warning.where = place_inside(m_file, warning.where);
        }
        ApplicationInfo& info = out.info;
        info.index = m_index;
        info.position = m_position;
        info.id = feature.id;
        info.name = feature.name;
        info.source = feature.source;
        info.crs = fmt::format("EPSG:{}", feature.crs.epsg);
        info.crs_basis = feature.crs.basis;
        info.declared_area_m2 = fact_number(m_request.parameters.facts, "declared_area_m2");
        if (!info.declared_area_m2) {
            info.declared_area_m2 = feature.declared_area_m2;
        }
        info.accuracy_m = feature.accuracy_m;
        info.vertices = prepared.vertices_as_read;
        info.parts = std::move(prepared.parts);
        info.repairs = std::move(prepared.repairs);
        info.geometry = std::move(prepared.geometry);
        measure(info, feature.crs.epsg);
        warn_declared_area(info, out.warnings);
        return out;
    }
    static void warn_declared_area(const ApplicationInfo& info, base::Problems& warnings) {
        if (!info.declared_area_m2 || std::abs(*info.declared_area_m2 - info.area_lonlat_m2) <=
                                          kDeclaredAreaTolerance * info.area_lonlat_m2) {
            return;
        }
        warnings.push_back(
            {"declared-area-differs",
             "",
             {fmt::format("申报面积 {:.2f} 平方米与图形面积 {:.2f} 平方米相差超过 1%", *info.declared_area_m2,
                          info.area_lonlat_m2),
              fmt::format("the declared area of {:.2f} m² differs from the drawn {:.2f} m² by over 1 %",
                          *info.declared_area_m2, info.area_lonlat_m2)}});
    }

    const CheckRequest& m_request;
    const std::string& m_file;
    std::size_t m_index;
    std::size_t m_position;
};

} // namespace

std::vector<PreparedOutcome> prepare_applications(const std::vector<intake::ReadOutcome>& files,
                                                  const CheckRequest& request,
                                                  const base::CancelToken& cancel) {
    std::vector<PreparedOutcome> out;
    for (const intake::ReadOutcome& file : files) {
        for (std::size_t index = 0; index < file.order.size(); ++index) {
            cancel.throw_if_cancelled();
            const int at = file.order[index];
            if (at < 0) {
                const auto& failed = file.unreadable[static_cast<std::size_t>(-at - 1)];
                out.emplace_back(FailedApplication{index, failed.source, failed.problems, out.size()});
                continue;
            }
            Preparation preparation(request, file.name, index, out.size());
            out.push_back(preparation.run(file.features[static_cast<std::size_t>(at)]));
        }
    }
    return out;
}

} // namespace liangxian::app
