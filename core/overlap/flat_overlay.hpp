// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/index/flat_polygons.hpp"
#include "core/index/flat_rings.hpp"
#include "core/overlap/application_area.hpp"
#include "core/overlap/boundary_graph.hpp"
#include "core/overlap/crossing_join.hpp"
#include "core/overlap/overlay_trace.hpp"
#include "core/overlap/ring_collector.hpp"

#include <vector>

namespace liangxian::overlap {

/// How an application's area and a zone's area lie, exact on their doubles.
enum class FlatRelation {
    disjoint,
    touch,              ///< boundaries meet, interiors do not
    application_within, ///< the intersection is the application
    zone_within,        ///< the intersection is the zone
    equal,
    crossing,  ///< interiors meet, neither contains the other; also when their boundaries do not cross
    uncertain, ///< not decided: `doubt` says why
};

/// Intersection of two polygonal areas on flat arrays.
///
/// Finds the contacts of the boundaries, decides every stretch between them exactly, and traces those that
/// bound the intersection. The relation is exact. Vertices of the result are vertices of the inputs, as they
/// are, and crossing points rounded to doubles; when that rounding could matter, because boundaries pass
/// each other within some eighty units in the last place, the result is verified to be simple.
/// \pre both are valid polygons. Invalid ones mostly come out uncertain, but that is no promise
/// \note deterministic; reuses its memory; one object per thread
class FlatOverlay {
public:
    FlatRelation run(const index::FlatRings& application, const index::FlatRings& zone);
    /// The same when it is known which blocks of the application may meet the zone's box.
    /// \param begin,end  their numbers in ApplicationArea::blocks()
    FlatRelation run(const ApplicationArea& application, const std::uint32_t* begin, const std::uint32_t* end,
                     const index::FlatRings& zone);

    /// The intersection when the last run said `crossing`, else nothing: otherwise it is one of the inputs
    /// or empty. A view into this object until its next run; it has no boxes.
    index::FlatRings result() const { return m_has_result ? m_rings.polygons().view() : index::FlatRings(); }
    /// Why the last run was uncertain. Beside `crossing` it says `none`, or `collapsed`: the interiors meet,
    /// but nowhere wider than rounding, so that there is nothing to draw and no area to speak of.
    Doubt doubt() const { return m_doubt; }

private:
    FlatRelation decide(const index::FlatRings& application, const index::FlatRings& zone);
    FlatRelation relation() const;
    void find_own_touches(Owner owner, const index::FlatRings& rings);
    Doubt trace(const index::FlatRings& application, const index::FlatRings& zone);
    Doubt trace_rings(double extent);

    CrossingJoin m_join;
    CrossingJoin m_own_join;
    std::vector<OwnTouch> m_own_touches;
    BoundaryGraph m_graph;
    OverlayTrace m_trace;
    RingCollector m_rings;
    bool m_has_result = false;
    Doubt m_doubt = Doubt::none;
};

} // namespace liangxian::overlap
