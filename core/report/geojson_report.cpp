// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/canonical_json.hpp"
#include "core/geo/geojson.hpp"
#include "core/report/json_report.hpp"
#include "core/result/result_json.hpp"

#include <nlohmann/json.hpp>

namespace liangxian::report {
namespace {

using nlohmann::ordered_json;

ordered_json feature(ordered_json geometry, ordered_json properties) {
    return {{"type", "Feature"}, {"geometry", std::move(geometry)}, {"properties", std::move(properties)}};
}

void append_result(const result::CheckResult& r, ordered_json& features) {
    ordered_json application{{"role", "application"},
                             {"index", r.application.position},
                             {"id", r.application.id},
                             {"name", r.application.name},
                             {"verdict", result::code_of(r.verdict)},
                             {"archaeology", result::code_of(r.archaeology.status)},
                             {"area_m2", r.application.area_lonlat_m2},
                             {"digest", result::to_json(r)["digest"]}};
    features.push_back(feature(geo::to_geojson(r.application.geometry), std::move(application)));
    for (const result::Finding& finding : r.findings) {
        ordered_json properties = result::to_json(finding);
        ordered_json geometry = properties["geometry"];
        properties.erase("geometry");
        ordered_json named{{"role", "finding"}, {"application_index", r.application.position}};
        named.update(properties);
        features.push_back(feature(std::move(geometry), std::move(named)));
    }
}

} // namespace

std::string geojson_report(const std::vector<Outcome>& outcomes) {
    ordered_json features = ordered_json::array();
    for (const Outcome& outcome : outcomes) {
        if (const auto* r = std::get_if<result::CheckResult>(&outcome)) {
            append_result(*r, features);
        } else {
            ordered_json failed = result::to_json(std::get<result::FailedApplication>(outcome));
            failed["index"] = std::get<result::FailedApplication>(outcome).position;
            failed["role"] = "failed";
            features.push_back(feature(nullptr, std::move(failed)));
        }
    }
    return base::pretty_json({{"type", "FeatureCollection"}, {"features", std::move(features)}});
}

} // namespace liangxian::report
