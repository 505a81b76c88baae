// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/onemap/map_layer.hpp"
#include "server/ows/feature_request.hpp"

#include <string>
#include <string_view>

namespace liangxian::ows {

/// Appends a text as content or attribute of XML.
void append_xml(std::string_view text, std::string& out);

/// The beginning of a collection to its first member. \param counts  further attributes, as XML
std::string collection_head(WfsVersion version, const std::string& origin, const std::string& layer,
                            const std::string& counts);

/// Writes features in EPSG:4490 as members of a collection: GML 2 (WFS 1.0, longitude first), 3.1.1 and 3.2.1
/// (latitude first). \note one object per answer
class GmlWriter {
public:
    /// \param out  written to; outlives the writer
    GmlWriter(WfsVersion version, const onemap::LayerDescription& layer, std::string& out)
        : m_version(version), m_layer(layer), m_out(out) {}

    /// \param box  empty: there is nothing
    /// \param prefix  of the element's name: of a collection of WFS 2.0 `wfs`, else `gml`
    void append_bounds(const geo::Box& box, std::string_view prefix);
    void append(const onemap::MapFeature& feature);

private:
    void append_no_bounds();
    void append_columns(const onemap::MapFeature& feature);
    void append_geometry(const onemap::MapFeature& feature);
    void append_point(const geo::Position& point);
    void append_polygons(const index::FlatRings& rings);
    void append_ring(const index::FlatRings& rings, std::uint32_t ring);
    void append_pair(const geo::Position& p, char between);
    void append_srs();
    /// ` gml:id="…"` of a geometry, which GML 3.2 wants.
    void append_part_id();

    WfsVersion m_version;
    const onemap::LayerDescription& m_layer;
    std::string& m_out;
    std::string m_id; ///< of the feature being written
    int m_part = 0;
};

} // namespace liangxian::ows
