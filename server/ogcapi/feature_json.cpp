// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ogcapi/feature_json.hpp"

#include "core/geo/crs.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <iterator>

namespace liangxian::ogcapi {
namespace {

/// So many decimals, without zeros at the end.
void append_number(double value, int decimals, std::string& out) {
    const std::size_t begin = out.size();
    fmt::format_to(std::back_inserter(out), "{:.{}f}", value, decimals);
    const std::size_t last = out.find_last_not_of('0');
    out.resize(out[last] == '.' ? last : last + 1);
    if (out.compare(begin, std::string::npos, "-0") == 0) {
        out.replace(begin, 2, "0");
    }
}

void append_value(const onemap::Value& value, std::string& out) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        append_json_text(*text, out);
    } else if (const auto* number = std::get_if<double>(&value)) {
        out += std::isfinite(*number) ? fmt::format("{}", *number) : "null";
    } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        out += std::to_string(*whole);
    } else {
        out += std::get<bool>(value) ? "true" : "false";
    }
}

} // namespace

void append_json_text(std::string_view text, std::string& out) {
    bool is_plain = true;
    for (const char c : text) {
        is_plain = is_plain && static_cast<unsigned char>(c) >= 0x20 &&
                   static_cast<unsigned char>(c) < 0x7f && c != '"' && c != '\\';
    }
    if (is_plain) {
        out.append(1, '"').append(text).append(1, '"');
        return;
    }
    constexpr auto kReplace = nlohmann::json::error_handler_t::replace;
    out += nlohmann::json(std::string(text)).dump(-1, ' ', false, kReplace);
}

FeatureJson::FeatureJson(const CrsChoice& crs) : m_crs(crs) {
    if (!geo::is_geographic_4490_like(crs.epsg)) {
        m_plane.emplace(crs.epsg);
    }
}

void FeatureJson::append_position(const geo::Position& degrees, std::string& out) const {
    const geo::Position p = m_crs.in_order(m_plane ? m_plane->from_4490(degrees) : degrees);
    out += '[';
    append_number(p.x, m_crs.decimals(), out);
    out += ',';
    append_number(p.y, m_crs.decimals(), out);
    out += ']';
}

void FeatureJson::append_geometry(const onemap::MapFeature& feature, std::string& out) const {
    if (feature.point) {
        out += R"({"type":"Point","coordinates":)";
        append_position(*feature.point, out);
        out += '}';
        return;
    }
    if (!feature.lines.empty()) {
        out += R"({"type":"MultiLineString","coordinates":[)";
        for (std::size_t line = 0; line < feature.lines.size(); ++line) {
            out += line == 0 ? "[" : ",[";
            for (std::size_t i = 0; i < feature.lines[line].size(); ++i) {
                out += i == 0 ? "" : ",";
                append_position(feature.lines[line][i], out);
            }
            out += ']';
        }
        out += "]}";
        return;
    }
    out += R"({"type":"MultiPolygon","coordinates":[)";
    const index::FlatRings rings = feature.polygons.view();
    for (std::uint32_t ring = 0; ring < rings.ring_count; ++ring) {
        const bool is_shell = !rings.rings[ring].is_hole();
        out += ring == 0 ? "[" : is_shell ? "],[" : ",";
        out += '[';
        for (std::uint32_t i = rings.first_vertex(ring); i < rings.end_vertex(ring); ++i) {
            out += i == rings.first_vertex(ring) ? "" : ",";
            append_position(rings.vertex(i), out);
        }
        out += ']';
    }
    out += "]]}";
}

std::string item_id(const onemap::MapFeature& feature, bool is_one_day) {
    return is_one_day ? feature.id
                      : feature.id + "@" + (feature.days.from ? feature.days.from->to_string() : "..");
}

void FeatureJson::append(const onemap::MapFeature& feature, const std::string& id, std::string& out) const {
    out += R"({"type":"Feature","id":)";
    append_json_text(id, out);
    out += R"(,"geometry":)";
    append_geometry(feature, out);
    out += R"(,"properties":{)";
    bool is_first = true;
    for (const auto& [name, value] : feature.columns) {
        out += is_first ? "" : ",";
        is_first = false;
        append_json_text(name, out);
        out += ':';
        append_value(value, out);
    }
    out += "}}";
}

} // namespace liangxian::ogcapi
