// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/file.hpp"
#include "core/document/docx.hpp"
#include "core/document/docx_parts.hpp"
#include "core/document/pdf.hpp"
#include "core/document/plain_text.hpp"
#include "core/document/workbook.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pugixml.hpp>

#include <array>
#include <cstdio>

namespace liangxian::document {
namespace {

std::string output_of(const std::string& command) {
    std::string out;
    FILE* pipe = ::popen(command.c_str(), "r");
    std::array<char, 4096> buffer{};
    while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
        out.append(buffer.data(), got);
    }
    ::pclose(pipe);
    return out;
}

Document sample() {
    Document out;
    out.title = "木塔保护范围 <划定> & 成果";
    out.created = *base::Timestamp::parse("2026-01-05T08:00:00Z");
    out.header = "页眉";
    out.add(ParagraphStyle::title, out.title).add(ParagraphStyle::heading_1, "一、概况");
    out.add(ParagraphStyle::body, "东、西至围墙外各30米。");
    Table table;
    table.columns = {{"点号", 1}, {"X", 1, Anchor::right}};
    table.rows = {{"J1", Cell::number(4374602.6191, 3)}};
    out.add(table);
    Drawing square{100, 100, {}};
    square.marks.emplace_back(Path{{rectangle({{0, 0}, 100, 100})}, {}, {}, Pen{}});
    out.add(Picture{square, "图一", "方"}).add(Sheet{{420, 297, square.marks}, "图则", "图则"});
    return out;
}

std::string pdf_facts(const char* tool, const std::string& bytes) {
    const base::TemporaryDirectory folder;
    base::write_file_atomically(folder.path() / "a.pdf", bytes);
    return output_of(std::string(tool) + " " + (folder.path() / "a.pdf").string() +
                     (std::string(tool) == "pdftotext" ? " -" : ""));
}

TEST(Pdf, HasItsTextSearchableItsFontsEmbeddedAndItsTitleAndDay) {
    const std::string bytes = write_pdf(sample()).bytes;
    EXPECT_THAT(pdf_facts("pdftotext", bytes), testing::HasSubstr("东、西至围墙外各30米。"));
    EXPECT_THAT(pdf_facts("pdftotext", bytes), testing::HasSubstr("4374602.619"));
    const std::string fonts = pdf_facts("pdffonts", bytes);
    EXPECT_THAT(fonts, testing::HasSubstr("NotoSansCJK"));
    EXPECT_THAT(fonts, testing::Not(testing::HasSubstr(" no  yes")))
        << "emb, sub, uni: every font is embedded";
    const std::string facts = pdf_facts("TZ=UTC pdfinfo", bytes);
    EXPECT_THAT(facts, testing::HasSubstr("木塔保护范围 <划定> & 成果"));
    EXPECT_THAT(facts, testing::HasSubstr("Jan  5 08:00:00 2026"));
    EXPECT_THAT(facts, testing::HasSubstr("(A4)"));
}

TEST(Pdf, SaysHowManyCharactersNoFontHas) {
    Document document = sample();
    EXPECT_EQ(write_pdf(document).missing_glyphs, 0);
    document.add(ParagraphStyle::body, "\xF3\xB0\x80\x80"); // of a private plane
    EXPECT_GT(write_pdf(document).missing_glyphs, 0);
}

TEST(PlainText, LeavesOutWhatNoFileCanHold) {
    EXPECT_EQ(plain_text("木塔\t一\n二\r").text, "木塔\t一\n二\r");
    EXPECT_EQ(plain_text("木塔").left_out, 0U);
    for (const char* bad :
         {"\x01", "\x08", "\x0B", "\x1F", "\x7F", "\xC2\x85", "\xEF\xBF\xBE", "\xEF\xBF\xBF", "\xFF"}) {
        const PlainText out = plain_text(std::string("木") + bad + "塔");
        EXPECT_EQ(out.text, "木塔") << bad;
        EXPECT_EQ(out.left_out, 1U) << bad;
    }
    for (const char* bad :
         {"\xED\xA0\x80", "\xC0\x80", "\xE6\x9C", "\xF5\x80\x80\x80"}) { // each byte by itself
        EXPECT_EQ(plain_text(std::string("木") + bad + "A").text, "木A") << bad;
    }
    EXPECT_EQ(plain_text(std::string("木\0塔", 7)).text, "木塔");
    EXPECT_EQ(plain_text("\xF0\xA0\x80\x80").left_out, 0U) << "a character beyond the first plane";
}

TEST(PlainText, IsWhatADocumentHasEverywhere) {
    Document document = sample();
    document.header = "页\x01眉";
    document.add(ParagraphStyle::body, "正\x02文");
    std::get<Table>(document.blocks[3]).rows[0][0].text = "J\x03";
    auto& sheet = std::get<Sheet>(document.blocks[5]);
    sheet.drawing.marks.emplace_back(Label{{}, "图\x04", {}});
    EXPECT_EQ(make_plain(document), 4U);
    EXPECT_EQ(make_plain(document), 0U);
    EXPECT_EQ(document.header, "页眉");
}

TEST(Docx, PartsAreXmlWhateverTheTextsHold) {
    Document document = sample();
    document.title += '\x01';
    document.subject = "\xFF\x02";
    for (const std::string& part : {docx_core_properties(document), docx_header("\x03<&>\xED\xA0\x80"),
                                    docx_footer("\x0B", base::Language::zh, 170)}) {
        pugi::xml_document parsed;
        EXPECT_TRUE(parsed.load_buffer(part.data(), part.size())) << part;
        EXPECT_EQ(plain_text(part).left_out, 0U) << part;
        EXPECT_EQ(part.find("&#"), std::string::npos) << "nor by its number: " << part;
    }
}

TEST(Writers, GiveTheSameBytesForTheSameDocument) {
    EXPECT_EQ(write_pdf(sample()).bytes, write_pdf(sample()).bytes);
    EXPECT_EQ(write_docx(sample()).bytes, write_docx(sample()).bytes);
    Workbook workbook;
    workbook.created = sample().created;
    workbook.sheets = {{"一", "题", {"事实"}, std::get<Table>(sample().blocks[3]), {}}};
    const std::string once = write_xlsx(workbook);
    ::setenv("TZ", "Asia/Shanghai", 1);
    ::tzset();
    EXPECT_EQ(once, write_xlsx(workbook)) << "whatever the zone of the machine";
    EXPECT_EQ(write_docx(sample()).bytes, write_docx(sample()).bytes);
}

TEST(Docx, PartsAreXmlAndHeadingsAreWordsOwn) {
    for (const std::string& part :
         {docx_content_types(), docx_styles(sample()), docx_numbering(), docx_core_properties(sample()),
          docx_header("<&>"), docx_footer("左", base::Language::zh, 170)}) {
        pugi::xml_document parsed;
        EXPECT_TRUE(parsed.load_buffer(part.data(), part.size())) << part;
    }
    EXPECT_THAT(docx_styles(sample()), testing::HasSubstr("\"heading 1\""));
    EXPECT_THAT(docx_styles(sample()), testing::HasSubstr("w:eastAsia=\"宋体\""));
}

} // namespace
} // namespace liangxian::document
