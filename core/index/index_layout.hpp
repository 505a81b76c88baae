// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/index/box_group.hpp"
#include "core/index/flat_rings.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace liangxian::index {

// The bytes of a zone index, little-endian, every section on a multiple of 64 bytes:
//
//   header        what it was made of, how much is in it, where the sections lie
//   classes       RecordClass: what many records have in common, kept once
//   loose         LooseRow: rows whose place nobody can read
//   groups        BoxGroup: the boxes of sixteen records each, in the order of the records; then the
//                 boxes of sixteen such groups each, and so on up to one group
//   group sums    one checksum a group; on the lowest level it covers the group's records too
//   records       Record, along a Hilbert curve, and one that ends the last
//   rings         FlatRing, by record, and one that ends the last; a point alone has none
//   blocks        FlatBox: of a record with several rings its ring boxes first, then its blocks'
//   coordinates   doubles: of each record all longitudes, then all latitudes; after those of all rings come
//                 the points that have none
//
// A reader checks the header when it opens the file, and everything else when it first touches it, so
// that opening costs the same whatever the size.

constexpr char kIndexMagic[8] = {'L', 'X', 'Z', 'O', 'N', 'E', 'S', '\n'};
constexpr std::uint32_t kIndexFormat = 2;
constexpr std::uint32_t kByteOrderMark = 0x01020304;
constexpr std::size_t kMaxLevels = 8; // 16⁸ records

/// The store's three layers.
enum class Table : std::uint8_t { sites, zones, areas };

/// What many records share. Days count from 1970-01-01; open ends are kNoDay.
struct RecordClass {
    static constexpr std::int32_t kNoDay = INT32_MIN;
    static constexpr std::uint8_t kNothing = 0xff;

    std::int64_t row_base = 0; ///< added to a record's row
    std::int32_t valid_from = kNoDay;
    std::int32_t valid_to = kNoDay;
    double accuracy_m = -1; ///< as the record states it; negative: not stated
    Table table = Table::zones;
    std::uint8_t kind = kNothing;   ///< zone::ZoneKind or zone::AreaKind, by its number
    std::uint8_t status = kNothing; ///< zone::Status, zones only
    std::uint8_t basis = kNothing;  ///< zone::GeometryBasis, zones only
    std::uint8_t dimension = 2;     ///< 2 polygons, 1 lines, 0 points
    std::uint8_t rings_touch = 0;   ///< FlatRings::rings_touch
    std::uint8_t is_invalid = 0;    ///< not a valid geometry of OGC Simple Features
    std::uint8_t is_mixed = 0;      ///< polygons, lines and points side by side
};
static_assert(sizeof(RecordClass) == 32);

/// Whether the index holds only the record's box: the engine asks the store for the rest.
inline bool is_box_only(const RecordClass& shared) { return shared.is_invalid != 0 || shared.is_mixed != 0; }

struct Record {
    /// Of polygons, lon/lat-straight on CGCS2000. Of one point, which has no ring: its vertex (point_vertex).
    double area_m2 = 0;
    std::uint32_t row = 0;
    std::uint32_t first_ring = 0;
    std::uint32_t record_class = 0;
    std::uint32_t checksum = 0; ///< of its rings, boxes and coordinates
};
static_assert(sizeof(Record) == 24);

/// The number of the only vertex of a record of one point: whole numbers of so many digits are exact doubles.
inline std::uint64_t point_vertex(const Record& record) { return static_cast<std::uint64_t>(record.area_m2); }

struct LooseRow {
    std::int64_t row = 0;
    std::uint64_t table = 0;
};

/// Offset in bytes from the beginning of the file.
struct IndexSections {
    std::uint64_t classes = 0;
    std::uint64_t loose = 0;
    std::uint64_t groups = 0;
    std::uint64_t group_sums = 0;
    std::uint64_t records = 0;
    std::uint64_t rings = 0;
    std::uint64_t blocks = 0;
    std::uint64_t coordinates = 0;
    std::uint64_t end = 0; ///< the file's size
};

struct IndexCounts {
    std::uint64_t classes = 0;
    std::uint64_t loose = 0;
    std::uint64_t records = 0;
    std::uint64_t rings = 0;
    std::uint64_t blocks = 0;
    std::uint64_t doubles = 0;
};

struct alignas(64) IndexHeader {
    char magic[8];
    std::uint32_t format;
    std::uint32_t byte_order;
    std::uint64_t checksum; ///< of the header with 0 here, then of classes and loose rows
    std::int64_t change;    ///< of the zone::ContentMark it was made at
    char token[64];         ///< of the same; ends with 0
    std::uint64_t level_count;
    std::uint64_t groups_per_level[kMaxLevels];
    IndexCounts counts;
    IndexSections sections;
};

/// Groups on each level, the records' own first, for a number of records; the last has one group.
/// \returns the number of levels
std::size_t level_sizes(std::uint64_t records, std::uint64_t (&groups)[kMaxLevels]);

/// Where everything lies, from the counts.
IndexSections place_sections(const IndexCounts& counts, std::uint64_t groups);

/// XXH3 (Collet), 64 bits; the 32-bit sums are its lower half.
std::uint64_t checksum64(std::string_view bytes, std::uint64_t seed = 0);

} // namespace liangxian::index
