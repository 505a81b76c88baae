// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/geojson_reader.hpp"

#include "core/geo/geojson.hpp"
#include "core/intake/feature_collector.hpp"
#include "core/intake/json_guard.hpp"
#include "core/intake/part_builder.hpp"
#include "core/intake/text_lines.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>

namespace liangxian::intake {
namespace {

using nlohmann::ordered_json;

std::string type_of(const ordered_json& object) {
    const auto type = object.find("type");
    return type != object.end() && type->is_string() ? type->get<std::string>() : std::string();
}

bool is_geometry_type(const std::string& type) {
    static constexpr std::array<const char*, 7> kTypes{
        "Point",   "MultiPoint",   "LineString",        "MultiLineString",
        "Polygon", "MultiPolygon", "GeometryCollection"};
    return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

std::string json_id(const ordered_json& feature) {
    const auto id = feature.find("id");
    if (id == feature.end() || id->is_null() || id->is_structured()) {
        return {};
    }
    return id->is_string() ? id->get<std::string>() : id->dump();
}

/// The code in "urn:ogc:def:crs:EPSG::4525", "EPSG:4525" or ".../EPSG/0/4525"; 0 for CRS84, which is what
/// the format means anyway.
std::optional<int> epsg_of_crs_name(const std::string& name) {
    if (contains_text(name, "CRS84")) {
        return 0;
    }
    const std::size_t start = name.find_last_of(":/");
    const std::string digits = start == std::string::npos ? name : name.substr(start + 1);
    const bool is_epsg = contains_text(lower_ascii(name), "epsg");
    const bool is_number =
        !digits.empty() && digits.size() <= 6 && digits.find_first_not_of("0123456789") == std::string::npos;
    return is_epsg && is_number ? std::optional<int>(std::stoi(digits)) : std::nullopt;
}

/// Walks one document; every object of it is a feature or holds features.
class GeojsonDocument {
public:
    GeojsonDocument(const std::string& name, const ReadOptions& options)
        : m_name(name), m_options(options), m_collector(name, options) {}

    void read(const ordered_json& root, const std::string& where) {
        const std::string type = root.is_object() ? type_of(root) : std::string();
        if (type == "FeatureCollection") {
            read_crs(root);
            read_collection(root);
        } else if (type == "Feature") {
            read_crs(root);
            read_feature(root, where);
        } else if (is_geometry_type(type)) {
            read_crs(root);
            RawFeature raw;
            raw.source = where;
            read_geometry(root, std::move(raw));
        } else {
            m_collector.refuse_file(
                {"not-geojson",
                 where,
                 {"是 JSON 但不是 GeoJSON（type 为“" + type + "”）；TopoJSON、Esri JSON 请先转成 GeoJSON",
                  "is JSON but no GeoJSON (type '" + type + "'); convert TopoJSON or Esri JSON first"}});
        }
    }
    void refuse(const std::string& where, base::Problem problem) {
        m_collector.refuse(where, std::move(problem));
    }

    ReadOutcome finish() {
        CrsEvidence evidence = evidence_from(m_options, m_name);
        evidence.format_is_degrees = !m_header_epsg;
        evidence.header_epsg = m_header_epsg;
        return std::move(m_collector).finish(std::move(evidence), m_options.grouping == Grouping::one);
    }

private:
    void read_crs(const ordered_json& root) {
        const auto crs = root.find("crs");
        if (crs == root.end() || crs->is_null() || m_options.declared_epsg) {
            return;
        }
        std::string name;
        if (crs->is_object() && type_of(*crs) == "name" && crs->contains("properties") &&
            (*crs)["properties"].is_object()) {
            name = (*crs)["properties"].value("name", ordered_json("")).dump();
            name = name.size() > 1 && name.front() == '"' ? name.substr(1, name.size() - 2) : name;
        }
        const auto epsg = epsg_of_crs_name(name);
        if (!epsg) {
            m_collector.refuse_file(
                {"crs-unknown",
                 m_name,
                 {"crs 成员无法识别（" +
                      crs->dump(-1, ' ', false, ordered_json::error_handler_t::replace).substr(0, 120) +
                      "）；请写成 EPSG 代码，或用 --crs 给出",
                  "the crs member is not understood (" +
                      crs->dump(-1, ' ', false, ordered_json::error_handler_t::replace).substr(0, 120) +
                      "); name an EPSG code, or give --crs"}});
        } else if (*epsg != 0) {
            m_header_epsg = *epsg;
        }
    }
    void read_collection(const ordered_json& root) {
        const auto features = root.find("features");
        if (features == root.end() || !features->is_array()) {
            m_collector.refuse_file(
                {"not-geojson",
                 m_name,
                 {"FeatureCollection 缺少 features 数组", "the FeatureCollection has no array features"}});
            return;
        }
        std::size_t number = 0;
        for (const ordered_json& feature : *features) {
            if (m_collector.stopped()) {
                return;
            }
            read_feature(feature, fmt::format("{}, feature {}", m_name, ++number));
        }
    }
    void read_feature(const ordered_json& feature, const std::string& where) {
        if (!feature.is_object() || type_of(feature) != "Feature") {
            m_collector.refuse(
                where,
                {"not-a-feature", where, {"这一项不是 Feature 对象", "this item is no Feature object"}});
            return;
        }
        RawFeature raw;
        raw.source = where;
        const auto properties = feature.find("properties");
        if (properties != feature.end() && properties->is_object()) {
            raw.attributes = *properties;
        }
        raw.id = json_id(feature);
        if (raw.id.empty()) {
            raw.id = id_from(raw.attributes);
        }
        raw.name = name_from(raw.attributes);
        const auto geometry = feature.find("geometry");
        if (geometry == feature.end() || geometry->is_null()) {
            m_collector.add(std::move(raw));
        } else {
            read_geometry(*geometry, std::move(raw));
        }
    }
    void read_geometry(const ordered_json& object, RawFeature raw) {
        auto geometry = geo::from_geojson(nlohmann::json(object), raw.source);
        if (!geometry) {
            const std::string where = raw.source;
            m_collector.refuse(where, geometry.problems().front());
            return;
        }
        raw.geometry = std::move(geometry).value();
        m_collector.add(std::move(raw));
    }

    const std::string& m_name;
    const ReadOptions& m_options;
    FeatureCollector m_collector;
    std::optional<int> m_header_epsg;
};

/// Whether the text is one JSON object a line: the first line is an object by itself and more follow.
bool is_newline_delimited(const std::vector<TextLine>& lines) {
    std::size_t filled = 0;
    for (const TextLine& line : lines) {
        if (line.text.find_first_not_of(" \t\x1E") == std::string::npos) {
            continue;
        }
        const std::size_t start = line.text.find_first_not_of(" \t\x1E");
        if (filled == 0 && (line.text[start] != '{' || !ordered_json::accept(line.text.substr(start)))) {
            return false;
        }
        if (++filled > 1) {
            return true;
        }
    }
    return false;
}

ReadOutcome read_json_lines(const std::vector<TextLine>& lines, const std::string& name,
                            const ReadOptions& options) {
    GeojsonDocument document(name, options);
    for (const TextLine& line : lines) {
        const std::size_t start = line.text.find_first_not_of(" \t\x1E");
        if (start == std::string::npos) {
            continue;
        }
        const std::string where = at_line(name, line.number);
        auto object = parse_guarded_json(std::string_view(line.text).substr(start), where, options.limits);
        if (object) {
            document.read(object.value(), where);
        } else {
            document.refuse(where, object.problems().front());
        }
    }
    return document.finish();
}

} // namespace

ReadOutcome read_geojson(std::string_view utf8, const std::string& name, const ReadOptions& options) {
    auto root = parse_guarded_json(utf8, name, options.limits);
    if (!root) {
        const std::vector<TextLine> lines = split_lines(utf8);
        if (is_newline_delimited(lines)) {
            return read_json_lines(lines, name, options);
        }
        return unreadable_outcome(name, root.problems());
    }
    GeojsonDocument document(name, options);
    document.read(root.value(), name);
    return document.finish();
}

} // namespace liangxian::intake
