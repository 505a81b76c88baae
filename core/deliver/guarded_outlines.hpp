// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

namespace liangxian::deliver {

/// Outlines whose place is not public, and whether another outline would draw them. Found by the cells they
/// lie in: a question costs what is near.
class GuardedOutlines {
public:
    /// \param near_deg  a corner so near to an outline lies on it
    explicit GuardedOutlines(double near_deg) : m_near_deg(near_deg) {}

    /// \param geometry  must outlive this
    void add(const geo::Geometry& geometry);
    /// Whether a corner of one of them lies on the outline of \p geometry, or as good as on it, or the other
    /// way round: a line drawn along the middle of one of their edges ends there.
    bool are_followed_by(const geo::Geometry& geometry) const;

private:
    bool has_corner_on(const geo::Geometry& cornered, const geo::Geometry& outline) const;
    bool is_on(const geo::Position& corner, const geo::Geometry& outline) const;

    double m_near_deg;
    std::vector<const geo::Geometry*> m_outlines;
    std::map<std::pair<long, long>, std::vector<std::size_t>> m_cells;
};

} // namespace liangxian::deliver
