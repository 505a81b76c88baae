// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/zone/records.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace liangxian::deliver {

/// A hole may draw what lies in it. It is shown on those days alone on which the unit's own ranges, shown
/// themselves, fill it.
class KeptHoles {
public:
    /// The days on which a version is in force, by its place among the lines.
    using Stays = std::vector<std::vector<base::DateSpan>>;

    /// \param lines,stays  must outlive this \param rim_deg  so much of a hole may be left
    KeptHoles(const std::vector<zone::Zone>& lines, const Stays& stays, double rim_deg);

    struct Shape {
        base::DateSpan days;
        geo::Geometry geometry;
    };
    /// A line during one of its stays: once for each span of days on which it keeps the same holes. Cost: of
    /// a line with holes, the stays of the unit's ranges and their union for each of them.
    std::vector<Shape> shapes_of(std::size_t place, const base::DateSpan& stay) const;

private:
    std::vector<base::DateSpan> parts_of(const base::DateSpan& span,
                                         const std::vector<std::size_t>& lines) const;
    std::vector<std::size_t> filled_holes(const geo::Geometry& geometry,
                                          const std::vector<std::size_t>& ranges,
                                          const base::DateSpan& days) const;
    bool is_in_force(std::size_t line, const base::DateSpan& days) const;
    bool is_filled(const geo::Ring& hole, const std::vector<const geo::Geometry*>& ranges) const;

    const std::vector<zone::Zone>& m_lines;
    const Stays& m_stays;
    double m_rim_deg;
    std::map<std::string, std::vector<std::size_t>> m_ranges; ///< places, by unit
};

} // namespace liangxian::deliver
