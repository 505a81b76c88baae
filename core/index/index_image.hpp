// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/index/byte_sink.hpp"
#include "core/index/index_layout.hpp"
#include "core/zone/zone_source.hpp"

#include <cstdint>
#include <vector>

namespace liangxian::index {

/// A record as the spool keeps it, followed there by its rings, boxes and coordinates.
struct SpooledRecord {
    std::uint32_t record_class;
    std::uint32_t row;
    std::uint32_t ring_count;
    std::uint32_t box_count;
    std::uint32_t vertex_count;
    FlatBox box;
    double area_m2;

    /// It has no ring (index_layout.hpp).
    bool is_one_point() const { return ring_count == 0 && vertex_count == 1; }
};

/// How many there are of everything, and where it all goes.
struct ImagePlan {
    IndexCounts counts;
    std::uint64_t points = 0; ///< vertices of points alone
    std::uint64_t groups_per_level[kMaxLevels] = {};
    std::size_t level_count = 0;
    std::uint64_t groups = 0;
    IndexSections sections;

    ImagePlan(const IndexCounts& all, std::uint64_t all_points);
};

/// Lays out the bytes of an index: record by record as they lie along the curve, then the rest. Blocks and
/// coordinates, nearly all of it, pass through; the others are kept until the end, some 70 bytes a record.
class IndexImage {
public:
    IndexImage(const ImagePlan& plan, ByteSink& sink);

    /// \param spooled  a SpooledRecord and what follows it
    void add_record(const char* spooled);
    /// After the last record.
    void finish(const zone::ContentMark& mark, const std::vector<RecordClass>& classes,
                const std::vector<LooseRow>& loose);

private:
    void fill_upper_groups();
    void put_group_sums();
    void put_header(const zone::ContentMark& mark, const std::vector<RecordClass>& classes,
                    const std::vector<LooseRow>& loose);

    const ImagePlan& m_plan;
    ByteSink& m_sink;
    SinkStream m_blocks;
    SinkStream m_coordinates;
    SinkStream m_points;
    std::vector<BoxGroup> m_groups;
    std::vector<Record> m_records;
    std::vector<FlatRing> m_rings;
    std::uint32_t m_block = 0;    ///< the next one's number
    std::uint64_t m_vertex = 0;   ///< of rings
    std::uint64_t m_point_vertex; ///< those of points alone come after those of all rings
};

} // namespace liangxian::index
