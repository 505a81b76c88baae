// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/vertex_faults.hpp"

#include "core/geo/area.hpp"
#include "core/geo/thickness.hpp"

namespace liangxian::app {
namespace {

constexpr double kThinM = 0.1;
/// A mean width well above: no need to look for a circle.
constexpr double kSurelyThickM = 10 * kThinM;

void count_repeated(const geo::Ring& ring, VertexFaults& out) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
        if (ring[i].x == ring[i - 1].x && ring[i].y == ring[i - 1].y) {
            out.first_repeated = out.repeated == 0 ? std::optional(ring[i]) : out.first_repeated;
            ++out.repeated;
        }
    }
}

bool is_thin(const geo::Polygon& polygon) {
    geo::Geometry part;
    part.polygons = {polygon};
    return geo::mean_width_m(part, geo::area_lonlat_m2(part)) < kSurelyThickM &&
           !geo::circle_fits(part, kThinM);
}

} // namespace

VertexFaults vertex_faults(const geo::Geometry& geometry) {
    VertexFaults out;
    for (const geo::Polygon& polygon : geometry.polygons) {
        count_repeated(polygon.shell, out);
        for (const geo::Ring& hole : polygon.holes) {
            count_repeated(hole, out);
        }
        if (!out.thin_part && is_thin(polygon)) {
            out.thin_part = polygon.shell.front();
        }
    }
    return out;
}

} // namespace liangxian::app
