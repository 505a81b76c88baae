// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/received.hpp"

#include "core/base/number.hpp"
#include "core/geo/area.hpp"
#include "tests/support/shapes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liangxian::tests {
namespace {

using deliver::Profile;
using deliver::ReceivedRow;
using deliver::ReceivedRows;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

Profile lswhbhx() {
    return deliver::load_profile(std::filesystem::path(LIANGXIAN_SOURCE_DIR) / "data/profiles/lswhbhx.json");
}

ReceivedRow a_row(const std::string& bsm = "140622022700000001") {
    ReceivedRow row;
    row.where = "d.gdb, feature 1";
    row.epsg = 4490;
    row.geometry = rectangle(0, 0, 100, 50);
    row.values = {{"BSM", bsm},        {"YSDM", "2090020227"},
                  {"XZQDM", "140622"}, {"XZQMC", "应县"},
                  {"BHXMC", "木塔"},   {"BHXJB", "10"},
                  {"BHXLX", "02"},     {"MJ", base::rounded_half_up(geo::area_geodesic_m2(row.geometry), 2)},
                  {"BZ", nullptr}};
    return row;
}

std::vector<std::string> codes_of(const base::Problems& problems) {
    std::vector<std::string> out;
    for (const base::Problem& problem : problems) {
        out.push_back(problem.code);
    }
    return out;
}

TEST(Received, TakesARowAsTheProfileWritesIt) {
    const Profile profile = lswhbhx();
    ReceivedRows rows(profile);
    EXPECT_THAT(codes_of(rows.judge(a_row())), IsEmpty());
    const auto columns = rows.columns_of(a_row());
    EXPECT_EQ(columns.at("zone.kind"), "control");
    EXPECT_EQ(columns.at("site.level"), "national");
    EXPECT_EQ(columns.at("site.name"), "木塔");
}

TEST(Received, NamesEveryFaultOfARow) {
    const Profile profile = lswhbhx();
    ReceivedRows rows(profile);
    ReceivedRow row = a_row("1406220227");
    row.values["YSDM"] = "2090020228";
    row.values["BHXJB"] = "60";
    row.values["XZQMC"] = "";
    row.values["MJ"] = 5000.123;
    row.values["BHXMC"] = std::string(101, 'x');
    EXPECT_THAT(codes_of(rows.judge(row)),
                UnorderedElementsAre("value-wrong", "code-unknown", "value-missing", "not-rounded",
                                     "area-differs", "value-too-long", "bsm-form"));
}

TEST(Received, NamesBothRowsOfARepeatedNumber) {
    const Profile profile = lswhbhx();
    ReceivedRows rows(profile);
    EXPECT_THAT(codes_of(rows.judge(a_row())), IsEmpty());
    ReceivedRow second = a_row();
    second.where = "d.gdb, feature 2";
    const base::Problems faults = rows.judge(second);
    ASSERT_THAT(codes_of(faults), ElementsAre("bsm-repeated"));
    EXPECT_THAT(faults[0].where, "d.gdb, feature 2");
    EXPECT_THAT(faults[0].message.en, ::testing::HasSubstr("d.gdb, feature 1"));
}

TEST(Received, NamesEveryFaultOfTheColumns) {
    const Profile profile = lswhbhx();
    std::vector<gdal::Column> columns;
    for (const deliver::ProfileField& field : profile.fields) {
        gdal::Column column;
        column.name = field.name == "BHXMC" ? "MC" : field.name;
        column.length = field.name == "XZQDM" ? 6 : field.length;
        column.type = gdal::Column::Type::text; // of the area as well
        columns.push_back(column);
    }
    columns.emplace_back().name = "Shape_Area"; // which ArcGIS adds by itself
    EXPECT_THAT(codes_of(deliver::judge_columns(profile, columns, "d.gdb")),
                UnorderedElementsAre("field-missing", "field-unknown", "field-length", "field-type"));
}

} // namespace
} // namespace liangxian::tests
