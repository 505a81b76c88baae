// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "core/index/index_image.hpp"
#include "core/index/mapped_bytes.hpp"
#include "core/index/spool.hpp"
#include "core/zone/zone_source.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

namespace liangxian::index {

/// Makes a zone index: takes records one by one, in any order, then puts them in order along a Hilbert
/// curve. The same records give the same bytes. Cost O(n log n); memory some 95 bytes a record and the
/// classes: coordinates wait in a spool (spool.hpp).
class ZoneIndexWriter {
public:
    /// \param spool_folder  with room for the index once more; empty: memory
    explicit ZoneIndexWriter(const std::filesystem::path& spool_folder);

    /// \param rings  in blocks of kZoneBlockSize
    /// \throws base::FileError `index-too-large` beyond 2³² vertices; on a full disk
    void add_polygons(const RecordClass& shared, std::int64_t row, double area_m2, const FlatRings& rings);
    /// Lines or points, as \p shared says. An empty geometry is not added.
    void add_open(const RecordClass& shared, std::int64_t row, const geo::Geometry& geometry);
    /// A record of which only the box is known.
    void add_box(const RecordClass& shared, std::int64_t row, const geo::Box& box);
    /// A row whose place nobody can read.
    void add_loose(Table table, std::int64_t row);

    /// Writes the index beside \p target and renames it: whoever opens it sees the old one or the new one.
    void write(const std::filesystem::path& target, const zone::ContentMark& mark);
    /// The index in memory.
    MappedBytes build(const zone::ContentMark& mark);

private:
    struct Place {
        std::uint64_t spooled;
        std::uint32_t key;
        std::uint32_t record_class;
        std::int64_t row;
    };
    std::uint32_t class_number(RecordClass shared, std::int64_t row);
    void put(const RecordClass& shared, std::int64_t row, SpooledRecord entry, const geo::Box& box,
             const FlatRing* rings, const std::vector<FlatBox>& boxes, const double* x, const double* y);
    IndexCounts counts() const;
    void sort_places();
    void lay_out(const ImagePlan& plan, const zone::ContentMark& mark, ByteSink& sink);

    Spool m_spool;
    std::vector<Place> m_places;
    std::vector<RecordClass> m_classes;
    std::unordered_map<std::string, std::uint32_t> m_class_numbers;
    std::vector<LooseRow> m_loose;
    std::uint64_t m_rings = 0;
    std::uint64_t m_boxes = 0;
    std::uint64_t m_vertices = 0;
    std::uint64_t m_points = 0; ///< of the vertices: points alone
    std::uint32_t m_last_class = 0;
    std::vector<FlatBox> m_scratch;
};

} // namespace liangxian::index
