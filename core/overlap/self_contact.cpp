// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/self_contact.hpp"

#include "core/overlap/crossing_join.hpp"
#include "core/overlap/ray_order.hpp"

namespace liangxian::overlap {
namespace {

bool is_itself(const Contact& contact) {
    return contact.application.segment == contact.zone.segment && contact.application.t == contact.zone.t;
}

/// Whether one boundary stays on one side of the other where they touch.
bool is_bounce(const FlatRings& rings, const Contact& contact) {
    const Rays one = rays_at(rings, contact.application);
    const Rays other = rays_at(rings, contact.zone);
    SideFinder out(contact.point, other.out, false);
    out.add(one);
    SideFinder back(contact.point, other.back, true);
    back.add(one);
    return out.side() == back.side() && (out.side() == Side::inside || out.side() == Side::outside);
}

} // namespace

SelfContact self_contact(const FlatRings& rings) {
    CrossingJoin join;
    join.run(rings, rings);
    SelfContact worst = SelfContact::none;
    for (const Contact& contact : join.contacts()) {
        if (is_itself(contact)) {
            continue;
        }
        const bool is_valid = contact.kind == Contact::Kind::touch &&
                              contact.application.ring != contact.zone.ring && is_bounce(rings, contact);
        if (!is_valid) {
            return SelfContact::invalid;
        }
        worst = SelfContact::rings_touch;
    }
    return worst;
}

} // namespace liangxian::overlap
