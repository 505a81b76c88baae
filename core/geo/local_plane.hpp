// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/gauss_krueger.hpp"
#include "core/geo/geometry.hpp"

namespace liangxian::geo {

/// A Gauss-Krüger plane of CGCS2000 whose central meridian runs through the middle of what is drawn: for
/// constructions in metres (offsets, boxes), where the scale of an official 3° zone, up to 410 ppm too large
/// at its edge, would put an outline inside its legal distance. North is true north in the middle. Easting 0
/// on the meridian. Immutable: any thread.
class LocalPlane {
public:
    /// \param degrees  EPSG:4490, not empty; the plane is made about the middle of its bounds
    explicit LocalPlane(const Geometry& degrees);

    /// Edges straight in longitude and latitude get vertices, so that none leaves its line by over kMaxSagM.
    /// \throws base::GeometryError `outside-projection`
    Geometry to_plane(const Geometry& degrees) const;
    /// Edges straight in the plane get vertices (densified()).
    /// \throws base::GeometryError `outside-projection`
    Geometry to_degrees(const Geometry& plane) const;

    Position to_plane(const Position& degrees) const;
    Position to_degrees(const Position& plane) const;

    /// Metres of the plane that hold \p metres on the ground anywhere within \p reach_m of the meridian, the
    /// sag of the longest edge that to_degrees() leaves whole counted in: never too short, too long by at
    /// most kMaxSagM and 0.02 per mille within 40 km.
    double at_least_m(double metres, double reach_m, double longest_edge_m) const;

private:
    double m_latitude_deg = 0;
    GaussKrueger m_projection;
};

} // namespace liangxian::geo
