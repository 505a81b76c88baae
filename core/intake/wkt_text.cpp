// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/wkt_text.hpp"

#include "core/geo/geos.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

namespace liangxian::intake {
namespace {

struct WktReaderDeleter {
    void operator()(GEOSWKTReader* reader) const { GEOSWKTReader_destroy_r(geo::geos_context(), reader); }
};

std::size_t deepest_parenthesis(const std::string& text) {
    std::size_t depth = 0;
    std::size_t deepest = 0;
    for (const char c : text) {
        depth += c == '(' ? 1u : 0u;
        depth -= c == ')' && depth > 0 ? 1u : 0u;
        deepest = std::max(deepest, depth);
    }
    return deepest;
}

base::Problem bad_wkt(const std::string& where, const std::string& why) {
    return {"bad-wkt",
            where,
            {"WKT 图形无法读取（" + why + "），请检查括号和坐标",
             "the WKT cannot be read (" + why + "); check its parentheses and coordinates"}};
}

} // namespace

base::Result<geo::Geometry> from_wkt(const std::string& text, std::size_t deepest, const std::string& where) {
    if (deepest_parenthesis(text) > deepest) {
        return bad_wkt(where, "nested too deep");
    }
    const std::size_t semicolon = text.rfind("SRID=", 0) == 0 ? text.find(';') : std::string::npos;
    const std::string body = semicolon == std::string::npos ? text : text.substr(semicolon + 1);
    const std::unique_ptr<GEOSWKTReader, WktReaderDeleter> reader(
        GEOSWKTReader_create_r(geo::geos_context()));
    geo::take_geos_message();
    const geo::GeosGeometry read(GEOSWKTReader_read_r(geo::geos_context(), reader.get(), body.c_str()));
    if (!read) {
        return bad_wkt(where, geo::take_geos_message());
    }
    geo::Geometry geometry = geo::from_geos(read.get());
    bool finite = true;
    geometry.for_each_position(
        [&](const geo::Position& p) { finite = finite && std::isfinite(p.x) && std::isfinite(p.y); });
    if (geometry.empty() || !finite) {
        return bad_wkt(where, geometry.empty() ? "empty geometry" : "not a number");
    }
    return geometry;
}

} // namespace liangxian::intake
