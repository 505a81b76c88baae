// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/transform.hpp"
#include "server/ogcapi/crs_choice.hpp"
#include "server/onemap/map_layer.hpp"

#include <optional>
#include <string>

namespace liangxian::ogcapi {

/// Writes features as GeoJSON, in the CRS asked for: shells anticlockwise, rings closed, positions in the
/// order of the CRS, rounded to a tenth of a millimetre. \note one object per thread
class FeatureJson {
public:
    explicit FeatureJson(const CrsChoice& crs);

    /// Appends one feature under an id, without links. \throws base::GeometryError where the CRS does not
    /// reach
    void append(const onemap::MapFeature& feature, const std::string& id, std::string& out) const;

private:
    void append_geometry(const onemap::MapFeature& feature, std::string& out) const;
    void append_position(const geo::Position& degrees, std::string& out) const;

    CrsChoice m_crs;
    std::optional<geo::Transform> m_plane; ///< nothing for degrees
};

/// The id under which a feature stands in an answer: on one day its own; among several days, when it may
/// stand there more than once, with the first of its days, `Z1@2019-05-01`, or `Z1@..`.
std::string item_id(const onemap::MapFeature& feature, bool is_one_day);

/// A JSON text with its quotes.
void append_json_text(std::string_view text, std::string& out);

} // namespace liangxian::ogcapi
