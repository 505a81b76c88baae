// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/kml_geometry.hpp"

#include "core/base/number.hpp"
#include "core/intake/part_builder.hpp"
#include "core/intake/text_lines.hpp"

namespace liangxian::intake {
namespace {

bool is_xml_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// The next tuple of \p text: up to a blank that no comma stands beside.
std::string next_tuple(std::string_view text, std::size_t& at) {
    std::string tuple;
    while (at < text.size() && is_xml_blank(text[at])) {
        ++at;
    }
    while (at < text.size()) {
        if (!is_xml_blank(text[at])) {
            tuple += text[at++];
            continue;
        }
        std::size_t next = at;
        while (next < text.size() && is_xml_blank(text[next])) {
            ++next;
        }
        const bool joins = next < text.size() && (tuple.back() == ',' || text[next] == ',');
        if (!joins) {
            break;
        }
        at = next;
    }
    return tuple;
}

base::Problem bad_coordinates(const std::string& where, const std::string& words) {
    return {"kml-coordinates",
            where,
            {"坐标“" + words.substr(0, 60) + "”不是“经度,纬度[,高程]”；请检查或重新导出",
             "'" + words.substr(0, 60) + "' is not 'longitude,latitude[,height]'; check it or export again"}};
}

base::Result<geo::Line> coordinates_of(const pugi::xml_node& node, const std::string& where) {
    return parse_kml_coordinates(kml_child(node, "coordinates").text().get(), where);
}

base::Result<geo::Ring> ring_of(const pugi::xml_node& ring, const std::string& where) {
    auto line = coordinates_of(ring, where);
    if (line) {
        drop_closing_vertices(line.value());
    }
    return line;
}

base::Problems add_polygon(const pugi::xml_node& node, const std::string& where, geo::Geometry& into) {
    auto shell = ring_of(kml_child(kml_child(node, "outerBoundaryIs"), "LinearRing"), where);
    if (!shell) {
        return shell.problems();
    }
    geo::Polygon polygon{std::move(shell).value(), {}};
    for (const pugi::xml_node& boundary : node.children()) {
        if (kml_local_name(boundary) != "innerBoundaryIs") {
            continue;
        }
        for (const pugi::xml_node& ring : boundary.children()) {
            auto hole = ring_of(ring, where);
            if (!hole) {
                return hole.problems();
            }
            polygon.holes.push_back(std::move(hole).value());
        }
    }
    into.polygons.push_back(std::move(polygon));
    return {};
}

} // namespace

std::string kml_local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return std::string(colon == std::string_view::npos ? name : name.substr(colon + 1));
}

pugi::xml_node kml_child(const pugi::xml_node& node, std::string_view local_name) {
    for (const pugi::xml_node& child : node.children()) {
        if (kml_local_name(child) == local_name) {
            return child;
        }
    }
    return {};
}

base::Result<geo::Line> parse_kml_coordinates(std::string_view text, const std::string& where) {
    geo::Line line;
    std::size_t at = 0;
    for (std::string tuple = next_tuple(text, at); !tuple.empty(); tuple = next_tuple(text, at)) {
        const std::vector<std::string> fields = split_fields(tuple, ',');
        if (fields.size() < 2 || fields.size() > 3) {
            return bad_coordinates(where, tuple);
        }
        const auto longitude = base::parse_number(fields[0]);
        const auto latitude = base::parse_number(fields[1]);
        if (!longitude || !latitude) {
            return bad_coordinates(where, tuple);
        }
        line.push_back({*longitude, *latitude});
    }
    if (line.empty()) {
        return bad_coordinates(where, "");
    }
    return line;
}

base::Problems add_kml_geometry(const pugi::xml_node& node, const std::string& where, geo::Geometry& into) {
    const std::string type = kml_local_name(node);
    if (type == "Polygon") {
        return add_polygon(node, where, into);
    }
    if (type == "LinearRing") {
        auto ring = ring_of(node, where);
        if (ring) {
            into.polygons.push_back({std::move(ring).value(), {}});
        }
        return ring.problems();
    }
    if (type == "LineString" || type == "Point") {
        auto line = coordinates_of(node, where);
        if (line && type == "Point") {
            into.points.push_back(line->front());
        } else if (line && line->size() < 2) {
            return {bad_coordinates(where, "LineString")};
        } else if (line) {
            into.lines.push_back(std::move(line).value());
        }
        return line.problems();
    }
    return {};
}

} // namespace liangxian::intake
