// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/coordinate_table.hpp"
#include "tests/unit/intake/reading.hpp"
#include "tests/unit/intake/workbook.hpp"

#include <gtest/gtest.h>

namespace liangxian::intake {
namespace {

const std::string kStrings =
    "<si><t>点号</t></si><si><r><t>X</t></r><r><t>坐标</t></r></si><si><t>Y</t></si>";
const std::string kSheet =
    "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c><c r=\"D2\" t=\"s\"><v>2</v></c></row>"
    "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>J1</t></is></c><c r=\"C3\"><v>4356100</v></c><c r=\"D3\"><f>1+1</f><v>37623300</v></c></row>"
    "<row r=\"4\"><c r=\"A4\"><v>2</v></c><c r=\"C4\"><v>4356200</v></c><c r=\"D4\"><v>37623300</v></c></row>"
    "<row r=\"5\"><c r=\"A5\"><v>3</v></c><c r=\"C5\"><v>4356200</v></c><c r=\"D5\"><v>37623400</v></c></row>";

TEST(Xlsx, ReadsTheFirstSheetWithSharedInlineAndFormulaCells) {
    const auto outcome = read_xlsx(workbook(kSheet, "", kStrings), "a.xlsx", options_in_china());
    ASSERT_EQ(outcome.features.size(), 1u) << messages(outcome);
    EXPECT_EQ(outcome.features[0].parts[0].geometry.polygons.at(0).shell.size(), 3u);
    EXPECT_EQ(outcome.features[0].source, "a.xlsx:3-5");
}

TEST(Xlsx, ReadsTheSheetThatIsNamed) {
    ReadOptions options = options_in_china();
    options.layer = "说明";
    const auto outcome = read_xlsx(workbook("", kSheet, kStrings), "a.xlsx", options);
    EXPECT_EQ(outcome.features.size(), 1u) << messages(outcome);
    options.layer = "没有";
    const auto missing = read_xlsx(workbook("", kSheet, kStrings), "a.xlsx", options);
    ASSERT_EQ(missing.unreadable.size(), 1u);
    EXPECT_TRUE(has_code(missing.unreadable[0].problems, "sheet-missing"));
    EXPECT_NE(messages(missing).find("坐标, 说明"), std::string::npos);
}

TEST(Xlsx, KeepsNumbersAsNumbersAndTextAsText) {
    const std::string rows =
        "<row><c t=\"inlineStr\"><is><t>id</t></is></c><c t=\"inlineStr\"><is><t>lon</t></is></c>"
        "<c t=\"inlineStr\"><is><t>lat</t></is></c><c t=\"inlineStr\"><is><t>面积</t></is></c></row>"
        "<row><c t=\"inlineStr\"><is><t>001</t></is></c><c><v>112.43</v></c><c><v>39.33</v></c><c><v>12.5</v></c></row>";
    const auto outcome = read_xlsx(workbook(rows), "a.xlsx", options_in_china());
    ASSERT_EQ(outcome.features.size(), 1u) << messages(outcome);
    EXPECT_EQ(outcome.features[0].attributes["面积"], 12.5);
    EXPECT_EQ(outcome.features[0].id, "001");
}

TEST(Xlsx, RefusesADoctypeBeforeParsing) {
    const std::string bytes = zipped({{"xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><workbook/>"},
                                      {"xl/_rels/workbook.xml.rels", "<a/>"}});
    const auto outcome = read_xlsx(bytes, "a.xlsx", options_in_china());
    ASSERT_EQ(outcome.unreadable.size(), 1u);
    EXPECT_TRUE(has_code(outcome.unreadable[0].problems, "doctype-refused"));
}

TEST(Xlsx, RefusesAPartWhoseChecksumDoesNotFit) {
    std::string bytes = workbook(kSheet, "", kStrings);
    constexpr std::size_t kChecksumAt = 16; // of an entry of the directory (APPNOTE.TXT, section 4.3.12)
    const std::size_t directory = bytes.find("PK\x01\x02");
    ASSERT_NE(directory, std::string::npos);
    bytes[directory + kChecksumAt] = static_cast<char>(bytes[directory + kChecksumAt] ^ 1);
    const auto outcome = read_xlsx(bytes, "a.xlsx", options_in_china());
    ASSERT_EQ(outcome.unreadable.size(), 1u);
    EXPECT_TRUE(has_code(outcome.unreadable[0].problems, "bad-xlsx"));
}

TEST(Xlsx, RefusesABombByItsDirectory) {
    const std::string bytes = zipped({{"xl/workbook.xml", std::string(std::size_t{8} << 20, ' ')}});
    const auto outcome = read_xlsx(bytes, "a.xlsx", options_in_china());
    ASSERT_EQ(outcome.unreadable.size(), 1u);
    EXPECT_TRUE(has_code(outcome.unreadable[0].problems, "archive-too-large"));
}

TEST(Xlsx, RefusesWhatIsNoWorkbook) {
    for (const std::string& bytes :
         {std::string("PK\3\4 not really"), std::string(), zipped({{"a.txt", "b"}})}) {
        const auto outcome = read_xlsx(bytes, "a.xlsx", options_in_china());
        ASSERT_EQ(outcome.unreadable.size(), 1u);
        EXPECT_TRUE(has_code(outcome.unreadable[0].problems, "bad-xlsx")) << messages(outcome);
    }
}

} // namespace
} // namespace liangxian::intake
