// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/document/docx.hpp"

#include "core/base/error.hpp"
#include "core/document/docx_drawing.hpp"
#include "core/document/docx_parts.hpp"
#include "core/document/docx_xml.hpp"
#include "core/document/package.hpp"
#include "core/document/pages.hpp"
#include "core/document/plain_text.hpp"
#include "core/document/type_scale.hpp"

#include <variant>

namespace liangxian::document {
namespace {

constexpr double kPictureDotsPerInch = 200;

const char* style_id(ParagraphStyle style) {
    switch (style) {
    case ParagraphStyle::title:
        return "Title";
    case ParagraphStyle::subtitle:
        return "Subtitle";
    case ParagraphStyle::heading_1:
        return "Heading1";
    case ParagraphStyle::heading_2:
        return "Heading2";
    case ParagraphStyle::item:
        return "ListBullet";
    case ParagraphStyle::note:
        return "Note";
    case ParagraphStyle::warning:
        return "Warning";
    default:
        return "BodyText";
    }
}

/// Writes word/document.xml block by block.
class BodyWriter {
public:
    explicit BodyWriter(const Document& document) : m_document(document) {
        pugi::xml_node root = m_part.append_child("w:document");
        root.append_attribute("xmlns:w") = kWordNamespace;
        root.append_attribute("xmlns:r") = kRelationNamespace;
        root.append_attribute("xmlns:wp") =
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
        root.append_attribute("xmlns:a") = "http://schemas.openxmlformats.org/drawingml/2006/main";
        root.append_attribute("xmlns:pic") = "http://schemas.openxmlformats.org/drawingml/2006/picture";
        m_body = root.append_child("w:body");
    }

    void write() {
        for (std::size_t i = 0; i < m_document.blocks.size(); ++i) {
            m_is_last = i + 1 == m_document.blocks.size();
            std::visit([this](const auto& one) { add(one); }, m_document.blocks[i]);
        }
        if (!m_ends_with_sheet) {
            add_section(m_body, m_document.page.width_mm, m_document.page.height_mm, false);
        }
    }

    std::string bytes() const { return xml_bytes(m_part); }
    const std::vector<std::string>& pictures() const { return m_pictures; }
    int missing_glyphs() const { return m_missing_glyphs; }

private:
    pugi::xml_node paragraph(const char* style) {
        pugi::xml_node out = m_body.append_child("w:p");
        out.append_child("w:pPr").append_child("w:pStyle").append_attribute("w:val") = style;
        m_has_text = true;
        return out;
    }

    static void add_text(pugi::xml_node paragraph, const std::string& text, bool is_bold = false) {
        pugi::xml_node run = paragraph.append_child("w:r");
        if (is_bold) {
            run.append_child("w:rPr").append_child("w:b");
        }
        pugi::xml_node words = run.append_child("w:t");
        words.append_attribute("xml:space") = "preserve";
        words.text() = plain_text(text).text.c_str();
    }

    void add(const Paragraph& block) { add_text(paragraph(style_id(block.style)), block.text); }

    void add(const PageBreak&) {
        paragraph("Normal").append_child("w:r").append_child("w:br").append_attribute("w:type") = "page";
    }

    void add_cell(pugi::xml_node row, const std::string& text, double width_mm, Anchor align, bool is_head) {
        pugi::xml_node cell = row.append_child("w:tc");
        pugi::xml_node properties = cell.append_child("w:tcPr");
        pugi::xml_node width = properties.append_child("w:tcW");
        width.append_attribute("w:w") = twips(width_mm);
        width.append_attribute("w:type") = "dxa";
        if (is_head) {
            pugi::xml_node shade = properties.append_child("w:shd");
            shade.append_attribute("w:val") = "clear";
            shade.append_attribute("w:color") = "auto";
            shade.append_attribute("w:fill") = "ECF0F5";
        }
        properties.append_child("w:vAlign").append_attribute("w:val") = "center";
        pugi::xml_node words = cell.append_child("w:p");
        pugi::xml_node of_words = words.append_child("w:pPr");
        of_words.append_child("w:pStyle").append_attribute("w:val") = "TableText";
        if (align != Anchor::left) {
            of_words.append_child("w:jc").append_attribute("w:val") =
                align == Anchor::centre ? "center" : "right";
        }
        add_text(words, text, is_head);
    }

    static pugi::xml_node add_row(pugi::xml_node table, bool is_head) {
        pugi::xml_node row = table.append_child("w:tr");
        pugi::xml_node properties = row.append_child("w:trPr");
        properties.append_child("w:cantSplit");
        if (is_head) {
            properties.append_child("w:tblHeader");
        }
        return row;
    }

    pugi::xml_node begin_table(const std::vector<double>& widths_mm) {
        pugi::xml_node table = m_body.append_child("w:tbl");
        pugi::xml_node properties = table.append_child("w:tblPr");
        properties.append_child("w:tblStyle").append_attribute("w:val") = "TwoLinesTable";
        pugi::xml_node width = properties.append_child("w:tblW");
        width.append_attribute("w:w") = twips(text_width_mm());
        width.append_attribute("w:type") = "dxa";
        properties.append_child("w:tblLayout").append_attribute("w:type") = "fixed";
        pugi::xml_node grid = table.append_child("w:tblGrid");
        for (const double one_mm : widths_mm) {
            grid.append_child("w:gridCol").append_attribute("w:w") = twips(one_mm);
        }
        return table;
    }

