// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/document/docx_parts.hpp"
#include "core/document/docx_xml.hpp"
#include "core/document/type_scale.hpp"

#include <array>
#include <cmath>

namespace liangxian::document {
namespace {

/// The faces that every Chinese office machine has: Song for text, Hei for what is bold.
void add_font(pugi::xml_node properties, bool is_heading) {
    pugi::xml_node fonts = add(properties, "w:rFonts", "w:ascii", is_heading ? "Arial" : "Times New Roman");
    fonts.append_attribute("w:hAnsi") = is_heading ? "Arial" : "Times New Roman";
    fonts.append_attribute("w:eastAsia") = is_heading ? "黑体" : "宋体";
    fonts.append_attribute("w:cs") = "Times New Roman";
}

void add_run_properties(pugi::xml_node style, const TypeStyle& type) {
    pugi::xml_node run = add(style, "w:rPr");
    add_font(run, type.font.is_bold);
    if (type.font.is_bold) {
        add(run, "w:b");
    }
    add(run, "w:color", "w:val", hex(type.colour));
    add(run, "w:sz", "w:val", std::to_string(std::lround(type.font.size_pt * 2)));
    add(run, "w:szCs", "w:val", std::to_string(std::lround(type.font.size_pt * 2)));
}

struct NamedStyle {
    const char* id;
    const char* name; ///< of Word's own where there is one
    ParagraphStyle style;
    int outline; ///< 0-based level; -1: none
};

constexpr std::array<NamedStyle, 8> kStyles{{{"Title", "Title", ParagraphStyle::title, -1},
                                             {"Subtitle", "Subtitle", ParagraphStyle::subtitle, -1},
                                             {"Heading1", "heading 1", ParagraphStyle::heading_1, 0},
                                             {"Heading2", "heading 2", ParagraphStyle::heading_2, 1},
                                             {"BodyText", "Body Text", ParagraphStyle::body, -1},
                                             {"ListBullet", "List Bullet", ParagraphStyle::item, -1},
                                             {"Note", "Note", ParagraphStyle::note, -1},
                                             {"Warning", "Warning", ParagraphStyle::warning, -1}}};

void add_spacing(pugi::xml_node paragraph, double before_mm, double after_mm, double pitch_pt) {
    pugi::xml_node spacing = add(paragraph, "w:spacing", "w:before", std::to_string(twips(before_mm)));
    spacing.append_attribute("w:after") = twips(after_mm);
    spacing.append_attribute("w:line") = std::lround(pitch_pt * 20);
    spacing.append_attribute("w:lineRule") = "atLeast";
}

void add_style(pugi::xml_node root, const NamedStyle& named, base::Language language) {
    const TypeStyle type = type_of(named.style);
    pugi::xml_node style = add(root, "w:style", "w:type", "paragraph");
    style.append_attribute("w:styleId") = named.id;
    add(style, "w:name", "w:val", named.name);
    add(style, "w:basedOn", "w:val", "Normal");
    if (named.outline >= 0) {
        add(style, "w:next", "w:val", "BodyText");
    }
    add(style, "w:qFormat");
    pugi::xml_node paragraph = add(style, "w:pPr");
    if (type.stays_with_next) {
        add(paragraph, "w:keepNext");
    }
    if (named.style == ParagraphStyle::item) {
        add(add(paragraph, "w:numPr"), "w:numId", "w:val", "1");
    }
    add_spacing(paragraph, type.before_mm, type.after_mm, type.pitch_pt);
    if (type.is_indented && language == base::Language::zh) {
        pugi::xml_node indent = add(paragraph, "w:ind", "w:firstLineChars", "200");
        indent.append_attribute("w:firstLine") = std::lround(type.font.size_pt * 40);
    }
    if (type.align == Anchor::centre) {
        add(paragraph, "w:jc", "w:val", "center");
    }
    if (named.outline >= 0) {
        add(paragraph, "w:outlineLvl", "w:val", std::to_string(named.outline));
    }
    add_run_properties(style, type);
}

void add_table_styles(pugi::xml_node root) {
    pugi::xml_node text = add(root, "w:style", "w:type", "paragraph");
    text.append_attribute("w:styleId") = "TableText";
    add(text, "w:name", "w:val", "Table Text");
    add(text, "w:basedOn", "w:val", "Normal");
    add_spacing(add(text, "w:pPr"), kCellRiseMm / 2, kCellRiseMm / 2, kTablePitchPt);
    TypeStyle small = type_of(ParagraphStyle::body);
    small.font = {kTableFontPt, false};
    add_run_properties(text, small);

    pugi::xml_node table = add(root, "w:style", "w:type", "table");
    table.append_attribute("w:styleId") = "TwoLinesTable";
    add(table, "w:name", "w:val", "Two Lines Table");
    pugi::xml_node properties = add(table, "w:tblPr");
    pugi::xml_node borders = add(properties, "w:tblBorders");
    for (const char* side : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"}) {
        pugi::xml_node border = add(borders, side, "w:val", "single");
        border.append_attribute("w:sz") = 4;
        border.append_attribute("w:space") = 0;
        border.append_attribute("w:color") = hex(kTableRule).c_str();
    }
    pugi::xml_node margins = add(properties, "w:tblCellMar");
    for (const char* side : {"w:left", "w:right"}) {
        pugi::xml_node margin = add(margins, side, "w:w", std::to_string(twips(kCellPaddingMm)));
        margin.append_attribute("w:type") = "dxa";
    }
}

} // namespace

std::string docx_styles(const Document& document) {
    pugi::xml_document part;
    pugi::xml_node root = word_root(part, "w:styles");
    pugi::xml_node run = add(add(add(root, "w:docDefaults"), "w:rPrDefault"), "w:rPr");
    add_font(run, false);
    add(run, "w:sz", "w:val", "21");
    pugi::xml_node language = add(run, "w:lang", "w:val", "en-US");
    language.append_attribute("w:eastAsia") = "zh-CN";
    pugi::xml_node normal = add(root, "w:style", "w:type", "paragraph");
    normal.append_attribute("w:default") = "1";
    normal.append_attribute("w:styleId") = "Normal";
    add(normal, "w:name", "w:val", "Normal");
    for (const NamedStyle& named : kStyles) {
        add_style(root, named, document.language);
    }
    add_table_styles(root);
    return xml_bytes(part);
}

std::string docx_numbering() {
    pugi::xml_document part;
    pugi::xml_node root = word_root(part, "w:numbering");
    pugi::xml_node level = add(add(root, "w:abstractNum", "w:abstractNumId", "0"), "w:lvl", "w:ilvl", "0");
    add(level, "w:start", "w:val", "1");
    add(level, "w:numFmt", "w:val", "bullet");
    add(level, "w:lvlText", "w:val", "·");
    add(level, "w:lvlJc", "w:val", "left");
    pugi::xml_node indent = add(add(level, "w:pPr"), "w:ind", "w:left", "320");
    indent.append_attribute("w:hanging") = "220";
    add(add(root, "w:num", "w:numId", "1"), "w:abstractNumId", "w:val", "0");
    return xml_bytes(part);
}

} // namespace liangxian::document
