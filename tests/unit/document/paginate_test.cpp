// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/document/paginate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liangxian::document {
namespace {

std::vector<std::string> texts(const Page& page) {
    std::vector<std::string> out;
    for (const Mark& mark : page.drawing.marks) {
        if (const auto* label = std::get_if<Label>(&mark)) {
            out.push_back(label->text);
        }
    }
    return out;
}

Table long_table(int rows) {
    Table out;
    out.columns = {{"点号", 1}, {"X", 2, Anchor::right}};
    for (int i = 0; i < rows; ++i) {
        out.rows.push_back({"J" + std::to_string(i + 1), Cell::number(i, 3)});
    }
    return out;
}

TEST(Paginate, RepeatsTheHeadOfATableAndNumbersThePages) {
    Document document;
    document.add(long_table(120));
    const auto pages = paginate(document);
    ASSERT_GE(pages.size(), 2U);
    for (std::size_t i = 0; i < pages.size(); ++i) {
        EXPECT_THAT(texts(pages[i]), testing::Contains("点号"));
        EXPECT_THAT(texts(pages[i]), testing::Contains("第 " + std::to_string(i + 1) + " 页 共 " +
                                                       std::to_string(pages.size()) + " 页"));
    }
    EXPECT_THAT(texts(pages.back()), testing::Contains("J120"));
}

TEST(Paginate, KeepsEverythingInsideTheMargins) {
    Document document;
    for (int i = 0; i < 60; ++i) {
        document.add(ParagraphStyle::heading_1, "标题")
            .add(ParagraphStyle::body, std::string(400, 'x') + " 保护范围");
    }
    document.add(long_table(200));
    for (const Page& page : paginate(document)) {
        for (const Mark& mark : page.drawing.marks) {
            if (const auto* label = std::get_if<Label>(&mark)) {
                const double wide_mm = page_functions().measure(label->text, label->font).width_mm;
                if (label->anchor == Anchor::left) {
                    EXPECT_LE(label->at.x_mm + wide_mm, 190.01) << label->text;
                }
                EXPECT_GE(label->at.y_mm, 10);
                EXPECT_LE(label->at.y_mm, 287);
            }
        }
    }
}

TEST(Paginate, NeverLeavesAHeadingAloneAtTheFootOfAPage) {
    for (int before = 30; before < 50; ++before) {
        Document document;
        for (int i = 0; i < before; ++i) {
            document.add(ParagraphStyle::note, "行");
        }
        document.add(ParagraphStyle::heading_1, "标题").add(ParagraphStyle::body, "正文");
        for (const Page& page : paginate(document)) {
            const auto words = texts(page);
            const bool has_heading = std::find(words.begin(), words.end(), "标题") != words.end();
            const bool has_body = std::find(words.begin(), words.end(), "正文") != words.end();
            EXPECT_EQ(has_heading, has_body) << before;
        }
    }
}

TEST(Paginate, ARowLongerThanAPageGoesOnOnTheNext) {
    Table table;
    table.columns = {{"说明", 1}};
    std::string words;
    for (int i = 0; i < 3000; ++i) {
        words += "字";
    }
    table.rows.push_back({Cell(words)});
    Document document;
    document.add(table);
    std::size_t characters = 0;
    for (const Page& page : paginate(document)) {
        for (const std::string& text : texts(page)) {
            characters += text.rfind("字", 0) == 0 ? text.size() / 3 : 0;
        }
    }
    EXPECT_EQ(characters, 3000U);
}

TEST(Paginate, ANumberIsNeverBroken) {
    Table table;
    table.columns = {{"亩", 1, Anchor::right}, {"说明", 14}};
    table.rows = {{Cell::number(12345678.9012, 4, true), Cell("字")}};
    Document document;
    document.add(table);
    const auto pages = paginate(document);
    EXPECT_THAT(texts(pages.front()), testing::Contains("12,345,678.9012"));
    for (const Mark& mark : pages.front().drawing.marks) {
        const auto* label = std::get_if<Label>(&mark);
        if (label != nullptr && label->text == "12,345,678.9012") {
            EXPECT_LE(page_functions().measure(label->text, label->font).width_mm, 170.0 / 15);
        }
    }
}

TEST(Paginate, ATitleOfTwoLinesIsBrokenInTheMiddle) {
    Document document;
    document.add(ParagraphStyle::title, "佛宫寺释迦塔（应县木塔）保护范围和建设控制地带划定成果");
    const auto written = texts(paginate(document).front());
    ASSERT_GE(written.size(), 2U);
    EXPECT_GT(written[0].size(), 30U) << "three bytes a character";
    EXPECT_GT(written[1].size(), 30U);
}

TEST(Paginate, ASheetIsAPageOfItsOwnSize) {
    Document document;
    document.add(ParagraphStyle::body, "一")
        .add(Sheet{{420, 297, {}}, "图则", ""})
        .add(ParagraphStyle::body, "二");
    const auto pages = paginate(document);
    ASSERT_EQ(pages.size(), 3U);
    EXPECT_EQ(pages[1].drawing.width_mm, 420);
    EXPECT_EQ(pages[1].outline.front().name, "图则");
    EXPECT_EQ(pages[2].drawing.width_mm, 210);
}

} // namespace
} // namespace liangxian::document
