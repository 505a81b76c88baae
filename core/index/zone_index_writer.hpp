// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "core/index/index_layout.hpp"
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
/// curve. The same records give the same bytes. Cost O(n log n); memory 24 bytes a record and the classes:
/// coordinates wait in a spool.
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
    /// A record in the spool; then its rings, boxes and coordinates.
    struct Entry {
        std::uint32_t record_class;
        std::uint32_t row;
        std::uint32_t ring_count;
        std::uint32_t box_count;
        std::uint32_t vertex_count;
        FlatBox box;
        double area_m2;
    };
    struct Place {
        std::uint64_t spooled;
        std::uint32_t key;
        std::uint32_t record_class;
        std::int64_t row;
    };
    struct Cursor;

    std::uint32_t class_number(RecordClass shared, std::int64_t row);
    void put(const RecordClass& shared, std::int64_t row, Entry entry, const geo::Box& box,
             const FlatRing* rings, const std::vector<FlatBox>& boxes, const double* x, const double* y);
    IndexCounts counts() const;
    void sort_places();
    void fill(char* bytes, const zone::ContentMark& mark, const IndexCounts& counts, const char* spooled);
    void fill_record(const Place& place, const char* spooled, Cursor& at) const;
    static void fill_groups(char* bytes, const IndexHeader& header);
    static void seal_groups(char* bytes, const IndexHeader& header);

    Spool m_spool;
    std::vector<Place> m_places;
    std::vector<RecordClass> m_classes;
    std::unordered_map<std::string, std::uint32_t> m_class_numbers;
    std::vector<LooseRow> m_loose;
    std::uint64_t m_rings = 0;
    std::uint64_t m_boxes = 0;
    std::uint64_t m_vertices = 0;
    std::vector<FlatBox> m_scratch;
};

} // namespace liangxian::index
