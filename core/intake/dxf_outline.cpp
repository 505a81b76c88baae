// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/dxf_outline.hpp"

#include "core/base/number.hpp"
#include "core/geo/elementary.hpp"
#include "core/intake/text_lines.hpp"

#include <fmt/format.h>

#include <cmath>

namespace liangxian::intake {
namespace {

constexpr double kPi = 3.14159265358979323846;
// Group codes and flags: DXF Reference, entities section.
constexpr int kLayer = 8;
constexpr int kX = 10;
constexpr int kY = 20;
constexpr int kRadius = 40;
constexpr int kBulge = 42;
constexpr int kPaperSpace = 67;
constexpr int kFlags = 70;
constexpr int kNormalX = 210;
constexpr int kNormalY = 220;
constexpr int kNormalZ = 230;
constexpr int kClosed = 1;
constexpr int kMeshes = 16 | 64; // polygon mesh, polyface mesh
constexpr int kSplineFrame = 16; // on a VERTEX: a control point, not on the curve

/// Drawing units. Not std::hypot, whose last digit may depend on the machine.
double distance(const geo::Position& a, const geo::Position& b) {
    return std::sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
}

/// Whether the entity lies in the plane of the map; seen from below (normal 0,0,-1) its x is mirrored.
struct DxfPlane {
    bool is_plan = true;
    bool mirrored = false;
};

DxfPlane plane_of(const DxfEntity& entity) {
    const bool upright = entity.number(kNormalX, 0) == 0 && entity.number(kNormalY, 0) == 0;
    const double z = entity.number(kNormalZ, 1);
    return {upright && z != 0 && entity.flags(kPaperSpace) == 0, z < 0};
}

class OutlineBuilder {
public:
    OutlineBuilder(const DxfEntity& entity, const std::string& name) : m_entity(entity), m_name(name) {
        m_out.outline = DxfOutline{};
        m_out.outline->layer = dxf_text(entity.text(kLayer));
        m_out.outline->line = entity.line;
    }

    void add_light_vertices() {
        for (const DxfGroup& group : m_entity.groups) {
            if (group.code == kX) {
                vertices().push_back({{number(group), 0}, 0});
            } else if (group.code == kY && !vertices().empty()) {
                vertices().back().position.y = number(group);
            } else if (group.code == kBulge && !vertices().empty()) {
                vertices().back().bulge = number(group);
            }
        }
    }
    void add_heavy_vertices(const std::vector<DxfEntity>& entities) {
        for (const DxfEntity& vertex : entities) {
            if ((vertex.flags(kFlags) & kSplineFrame) != 0) {
                continue;
            }
            DxfVertex out;
            for (const DxfGroup& group : vertex.groups) {
                double* target = group.code == kX       ? &out.position.x
                                 : group.code == kY     ? &out.position.y
                                 : group.code == kBulge ? &out.bulge
                                                        : nullptr;
                if (target != nullptr) {
                    *target = number(group);
                }
            }
            vertices().push_back(out);
        }
    }
    /// Two half circles.
    void add_circle() {
        const double x = m_entity.number(kX, 0);
        const double y = m_entity.number(kY, 0);
        const double radius = m_entity.number(kRadius, 0);
        vertices() = {{{x + radius, y}, 1}, {{x - radius, y}, 1}};
    }
    DxfOutlineResult finish(bool closed, bool mirrored) {
        DxfOutline& outline = *m_out.outline;
        if (mirrored) {
            for (DxfVertex& vertex : outline.vertices) {
                vertex.position.x = -vertex.position.x;
                vertex.bulge = -vertex.bulge;
            }
        }
        close(outline, closed);
        return std::move(m_out);
    }

private:
    std::vector<DxfVertex>& vertices() { return m_out.outline->vertices; }
    double number(const DxfGroup& group) {
        const auto value = base::parse_number(group.value);
        if (!value) {
            m_out.problem =
                base::Problem{"dxf-number",
                              at_line(m_name, group.line + 1),
                              {"坐标“" + std::string(group.value.substr(0, 40)) + "”不是数字；请重新导出 DXF",
                               "the coordinate '" + std::string(group.value.substr(0, 40)) +
                                   "' is no number; export the DXF again"}};
        }
        return value.value_or(0);
    }
    static void close(DxfOutline& outline, bool flagged) {
        std::vector<DxfVertex>& all = outline.vertices;
        while (all.size() > 1 && all.front().position == all.back().position && all.back().bulge == 0) {
            all.pop_back();
            outline.closed = true;
        }
        outline.closed = outline.closed || flagged;
        for (std::size_t i = 0; i + 1 < all.size(); ++i) {
            outline.length += distance(all[i].position, all[i + 1].position);
        }
        if (!outline.closed && !all.empty()) {
            outline.gap = distance(all.front().position, all.back().position);
        }
    }

