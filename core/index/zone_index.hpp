// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "core/index/index_layout.hpp"
#include "core/index/mapped_bytes.hpp"
#include "core/index/zone_index_writer.hpp"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace liangxian::index {

/// The bytes of an index are not what was written: make it again.
class IndexDamaged : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Every site, zone and area of a store that lies somewhere, packed for the overlap engine and the tiles,
/// mapped from a file that several processes share.
///
/// Opening costs the same whatever the size: groups of boxes and records are checked against their sums
/// when they are first used. Safe to ask from several threads.
class ZoneIndex {
public:
    /// \throws IndexDamaged when the header is not that of an index of this format
    explicit ZoneIndex(MappedBytes bytes);

    /// What the store had come to when it was made.
    zone::ContentMark mark() const;
    std::uint32_t record_count() const { return static_cast<std::uint32_t>(m_header->counts.records); }
    std::size_t size_bytes() const { return m_bytes.size(); }

    /// Rows whose place nobody can read.
    const LooseRow* loose_begin() const { return m_loose; }
    const LooseRow* loose_end() const { return m_loose + m_header->counts.loose; }

    /// \name The tree of boxes: level 0 holds the records' boxes, the last level has one group, and place i
    /// of group g is group 16 g + i of the level below (on level 0: that record).
    /// @{
    std::size_t level_count() const { return m_header->level_count; }
    /// \throws IndexDamaged
    const BoxGroup& group(std::size_t level, std::uint32_t number) const;
    /// Places of a group that are used.
    std::uint32_t group_size(std::size_t level, std::uint32_t number) const;
    /// @}

    /// \name One record; \pre its group of level 0 was asked for, which checks it
    /// @{
    const Record& record(std::uint32_t number) const { return m_records[number]; }
    const RecordClass& class_of(std::uint32_t number) const;
    std::int64_t row_of(std::uint32_t number) const {
        return class_of(number).row_base + m_records[number].row;
    }
    FlatBox box_of(std::uint32_t number) const {
        return m_groups[number / BoxGroup::kSize].box(number % BoxGroup::kSize);
    }
    /// Of a record of polygons. \throws IndexDamaged
    FlatRings polygons(std::uint32_t number) const;
    /// Of any record. \throws IndexDamaged
    geo::Geometry geometry(std::uint32_t number) const;
    /// @}

    /// \name Hints to the processor of what will soon be read: groups, then records of a group, then in that
    /// order the rings and the shapes of records. They change nothing.
    /// @{
    void hint_group(std::size_t level, std::uint32_t number) const {
        hint(m_groups + m_level_begin[level] + number, sizeof(BoxGroup));
    }
    void hint_records(std::uint32_t group_number) const {
        hint(m_records + std::size_t{group_number} * BoxGroup::kSize, BoxGroup::kSize * sizeof(Record));
    }
    void hint_rings(std::uint32_t number) const {
        hint(m_rings + m_records[number].first_ring, sizeof(FlatRing));
    }
    void hint_shape(std::uint32_t number) const;
    /// @}

    /// Numbers of the records whose box meets \p box, ascending. Cost O(log n + found).
    std::vector<std::uint32_t> records_meeting(const geo::Box& box) const;

    /// Checks every byte that has a sum. \throws IndexDamaged
    void check_all() const;

private:
    template <typename T>
    const T* section(std::uint64_t offset) const {
        return reinterpret_cast<const T*>(m_bytes.data() + offset);
    }
    static void hint(const void* at, std::size_t size) {
        constexpr std::size_t kLine = 64;
        const char* line = static_cast<const char*>(at);
        for (const char* end = line + size; line < end; line += kLine) {
            __builtin_prefetch(line);
        }
    }
    void check_header() const;
    void check_group(std::uint64_t g) const;
    void check_record(std::uint32_t number) const;
    FlatRings view_of(std::uint32_t number) const;
    bool is_one_point(std::uint32_t number) const;
    /// The record's part of the blocks and of the vertices, [begin, end) each.
    struct Extent {
        std::uint64_t box = 0;
        std::uint64_t box_end = 0;
        std::uint64_t vertex = 0;
        std::uint64_t vertex_end = 0;
    };
    Extent extent_of(std::uint32_t number) const;
    void check_once(std::uint32_t number) const;
    void collect(std::size_t level, std::uint32_t number, const FlatBox& box,
                 std::vector<std::uint32_t>& out) const;

    /// A bit for each thing checked; zeros that cost nothing until touched.
    class CheckedBits {
    public:
        explicit CheckedBits(std::uint64_t count) : m_bytes(MappedBytes::of_memory(count / 8 + 8)) {}
        bool has(std::uint64_t i) const { return (word(i).load(std::memory_order_relaxed) & bit(i)) != 0; }
        void set(std::uint64_t i) const { word(i).fetch_or(bit(i), std::memory_order_relaxed); }

    private:
        static std::uint32_t bit(std::uint64_t i) { return 1U << (i % 32); }
        std::atomic<std::uint32_t>& word(std::uint64_t i) const {
            return reinterpret_cast<std::atomic<std::uint32_t>*>(const_cast<char*>(m_bytes.data()))[i / 32];
        }
        MappedBytes m_bytes;
    };

    MappedBytes m_bytes;
    const IndexHeader* m_header = nullptr;
    const RecordClass* m_classes = nullptr;
    const LooseRow* m_loose = nullptr;
    const BoxGroup* m_groups = nullptr;
    const std::uint32_t* m_group_sums = nullptr;
    const Record* m_records = nullptr;
    const FlatRing* m_rings = nullptr;
    const FlatBox* m_blocks = nullptr;
    const double* m_coordinates = nullptr;
    std::uint64_t m_level_begin[kMaxLevels] = {};
    std::optional<CheckedBits> m_checked_groups;
    std::optional<CheckedBits> m_checked_records;
};

} // namespace liangxian::index
