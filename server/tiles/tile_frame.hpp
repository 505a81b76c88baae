// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "server/tiles/tile_address.hpp"

#include <array>

namespace liangxian::tiles {

/// A corner in tile units, to the right and down from the tile's north-west corner.
struct TilePoint {
    int x = 0;
    int y = 0;
    bool operator==(const TilePoint& o) const { return x == o.x && y == o.y; }
};

/// Takes longitude and latitude, EPSG:4490, into the units of one tile. The ellipsoids of CGCS2000 and WGS 84
/// differ by a tenth of a millimetre and are taken as one, as EPSG:3857 takes its ellipsoid as a sphere.
class TileFrame {
public:
    static constexpr int kExtent = 4096; ///< units along a side
    static constexpr int kBuffer = 64;   ///< what is drawn around, so that borders of tiles are not seen

    explicit TileFrame(const TileAddress& tile);

    /// What the tile shows with its buffer, degrees.
    const geo::Box& box() const { return m_box; }
    /// Tile units from degrees, the same doubles on every machine; right to a hundredth of a unit near the
    /// tile and up to 83° N and S. Elsewhere only the side counts.
    double x(double longitude) const { return m_x0 + longitude * m_x_scale; }
    double y(double latitude) const {
        return m_is_exact ? exact_y(latitude) : near_y(latitude - m_middle_latitude);
    }

private:
    double exact_y(double latitude) const;
    /// The first terms of the series of Mercator's ordinate about the middle of the tile: a tile from zoom 8
    /// on is so low that they are right to 0.01 units, at a tenth of the cost.
    double near_y(double d) const { return m_near[0] + d * (m_near[1] + d * (m_near[2] + d * m_near[3])); }

    double m_x0;
    double m_x_scale;
    double m_y0;
    double m_y_scale; ///< tile units in a radian of Mercator's ordinate
    bool m_is_exact;
    double m_middle_latitude = 0;
    std::array<double, 4> m_near{};
    geo::Box m_box;
};

} // namespace liangxian::tiles
