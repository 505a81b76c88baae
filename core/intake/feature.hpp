// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/gdal/gdal.hpp"
#include "core/geo/geometry.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::intake {

/// Where the CRS of a feature came from and what it is.
struct CrsDecision {
    int epsg = 0;      ///< 4490 or 4326 for degrees, else a projected code
    std::string basis; ///< `declared`, `header`, `prj`, `format`, `user` or `guessed:<why>`
};

/// One ring or lot as the file had it, before lots are joined and deductions taken off.
struct SourcePart {
    std::string name;
    std::string source;     ///< place in the file: "lines 14-20", "placemark 2"
    int sign = 1;           ///< -1: deducted (扣除)
    geo::Geometry geometry; ///< source CRS, x = easting or longitude
    nlohmann::ordered_json attributes = nlohmann::ordered_json::object();
};

/// One application, site, zone or area as read: source CRS, nothing repaired, nothing moved.
struct Feature {
    std::string source; ///< file name and place: "a.geojson, feature 3"
    std::string id;     ///< as the file names it; may be empty
    std::string name;
    CrsDecision crs;
    std::vector<SourcePart> parts; ///< at least one; lots with sign +1 joined minus those with -1
    std::optional<double> declared_area_m2;
    /// What the coordinates are worth beyond what the file says of them, metres: a registered
    /// transformation's greatest residual. Nothing: nothing is taken off.
    std::optional<double> accuracy_m;
    /// Columns for `import`, as the file has them (text stays text, numbers numbers).
    nlohmann::ordered_json attributes = nlohmann::ordered_json::object();
    base::Problems warnings; ///< what the reader assumed or found odd, each with its place
};

/// A feature that could not be read. The others of the file go on.
struct UnreadableFeature {
    std::string source;
    base::Problems problems;
};

/// The layer that was read, of a format that declares its columns (GeoPackage, FileGDB).
struct LayerRead {
    std::string name; ///< empty: the format has no layers, or none was read
    std::vector<gdal::Column> columns;
};

/// All that one file gave. `order` keeps the file's own order: index into features when >= 0, else
/// -(index into unreadable) - 1.
struct ReadOutcome {
    std::string name; ///< of the file, as every place in it begins; set by read_file() and read_bytes()
    std::vector<Feature> features;
    std::vector<UnreadableFeature> unreadable;
    std::vector<int> order;
    LayerRead layer;

    void add(Feature feature) {
        order.push_back(static_cast<int>(features.size()));
        features.push_back(std::move(feature));
    }
    void add(UnreadableFeature failed) {
        order.push_back(-static_cast<int>(unreadable.size()) - 1);
        unreadable.push_back(std::move(failed));
    }
};

} // namespace liangxian::intake
