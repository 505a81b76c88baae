// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/zone_index_writer.hpp"

#include "core/base/error.hpp"
#include "core/index/hilbert.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
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

/// Records lie scattered in the spool: what comes soon is asked for now, or every record waits for memory.
constexpr std::size_t kFetchAhead = 6;

void fetch_ahead(const char* record) {
    constexpr std::size_t kCacheLine = 64;
    constexpr std::size_t kMostBytes = 1024; ///< from there on the processor sees the run itself
    for (std::size_t at = 0; at < kMostBytes; at += kCacheLine) {
        __builtin_prefetch(record + at);
    }
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

ZoneIndexWriter::ZoneIndexWriter(const std::filesystem::path& spool_folder) : m_spool(spool_folder) {}

std::uint32_t ZoneIndexWriter::class_number(RecordClass shared, std::int64_t row) {
    shared.row_base = row - (row % kRowsPerBase + kRowsPerBase) % kRowsPerBase;
    if (!m_classes.empty() && bytes_of(&m_classes[m_last_class], 1) == bytes_of(&shared, 1)) {
        return m_last_class; // neighbours are mostly alike
    }
    const auto [known, is_new] = m_class_numbers.emplace(bytes_of(&shared, 1), m_classes.size());
    if (is_new) {
        m_classes.push_back(shared);
    }
    m_last_class = known->second;
    return m_last_class;
}

void ZoneIndexWriter::put(const RecordClass& shared, std::int64_t row, SpooledRecord entry,
                          const geo::Box& box, const FlatRing* rings, const std::vector<FlatBox>& boxes,
                          const double* x, const double* y) {
    entry.record_class = class_number(shared, row);
    entry.row = static_cast<std::uint32_t>(row - m_classes[entry.record_class].row_base);
    entry.box = flat_box(box);
    entry.box_count = static_cast<std::uint32_t>(boxes.size());
    m_rings += entry.ring_count;
    m_boxes += entry.box_count;
    m_vertices += entry.vertex_count;
    m_points += entry.is_one_point() ? 1U : 0U;
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
    SpooledRecord entry{};
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
    SpooledRecord entry{};
    const bool is_one_point = shared.dimension == 0 && x.size() == 1;
    entry.ring_count = is_one_point ? 0 : static_cast<std::uint32_t>(parts.size());
    entry.vertex_count = static_cast<std::uint32_t>(x.size());
    put(shared, row, entry, box, parts.data(), {}, x.data(), y.data());
}

void ZoneIndexWriter::add_box(const RecordClass& shared, std::int64_t row, const geo::Box& box) {
    put(shared, row, SpooledRecord{}, box, nullptr, {}, nullptr, nullptr);
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
    std::sort(m_places.begin(), m_places.end(), [this](const Place& a, const Place& b) {
        if (a.key != b.key) {
            return a.key < b.key;
        }
        return std::tie(m_classes[a.record_class].table, a.row) <
               std::tie(m_classes[b.record_class].table, b.row);
    });
    std::sort(m_loose.begin(), m_loose.end(), [](const LooseRow& a, const LooseRow& b) {
        return std::tie(a.table, a.row) < std::tie(b.table, b.row);
    });
}

void ZoneIndexWriter::lay_out(const ImagePlan& plan, const zone::ContentMark& mark, ByteSink& sink) {
    IndexImage image(plan, sink);
    const char* spooled = m_spool.finish();
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        if (i + kFetchAhead < m_places.size()) {
            fetch_ahead(spooled + m_places[i + kFetchAhead].spooled);
        }
        image.add_record(spooled + m_places[i].spooled);
    }
    image.finish(mark, m_classes, m_loose);
}

MappedBytes ZoneIndexWriter::build(const zone::ContentMark& mark) {
    sort_places();
    const ImagePlan plan(counts(), m_points);
    MemorySink sink(plan.sections.end);
    lay_out(plan, mark, sink);
    return sink.take();
}

void ZoneIndexWriter::write(const std::filesystem::path& target, const zone::ContentMark& mark) {
    sort_places();
    static std::atomic<unsigned> written{0}; // two threads may write the same index
    const Unfinished file(target.string() + fmt::format(".{}.{}.part", ::getpid(), written++));
    std::error_code ignored;
    std::filesystem::remove(file.path(), ignored);
    {
        // Not flushed to the disk: what a power cut spoils is found by its checksums, and made again.
        const ImagePlan plan(counts(), m_points);
        FileSink sink(file.path(), plan.sections.end);
        lay_out(plan, mark, sink);
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
