// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/crs_decision.hpp"
#include "core/intake/read.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::intake {

/// One feature of a structured format (GeoJSON, Shapefile, GeoPackage, KML, DXF) before its CRS is
/// decided.
struct RawFeature {
    std::string source; ///< "a.geojson, feature 3"
    std::string id;
    std::string name;
    geo::Geometry geometry; ///< x = easting or longitude, closing vertices not repeated
    nlohmann::ordered_json attributes = nlohmann::ordered_json::object();
    base::Problems warnings;
};

/// Gathers what a structured format holds, in its own order, then decides the CRS once for the file
/// and makes the ReadOutcome. Counts features and vertices against the limits while it gathers.
class FeatureCollector {
public:
    /// \param name  the file's name, put into every place
    /// \param arrange  called on the geometry of every feature before it is judged, e.g. to nest rings
    FeatureCollector(std::string name, const ReadOptions& options,
                     std::function<void(geo::Geometry&)> arrange = nullptr)
        : m_name(std::move(name)), m_options(options), m_arrange(std::move(arrange)) {}

    /// Takes a feature; one without a usable geometry becomes unreadable.
    void add(RawFeature feature);
    /// Notes a feature that cannot be read; the others go on.
    void refuse(const std::string& source, base::Problem problem);
    /// Notes something that concerns the whole file; every feature of it gets the warning.
    void warn(base::Problem warning) { m_warnings.push_back(std::move(warning)); }
    /// Ends the whole file: nothing of it is taken.
    void refuse_file(base::Problem problem) { m_file_problems.push_back(std::move(problem)); }

    /// A limit was passed or the file refused: reading on is of no use.
    bool stopped() const { return !m_file_problems.empty(); }
    std::size_t size() const { return m_features.size() + m_refused.size(); }

    /// \param evidence  all but the sample, which comes from the features
    /// \param group     whether the features are the parts of one application: then a refused one
    ///                  makes all of it unreadable, since a part must not pass for the whole
    ReadOutcome finish(CrsEvidence evidence, bool group) &&;

private:
    struct Slot {
        bool taken = false;
        std::size_t index = 0;
    };
    bool has_room_for(const geo::Geometry& geometry);
    ReadOutcome each_feature(const CrsEvidence& evidence);
    ReadOutcome one_feature(const CrsEvidence& evidence);
    std::vector<geo::Position> whole_sample() const;
    Feature to_feature(RawFeature raw, const CrsChoice& choice) const;

    std::string m_name;
    const ReadOptions& m_options;
    std::function<void(geo::Geometry&)> m_arrange;
    std::vector<Slot> m_order;
    std::vector<RawFeature> m_features;
    std::vector<UnreadableFeature> m_refused;
    base::Problems m_warnings;
    base::Problems m_file_problems;
    std::size_t m_vertices = 0;
};

/// The value of the first attribute that names a thing (`name`, 名称, 项目名称, `XMMC` …) or carries its
/// id (`id`, `BSM`, 编号 …) in the ways Chinese field tables write them; empty when there is none.
std::string name_from(const nlohmann::ordered_json& attributes);
std::string id_from(const nlohmann::ordered_json& attributes);

} // namespace liangxian::intake
