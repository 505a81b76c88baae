// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/zone_index.hpp"

#include <algorithm>
#include <cstring>

namespace liangxian::index {
namespace {

template <typename T>
std::string_view bytes_of(const T* values, std::size_t count) {
    return {reinterpret_cast<const char*>(values), count * sizeof(T)};
}

bool is_same(const IndexSections& a, const IndexSections& b) { return std::memcmp(&a, &b, sizeof a) == 0; }

/// More of anything than this cannot be, and products of it do not overflow.
constexpr std::uint64_t kMost = std::uint64_t{1} << 34;

bool is_plausible(const IndexCounts& c) {
    return c.classes < kMost && c.loose < kMost && c.records < kMost && c.rings < kMost && c.blocks < kMost &&
           c.doubles < kMost;
}

} // namespace

ZoneIndex::ZoneIndex(MappedBytes bytes) : m_bytes(std::move(bytes)) {
    if (m_bytes.size() < sizeof(IndexHeader)) {
        throw IndexDamaged("shorter than its header");
    }
    m_header = section<IndexHeader>(0);
    check_header();
    const IndexSections& at = m_header->sections;
    m_classes = section<RecordClass>(at.classes);
    m_loose = section<LooseRow>(at.loose);
    m_groups = section<BoxGroup>(at.groups);
    m_group_sums = section<std::uint32_t>(at.group_sums);
    m_records = section<Record>(at.records);
    m_rings = section<FlatRing>(at.rings);
    m_blocks = section<FlatBox>(at.blocks);
    m_coordinates = section<double>(at.coordinates);
    std::uint64_t groups = 0;
    for (std::size_t l = 0; l < level_count(); ++l) {
        m_level_begin[l] = groups;
        groups += m_header->groups_per_level[l];
    }
    m_checked_groups.emplace(groups);
    m_checked_records.emplace(m_header->counts.records);
}

void ZoneIndex::check_header() const {
    const IndexHeader& h = *m_header;
    if (std::memcmp(h.magic, kIndexMagic, sizeof kIndexMagic) != 0 || h.format != kIndexFormat ||
        h.byte_order != kByteOrderMark) {
        throw IndexDamaged("not an index of this format");
    }
    std::uint64_t expected[kMaxLevels] = {};
    if (!is_plausible(h.counts) || h.level_count != level_sizes(h.counts.records, expected) ||
        std::memcmp(expected, h.groups_per_level, sizeof expected) != 0) {
        throw IndexDamaged("the header contradicts itself");
    }
    std::uint64_t groups = 0;
    for (const std::uint64_t count : expected) {
        groups += count;
    }
    if (!is_same(h.sections, place_sections(h.counts, groups)) || h.sections.end != m_bytes.size()) {
        throw IndexDamaged("its size is not what the header says");
    }
    IndexHeader unsealed = h;
    unsealed.checksum = 0;
    std::uint64_t sum = checksum64(bytes_of(&unsealed, 1));
    sum = checksum64(bytes_of(section<RecordClass>(h.sections.classes), h.counts.classes), sum);
    sum = checksum64(bytes_of(section<LooseRow>(h.sections.loose), h.counts.loose), sum);
    if (sum != h.checksum) {
        throw IndexDamaged("the header's checksum does not agree");
    }
}

zone::ContentMark ZoneIndex::mark() const {
    const char* token = m_header->token;
    return {m_header->change, std::string(token, ::strnlen(token, sizeof m_header->token))};
}

const RecordClass& ZoneIndex::class_of(std::uint32_t number) const {
    return m_classes[m_records[number].record_class];
}

const BoxGroup& ZoneIndex::group(std::size_t level, std::uint32_t number) const {
    const std::uint64_t g = m_level_begin[level] + number;
    if (!m_checked_groups->has(g)) {
        check_group(g);
        m_checked_groups->set(g);
    }
    return m_groups[g];
}

std::uint32_t ZoneIndex::group_size(std::size_t level, std::uint32_t number) const {
    const std::uint64_t below = level == 0 ? m_header->counts.records : m_header->groups_per_level[level - 1];
    return static_cast<std::uint32_t>(
        std::min<std::uint64_t>(BoxGroup::kSize, below - std::uint64_t{number} * BoxGroup::kSize));
}

/// The first of its boxes and of its longitudes and latitudes; the processor sees by itself how they go on.
void ZoneIndex::hint_shape(std::uint32_t number) const {
    const std::uint32_t first = m_records[number].first_ring;
    const std::uint32_t end = m_records[number + 1].first_ring;
    if (first >= end || end > m_header->counts.rings) {
        return;
    }
    const std::uint64_t vertex = m_rings[first].first_vertex;
    const std::uint64_t count = m_rings[end].first_vertex - vertex;
    if (2 * (vertex + count) <= m_header->counts.doubles &&
        m_rings[first].first_block <= m_header->counts.blocks) {
        constexpr std::size_t kLines = 128;
        hint(m_blocks + m_rings[first].first_block, kLines);
        hint(m_coordinates + 2 * vertex, kLines);
        hint(m_coordinates + 2 * vertex + count, kLines);
    }
}

void ZoneIndex::check_group(std::uint64_t g) const {
    std::uint64_t sum = checksum64(bytes_of(m_groups + g, 1));
    if (g < m_header->groups_per_level[0]) {
        const std::uint64_t first = g * BoxGroup::kSize;
        const std::uint64_t end = std::min(first + BoxGroup::kSize, m_header->counts.records) + 1;
        sum = checksum64(bytes_of(m_records + first, end - first), sum);
    }
    if (static_cast<std::uint32_t>(sum) != m_group_sums[g]) {
        throw IndexDamaged("a group's checksum does not agree");
    }
}

FlatRings ZoneIndex::view_of(std::uint32_t number) const {
    const std::uint32_t first = m_records[number].first_ring;
    FlatRings view;
    view.ring_count = m_records[number + 1].first_ring - first;
    view.rings = m_rings + first;
    view.block_boxes = m_blocks;
    view.block_size = kZoneBlockSize;
    view.rings_touch = class_of(number).rings_touch != 0;
    if (view.ring_count > 1 && class_of(number).dimension == 2) {
        view.ring_boxes = m_blocks + view.rings[0].first_block - view.ring_count;
    }
    // All longitudes of a record, then all its latitudes; vertices are numbered through the file.
    const std::uint64_t vertex = view.rings[0].first_vertex;
    view.x = m_coordinates + vertex;
    view.y = view.x + (view.rings[view.ring_count].first_vertex - vertex);
    view.box = box_of(number).box();
    return view;
}

bool ZoneIndex::is_one_point(std::uint32_t number) const {
    const RecordClass& shared = class_of(number);
    return shared.dimension == 0 && !is_box_only(shared) &&
           m_records[number].first_ring == m_records[number + 1].first_ring;
}

/// \throws IndexDamaged when any of it lies outside its section
ZoneIndex::Extent ZoneIndex::extent_of(std::uint32_t number) const {
    const std::uint32_t first = m_records[number].first_ring;
    const std::uint32_t end = m_records[number + 1].first_ring;
    if (first > end || end > m_header->counts.rings) {
        throw IndexDamaged("a record's rings lie outside their section");
    }
    Extent out;
    if (is_one_point(number)) {
        out.vertex = point_vertex(m_records[number]);
        out.vertex_end = out.vertex + 1;
    } else if (first < end) {
        out.vertex = m_rings[first].first_vertex;
        out.vertex_end = m_rings[end].first_vertex;
    }
    if (out.vertex > out.vertex_end || 2 * out.vertex_end > m_header->counts.doubles) {
        throw IndexDamaged("a record's coordinates lie outside their section");
    }
    if (first < end && class_of(number).dimension == 2) {
        const std::uint64_t ring_boxes = end - first > 1 ? end - first : 0;
        out.box = m_rings[first].first_block - ring_boxes;
        out.box_end = out.box + ring_boxes;
        for (std::uint32_t r = first; r < end; ++r) {
            const std::uint64_t segments = m_rings[r + 1].first_vertex - m_rings[r].first_vertex - 1;
            out.box_end += (segments + kZoneBlockSize - 1) / kZoneBlockSize;
        }
    }
    if (out.box > out.box_end || out.box_end > m_header->counts.blocks) {
        throw IndexDamaged("a record's boxes lie outside their section");
    }
    return out;
}

void ZoneIndex::check_record(std::uint32_t number) const {
    const Extent at = extent_of(number);
    const std::uint32_t first = m_records[number].first_ring;
    std::uint64_t sum = checksum64(bytes_of(m_rings + first, m_records[number + 1].first_ring - first));
    sum = checksum64(bytes_of(m_blocks + at.box, at.box_end - at.box), sum);
    sum = checksum64(bytes_of(m_coordinates + 2 * at.vertex, 2 * (at.vertex_end - at.vertex)), sum);
    if (static_cast<std::uint32_t>(sum) != m_records[number].checksum) {
        throw IndexDamaged("a record's checksum does not agree");
    }
}

void ZoneIndex::check_once(std::uint32_t number) const {
    if (!m_checked_records->has(number)) {
        check_record(number);
        m_checked_records->set(number);
    }
}

FlatRings ZoneIndex::polygons(std::uint32_t number) const {
    check_once(number);
    return view_of(number);
}

geo::Geometry ZoneIndex::geometry(std::uint32_t number) const {
    check_once(number);
    geo::Geometry out;
    if (is_one_point(number)) {
        const double* xy = m_coordinates + 2 * point_vertex(m_records[number]);
        out.points.push_back({xy[0], xy[1]});
        return out;
    }
    const FlatRings parts = view_of(number);
    const int dimension = class_of(number).dimension;
    if (dimension == 2) {
        return to_geometry(parts);
    }
    for (std::uint32_t r = 0; r < parts.ring_count; ++r) {
        geo::Line line;
        for (std::uint32_t i = parts.first_vertex(r); i < parts.end_vertex(r); ++i) {
            line.push_back(parts.vertex(i));
        }
        if (dimension == 1) {
            out.lines.push_back(std::move(line));
        } else {
            out.points = std::move(line);
        }
    }
    return out;
}

std::vector<std::uint32_t> ZoneIndex::records_meeting(const geo::Box& box) const {
    std::vector<std::uint32_t> out;
    if (!box.empty() && record_count() > 0) {
        collect(level_count() - 1, 0, flat_box(box), out);
    }
    return out;
}

void ZoneIndex::collect(std::size_t level, std::uint32_t number, const FlatBox& box,
                        std::vector<std::uint32_t>& out) const {
    const BoxGroup& boxes = group(level, number);
    for (std::uint32_t i = 0, found = meeting(boxes, box); found != 0; ++i, found >>= 1U) {
        if ((found & 1U) == 0) {
            continue;
        }
        const std::uint32_t child = number * BoxGroup::kSize + i;
        if (level == 0) {
            out.push_back(child);
        } else {
            collect(level - 1, child, box, out);
        }
    }
}

void ZoneIndex::check_all() const {
    for (std::size_t l = 0; l < level_count(); ++l) {
        for (std::uint32_t g = 0; g < m_header->groups_per_level[l]; ++g) {
            group(l, g);
        }
    }
    for (std::uint32_t r = 0; r < record_count(); ++r) {
        check_once(r);
    }
}

} // namespace liangxian::index
