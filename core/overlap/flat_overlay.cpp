// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/flat_overlay.hpp"

#include "core/overlap/self_contact.hpp"

#include <algorithm>
#include <cmath>

namespace liangxian::overlap {
namespace {

/// Far below what overflows in a product of differences of such coordinates.
constexpr double kLargestCoordinate = 1e70;

/// Of the near limit: about eight units in the last place of the largest coordinate.
constexpr double kResolutionShare = 0.1;

double extent_of(const geo::Box& box) { return std::max(box.max_x - box.min_x, box.max_y - box.min_y); }

bool is_usable(const geo::Box& box) {
    return box.min_x >= -kLargestCoordinate && box.min_y >= -kLargestCoordinate &&
           box.max_x <= kLargestCoordinate && box.max_y <= kLargestCoordinate;
}

} // namespace

FlatRelation FlatOverlay::run(const index::FlatRings& application, const index::FlatRings& zone) {
    m_doubt = Doubt::none;
    m_has_result = false;
    if (!application.box.intersects(zone.box)) {
        return FlatRelation::disjoint;
    }
    if (!is_usable(application.box) || !is_usable(zone.box)) {
        m_doubt = Doubt::coordinates;
        return FlatRelation::uncertain;
    }
    m_join.run(application, zone);
    m_graph.locate_in(nullptr);
    return decide(application, zone);
}

FlatRelation FlatOverlay::run(const ApplicationArea& application, const std::uint32_t* begin,
                              const std::uint32_t* end, const index::FlatRings& zone) {
    m_doubt = Doubt::none;
    m_has_result = false;
    if (!is_usable(application.rings().box) || !is_usable(zone.box)) {
        m_doubt = Doubt::coordinates;
        return FlatRelation::uncertain;
    }
    m_join.run(application, begin, end, zone);
    m_graph.locate_in(&application);
    return decide(application.rings(), zone);
}

FlatRelation FlatOverlay::decide(const index::FlatRings& application, const index::FlatRings& zone) {
    m_own_touches.clear();
    m_doubt = m_graph.build(application, zone, m_join.contacts(), m_own_touches, m_join.near_limit());
    if (m_doubt != Doubt::none) {
        return FlatRelation::uncertain;
    }
    const FlatRelation found = relation();
    if (found != FlatRelation::crossing) {
        return found;
    }
    m_doubt = trace(application, zone);
    m_has_result = m_doubt == Doubt::none;
    return m_has_result || m_doubt == Doubt::collapsed ? found : FlatRelation::uncertain;
}

/// The intersection is bounded by what each area has inside the other and by what both share.
FlatRelation FlatOverlay::relation() const {
    const SideCounts& application = m_graph.counts(Owner::application);
    const SideCounts& zone = m_graph.counts(Owner::zone);
    const bool interiors_meet = application[Side::inside] + application[Side::along] + zone[Side::inside] > 0;
    if (!interiors_meet) {
        return m_join.contacts().empty() ? FlatRelation::disjoint : FlatRelation::touch;
    }
    const bool is_application =
        application[Side::outside] + application[Side::against] + zone[Side::inside] == 0;
    const bool is_zone = zone[Side::outside] + zone[Side::against] + application[Side::inside] == 0;
    if (is_application) {
        return is_zone ? FlatRelation::equal : FlatRelation::application_within;
    }
    return is_zone ? FlatRelation::zone_within : FlatRelation::crossing;
}

/// Where an area's own rings touch inside the other area, rings of the result may run together.
void FlatOverlay::find_own_touches(Owner owner, const index::FlatRings& rings) {
    m_own_join.run_with_itself(rings);
    for (const BoundaryContact& contact : m_own_join.contacts()) {
        if (contact.kind == BoundaryContact::Kind::touch && contact.application.ring != contact.zone.ring) {
            m_own_touches.push_back({owner, contact.application, contact.point});
            m_own_touches.push_back({owner, contact.zone, contact.point});
        }
    }
}

Doubt FlatOverlay::trace(const index::FlatRings& application, const index::FlatRings& zone) {
    if (application.rings_touch || zone.rings_touch) {
        if (application.rings_touch) {
            find_own_touches(Owner::application, application);
        }
        if (zone.rings_touch) {
            find_own_touches(Owner::zone, zone);
        }
        const Doubt doubt =
            m_graph.build(application, zone, m_join.contacts(), m_own_touches, m_join.near_limit());
        if (doubt != Doubt::none) {
            return doubt;
        }
    }
    const Doubt doubt = trace_rings(std::min(extent_of(application.box), extent_of(zone.box)));
    const bool needs_proof = m_join.has_near_miss() || m_graph.has_near_stops() ||
                             m_rings.collapsed_count() > 0 || application.rings_touch || zone.rings_touch;
    if (doubt != Doubt::none || !needs_proof) {
        return doubt;
    }
    m_rings.polygons().finish(index::kApplicationBlockSize);
    return self_contact(m_rings.polygons().view(), m_own_join) == SelfContact::invalid ? Doubt::invalid_result
                                                                                       : Doubt::none;
}

/// \param extent  no edge of the result reaches farther along either axis
Doubt FlatOverlay::trace_rings(double extent) {
    m_rings.clear(kResolutionShare * m_join.near_limit(), extent);
    const Doubt doubt = m_trace.run(m_graph, m_rings);
    if (doubt != Doubt::none) {
        return doubt;
    }
    if (m_rings.empty()) {
        return Doubt::collapsed;
    }
    return m_rings.assemble() ? Doubt::none : Doubt::holes;
}

} // namespace liangxian::overlap