    void add(const Table& block) {
        if (!block.caption.empty()) {
            pugi::xml_node caption = paragraph("Note");
            caption.child("w:pPr").append_child("w:keepNext");
            add_text(caption, block.caption, true);
        }
        const std::vector<double> widths_mm = column_widths_mm(block, text_width_mm());
        pugi::xml_node table = begin_table(widths_mm);
        if (block.has_head) {
            pugi::xml_node row = add_row(table, true);
            for (std::size_t i = 0; i < block.columns.size(); ++i) {
                add_cell(row, block.columns[i].heading, widths_mm[i], Anchor::centre, true);
            }
        }
        for (const std::vector<Cell>& cells : block.rows) {
            pugi::xml_node row = add_row(table, false);
            for (std::size_t i = 0; i < block.columns.size(); ++i) {
                add_cell(row, i < cells.size() ? cells[i].text : "", widths_mm[i], block.columns[i].align,
                         !block.has_head && i == 0);
            }
        }
        // Two tables without a paragraph between become one in Word.
        paragraph("Note");
    }

    /// The picture's file. \returns its number
    std::size_t paint(const Drawing& drawing) {
        Painted painted = page_functions().png(drawing, kPictureDotsPerInch);
        if (painted.bytes.empty()) {
            throw base::FileError("picture-not-made", {"图片未能生成：" + painted.reason,
                                                       "the picture could not be made: " + painted.reason});
        }
        m_missing_glyphs += painted.missing_glyphs;
        m_pictures.push_back(std::move(painted.bytes));
        return m_pictures.size();
    }

    void add(const Picture& block) {
        pugi::xml_node words = paragraph("Normal");
        words.child("w:pPr").append_child("w:jc").append_attribute("w:val") = "center";
        const std::size_t number = paint(block.drawing);
        add_inline_picture(words, block.drawing, number, block.description);
        if (!block.caption.empty()) {
            add_text(paragraph("Note"), block.caption);
        }
    }

    /// A section of its own whose page is the sheet, the picture on all of it.
    void add(const Sheet& block) {
        if (m_has_text) {
            pugi::xml_node end = m_body.append_child("w:p").append_child("w:pPr");
            add_section(end, m_document.page.width_mm, m_document.page.height_mm, false);
        }
        pugi::xml_node words = m_body.append_child("w:p");
        pugi::xml_node properties = words.append_child("w:pPr");
        const std::size_t number = paint(block.drawing);
        add_page_picture(words, block.drawing, number, block.description);
        m_has_text = false;
        m_ends_with_sheet = m_is_last;
        add_section(m_is_last ? m_body : properties, block.drawing.width_mm, block.drawing.height_mm, true);
    }

    void add_section(pugi::xml_node parent, double width_mm, double height_mm, bool is_sheet) {
        pugi::xml_node section = parent.append_child("w:sectPr");
        const char* number = is_sheet ? "2" : "1";
        for (const char* name : {"Header", "Footer"}) {
            const std::string element =
                name == std::string("Header") ? "w:headerReference" : "w:footerReference";
            pugi::xml_node reference = section.append_child(element.c_str());
            reference.append_attribute("w:type") = "default";
            reference.append_attribute("r:id") = (std::string("rId") + name + number).c_str();
        }
        section.append_child("w:type").append_attribute("w:val") = "nextPage";
        pugi::xml_node size = section.append_child("w:pgSz");
        size.append_attribute("w:w") = twips(width_mm);
        size.append_attribute("w:h") = twips(height_mm);
        if (width_mm > height_mm) {
            size.append_attribute("w:orient") = "landscape";
        }
        pugi::xml_node margins = section.append_child("w:pgMar");
        const long margin = twips(is_sheet ? 10 : m_document.page.margin_mm);
        for (const char* side : {"w:top", "w:right", "w:bottom", "w:left"}) {
            margins.append_attribute(side) = margin;
        }
        margins.append_attribute("w:header") = twips(is_sheet ? 5 : 10);
        margins.append_attribute("w:footer") = twips(is_sheet ? 5 : 8);
        margins.append_attribute("w:gutter") = 0;
    }

    double text_width_mm() const { return m_document.page.width_mm - 2 * m_document.page.margin_mm; }

    const Document& m_document;
    pugi::xml_document m_part;
    pugi::xml_node m_body;
    std::vector<std::string> m_pictures;
    int m_missing_glyphs = 0;
    bool m_has_text = false; ///< since the last section ended
    bool m_is_last = false;
    bool m_ends_with_sheet = false;
};

} // namespace

WrittenFile write_docx(const Document& document) {
    BodyWriter body(document);
    body.write();
    PackageParts parts{
        {"[Content_Types].xml", docx_content_types()},
        {"_rels/.rels", docx_package_relations()},
        {"docProps/core.xml", docx_core_properties(document)},
        {"word/document.xml", body.bytes()},
        {"word/_rels/document.xml.rels", docx_document_relations(body.pictures().size())},
        {"word/styles.xml", docx_styles(document)},
        {"word/numbering.xml", docx_numbering()},
        {"word/header1.xml", docx_header(document.header)},
        {"word/footer1.xml", docx_footer(document.footer, document.language,
                                         document.page.width_mm - 2 * document.page.margin_mm)},
        {"word/header2.xml", docx_empty("w:hdr")},
        {"word/footer2.xml", docx_empty("w:ftr")}};
    for (std::size_t i = 0; i < body.pictures().size(); ++i) {
        parts.emplace_back("word/media/picture" + std::to_string(i + 1) + ".png", body.pictures()[i]);
    }
    return {pack(parts), body.missing_glyphs()};
}

} // namespace liangxian::document
