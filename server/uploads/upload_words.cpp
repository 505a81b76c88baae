// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/uploads/upload_words.hpp"

#include "core/geo/geojson.hpp"
#include "core/result/result_json.hpp"

#include <nlohmann/json.hpp>

namespace liangxian::uploads {
namespace {

using nlohmann::ordered_json;

ordered_json problems_json(const base::Problems& problems) {
    ordered_json out = ordered_json::array();
    for (const base::Problem& problem : problems) {
        out.push_back(result::to_json(problem));
    }
    return out;
}

/// As the check result has it.
ordered_json application_json(const result::ApplicationInfo& info) {
    result::CheckResult holder;
    holder.application = info;
    return result::to_json(holder)["application"];
}

} // namespace

ordered_json applications_json(const std::vector<ShownApplication>& all) {
    ordered_json out = ordered_json::array();
    for (const ShownApplication& one : all) {
        if (const auto* failed = std::get_if<result::FailedApplication>(&one.prepared)) {
            out.push_back({{"index", failed->index},
                           {"source", failed->source},
                           {"application", nullptr},
                           {"needs_acceptance", false},
                           {"problems", problems_json(failed->problems)},
                           {"warnings", ordered_json::array()}});
            continue;
        }
        const auto& prepared = std::get<app::PreparedApplication>(one.prepared);
        out.push_back({{"index", prepared.info.index},
                       {"source", prepared.info.source},
                       {"application", application_json(prepared.info)},
                       {"needs_acceptance", one.needs_acceptance},
                       {"problems", ordered_json::array()},
                       {"warnings", problems_json(prepared.warnings)}});
    }
    return out;
}

ordered_json outlines_json(const std::vector<ShownApplication>& all) {
    ordered_json features = ordered_json::array();
    for (const ShownApplication& one : all) {
        if (const auto* prepared = std::get_if<app::PreparedApplication>(&one.prepared)) {
            features.push_back({{"type", "Feature"},
                                {"properties",
                                 {{"index", prepared->info.index},
                                  {"id", prepared->info.id},
                                  {"name", prepared->info.name},
                                  {"area_m2", prepared->info.area_lonlat_m2}}},
                                {"geometry", geo::to_geojson(prepared->info.geometry)}});
        }
    }
    return {{"type", "FeatureCollection"}, {"features", std::move(features)}};
}

} // namespace liangxian::uploads
