// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/zone_index_writer.hpp"

#include "core/base/error.hpp"
#include "core/index/hilbert.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <limits>
#include <tuple>

namespace liangxian::index {
namespace {

constexpr std::uint64_t kLargest = std::numeric_limits<std::uint32_t>::max();
constexpr std::int64_t kRowsPerBase = std::int64_t{1} << 32;

template <typename T>
std::string_view bytes_of(const T* values, std::size_t count) {
    return {reinterpret_cast<const char*>(values), count * sizeof(T)};
}

template <typename T>
T* at(char* bytes, std::uint64_t offset) {
    return reinterpret_cast<T*>(bytes + offset);
}

void copy_text(const std::string& text, char (&field)[64]) {
    std::memcpy(field, text.data(), std::min(text.size(), sizeof(field) - 1));
}

/// Removes a half-written file unless it was renamed.
class Unfinished {
public:
    explicit Unfinished(std::filesystem::path path) : m_path(std::move(path)) {}
    ~Unfinished() {
        std::error_code ignored;
        std::filesystem::remove(m_path, ignored);
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

} // namespace

/// Where the next record's parts go.
struct ZoneIndexWriter::Cursor {
    char* bytes;
    const IndexSections& sections;
    std::uint32_t record = 0;
    std::uint32_t ring = 0;
    std::uint32_t block = 0;
    std::uint64_t vertex = 0;
};

ZoneIndexWriter::ZoneIndexWriter(const std::filesystem::path& spool_folder) : m_spool(spool_folder) {}

std::uint32_t ZoneIndexWriter::class_number(RecordClass shared, std::int64_t row) {
    shared.row_base = row - (row % kRowsPerBase + kRowsPerBase) % kRowsPerBase;
    const auto [known, is_new] = m_class_numbers.emplace(bytes_of(&shared, 1), m_classes.size());
    if (is_new) {
        m_classes.push_back(shared);
    }
    return known->second;
}

void ZoneIndexWriter::put(const RecordClass& shared, std::int64_t row, Entry entry, const geo::Box& box,
                          const FlatRing* rings, const std::vector<FlatBox>& boxes, const double* x,
                          const double* y) {
    entry.record_class = class_number(shared, row);
    entry.row = static_cast<std::uint32_t>(row - m_classes[entry.record_class].row_base);
    entry.box = flat_box(box);
    entry.box_count = static_cast<std::uint32_t>(boxes.size());
    m_rings += entry.ring_count;
    m_boxes += entry.box_count;
    m_vertices += entry.vertex_count;
    if (m_vertices > kLargest || m_places.size() >= kLargest) {
        throw base::FileError("index-too-large", {"库中顶点超过 42 亿个，无法建立索引",
                                                  "the store has more vertices than an index can number"});
    }
    const std::uint32_t key = hilbert_key_of((box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2);
    m_places.push_back({m_spool.append(bytes_of(&entry, 1)), key, entry.record_class, row});
    m_spool.append(bytes_of(rings, entry.ring_count));
    m_spool.append(bytes_of(boxes.data(), boxes.size()));
    m_spool.append(bytes_of(x, entry.vertex_count));
    m_spool.append(bytes_of(y, entry.vertex_count));
}

void ZoneIndexWriter::add_polygons(const RecordClass& shared, std::int64_t row, double area_m2,
                                   const FlatRings& rings) {
    if (rings.empty()) {
        return;
    }
    m_scratch.clear();
    if (rings.ring_count > 1) {
        m_scratch.assign(rings.ring_boxes, rings.ring_boxes + rings.ring_count);
    }
    const std::uint32_t first_block = rings.rings[0].first_block;
    const std::uint32_t last = rings.ring_count - 1;
    m_scratch.insert(m_scratch.end(), rings.block_boxes + first_block,
                     rings.block_boxes + rings.rings[last].first_block + block_count(rings, last));
    Entry entry{};
    entry.ring_count = rings.ring_count;
    entry.vertex_count = rings.vertex_count();
    entry.area_m2 = area_m2;
    const std::uint32_t first = rings.first_vertex(0);
    put(shared, row, entry, rings.box, rings.rings, m_scratch, rings.x + first, rings.y + first);
}

void ZoneIndexWriter::add_open(const RecordClass& shared, std::int64_t row, const geo::Geometry& geometry) {
    std::vector<FlatRing> parts;
    std::vector<double> x;
    std::vector<double> y;
    const auto add_part = [&](const std::vector<geo::Position>& vertices) {
        parts.push_back({static_cast<std::uint32_t>(x.size()), 0, 0});
        for (const geo::Position& p : vertices) {
            x.push_back(p.x);
            y.push_back(p.y);
        }
    };
    if (shared.dimension == 0) {
        add_part(geometry.points);
    } else {
        std::for_each(geometry.lines.begin(), geometry.lines.end(), add_part);
    }
    if (x.empty()) {
        return;
    }
    geo::Box box;
    for (std::size_t i = 0; i < x.size(); ++i) {
        box.add({x[i], y[i]});
    }
    Entry entry{};
    entry.ring_count = static_cast<std::uint32_t>(parts.size());
    entry.vertex_count = static_cast<std::uint32_t>(x.size());
    put(shared, row, entry, box, parts.data(), {}, x.data(), y.data());
}

void ZoneIndexWriter::add_box(const RecordClass& shared, std::int64_t row, const geo::Box& box) {
    put(shared, row, Entry{}, box, nullptr, {}, nullptr, nullptr);
}

void ZoneIndexWriter::add_loose(Table table, std::int64_t row) {
    m_loose.push_back({row, static_cast<std::uint64_t>(table)});
}

IndexCounts ZoneIndexWriter::counts() const {
    IndexCounts out;
    out.classes = m_classes.size();
    out.loose = m_loose.size();
    out.records = m_places.size();
    out.rings = m_rings;
    out.blocks = m_boxes;
    out.doubles = 2 * m_vertices;
    return out;
}

void ZoneIndexWriter::sort_places() {
    const auto place = [this](const Place& p) {
        return std::make_tuple(p.key, m_classes[p.record_class].table, p.row);
    };
    std::sort(m_places.begin(), m_places.end(),
              [&place](const Place& a, const Place& b) { return place(a) < place(b); });
    std::sort(m_loose.begin(), m_loose.end(), [](const LooseRow& a, const LooseRow& b) {
        return std::tie(a.table, a.row) < std::tie(b.table, b.row);
    });
}

void ZoneIndexWriter::fill_record(const Place& place, const char* spooled, Cursor& out) const {
    Entry entry;
    const char* from = spooled + place.spooled;
    std::memcpy(&entry, from, sizeof entry);
    from += sizeof entry;
    FlatRing* rings = at<FlatRing>(out.bytes, out.sections.rings) + out.ring;
    FlatBox* boxes = at<FlatBox>(out.bytes, out.sections.blocks) + out.block;
    double* coordinates = at<double>(out.bytes, out.sections.coordinates) + 2 * out.vertex;
    std::memcpy(rings, from, entry.ring_count * sizeof(FlatRing));
    from += entry.ring_count * sizeof(FlatRing);
    std::memcpy(boxes, from, entry.box_count * sizeof(FlatBox));
    from += entry.box_count * sizeof(FlatBox);
    std::memcpy(coordinates, from, 2ULL * entry.vertex_count * sizeof(double));

    const std::uint32_t vertices_before = entry.ring_count > 0 ? rings[0].first_vertex : 0;
    const std::uint32_t blocks_before = entry.ring_count > 0 ? rings[0].first_block : 0;
    const std::uint32_t ring_boxes = entry.box_count > 0 && entry.ring_count > 1 ? entry.ring_count : 0;
    for (std::uint32_t r = 0; r < entry.ring_count; ++r) {
        rings[r].first_vertex += static_cast<std::uint32_t>(out.vertex) - vertices_before;
        rings[r].first_block += out.block + ring_boxes - blocks_before;
    }
    Record& record = at<Record>(out.bytes, out.sections.records)[out.record++];
    record = {entry.area_m2, entry.row, out.ring, entry.record_class, 0};
    std::uint64_t sum = checksum64(bytes_of(rings, entry.ring_count));
    sum = checksum64(bytes_of(boxes, entry.box_count), sum);
    sum = checksum64(bytes_of(coordinates, 2ULL * entry.vertex_count), sum);
    record.checksum = static_cast<std::uint32_t>(sum);
    out.ring += entry.ring_count;
    out.block += entry.box_count;
    out.vertex += entry.vertex_count;
}

void ZoneIndexWriter::fill_groups(char* bytes, const IndexHeader& header) {
    BoxGroup* level = at<BoxGroup>(bytes, header.sections.groups);
    for (std::size_t l = 1; l < header.level_count; ++l) {
        BoxGroup* upper = level + header.groups_per_level[l - 1];
        for (std::uint64_t g = 0; g < header.groups_per_level[l]; ++g) {
            upper[g] = BoxGroup::nothing();
            const std::uint64_t first = g * BoxGroup::kSize;
            const std::uint64_t end =
                std::min<std::uint64_t>(first + BoxGroup::kSize, header.groups_per_level[l - 1]);
            for (std::uint64_t child = first; child < end; ++child) {
                upper[g].put(static_cast<std::uint32_t>(child - first), level[child].around());
            }
        }
        level = upper;
    }
}

void ZoneIndexWriter::seal_groups(char* bytes, const IndexHeader& header) {
    const BoxGroup* groups = at<BoxGroup>(bytes, header.sections.groups);
    auto* sums = at<std::uint32_t>(bytes, header.sections.group_sums);
    const Record* records = at<Record>(bytes, header.sections.records);
    std::uint64_t all = 0;
    for (std::size_t l = 0; l < header.level_count; ++l) {
        all += header.groups_per_level[l];
    }
    for (std::uint64_t g = 0; g < all; ++g) {
        std::uint64_t sum = checksum64(bytes_of(groups + g, 1));
        if (g < header.groups_per_level[0]) {
            const std::uint64_t first = g * BoxGroup::kSize;
            // One record more: the next one's first ring ends the last one's.
            const std::uint64_t end = std::min(first + BoxGroup::kSize, header.counts.records) + 1;
            sum = checksum64(bytes_of(records + first, end - first), sum);
        }
        sums[g] = static_cast<std::uint32_t>(sum);
    }
}

void ZoneIndexWriter::fill(char* bytes, const zone::ContentMark& mark, const IndexCounts& counts,
                           const char* spooled) {
    IndexHeader header{};
    std::memcpy(header.magic, kIndexMagic, sizeof kIndexMagic);
    header.format = kIndexFormat;
    header.byte_order = kByteOrderMark;
    header.change = mark.change;
    copy_text(mark.token, header.token);
    header.counts = counts;
    header.level_count = level_sizes(counts.records, header.groups_per_level);
    std::uint64_t groups = 0;
    for (std::size_t l = 0; l < header.level_count; ++l) {
        groups += header.groups_per_level[l];
    }
    header.sections = place_sections(counts, groups);

    std::copy(m_classes.begin(), m_classes.end(), at<RecordClass>(bytes, header.sections.classes));
    std::copy(m_loose.begin(), m_loose.end(), at<LooseRow>(bytes, header.sections.loose));
    Cursor cursor{bytes, header.sections};
    auto* leaves = at<BoxGroup>(bytes, header.sections.groups);
    std::fill(leaves, leaves + header.groups_per_level[0], BoxGroup::nothing());
    for (const Place& place : m_places) {
        Entry entry;
        std::memcpy(&entry, spooled + place.spooled, sizeof entry);
        leaves[cursor.record / BoxGroup::kSize].put(cursor.record % BoxGroup::kSize, entry.box);
        fill_record(place, spooled, cursor);
    }
    at<Record>(bytes, header.sections.records)[cursor.record] = {0, 0, cursor.ring, 0, 0};
    at<FlatRing>(bytes, header.sections.rings)[cursor.ring] = {static_cast<std::uint32_t>(cursor.vertex), 0,
                                                               0};
    fill_groups(bytes, header);
    seal_groups(bytes, header);
    std::uint64_t sum = checksum64(bytes_of(&header, 1));
    sum = checksum64(bytes_of(m_classes.data(), m_classes.size()), sum);
    header.checksum = checksum64(bytes_of(m_loose.data(), m_loose.size()), sum);
    std::memcpy(bytes, &header, sizeof header);
}

MappedBytes ZoneIndexWriter::build(const zone::ContentMark& mark) {
    sort_places();
    const IndexCounts all = counts();
    std::uint64_t levels[kMaxLevels] = {};
    std::uint64_t groups = 0;
    for (std::size_t l = 0, n = level_sizes(all.records, levels); l < n; ++l) {
        groups += levels[l];
    }
    MappedBytes bytes = MappedBytes::of_memory(place_sections(all, groups).end);
    fill(bytes.data(), mark, all, m_spool.finish());
    return bytes;
}

void ZoneIndexWriter::write(const std::filesystem::path& target, const zone::ContentMark& mark) {
    sort_places();
    const IndexCounts all = counts();
    std::uint64_t levels[kMaxLevels] = {};
    std::uint64_t groups = 0;
    for (std::size_t l = 0, n = level_sizes(all.records, levels); l < n; ++l) {
        groups += levels[l];
    }
    static std::atomic<unsigned> written{0}; // two threads may write the same index
    const Unfinished file(target.string() + fmt::format(".{}.{}.part", ::getpid(), written++));
    std::error_code ignored;
    std::filesystem::remove(file.path(), ignored);
    {
        MappedBytes bytes = MappedBytes::of_new_file(file.path(), place_sections(all, groups).end);
        fill(bytes.data(), mark, all, m_spool.finish());
        bytes.flush();
    }
    std::error_code error;
    std::filesystem::rename(file.path(), target, error);
    if (error) {
        throw base::FileError(
            "index-file",
            {fmt::format("索引文件“{}”无法写入：{}", target.string(), error.message()),
             fmt::format("the index file '{}' cannot be written: {}", target.string(), error.message())});
    }
}

} // namespace liangxian::index
