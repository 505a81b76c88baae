// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/geos.hpp"

#include "core/base/error.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace liangxian::geo {
namespace {

/// Owns the context and remembers the last message GEOS gave.
class ThreadContext {
public:
    ThreadContext() : m_handle(GEOS_init_r()) {
        GEOSContext_setErrorMessageHandler_r(m_handle, remember, this);
        GEOSContext_setNoticeMessageHandler_r(m_handle, ignore, nullptr);
    }
    ~ThreadContext() { GEOS_finish_r(m_handle); }
    ThreadContext(const ThreadContext&) = delete;
    ThreadContext& operator=(const ThreadContext&) = delete;

    GEOSContextHandle_t handle() const { return m_handle; }
    std::string take_message() { return std::exchange(m_message, {}); }

private:
    static void remember(const char* message, void* self) {
        static_cast<ThreadContext*>(self)->m_message = message;
    }
    static void ignore(const char*, void*) {}

    GEOSContextHandle_t m_handle;
    std::string m_message;
};

ThreadContext& thread_context() {
    thread_local ThreadContext context;
    return context;
}

[[noreturn]] void fail_conversion() {
    const std::string reason = take_geos_message();
    throw base::GeometryError("geometry-refused",
                              {fmt::format("几何无法处理：{}", reason),
                               fmt::format("the geometry cannot be processed: {}", reason)});
}

GEOSCoordSequence* to_sequence(const std::vector<Position>& run, bool close) {
    const std::size_t count = run.size() + (close ? 1 : 0);
    std::vector<double> xy;
    xy.reserve(count * 2);
    for (std::size_t i = 0; i < count; ++i) {
        const Position& p = run[i % run.size()];
        xy.push_back(p.x);
        xy.push_back(p.y);
    }
    return GEOSCoordSeq_copyFromBuffer_r(geos_context(), xy.data(), static_cast<unsigned>(count), 0, 0);
}

GeosGeometry checked(GEOSGeometry* g) {
    if (g == nullptr) {
        fail_conversion();
    }
    return GeosGeometry(g);
}

GeosGeometry ring_to_geos(const Ring& ring) {
    return checked(GEOSGeom_createLinearRing_r(geos_context(), to_sequence(ring, true)));
}

GeosGeometry collect(int type, std::vector<GeosGeometry> parts) {
    std::vector<GEOSGeometry*> raw;
    for (GeosGeometry& part : parts) {
        raw.push_back(part.release());
    }
    return checked(
        GEOSGeom_createCollection_r(geos_context(), type, raw.data(), static_cast<unsigned>(raw.size())));
}

std::vector<Position> read_sequence(const GEOSGeometry* g, bool drop_closing) {
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(geos_context(), g);
    unsigned count = 0;
    GEOSCoordSeq_getSize_r(geos_context(), sequence, &count);
    std::vector<double> xy(std::size_t{count} * 2);
    GEOSCoordSeq_copyToBuffer_r(geos_context(), sequence, xy.data(), 0, 0);
    if (drop_closing && count > 1) {
        --count;
    }
    std::vector<Position> out;
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back({xy[2 * i], xy[2 * i + 1]});
    }
    return out;
}

void append(const GEOSGeometry* g, Geometry& out) {
    GEOSContextHandle_t context = geos_context();
    if (GEOSisEmpty_r(context, g) == 1) {
        return;
    }
    switch (GEOSGeomTypeId_r(context, g)) {
    case GEOS_POINT:
        out.points.push_back(read_sequence(g, false).front());
        break;
    case GEOS_LINESTRING:
    case GEOS_LINEARRING:
        out.lines.push_back(read_sequence(g, false));
        break;
    case GEOS_POLYGON: {
        Polygon polygon;
        polygon.shell = read_sequence(GEOSGetExteriorRing_r(context, g), true);
        const int holes = GEOSGetNumInteriorRings_r(context, g);
        for (int i = 0; i < holes; ++i) {
            polygon.holes.push_back(read_sequence(GEOSGetInteriorRingN_r(context, g, i), true));
        }
        out.polygons.push_back(std::move(polygon));
        break;
    }
    default: {
        const int parts = GEOSGetNumGeometries_r(context, g);
        for (int i = 0; i < parts; ++i) {
            append(GEOSGetGeometryN_r(context, g, i), out);
        }
    }
    }
}

} // namespace

GEOSContextHandle_t geos_context() { return thread_context().handle(); }
std::string take_geos_message() { return thread_context().take_message(); }

GeosGeometry to_geos(const std::vector<Polygon>& polygons) {
    std::vector<GeosGeometry> parts;
    for (const Polygon& polygon : polygons) {
        GeosGeometry shell = ring_to_geos(polygon.shell);
        std::vector<GeosGeometry> holes;
        for (const Ring& hole : polygon.holes) {
            holes.push_back(ring_to_geos(hole));
        }
        std::vector<GEOSGeometry*> raw;
        for (GeosGeometry& hole : holes) {
            raw.push_back(hole.release());
        }
        parts.push_back(checked(GEOSGeom_createPolygon_r(geos_context(), shell.release(), raw.data(),
                                                         static_cast<unsigned>(raw.size()))));
    }
    return collect(GEOS_MULTIPOLYGON, std::move(parts));
}

GeosGeometry to_geos(const std::vector<Line>& lines) {
    std::vector<GeosGeometry> parts;
    for (const Line& line : lines) {
        parts.push_back(checked(GEOSGeom_createLineString_r(geos_context(), to_sequence(line, false))));
    }
    return collect(GEOS_MULTILINESTRING, std::move(parts));
}

GeosGeometry to_geos(const std::vector<Position>& points) {
    std::vector<GeosGeometry> parts;
    for (const Position& p : points) {
        parts.push_back(checked(GEOSGeom_createPointFromXY_r(geos_context(), p.x, p.y)));
    }
    return collect(GEOS_MULTIPOINT, std::move(parts));
}

GeosGeometry to_geos(const Geometry& geometry) {
    switch (geometry.dimension()) {
    case 2:
        return to_geos(geometry.polygons);
    case 1:
        return to_geos(geometry.lines);
    default:
        return to_geos(geometry.points);
    }
}

GeosGeometry boundary_to_geos(const Geometry& geometry) {
    std::vector<GeosGeometry> parts;
    const auto add = [&parts](const Ring& ring) {
        parts.push_back(checked(GEOSGeom_createLineString_r(geos_context(), to_sequence(ring, true))));
    };
    for (const Polygon& polygon : geometry.polygons) {
        add(polygon.shell);
        for (const Ring& hole : polygon.holes) {
            add(hole);
        }
    }
    return collect(GEOS_MULTILINESTRING, std::move(parts));
}

Geometry from_geos(const GEOSGeometry* g) {
    Geometry out;
    append(g, out);
    return out;
}

} // namespace liangxian::geo
