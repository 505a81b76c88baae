// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "core/index/flat_polygons.hpp"

#include <cstdint>
#include <vector>

namespace liangxian::overlap {

/// Takes simple rings in any order and makes polygons of them: counter-clockwise rings are shells,
/// clockwise ones the holes of the smallest shell they lie in.
/// \note reuses its memory; one object per thread
class RingCollector {
public:
    /// \param resolution  in the coordinates' unit: what rounding may move a crossing point by
    /// \param extent      in the same unit: no edge reaches farther along either axis
    void clear(double resolution, double extent);
    /// Drops vertices equal to the one before. A ring nowhere wider than the resolution has collapsed in
    /// rounding, and so has one of fewer than three vertices: it is left out, and counted.
    /// \param x,y  \p count vertices, which are moved together in place
    void add_ring(double* x, double* y, std::uint32_t count);

    std::uint32_t collapsed_count() const { return m_collapsed_count; }
    bool empty() const { return m_rings.empty(); }

    /// Puts the holes into their shells. \returns whether every hole has found one
    bool assemble();
    /// What was assembled, boxes not yet computed.
    index::FlatPolygons& polygons() { return m_holes.empty() ? m_shells : m_assembled; }
    const index::FlatPolygons& polygons() const { return m_holes.empty() ? m_shells : m_assembled; }

private:
    struct Ring {
        double twice_signed = 0; ///< signed area, square units of the coordinates
        std::uint32_t shell = 0; ///< of a hole: position in m_rings
        geo::Box box;            ///< where there are holes
    };

    bool has_collapsed(const double* x, const double* y, std::uint32_t count, double twice_signed) const;
    void find_boxes();
    bool find_shell(std::uint32_t hole);
    void append(std::uint32_t ring, std::uint32_t polygon, bool is_hole);

    index::FlatPolygons m_shells; ///< the rings as they came, each as a shell
    index::FlatPolygons m_assembled;
    std::vector<Ring> m_rings;
    std::vector<std::uint32_t> m_holes; ///< positions in m_rings
    double m_resolution = 0;
    double m_extent = 0;
    std::uint32_t m_collapsed_count = 0;
};

} // namespace liangxian::overlap
