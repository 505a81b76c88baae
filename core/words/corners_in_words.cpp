// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/gauss_krueger.hpp"
#include "core/words/describe.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace liangxian::words {
namespace {

/// J1 … in the order of the ring; numbers go on from ring to ring.
class CornerWriter {
public:
    explicit CornerWriter(const geo::GaussZone& zone) : m_plane(zone) {}

    void write(const geo::Ring& ring, bool is_hole, bool is_only) {
        ++m_rings;
        if (!is_only) {
            m_text += fmt::format("{}第{}圈：", is_hole ? "扣除" : "", m_rings);
        }
        for (const geo::Position& corner : ring) {
            const auto plane = m_plane.forward(corner);
            m_text += fmt::format("J{}：X={:.3f}，Y={:.3f}；", ++m_corners, plane ? plane->y : 0,
                                  plane ? plane->x : 0);
        }
    }
    std::string text() && {
        m_text.resize(m_text.size() - std::string("；").size());
        return std::move(m_text) + "。";
    }

private:
    geo::GaussKrueger m_plane;
    std::size_t m_rings = 0;
    std::size_t m_corners = 0;
    std::string m_text;
};

} // namespace

std::string corners_in_words(const geo::Geometry& outline) {
    const geo::Box box = outline.bounds();
    geo::GaussZone zone = geo::GaussZone::nearest_3_degree((box.min_x + box.max_x) / 2);
    zone.prefixed = true;
    CornerWriter writer(zone);
    const bool is_only = outline.polygons.size() == 1 && outline.polygons.front().holes.empty();
    for (const geo::Polygon& polygon : outline.polygons) {
        writer.write(polygon.shell, false, is_only);
        for (const geo::Ring& hole : polygon.holes) {
            writer.write(hole, true, false);
        }
    }
    return fmt::format("以下列坐标点为准（2000国家大地坐标系，3度带第{}带）：", zone.number) +
           std::move(writer).text();
}

} // namespace liangxian::words
