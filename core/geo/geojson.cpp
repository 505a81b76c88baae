// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/geojson.hpp"

#include "core/geo/ring_order.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace liangxian::geo {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr int kMaxNesting = 16;

ordered_json position_json(const Position& p) { return ordered_json::array({p.x, p.y}); }

ordered_json run_json(const std::vector<Position>& run, bool close) {
    ordered_json out = ordered_json::array();
    for (const Position& p : run) {
        out.push_back(position_json(p));
    }
    if (close && !run.empty()) {
        out.push_back(position_json(run.front()));
    }
    return out;
}

ordered_json polygon_json(const Polygon& polygon) {
    ordered_json out = ordered_json::array();
    out.push_back(run_json(with_orientation(polygon.shell, true), true));
    for (const Ring& hole : polygon.holes) {
        out.push_back(run_json(with_orientation(hole, false), true));
    }
    return out;
}

/// `{type: Single}` for one item, `{type: MultiSingle}` for several.
template <typename Items, typename ToJson>
ordered_json single_or_multi(const char* single, const Items& items, ToJson&& to_json_item) {
    ordered_json out;
    if (items.size() == 1) {
        out["type"] = single;
        out["coordinates"] = to_json_item(items.front());
        return out;
    }
    out["type"] = std::string("Multi") + single;
    out["coordinates"] = ordered_json::array();
    for (const auto& item : items) {
        out["coordinates"].push_back(to_json_item(item));
    }
    return out;
}

/// Reads into a Geometry; the first fault ends it, since one geometry has one reason.
class GeojsonReader {
public:
    explicit GeojsonReader(std::string where) : m_where(std::move(where)) {}

    bool read(const json& object, int depth) {
        if (!object.is_object() || !object.contains("type") || !object["type"].is_string()) {
            return fail("geometry-not-an-object", "几何应为带 type 的对象",
                        "a geometry must be an object with a type");
        }
        const std::string type = object["type"];
        if (type == "GeometryCollection") {
            return read_collection(object, depth);
        }
        if (!object.contains("coordinates") || !object["coordinates"].is_array()) {
            return fail("coordinates-missing", "缺少坐标数组 coordinates",
                        "the array coordinates is missing");
        }
        return read_coordinates(type, object["coordinates"]);
    }

    Geometry geometry;
    base::Problem problem;

private:
    bool fail(const char* code, const std::string& zh, const std::string& en) {
        problem = {code, m_where, {zh, en}};
        return false;
    }
    bool read_collection(const json& object, int depth) {
        if (depth > kMaxNesting || !object.contains("geometries") || !object["geometries"].is_array()) {
            return fail("bad-geometry-collection", "GeometryCollection 有误", "bad GeometryCollection");
        }
        for (const json& part : object["geometries"]) {
            if (!read(part, depth + 1)) {
                return false;
            }
        }
        return true;
    }
    bool read_coordinates(const std::string& type, const json& c) {
        if (type == "Point") {
            return c.empty() || read_position(c, geometry.points);
        }
        if (type == "MultiPoint") {
            return read_run(c, geometry.points);
        }
        if (type == "LineString") {
            return read_line(c);
        }
        if (type == "Polygon") {
            return read_polygon(c);
        }
        if (type == "MultiLineString" || type == "MultiPolygon") {
            for (const json& item : c) {
                if (!(type == "MultiPolygon" ? read_polygon(item) : read_line(item))) {
                    return false;
                }
            }
            return true;
        }
        return fail("geometry-type-unknown", fmt::format("不认识几何类型“{}”", type),
                    fmt::format("the geometry type '{}' is not known", type));
    }
    bool read_position(const json& c, std::vector<Position>& out) {
        if (!c.is_array() || c.size() < 2 || !c[0].is_number() || !c[1].is_number()) {
            return fail("bad-position", "坐标应为两个数字", "a position must be two numbers");
        }
        const Position p{c[0].get<double>(), c[1].get<double>()};
        if (!std::isfinite(p.x) || !std::isfinite(p.y)) {
            return fail("bad-position", "坐标不是有限数", "a coordinate is not finite");
        }
        out.push_back(p);
        return true;
    }
    bool read_run(const json& c, std::vector<Position>& out) {
        if (!c.is_array()) {
            return fail("bad-coordinates", "坐标应为数组", "coordinates must be an array");
        }
        for (const json& position : c) {
            if (!read_position(position, out)) {
                return false;
            }
        }
        return true;
    }
    bool read_line(const json& c) {
        Line line;
        if (!read_run(c, line)) {
            return false;
        }
        if (line.size() < 2) {
            return fail("line-too-short", "线少于两个点", "a line has fewer than two points");
        }
        geometry.lines.push_back(std::move(line));
        return true;
    }
    bool read_polygon(const json& c) {
        if (!c.is_array()) {
            return fail("bad-coordinates", "多边形坐标应为环的数组", "a polygon must be an array of rings");
        }
        Polygon polygon;
        for (std::size_t i = 0; i < c.size(); ++i) {
            Ring ring;
            if (!read_run(c[i], ring)) {
                return false;
            }
            if (ring.size() > 1 && ring.front() == ring.back()) {
                ring.pop_back();
            }
            if (i == 0) {
                polygon.shell = std::move(ring);
            } else {
                polygon.holes.push_back(std::move(ring));
            }
        }
        if (!polygon.shell.empty()) {
            geometry.polygons.push_back(std::move(polygon));
        }
        return true;
    }

    std::string m_where;
};

} // namespace

ordered_json to_geojson(const Geometry& geometry) {
    std::vector<ordered_json> parts;
    if (!geometry.polygons.empty()) {
        parts.push_back(single_or_multi("Polygon", geometry.polygons, polygon_json));
    }
    if (!geometry.lines.empty()) {
        parts.push_back(single_or_multi("LineString", geometry.lines,
                                        [](const Line& line) { return run_json(line, false); }));
    }
    if (!geometry.points.empty()) {
        parts.push_back(single_or_multi("Point", geometry.points, position_json));
    }
    if (parts.empty()) {
        return nullptr;
    }
    if (parts.size() == 1) {
        return parts.front();
    }
    ordered_json out;
    out["type"] = "GeometryCollection";
    out["geometries"] = parts;
    return out;
}

base::Result<Geometry> from_geojson(const json& object, const std::string& where) {
    GeojsonReader reader(where);
    if (!reader.read(object, 0)) {
        return reader.problem;
    }
    return std::move(reader.geometry);
}

} // namespace liangxian::geo
