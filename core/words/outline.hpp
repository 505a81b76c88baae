// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/local_plane.hpp"
#include "core/geo/offset.hpp"
#include "core/words/draft_base.hpp"

#include <optional>
#include <string>

namespace liangxian::words {

/// The outline that a reading describes about its base; what had to be assumed, and what a person must still
/// draw, goes into the reading.
class Outline {
public:
    /// All must outlive the object.
    Outline(Reading& reading, const DraftBase& base, const Ground& ground)
        : m_reading(reading), m_base(base), m_ground(ground) {}

    /// \returns polygons in EPSG:4490, what lies inside the base included; none when a person must draw it
    /// all \throws base::GeometryError
    geo::Geometry draw();

private:
    geo::Geometry same_as_base();
    geo::Geometry box_about(const geo::Geometry& middle);
    geo::Geometry round_about(const geo::Geometry& shape);
    geo::Geometry sides_about(const geo::Geometry& shape);
    std::optional<double> metres_of(Side side);
    void ask_for_features();
    void note_point_for_body();
    void note_axes(const geo::SideAxes& axes);
    double plane_metres(const geo::Geometry& shape, double metres) const;
    void assume(std::string zh, std::string en);
    void ask(std::string zh, std::string en);

    Reading& m_reading;
    const DraftBase& m_base;
    const Ground& m_ground;
    std::optional<geo::LocalPlane> m_plane;
};

} // namespace liangxian::words
