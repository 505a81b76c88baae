// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/gml.hpp"

#include "core/base/decimals.hpp"
#include "core/base/markup.hpp"
#include "core/base/number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace liangxian::ows {
namespace {

constexpr int kDecimals = 9; ///< of a degree: a tenth of a millimetre
constexpr const char* kOwn = "http://mapserver.gis.umn.edu/mapserver";

struct Names {
    const char* version;
    const char* gml;
    const char* wfs;
    const char* format; ///< of DescribeFeatureType
    const char* schemas;
};

const Names& names_of(WfsVersion version) {
    static const std::array<Names, 3> all{
        Names{"1.0.0", "http://www.opengis.net/gml", "http://www.opengis.net/wfs", "XMLSCHEMA",
              "http://www.opengis.net/wfs http://schemas.opengis.net/wfs/1.0.0/WFS-basic.xsd"},
        Names{"1.1.0", "http://www.opengis.net/gml", "http://www.opengis.net/wfs",
              "text/xml;%20subtype=gml/3.1.1",
              "http://www.opengis.net/wfs http://schemas.opengis.net/wfs/1.1.0/wfs.xsd"},
        Names{"2.0.0", "http://www.opengis.net/gml/3.2", "http://www.opengis.net/wfs/2.0",
              "application%2Fgml%2Bxml%3B%20version%3D3.2",
              "http://www.opengis.net/wfs/2.0 http://schemas.opengis.net/wfs/2.0/wfs.xsd "
              "http://www.opengis.net/gml/3.2 http://schemas.opengis.net/gml/3.2.1/gml.xsd"}};
    return all[static_cast<std::size_t>(version)];
}

const onemap::Value* value_in(const onemap::MapFeature& feature, const std::string& column) {
    const auto found = std::find_if(feature.columns.begin(), feature.columns.end(),
                                    [&column](const auto& one) { return one.first == column; });
    return found == feature.columns.end() ? nullptr : &found->second;
}

void append_value(const onemap::Value& value, std::string& out) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        append_xml(*text, out);
    } else if (const auto* number = std::get_if<double>(&value)) {
        out += base::shortest(*number);
    } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        out += std::to_string(*whole);
    } else {
        out += std::get<bool>(value) ? "true" : "false";
    }
}

} // namespace

