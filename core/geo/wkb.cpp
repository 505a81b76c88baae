// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/wkb.hpp"

#include "core/base/error.hpp"
#include "core/geo/ring_order.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <cstring>

namespace liangxian::geo {
namespace {

enum Type : std::uint32_t {
    kPoint = 1,
    kLineString = 2,
    kPolygon = 3,
    kMultiPoint = 4,
    kMultiLineString = 5,
    kMultiPolygon = 6,
    kCollection = 7
};

constexpr int kMaxDepth = 16;

// ---- writing --------------------------------------------------------------------------------

template <typename T>
void put(std::string& out, T value) {
    char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T)); // the machines we build for are little-endian
    out.append(bytes, sizeof(T));
}

void put_head(std::string& out, std::uint32_t type) {
    out += '\x01';
    put(out, type);
}

void put_count(std::string& out, std::size_t count) { put(out, static_cast<std::uint32_t>(count)); }

void put_positions(std::string& out, const std::vector<Position>& positions, bool close) {
    put_count(out, positions.size() + (close && !positions.empty() ? 1 : 0));
    for (const Position& p : positions) {
        put(out, p.x);
        put(out, p.y);
    }
    if (close && !positions.empty()) {
        put(out, positions.front().x);
        put(out, positions.front().y);
    }
}

void put_point(std::string& out, const Position& p) {
    put_head(out, kPoint);
    put(out, p.x);
    put(out, p.y);
}

void put_polygons(std::string& out, const std::vector<Polygon>& polygons) {
    put_head(out, kMultiPolygon);
    put_count(out, polygons.size());
    for (const Polygon& polygon : polygons) {
        put_head(out, kPolygon);
        put_count(out, 1 + polygon.holes.size());
        put_positions(out, with_orientation(polygon.shell, true), true);
        for (const Ring& hole : polygon.holes) {
            put_positions(out, with_orientation(hole, false), true);
        }
    }
}

void put_lines(std::string& out, const std::vector<Line>& lines) {
    put_head(out, kMultiLineString);
    put_count(out, lines.size());
    for (const Line& line : lines) {
        put_head(out, kLineString);
        put_positions(out, line, false);
    }
}

void put_points(std::string& out, const std::vector<Position>& points) {
    if (points.size() == 1) {
        put_point(out, points.front());
        return;
    }
    put_head(out, kMultiPoint);
    put_count(out, points.size());
    for (const Position& p : points) {
        put_point(out, p);
    }
}

// ---- reading --------------------------------------------------------------------------------

class Reader {
public:
    Reader(std::string_view bytes, Geometry& out) : m_bytes(bytes), m_out(out) {}