    const DxfEntity& m_entity;
    const std::string& m_name;
    DxfOutlineResult m_out;
};

/// Adds the points of an arc after its start, without its end.
void add_arc(const geo::Position& from, const geo::Position& to, double bulge, double sagitta,
             std::size_t limit, geo::Ring& ring) {
    const double angle = 4 * geo::arctan(bulge);
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    const double chord = distance(from, to);
    // With the bulge b = tan(angle/4), sin(angle/2) is 2b/(1 + b²).
    const double radius = chord * (1 + bulge * bulge) / (4 * std::abs(bulge));
    if (chord == 0 || !std::isfinite(radius)) {
        return;
    }
    // A chord of angle s leaves its arc by radius·(1 - cos s/2) = 2·radius·sin²(s/4).
    const double quarter_sine = std::sqrt(sagitta / radius / 2);
    const double step = radius <= sagitta
                            ? kPi / 2
                            : 4 * geo::arctan2(quarter_sine, std::sqrt(1 - quarter_sine * quarter_sine));
    const double count = std::min(std::ceil(std::abs(angle) / step), static_cast<double>(limit) + 1);
    // The centre lies left of the chord for a counter-clockwise arc, by radius·cos(half the angle).
    const double offset = (1 - bulge * bulge) / (4 * bulge);
    const geo::Position centre{from.x + dx / 2 - dy * offset, from.y + dy / 2 + dx * offset};
    const double start = geo::arctan2(from.y - centre.y, from.x - centre.x);
    for (double i = 1; i < count && ring.size() <= limit; ++i) {
        const geo::SinCos at = geo::sin_cos(start + angle * i / count);
        ring.push_back({centre.x + radius * at.cos, centre.y + radius * at.sin});
    }
}

} // namespace

DxfOutlineResult dxf_outline(const DxfEntity& entity, const std::vector<DxfEntity>& vertices,
                             const std::string& name) {
    const DxfPlane plane = plane_of(entity);
    const int flags = entity.type == "CIRCLE" ? kClosed : entity.flags(kFlags);
    if (!plane.is_plan || (entity.type == "POLYLINE" && (flags & kMeshes) != 0)) {
        return {};
    }
    OutlineBuilder builder(entity, name);
    if (entity.type == "CIRCLE") {
        builder.add_circle();
    } else if (entity.type == "POLYLINE") {
        builder.add_heavy_vertices(vertices);
    } else {
        builder.add_light_vertices();
    }
    return builder.finish((flags & kClosed) != 0, plane.mirrored);
}

geo::Ring with_chords(const DxfOutline& outline, double sagitta, std::size_t limit) {
    geo::Ring ring;
    const std::size_t n = outline.vertices.size();
    for (std::size_t i = 0; i < n; ++i) {
        const DxfVertex& vertex = outline.vertices[i];
        ring.push_back(vertex.position);
        const bool has_edge = outline.closed || i + 1 < n;
        if (vertex.bulge != 0 && has_edge) {
            add_arc(vertex.position, outline.vertices[(i + 1) % n].position, vertex.bulge, sagitta, limit,
                    ring);
        }
        if (ring.size() > limit) {
            return {};
        }
    }
    return ring;
}

} // namespace liangxian::intake
