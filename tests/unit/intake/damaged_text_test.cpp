// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/coordinate_table.hpp"
#include "core/intake/encoding.hpp"
#include "core/intake/mining_text.hpp"
#include "core/intake/survey_txt.hpp"
#include "tests/unit/intake/reading.hpp"
#include "tests/unit/intake/workbook.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <random>

namespace liangxian::intake {
namespace {

using Reader = std::function<ReadOutcome(const std::string&, const ReadOptions&)>;

struct DamagedSample {
    const char* name;
    std::string text;
    Reader reader;
};

/// A valid sample of every text format and the reader that takes it.
std::vector<DamagedSample> samples() {
    const std::string survey =
        "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n计量单位=米\n带号=37\n转换参数=0,0,0,0,0,0,0\n[地块坐标]\n"
        "5,1.0,DK1,东地块,面,J49,采矿用地,0602,@\nJ1,1,4356100.0,37623300.0\nJ2,1,4356200.0,37623300.0\n"
        "J3,1,4356200.0,37623400.0\nJ1,1,4356100.0,37623300.0\nJ5,2,4356120,37623320\nJ6,2,4356140,37623340\n"
        "J7,2,4356160,37623330\nJ5,2,4356120,37623320\n";
    const std::string mining =
        "2,4,1,4356100,37623300,2,4356900,37623300,3,4356900,37624100,4,4356100,37624100,1360,1100,开采范围,1,"
        "3,1,4356300,37623500,2,4356400,37623500,3,4356400,37623600,1360,1100,扣除,-1,";
    const auto text_reader = [](auto read) {
        return [read](const std::string& bytes, const ReadOptions& options) {
            return read(decode_text(bytes, "").utf8, "damaged", options);
        };
    };
    const std::string sheet =
        "<row><c t=\"inlineStr\"><is><t>点号</t></is></c><c t=\"inlineStr\"><is><t>X</t></is></c>"
        "<c t=\"inlineStr\"><is><t>Y</t></is></c></row><row><c><v>1</v></c><c><v>4356100</v></c><c><v>37623300</v></c></row>"
        "<row><c><v>2</v></c><c><v>4356200</v></c><c><v>37623300</v></c></row>"
        "<row><c><v>3</v></c><c><v>4356200</v></c><c><v>37623400</v></c></row>";
    return {
        {"survey", survey, text_reader(read_survey_txt)},
        {"mining", mining, text_reader(read_mining_text)},
        {"project",
         "[登记项目]\n项目名称=甲\nXY001=1,4344925.00,38392376.00\nXY002=2,4344925.00,38395376.00\nXY003=3,4347925.00,38395376.00\n"
         "XY004=标高,1300,900,,1\n",
         text_reader(read_mining_text)},
        {"plan", "1122548,391948;1122648,391948;1122648,392048;1122548,392048",
         text_reader(read_mining_text)},
        {"corners",
         "地块,圈号,点号,X,Y\n甲,1,1,4356100,37623300\n,,2,4356200,37623300\n,,3,4356200,37623400\n",
         text_reader(read_coordinate_table)},
        {"sites", "id,名称,经度,纬度\n1,甲,112.43,39.33\n2,乙,112°25′48″,39.33\n",
         text_reader(read_coordinate_table)},
        {"wkt", "id,wkt\nA,\"POLYGON((112.43 39.33,112.44 39.33,112.44 39.34,112.43 39.33))\"\n",
         text_reader(read_coordinate_table)},
        {"pasted",
         "1、北纬39°19′48″，东经112°25′48″；\n2、北纬39°19′48″，东经112°26′48″；\n3、北纬39°20′48″，东经112°26′48″。",
         text_reader(read_coordinate_table)},
        {"cass", "1,,623300.0,4356100.0,1100.1\n2,,623300.0,4356200.0,1100.2\n3,,623400.0,4356200.0,1100.3\n",
         text_reader(read_cass_dat)},
        {"xlsx", workbook(sheet),
         [](const std::string& bytes, const ReadOptions& options) {
             return read_xlsx(bytes, "damaged.xlsx", options);
         }},
    };
}

void expect_an_answer(const DamagedSample& sample, const std::string& bytes) {
    for (const Grouping grouping : {Grouping::by_format, Grouping::each, Grouping::one}) {
        ReadOptions options = options_in_shuozhou();
        options.grouping = grouping;
        const ReadOutcome outcome = sample.reader(bytes, options);
        EXPECT_EQ(outcome.order.size(), outcome.features.size() + outcome.unreadable.size());
        EXPECT_FALSE(outcome.order.empty()) << sample.name << " said nothing about: " << bytes;
        for (const Feature& feature : outcome.features) {
            EXPECT_FALSE(feature.parts.empty()) << sample.name;
            EXPECT_NE(feature.crs.epsg, 0) << sample.name;
        }
        for (const UnreadableFeature& failed : outcome.unreadable) {
            EXPECT_FALSE(failed.problems.empty()) << sample.name << ": " << bytes;
        }
    }
}

TEST(DamagedText, IsReadWholeBeforeItIsDamaged) {
    for (const DamagedSample& sample : samples()) {
        const ReadOutcome outcome = sample.reader(sample.text, options_in_shuozhou());
        EXPECT_FALSE(outcome.features.empty()) << sample.name << messages(outcome);
        EXPECT_TRUE(outcome.unreadable.empty()) << sample.name << messages(outcome);
    }
}

TEST(DamagedText, GivesAFeatureOrAProblemWhereverItIsCutOff) {
    for (const DamagedSample& sample : samples()) {
        const std::size_t step = sample.text.size() / 40 + 1;
        for (std::size_t length = 0; length < sample.text.size(); length += step) {
            expect_an_answer(sample, sample.text.substr(0, length));
        }
    }
}

TEST(DamagedText, GivesAFeatureOrAProblemWhateverBytesAreChanged) {
    std::mt19937 random(20250301); // fixed: the same damage on every machine
    const std::string alphabet = std::string("0123456789,.;-@=[]\"\n\t \xFF\x80()'eE") + '\0';
    for (const DamagedSample& sample : samples()) {
        for (int round = 0; round < 60; ++round) {
            std::string bytes = sample.text;
            const std::size_t changes = 1 + random() % 6;
            for (std::size_t i = 0; i < changes; ++i) {
                const std::size_t at = random() % bytes.size();
                const char c = alphabet[random() % alphabet.size()];
                switch (random() % 3) {
                case 0:
                    bytes[at] = c;
                    break;
                case 1:
                    bytes.insert(at, 1, c);
                    break;
                default:
                    bytes.erase(at, 1 + random() % 8);
                    break;
                }
                if (bytes.empty()) {
                    bytes = "x";
                }
            }
            expect_an_answer(sample, bytes);
        }
    }
}

} // namespace
} // namespace liangxian::intake
