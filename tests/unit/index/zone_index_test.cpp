// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/zone_index.hpp"

#include "core/base/file.hpp"
#include "core/overlap/zone_ingest.hpp"
#include "tests/support/shapes.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <random>

namespace liangxian::index {
namespace {

using tests::a_site;
using tests::a_zone;
using tests::rectangle;

const zone::ContentMark kMark{12, "0123456789ABCDEF"};

geo::Geometry with_hole() {
    geo::Geometry g = rectangle(3000, 0, 300, 300);
    g.polygons[0].holes.push_back(tests::ring_m(3100, 100, 50, 50));
    g.polygons.push_back({tests::ring_m(3500, 0, 100, 100), {}});
    return g;
}

geo::Geometry bow_tie() {
    geo::Geometry g;
    g.polygons.push_back(
        {{tests::at_m(0, 9000), tests::at_m(100, 9100), tests::at_m(100, 9000), tests::at_m(0, 9100)}, {}});
    return g;
}

/// A few of everything, rows from 1.
void add_some(ZoneIndexWriter& writer) {
    overlap::ZoneIngest ingest(writer);
    ingest.add(1, a_zone("Z1", "S1", zone::ZoneKind::protection, rectangle(0, 0, 100, 50)));
    ingest.add(2, a_zone("Z2", "S1", zone::ZoneKind::control, with_hole()));
    ingest.add(std::int64_t{7} << 32, a_zone("Z3", "S2", zone::ZoneKind::control, bow_tie()));
    ingest.add(1, a_site("S1", tests::point(50, 25)));
    ingest.add(2, a_site("S2", tests::line(0, 500, 900, 700)));
    writer.add_loose(Table::areas, 5);
}

ZoneIndex built() {
    ZoneIndexWriter writer({});
    add_some(writer);
    return ZoneIndex(writer.build(kMark));
}

std::uint32_t record_of(const ZoneIndex& index, Table table, std::int64_t row) {
    for (const std::uint32_t record : index.records_meeting({-180, -90, 180, 90})) {
        if (index.class_of(record).table == table && index.row_of(record) == row) {
            return record;
        }
    }
    ADD_FAILURE() << "row " << row << " is not in the index";
    return 0;
}

std::string file_bytes(const std::filesystem::path& path) { return base::read_file(path, 1U << 26U); }

TEST(ZoneIndex, GivesBackWhatWasPutIn) {
    const ZoneIndex index = built();
    EXPECT_EQ(index.mark(), kMark);
    EXPECT_EQ(index.record_count(), 5U);
    const geo::Geometry stored = with_hole();
    const std::uint32_t z2 = record_of(index, Table::zones, 2);
    const geo::Geometry back = index.geometry(z2);
    ASSERT_EQ(back.polygons.size(), 2U);
    EXPECT_EQ(back.polygons[0].shell, stored.polygons[0].shell);
    EXPECT_EQ(back.polygons[0].holes.size(), 1U);
    EXPECT_EQ(index.class_of(z2).kind, static_cast<std::uint8_t>(zone::ZoneKind::control));
    EXPECT_NEAR(index.record(z2).area_m2, 300 * 300 - 50 * 50 + 100 * 100, 20);
    const std::uint32_t wall = record_of(index, Table::sites, 2);
    EXPECT_EQ(index.geometry(wall).lines, tests::line(0, 500, 900, 700).lines);
    EXPECT_EQ(index.geometry(record_of(index, Table::sites, 1)).points, tests::point(50, 25).points);
    ASSERT_EQ(index.loose_end() - index.loose_begin(), 1);
    EXPECT_EQ(index.loose_begin()->row, 5);
}

TEST(ZoneIndex, MarksAnInvalidRecordAndKeepsItsBoxOnly) {
    const ZoneIndex index = built();
    const std::uint32_t z3 = record_of(index, Table::zones, std::int64_t{7} << 32);
    EXPECT_TRUE(is_box_only(index.class_of(z3)));
    EXPECT_TRUE(index.polygons(z3).empty());
    EXPECT_TRUE(index.box_of(z3).box().contains(tests::at_m(50, 9050)));
}

TEST(ZoneIndex, FindsTheSameRecordsAsComparingEveryBox) {
    std::mt19937 generator(11);
    const auto random = [&generator](int below) {
        return static_cast<int>(generator() % static_cast<unsigned>(below));
    };
    ZoneIndexWriter writer({});
    overlap::ZoneIngest ingest(writer);
    std::vector<geo::Geometry> zones;
    for (int i = 0; i < 3000; ++i) {
        zones.push_back(rectangle(random(100000), random(100000), 50 + random(500), 50));
        ingest.add(i, a_zone("Z" + std::to_string(i), "S", zone::ZoneKind::control, zones.back()));
    }
    const ZoneIndex index(writer.build(kMark));
    index.check_all();
    EXPECT_EQ(index.level_count(), 3U);
    for (int round = 0; round < 200; ++round) {
        const geo::Box window = rectangle(random(100000), random(100000), 5000, 2000).bounds();
        std::size_t expected = 0;
        for (const geo::Geometry& zone : zones) {
            expected += flat_box(zone.bounds()).intersects(flat_box(window)) ? 1U : 0U;
        }
        EXPECT_EQ(index.records_meeting(window).size(), expected);
    }
}

TEST(ZoneIndex, OfNothingIsAnIndexToo) {
    ZoneIndexWriter writer({});
    const ZoneIndex index(writer.build(kMark));
    index.check_all();
    EXPECT_TRUE(index.records_meeting({-180, -90, 180, 90}).empty());
}

TEST(ZoneIndexWriter, MakesTheSameBytesWhateverTheOrder) {
    const base::TemporaryDirectory folder;
    ZoneIndexWriter one(folder.path());
    add_some(one);
    one.write(folder.path() / "one", kMark);
    ZoneIndexWriter two({});
    two.add_loose(Table::areas, 5);
    overlap::ZoneIngest ingest(two);
    ingest.add(2, a_site("S2", tests::line(0, 500, 900, 700)));
    ingest.add(1, a_site("S1", tests::point(50, 25)));
    ingest.add(std::int64_t{7} << 32, a_zone("Z3", "S2", zone::ZoneKind::control, bow_tie()));
    ingest.add(1, a_zone("Z1", "S1", zone::ZoneKind::protection, rectangle(0, 0, 100, 50)));
    ingest.add(2, a_zone("Z2", "S1", zone::ZoneKind::control, with_hole()));
    two.write(folder.path() / "two", kMark);
    // Classes are numbered as they come, so only what is asked for must agree.
    const ZoneIndex a(MappedBytes::of_file(folder.path() / "one"));
    const ZoneIndex b(MappedBytes::of_file(folder.path() / "two"));
    ASSERT_EQ(a.record_count(), b.record_count());
    for (std::uint32_t i = 0; i < a.record_count(); ++i) {
        a.group(0, i / BoxGroup::kSize);
        EXPECT_EQ(a.row_of(i), b.row_of(i));
        EXPECT_EQ(a.record(i).checksum, b.record(i).checksum);
    }
}

TEST(ZoneIndexWriter, LeavesOnlyTheIndexBehind) {
    const base::TemporaryDirectory folder;
    ZoneIndexWriter writer(folder.path());
    add_some(writer);
    writer.write(folder.path() / "index", kMark);
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        EXPECT_EQ(entry.path().filename(), "index");
        ++files;
    }
    EXPECT_EQ(files, 1U);
}

TEST(ZoneIndex, NoticesEveryFlippedByteAndEveryCut) {
    const base::TemporaryDirectory folder;
    ZoneIndexWriter writer(folder.path());
    add_some(writer);
    writer.write(folder.path() / "index", kMark);
    const std::string whole = file_bytes(folder.path() / "index");
    const auto check = [](const std::string& bytes) {
        MappedBytes damaged = MappedBytes::of_memory(bytes.size());
        std::memcpy(damaged.data(), bytes.data(), bytes.size());
        const ZoneIndex index(std::move(damaged));
        index.check_all();
    };
    EXPECT_NO_THROW(check(whole));
    std::size_t unnoticed = 0;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::string damaged = whole;
        damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
        try {
            check(damaged);
            ++unnoticed;
            EXPECT_EQ(whole[i], 0) << "a flipped byte at " << i << " says something and went unnoticed";
        } catch (const IndexDamaged&) {
        }
    }
    EXPECT_LT(unnoticed, 600U); // what lies between sections
    for (const std::size_t size : {std::size_t{1}, whole.size() / 3, whole.size() / 2, whole.size() - 1}) {
        EXPECT_THROW(check(whole.substr(0, size)), IndexDamaged) << size;
    }
    EXPECT_THROW(check(whole + "x"), IndexDamaged);
}

} // namespace
} // namespace liangxian::index
