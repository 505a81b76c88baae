// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "core/index/flat_polygons.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace liangxian::overlap {

/// Takes simple rings in any order and makes polygons of them: counter-clockwise rings are shells,
/// clockwise ones the holes of the smallest shell they lie in.
/// \note reuses its memory; one object per thread
class RingCollector {
public:
    /// \param resolution  in the coordinates' unit: what rounding may move a crossing point by
    void clear(double resolution);
    /// Drops vertices equal to the one before. A ring nowhere wider than the resolution has collapsed in
    /// rounding, and so has one of fewer than three vertices: it is left out, and counted.
    void add_ring(const geo::Position* vertices, std::size_t count);

    std::uint32_t collapsed_count() const { return m_collapsed_count; }
    bool empty() const { return m_rings.empty(); }

    /// \param out  receives the polygons, boxes not yet computed
    /// \returns whether every hole has found a shell
    bool assemble(index::FlatPolygons& out);

private:
    struct Ring {
        std::uint32_t first = 0;
        std::uint32_t count = 0;
        std::uint32_t shell = 0; ///< of a hole: position in m_rings
        double twice_signed = 0; ///< signed area, square units of the coordinates
        geo::Box box;
    };

    double boundary_of(const Ring& ring) const;
    bool find_shell(Ring& hole) const;
    bool lies_in(const Ring& hole, const Ring& shell) const;
    void append(index::FlatPolygons& out, const Ring& ring, std::uint32_t polygon, bool is_hole) const;

    std::vector<double> m_x;
    std::vector<double> m_y;
    std::vector<Ring> m_rings;
    std::vector<std::uint32_t> m_holes; ///< positions in m_rings
    double m_resolution = 0;
    std::uint32_t m_collapsed_count = 0;
};

} // namespace liangxian::overlap
