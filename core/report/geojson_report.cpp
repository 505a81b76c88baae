// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/canonical_json.hpp"
#include "core/report/json_report.hpp"
#include "core/report/sentences.hpp"
#include "core/result/result_json.hpp"

#include <nlohmann/json.hpp>

namespace liangxian::report {
namespace {

using nlohmann::ordered_json;

/// Collects features; those of demonstration data carry its mark.
class Features {
public:
    explicit Features(const ReportOptions& options) : m_options(options) {}

    void add(const result::CheckResult& r) {
        const ordered_json sealed = result::to_json(r);
        ordered_json application{{"role", "application"},
                                 {"index", r.application.position},
                                 {"id", r.application.id},
                                 {"name", r.application.name},
                                 {"verdict", sealed["verdict"]},
                                 {"reason", result::to_json(verdict_sentence(r))},
                                 {"archaeology", sealed["archaeology"]["status"]},
                                 {"area_m2", r.application.area_lonlat_m2}};
        for (const char* member : {"coverage", "unchecked", "sites_without_geometry", "warnings", "digest"}) {
            application[member] = sealed[member];
        }
        add_feature(sealed["application"]["geometry"], std::move(application));
        for (const result::Finding& finding : r.findings) {
            ordered_json properties = result::to_json(finding);
            ordered_json geometry = properties["geometry"];
            properties.erase("geometry");
            ordered_json named{{"role", "finding"}, {"application_index", r.application.position}};
            named.update(properties);
            add_feature(std::move(geometry), std::move(named));
        }
    }

    void add(const result::FailedApplication& failed) {
        ordered_json properties{{"role", "failed"}};
        properties.update(result::to_json(failed));
        add_feature(nullptr, std::move(properties));
    }

    ordered_json take() && { return std::move(m_features); }

private:
    void add_feature(ordered_json geometry, ordered_json properties) {
        if (m_options.is_demonstration) {
            properties["notice"] = demonstration_mark();
        }
        m_features.push_back(
            {{"type", "Feature"}, {"geometry", std::move(geometry)}, {"properties", std::move(properties)}});
    }

    const ReportOptions& m_options;
    ordered_json m_features = ordered_json::array();
};

} // namespace

std::string geojson_report(const std::vector<Outcome>& outcomes, const ReportOptions& options) {
    Features features(options);
    for (const Outcome& outcome : outcomes) {
        std::visit([&features](const auto& one) { features.add(one); }, outcome);
    }
    return base::pretty_json({{"type", "FeatureCollection"}, {"features", std::move(features).take()}});
}

} // namespace liangxian::report
