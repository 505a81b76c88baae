// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/index/flat_polygons.hpp"
#include "core/index/zone_index_writer.hpp"
#include "core/overlap/crossing_join.hpp"
#include "core/zone/row_visitor.hpp"

#include <cstdint>

namespace liangxian::overlap {

/// Takes stored records into a zone index: flattens them, measures them, and finds out, exactly, which are
/// not valid and which have rings that touch. Nothing is repaired here: an invalid one is marked, and
/// whoever meets it repairs it in the open.
class ZoneIngest : public zone::RowVisitor {
public:
    explicit ZoneIngest(index::ZoneIndexWriter& writer) : m_writer(writer) {}

    void visit(const zone::Site& site) override { add(site.row, site); }
    void visit(const zone::Zone& zone) override { add(zone.row, zone); }
    void visit(const zone::Area& area) override { add(area.row, area); }
    /// Kept by its box, to be named by whoever comes near; one that may lie anywhere, by everybody.
    void visit_unreadable(zone::RecordKind kind, std::int64_t row,
                          const std::optional<geo::Box>& box) override;

    /// \param row  the record's number in its layer
    /// A record without geometry is not taken.
    void add(std::int64_t row, const zone::Site& site);
    void add(std::int64_t row, const zone::Zone& zone);
    void add(std::int64_t row, const zone::Area& area);

    std::uint64_t invalid_count() const { return m_invalid; }

private:
    void add(std::int64_t row, index::RecordClass shared, const geo::Geometry& geometry);
    /// How the rings meet themselves and each other, for which they are cut into smaller blocks meanwhile.
    void judge_rings(const geo::Geometry& geometry, index::RecordClass& shared);

    index::ZoneIndexWriter& m_writer;
    index::FlatPolygons m_flat;
    CrossingJoin m_join;
    std::uint64_t m_invalid = 0;
};

} // namespace liangxian::overlap