void append_xml(std::string_view text, std::string& out) {
    const std::size_t first = out.size();
    out += base::html_escaped(text);
    // XML 1.0 has no other control characters.
    std::replace_if(
        out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
        [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\t' && c != '\n' && c != '\r'; },
        '?');
}

std::string collection_head(WfsVersion version, const std::string& origin, const std::string& layer,
                            const std::string& counts) {
    const Names& names = names_of(version);
    std::string describe;
    append_xml(
        fmt::format("{}/ows?SERVICE=WFS&VERSION={}&REQUEST=DescribeFeatureType&TYPENAME={}&OUTPUTFORMAT={}",
                    origin, names.version, layer, names.format),
        describe);
    return fmt::format("<?xml version='1.0' encoding=\"UTF-8\" ?>\n<wfs:FeatureCollection\n"
                       "   xmlns:ms=\"{0}\"\n   xmlns:gml=\"{1}\"\n   xmlns:wfs=\"{2}\"\n"
                       "   xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
                       "   xsi:schemaLocation=\"{0} {3} {4}\"{5}>\n",
                       kOwn, names.gml, names.wfs, describe, names.schemas, counts);
}

void GmlWriter::append_pair(const geo::Position& p, char between) {
    const bool is_longitude_first = m_version == WfsVersion::v1_0;
    base::append_decimals(is_longitude_first ? p.x : p.y, kDecimals, m_out);
    m_out += between;
    base::append_decimals(is_longitude_first ? p.y : p.x, kDecimals, m_out);
}

/// Whichever way it was asked for: the short name where longitude is first, the URN where latitude is.
void GmlWriter::append_srs() {
    m_out +=
        m_version == WfsVersion::v1_0 ? " srsName=\"EPSG:4490\"" : " srsName=\"urn:ogc:def:crs:EPSG::4490\"";
}

void GmlWriter::append_part_id() {
    if (m_version == WfsVersion::v2_0) {
        m_out.append(" gml:id=\"").append(m_id).append(1, '.').append(std::to_string(++m_part)).append("\"");
    }
}

/// Of nothing there are none: GML 2 and 3.1 have a word for it, and WFS 1.0 wants the element.
void GmlWriter::append_no_bounds() {
    if (m_version != WfsVersion::v2_0) {
        const char* none = m_version == WfsVersion::v1_0 ? "gml:null" : "gml:Null";
        m_out += fmt::format("<gml:boundedBy><{0}>inapplicable</{0}></gml:boundedBy>\n", none);
    }
}

void GmlWriter::append_bounds(const geo::Box& box, std::string_view prefix) {
    if (box.empty()) {
        append_no_bounds();
        return;
    }
    m_out.append("<").append(prefix).append(":boundedBy>");
    if (m_version == WfsVersion::v1_0) {
        m_out += "<gml:Box";
        append_srs();
        m_out += "><gml:coordinates>";
        append_pair({box.min_x, box.min_y}, ',');
        m_out += ' ';
        append_pair({box.max_x, box.max_y}, ',');
        m_out += "</gml:coordinates></gml:Box>";
    } else {
        m_out += "<gml:Envelope";
        append_srs();
        m_out += "><gml:lowerCorner>";
        append_pair({box.min_x, box.min_y}, ' ');
        m_out += "</gml:lowerCorner><gml:upperCorner>";
        append_pair({box.max_x, box.max_y}, ' ');
        m_out += "</gml:upperCorner></gml:Envelope>";
    }
    m_out.append("</").append(prefix).append(":boundedBy>\n");
}

void GmlWriter::append(const onemap::MapFeature& feature) {
    const char* member = m_version == WfsVersion::v2_0 ? "wfs:member" : "gml:featureMember";
    m_id = m_layer.name + "." + feature.id;
    m_part = 0;
    m_out.append("<").append(member).append("><ms:").append(m_layer.name);
    m_out.append(m_version == WfsVersion::v1_0 ? " fid=\"" : " gml:id=\"");
    append_xml(m_id, m_out);
    m_out += "\">\n";
    append_bounds(feature.box, "gml");
    m_out += "<ms:geom>";
    append_geometry(feature);
    m_out += "</ms:geom>\n";
    append_columns(feature);
    m_out.append("</ms:").append(m_layer.name).append("></").append(member).append(">\n");
}

/// Those without a value stand empty.
void GmlWriter::append_columns(const onemap::MapFeature& feature) {
    for (const onemap::MapColumn& column : m_layer.columns) {
        m_out.append("<ms:").append(column.name).append(">");
        if (const onemap::Value* value = value_in(feature, column.name)) {
            append_value(*value, m_out);
        }
        m_out.append("</ms:").append(column.name).append(">");
    }
    m_out += '\n';
}

void GmlWriter::append_geometry(const onemap::MapFeature& feature) {
    if (feature.point) {
        append_point(*feature.point);
    } else {
        append_polygons(feature.polygons.view());
    }
}

void GmlWriter::append_point(const geo::Position& point) {
    const bool is_old = m_version == WfsVersion::v1_0;
    m_out += "<gml:Point";
    append_part_id();
    append_srs();
    m_out += is_old ? "><gml:coordinates>" : "><gml:pos>";
    append_pair(point, is_old ? ',' : ' ');
    m_out += is_old ? "</gml:coordinates></gml:Point>" : "</gml:pos></gml:Point>";
}

void GmlWriter::append_polygons(const index::FlatRings& rings) {
    const bool is_old = m_version == WfsVersion::v1_0;
    const char* whole = is_old ? "gml:MultiPolygon" : "gml:MultiSurface";
    const char* member = is_old ? "gml:polygonMember" : "gml:surfaceMember";
    m_out.append("<").append(whole);
    append_part_id();
    append_srs();
    m_out += '>';
    for (std::uint32_t ring = 0; ring < rings.ring_count; ++ring) {
        if (!rings.rings[ring].is_hole()) {
            m_out += ring == 0 ? "" : "</gml:Polygon></" + std::string(member) + ">";
            m_out.append("<").append(member).append("><gml:Polygon");
            append_part_id();
            m_out += '>';
        }
        append_ring(rings, ring);
    }
    m_out.append("</gml:Polygon></").append(member).append("></").append(whole).append(">");
}

void GmlWriter::append_ring(const index::FlatRings& rings, std::uint32_t ring) {
    const bool is_old = m_version == WfsVersion::v1_0;
    const bool is_hole = rings.rings[ring].is_hole();
    const char* side = is_old ? (is_hole ? "gml:innerBoundaryIs" : "gml:outerBoundaryIs")
                              : (is_hole ? "gml:interior" : "gml:exterior");
    m_out.append("<").append(side).append("><gml:LinearRing>");
    m_out += is_old ? "<gml:coordinates>" : "<gml:posList srsDimension=\"2\">";
    for (std::uint32_t i = rings.first_vertex(ring); i < rings.end_vertex(ring); ++i) {
        m_out += i == rings.first_vertex(ring) ? "" : " ";
        append_pair(rings.vertex(i), is_old ? ',' : ' ');
    }
    m_out += is_old ? "</gml:coordinates>" : "</gml:posList>";
    m_out.append("</gml:LinearRing></").append(side).append(">");
}

} // namespace liangxian::ows
