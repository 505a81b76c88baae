// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <optional>

namespace liangxian::geo {

// Outlines at a distance, in a plane of metres (local_plane.hpp). Circumscribed: nowhere nearer to what they
// are drawn about than asked. Pure: any thread. Cost O(n log n) in the vertices.

/// Everything within a distance of the geometry, corners rounded; the arcs are drawn from outside, at most
/// 0.12 % of the distance too far (swath.hpp).
/// \param plane  polygons, lines and points are all drawn about; holes narrower than the distance close
/// \param distance_m  not below 0
/// \throws base::GeometryError `overlay-failed`
Geometry grown_round(const Geometry& plane, double distance_m);

/// How far an outline goes beyond each side, in metres, none below 0.
struct SideDistances {
    double east = 0;
    double south = 0;
    double west = 0;
    double north = 0;
};

/// An axis of a building: the direction of its "east", turned from the plane's east, anticlockwise.
struct SideAxes {
    double cos = 1;
    double sin = 0;

    /// Along the axes from the plane, and back.
    Position turned_in(const Position& p) const { return {cos * p.x + sin * p.y, cos * p.y - sin * p.x}; }
    Position turned_out(const Position& p) const { return {cos * p.x - sin * p.y, sin * p.x + cos * p.y}; }
    double turned_deg() const;
};

/// The axes of a body that stands askew: those of its smallest rectangle when it fills at least 90 % of it
/// (an octagon does not), the nearest of the four to the plane's own. The plane's own axes for lines, points
/// and every other shape.
SideAxes axes_of(const Geometry& plane);

/// Everything that lies at most so far east, and west, and north, and south of some point of the geometry:
/// the sides of a rectangle move out by their own distances and meet in corners. Of any shape it holds all
/// that lies within the smallest of the four distances.
/// \throws base::GeometryError `overlay-failed`
Geometry grown_per_side(const Geometry& plane, const SideDistances& distances, const SideAxes& axes);

/// Everything up to the outlines: holes are ground like the rest.
Geometry without_holes(Geometry geometry);

/// The greatest of the four coordinates of a geometry along axes.
SideDistances extent_along(const Geometry& plane, const SideAxes& axes);

} // namespace liangxian::geo
