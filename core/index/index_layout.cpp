// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/index_layout.hpp"

#include <xxhash.h>

namespace liangxian::index {
namespace {

std::uint64_t aligned(std::uint64_t bytes) { return (bytes + 63) / 64 * 64; }

} // namespace

std::size_t level_sizes(std::uint64_t records, std::uint64_t (&groups)[kMaxLevels]) {
    std::size_t levels = 0;
    std::uint64_t below = records;
    do {
        below = (below + BoxGroup::kSize - 1) / BoxGroup::kSize;
        groups[levels++] = below;
    } while (below > 1 && levels < kMaxLevels);
    return levels;
}

IndexSections place_sections(const IndexCounts& counts, std::uint64_t groups) {
    IndexSections out;
    std::uint64_t at = sizeof(IndexHeader);
    const auto place = [&at](std::uint64_t& section, std::uint64_t bytes) {
        section = at;
        at = aligned(at + bytes);
    };
    place(out.classes, counts.classes * sizeof(RecordClass));
    place(out.loose, counts.loose * sizeof(LooseRow));
    place(out.groups, groups * sizeof(BoxGroup));
    place(out.group_sums, groups * sizeof(std::uint32_t));
    place(out.records, (counts.records + 1) * sizeof(Record));
    place(out.rings, (counts.rings + 1) * sizeof(FlatRing));
    place(out.blocks, counts.blocks * sizeof(FlatBox));
    place(out.coordinates, counts.doubles * sizeof(double));
    out.end = at;
    return out;
}

std::uint64_t checksum64(std::string_view bytes, std::uint64_t seed) {
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

} // namespace liangxian::index
