// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/index_image.hpp"

#include <algorithm>
#include <cstring>

namespace liangxian::index {
namespace {

template <typename T>
std::string_view bytes_of(const T* values, std::size_t count) {
    return {reinterpret_cast<const char*>(values), count * sizeof(T)};
}

template <typename T>
std::string_view bytes_of(const std::vector<T>& values) {
    return bytes_of(values.data(), values.size());
}

/// Takes one thing after another out of a run of bytes.
class Cutter {
public:
    explicit Cutter(const char* from) : m_from(from) {}
    std::string_view take(std::size_t size) {
        const std::string_view out(m_from, size);
        m_from += size;
        return out;
    }

private:
    const char* m_from;
};

} // namespace

ImagePlan::ImagePlan(const IndexCounts& all, std::uint64_t all_points) : counts(all), points(all_points) {
    level_count = level_sizes(counts.records, groups_per_level);
    for (std::size_t l = 0; l < level_count; ++l) {
        groups += groups_per_level[l];
    }
    sections = place_sections(counts, groups);
}

IndexImage::IndexImage(const ImagePlan& plan, ByteSink& sink)
    : m_plan(plan), m_sink(sink), m_blocks(sink, plan.sections.blocks),
      m_coordinates(sink, plan.sections.coordinates),
      m_points(sink, plan.sections.coordinates + plan.counts.doubles * sizeof(double) -
                         2 * plan.points * sizeof(double)),
      m_groups(plan.groups, BoxGroup::nothing()), m_point_vertex(plan.counts.doubles / 2 - plan.points) {
    m_records.reserve(plan.counts.records + 1);
    m_rings.reserve(plan.counts.rings + 1);
}

void IndexImage::add_record(const char* spooled) {
    SpooledRecord entry;
    Cutter cutter(spooled);
    std::memcpy(&entry, cutter.take(sizeof entry).data(), sizeof entry);
    const std::string_view rings = cutter.take(entry.ring_count * sizeof(FlatRing));
    const std::string_view boxes = cutter.take(entry.box_count * sizeof(FlatBox));
    const std::string_view coordinates = cutter.take(2ULL * entry.vertex_count * sizeof(double));

    const auto first_ring = static_cast<std::uint32_t>(m_rings.size());
    std::uint64_t& vertex = entry.is_one_point() ? m_point_vertex : m_vertex;
    m_rings.resize(first_ring + entry.ring_count);
    if (entry.ring_count > 0) {
        FlatRing* own = m_rings.data() + first_ring;
        std::memcpy(own, rings.data(), rings.size());
        const std::uint32_t ring_boxes = entry.box_count > 0 && entry.ring_count > 1 ? entry.ring_count : 0;
        const std::uint32_t vertices_before = own[0].first_vertex;
        const std::uint32_t blocks_before = own[0].first_block;
        for (std::uint32_t r = 0; r < entry.ring_count; ++r) {
            own[r].first_vertex += static_cast<std::uint32_t>(vertex) - vertices_before;
            own[r].first_block += m_block + ring_boxes - blocks_before;
        }
    }
    std::uint64_t sum = checksum64(bytes_of(m_rings.data() + first_ring, entry.ring_count));
    sum = checksum64(boxes, sum);
    sum = checksum64(coordinates, sum);
    const double measure = entry.is_one_point() ? static_cast<double>(vertex) : entry.area_m2;
    const auto number = static_cast<std::uint32_t>(m_records.size());
    m_records.push_back(
        {measure, entry.row, first_ring, entry.record_class, static_cast<std::uint32_t>(sum)});
    m_groups[number / BoxGroup::kSize].put(number % BoxGroup::kSize, entry.box);
    m_blocks.append(boxes);
    (entry.is_one_point() ? m_points : m_coordinates).append(coordinates);
    m_block += entry.box_count;
    vertex += entry.vertex_count;
}

void IndexImage::finish(const zone::ContentMark& mark, const std::vector<RecordClass>& classes,
                        const std::vector<LooseRow>& loose) {
    m_blocks.finish();
    m_coordinates.finish();
    m_points.finish();
    m_records.push_back({0, 0, static_cast<std::uint32_t>(m_rings.size()), 0, 0});
    m_rings.push_back({static_cast<std::uint32_t>(m_vertex), 0, 0});
    fill_upper_groups();
    m_sink.put(m_plan.sections.classes, bytes_of(classes));
    m_sink.put(m_plan.sections.loose, bytes_of(loose));
    m_sink.put(m_plan.sections.groups, bytes_of(m_groups));
    put_group_sums();
    m_sink.put(m_plan.sections.records, bytes_of(m_records));
    m_sink.put(m_plan.sections.rings, bytes_of(m_rings));
    put_header(mark, classes, loose);
}

void IndexImage::fill_upper_groups() {
    BoxGroup* level = m_groups.data();
    for (std::size_t l = 1; l < m_plan.level_count; ++l) {
        const std::uint64_t below = m_plan.groups_per_level[l - 1];
        BoxGroup* upper = level + below;
        for (std::uint64_t child = 0; child < below; ++child) {
            upper[child / BoxGroup::kSize].put(static_cast<std::uint32_t>(child % BoxGroup::kSize),
                                               level[child].around());
        }
        level = upper;
    }
}

void IndexImage::put_group_sums() {
    std::vector<std::uint32_t> sums(m_plan.groups);
    for (std::uint64_t g = 0; g < m_plan.groups; ++g) {
        std::uint64_t sum = checksum64(bytes_of(&m_groups[g], 1));
        if (g < m_plan.groups_per_level[0]) {
            const std::uint64_t first = g * BoxGroup::kSize;
            // One record more: the next one's first ring ends the last one's.
            const std::uint64_t end = std::min(first + BoxGroup::kSize, m_plan.counts.records) + 1;
            sum = checksum64(bytes_of(m_records.data() + first, end - first), sum);
        }
        sums[g] = static_cast<std::uint32_t>(sum);
    }
    m_sink.put(m_plan.sections.group_sums, bytes_of(sums));
}

void IndexImage::put_header(const zone::ContentMark& mark, const std::vector<RecordClass>& classes,
                            const std::vector<LooseRow>& loose) {
    IndexHeader header{};
    std::memcpy(header.magic, kIndexMagic, sizeof kIndexMagic);
    header.format = kIndexFormat;
    header.byte_order = kByteOrderMark;
    header.change = mark.change;
    std::memcpy(header.token, mark.token.data(), std::min(mark.token.size(), sizeof(header.token) - 1));
    header.counts = m_plan.counts;
    header.level_count = m_plan.level_count;
    std::copy(std::begin(m_plan.groups_per_level), std::end(m_plan.groups_per_level),
              header.groups_per_level);
    header.sections = m_plan.sections;
    std::uint64_t sum = checksum64(bytes_of(&header, 1));
    sum = checksum64(bytes_of(classes), sum);
    header.checksum = checksum64(bytes_of(loose), sum);
    m_sink.put(0, bytes_of(&header, 1));
}

} // namespace liangxian::index
