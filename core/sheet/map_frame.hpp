// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/drawing.hpp"
#include "core/geo/crs.hpp"
#include "core/geo/geometry.hpp"
#include "core/geo/transform.hpp"

namespace liangxian::sheet {

/// Where a place on the ground lies on the sheet: a rectangle of paper over a plane, at a true scale, the
/// northing up.
class MapFrame {
public:
    /// \param middle  of the frame, in the plane of \p zone
    MapFrame(document::Rect paper, geo::GaussZone zone, geo::Position middle, int denominator);

    const document::Rect& paper() const { return m_paper; }
    const geo::GaussZone& zone() const { return m_zone; }
    int denominator() const { return m_denominator; }
    double mm_per_m() const { return 1000.0 / m_denominator; }
    /// What the frame shows, in the plane, metres.
    geo::Box ground() const;

    geo::Position middle_degrees() const { return m_transform.to_4490(m_middle); }

    document::Point on_paper(const geo::Position& plane) const;
    geo::Position in_plane(const geo::Position& degrees) const { return m_transform.from_4490(degrees); }
    /// Edges straight in longitude and latitude, cut so that their bend in the plane stays under 5 mm.
    document::Contour contour(const std::vector<geo::Position>& degrees, bool is_closed) const;
    /// All rings of the polygons, as one path to be filled by the even-odd rule.
    std::vector<document::Contour> contours(const geo::Geometry& degrees) const;

private:
    document::Rect m_paper;
    geo::GaussZone m_zone;
    geo::Position m_middle;
    int m_denominator;
    geo::Transform m_transform;
};

/// Bounds of a geometry in the plane, metres.
geo::Box plane_bounds(const geo::Geometry& degrees, const geo::Transform& plane);

/// Angle from grid north to true north at a place, degrees: positive east of the central meridian.
/// γ = arctan(tan Δλ · sin φ), right to a second of arc within a 3° zone.
double meridian_convergence_deg(const geo::GaussZone& zone, const geo::Position& degrees);

} // namespace liangxian::sheet
