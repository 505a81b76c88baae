// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/zone_ingest.hpp"

#include "core/geo/repair.hpp"
#include "core/overlap/application_area.hpp"
#include "core/overlap/ring_nesting.hpp"
#include "core/overlap/self_contact.hpp"
#include "core/overlap/star_shape.hpp"

#include <algorithm>
#include <cmath>

namespace liangxian::overlap {
namespace {

using index::RecordClass;

std::int32_t day_number(const std::optional<base::Date>& date) {
    if (!date) {
        return RecordClass::kNoDay;
    }
    constexpr std::int64_t kFarthest = INT32_MAX;
    return static_cast<std::int32_t>(std::clamp(date->days_since_epoch(), -kFarthest, kFarthest));
}

RecordClass class_of(index::Table table, const base::DateSpan& valid) {
    RecordClass out;
    out.table = table;
    out.valid_from = day_number(valid.from);
    out.valid_to = day_number(valid.to);
    return out;
}

template <typename Enum>
std::uint8_t number_of(Enum value) {
    return static_cast<std::uint8_t>(value);
}

/// A mixture is no layer's business; the overlay of its parts is left to GEOS.
bool is_mixed(const geo::Geometry& geometry) {
    return (geometry.polygons.empty() ? 0 : 1) + (geometry.lines.empty() ? 0 : 1) +
               (geometry.points.empty() ? 0 : 1) >
           1;
}

/// Every ring with every other one while they are few; GEOS sorts them first.
bool nests_well(const geo::Geometry& geometry, const index::FlatRings& flat) {
    constexpr std::uint32_t kFewRings = 256;
    return flat.ring_count <= kFewRings ? rings_nest_well(flat) : !geo::invalidity(geometry);
}

/// Whether flattening lost nothing: a ring of fewer than three vertices is left out by it.
bool is_whole(const geo::Geometry& geometry, const index::FlatRings& flat) {
    std::size_t rings = geometry.polygons.size();
    for (const geo::Polygon& polygon : geometry.polygons) {
        rings += polygon.holes.size();
    }
    return rings == flat.ring_count;
}

} // namespace

void ZoneIngest::add(std::int64_t row, const zone::Site& site) {
    RecordClass shared = class_of(index::Table::sites, site.valid);
    shared.accuracy_m = site.position_accuracy_m.value_or(-1);
    add(row, shared, site.geometry);
}

void ZoneIngest::add(std::int64_t row, const zone::Zone& zone) {
    RecordClass shared = class_of(index::Table::zones, zone.valid);
    shared.accuracy_m = zone.accuracy_m.value_or(-1);
    shared.kind = number_of(zone.kind);
    shared.status = number_of(zone.status);
    shared.basis = zone.geometry_basis ? number_of(*zone.geometry_basis) : RecordClass::kNothing;
    add(row, shared, zone.geometry);
}

void ZoneIngest::add(std::int64_t row, const zone::Area& area) {
    RecordClass shared = class_of(index::Table::areas, area.valid);
    shared.kind = number_of(area.kind);
    add(row, shared, area.geometry);
}

void ZoneIngest::visit_unreadable(zone::RecordKind kind, std::int64_t row,
                                  const std::optional<geo::Box>& box) {
    const index::Table table = kind == zone::RecordKind::site   ? index::Table::sites
                               : kind == zone::RecordKind::zone ? index::Table::zones
                                                                : index::Table::areas;
    if (!box) {
        m_writer.add_loose(table, row);
        return;
    }
    RecordClass shared;
    shared.table = table;
    shared.is_invalid = 1;
    m_writer.add_box(shared, row, *box);
}

void ZoneIngest::add(std::int64_t row, RecordClass shared, const geo::Geometry& geometry) {
    if (geometry.empty()) {
        return;
    }
    const int dimension = geometry.dimension();
    shared.dimension = static_cast<std::uint8_t>(dimension);
    if (is_mixed(geometry)) {
        shared.is_mixed = 1;
        m_writer.add_box(shared, row, geometry.bounds());
        return;
    }
    if (dimension < 2) {
        m_writer.add_open(shared, row, geometry);
        return;
    }
    m_flat.assign(geometry, index::kZoneBlockSize);
    const index::FlatRings flat = m_flat.view();
    if (!is_whole(geometry, flat) || !std::isfinite(flat.box.max_x)) {
        shared.is_invalid = 1;
    } else if (flat.ring_count > 1 || !is_star_shaped(flat, 0)) {
        judge_rings(geometry, shared);
    }
    m_invalid += shared.is_invalid;
    if (shared.is_invalid != 0) {
        m_writer.add_box(shared, row, geometry.bounds()); // whoever meets it reads the record itself
    } else {
        const index::FlatRings rings = m_flat.view();
        m_writer.add_polygons(shared, row, area_m2(rings), rings);
    }
}

void ZoneIngest::judge_rings(const geo::Geometry& geometry, RecordClass& shared) {
    m_flat.finish(index::kApplicationBlockSize); // a ring meets itself in fewer small blocks
    const index::FlatRings flat = m_flat.view();
    const SelfContact contact = self_contact(flat, m_join);
    const bool may_be_nested = flat.ring_count > 1;
    shared.is_invalid =
        contact == SelfContact::invalid || (may_be_nested && !nests_well(geometry, flat)) ? 1 : 0;
    shared.rings_touch = may_be_nested && (contact != SelfContact::none || m_join.has_near_miss()) ? 1 : 0;
    m_flat.finish(index::kZoneBlockSize);
}

} // namespace liangxian::overlap