    void read_geometry(int depth) {
        if (depth > kMaxDepth) {
            fail("nested too deeply");
        }
        const bool swapped = take_byte() == 0;
        std::uint32_t type = take<std::uint32_t>(swapped);
        std::size_t dimensions = 2;
        if ((type & 0x20000000u) != 0) { // EWKB SRID
            take<std::uint32_t>(swapped);
        }
        dimensions += ((type & 0x80000000u) != 0 ? 1u : 0u) + ((type & 0x40000000u) != 0 ? 1u : 0u);
        type &= 0x0FFFFFFFu;
        dimensions += type >= 3000 ? 2u : type >= 1000 ? 1u : 0u;
        read_body(type % 1000, swapped, dimensions, depth);
    }

private:
    [[noreturn]] void fail(const char* what) const {
        throw base::GeometryError("bad-wkb", {fmt::format("几何数据损坏，位于第 {} 字节：{}", m_at, what),
                                              fmt::format("damaged geometry at byte {}: {}", m_at, what)});
    }
    unsigned char take_byte() {
        if (m_at >= m_bytes.size()) {
            fail("it ends too early");
        }
        return static_cast<unsigned char>(m_bytes[m_at++]);
    }
    template <typename T>
    T take(bool swapped) {
        if (m_bytes.size() - m_at < sizeof(T)) {
            fail("it ends too early");
        }
        char bytes[sizeof(T)];
        for (std::size_t i = 0; i < sizeof(T); ++i) {
            bytes[i] = m_bytes[m_at + (swapped ? sizeof(T) - 1 - i : i)];
        }
        m_at += sizeof(T);
        T value;
        std::memcpy(&value, bytes, sizeof(T));
        return value;
    }
    Position take_position(bool swapped, std::size_t dimensions) {
        const auto x = take<double>(swapped);
        const auto y = take<double>(swapped);
        for (std::size_t i = 2; i < dimensions; ++i) {
            take<double>(swapped);
        }
        return {x, y};
    }
    std::vector<Position> take_positions(bool swapped, std::size_t dimensions) {
        const auto count = take<std::uint32_t>(swapped);
        if (count > (m_bytes.size() - m_at) / (dimensions * sizeof(double))) {
            fail("more vertices are announced than there are bytes");
        }
        std::vector<Position> out;
        if (!swapped && dimensions == 2) { // as they lie in memory
            static_assert(sizeof(Position) == 2 * sizeof(double));
            out.resize(count);
            std::memcpy(out.data(), m_bytes.data() + m_at, count * sizeof(Position));
            m_at += count * sizeof(Position);
            return out;
        }
        out.reserve(count);
        for (std::uint32_t i = 0; i < count; ++i) {
            out.push_back(take_position(swapped, dimensions));
        }
        return out;
    }
    Ring take_ring(bool swapped, std::size_t dimensions) {
        Ring ring = take_positions(swapped, dimensions);
        if (ring.size() > 1 && ring.front() == ring.back()) {
            ring.pop_back();
        }
        return ring;
    }
    void read_polygon(bool swapped, std::size_t dimensions) {
        const auto rings = take<std::uint32_t>(swapped);
        Polygon polygon;
        for (std::uint32_t i = 0; i < rings; ++i) {
            Ring ring = take_ring(swapped, dimensions);
            if (i == 0) {
                polygon.shell = std::move(ring);
            } else {
                polygon.holes.push_back(std::move(ring));
            }
        }
        if (!polygon.shell.empty()) {
            m_out.polygons.push_back(std::move(polygon));
        }
    }
    void read_body(std::uint32_t type, bool swapped, std::size_t dimensions, int depth) {
        if (type == kPoint) {
            const Position p = take_position(swapped, dimensions);
            if (p.x == p.x && p.y == p.y) { // an empty point is written as NaN
                m_out.points.push_back(p);
            }
        } else if (type == kLineString) {
            Line line = take_positions(swapped, dimensions);
            if (!line.empty()) {
                m_out.lines.push_back(std::move(line));
            }
        } else if (type == kPolygon) {
            read_polygon(swapped, dimensions);
        } else if (type >= kMultiPoint && type <= kCollection) {
            const auto count = take<std::uint32_t>(swapped);
            for (std::uint32_t i = 0; i < count; ++i) {
                read_geometry(depth + 1);
            }
        } else {
            fail("this type of geometry is not supported (curves must be made straight first)");
        }
    }

    std::string_view m_bytes;
    Geometry& m_out;
    std::size_t m_at = 0;
};

} // namespace

std::string to_wkb(const Geometry& geometry) {
    std::string out;
    const int kinds = (geometry.polygons.empty() ? 0 : 1) + (geometry.lines.empty() ? 0 : 1) +
                      (geometry.points.empty() ? 0 : 1);
    if (kinds != 1) {
        put_head(out, kCollection);
        put_count(out, static_cast<std::size_t>(kinds));
    }
    if (!geometry.polygons.empty()) {
        put_polygons(out, geometry.polygons);
    }
    if (!geometry.lines.empty()) {
        put_lines(out, geometry.lines);
    }
    if (!geometry.points.empty()) {
        put_points(out, geometry.points);
    }
    return out;
}

Geometry from_wkb(std::string_view bytes) {
    Geometry out;
    Reader(bytes, out).read_geometry(0);
    return out;
}

} // namespace liangxian::geo
