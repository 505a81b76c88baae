// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/document/docx_parts.hpp"

#include "core/document/type_scale.hpp"

#include <array>
#include <cmath>
#include <sstream>

namespace liangxian::document {
namespace {

constexpr const char* kPackage = "http://schemas.openxmlformats.org/package/2006/";
constexpr const char* kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr const char* kWordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

pugi::xml_node root_of(pugi::xml_document& part, const char* name, const std::string& space) {
    pugi::xml_node root = part.append_child(name);
    root.append_attribute("xmlns") = space.c_str();
    return root;
}

pugi::xml_node word_root(pugi::xml_document& part, const char* name) {
    pugi::xml_node root = part.append_child(name);
    root.append_attribute("xmlns:w") = kWordNamespace;
    root.append_attribute("xmlns:r") = kRelationNamespace;
    return root;
}

pugi::xml_node add(pugi::xml_node parent, const char* name, const char* attribute = nullptr,
                   const std::string& value = {}) {
    pugi::xml_node out = parent.append_child(name);
    if (attribute != nullptr) {
        out.append_attribute(attribute) = value.c_str();
    }
    return out;
}

void relate(pugi::xml_node root, const std::string& id, const std::string& type, const std::string& target) {
    pugi::xml_node out = add(root, "Relationship", "Id", id);
    out.append_attribute("Type") = type.c_str();
    out.append_attribute("Target") = target.c_str();
}

std::string hex(const Colour& colour) {
    constexpr const char* kDigits = "0123456789ABCDEF";
    std::string out;
    for (const double part : {colour.red, colour.green, colour.blue}) {
        const long value = std::lround(part * 255);
        out += kDigits[value / 16];
        out += kDigits[value % 16];
    }
    return out;
}

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

void add_field(pugi::xml_node paragraph, const char* field) {
    pugi::xml_node run = add(add(paragraph, "w:fldSimple", "w:instr", field), "w:r");
    add(run, "w:t").text() = "1";
}

void add_text(pugi::xml_node paragraph, const std::string& text) {
    pugi::xml_node words = add(add(paragraph, "w:r"), "w:t", "xml:space", "preserve");
    words.text() = text.c_str();
}

} // namespace

long twips(double mm) { return std::lround(mm / 25.4 * 1440); }

std::string xml_bytes(const pugi::xml_document& part) {
    std::ostringstream out;
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    part.save(out, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    return out.str();
}

std::string docx_content_types() {
    pugi::xml_document part;
    pugi::xml_node root = root_of(part, "Types", std::string(kPackage) + "content-types");
    const auto fallback = [&root](const char* extension, const char* type) {
        add(root, "Default", "Extension", extension).append_attribute("ContentType") = type;
    };
    const auto override_with = [&root](const char* name, const std::string& type) {
        add(root, "Override", "PartName", name).append_attribute("ContentType") = type.c_str();
    };
    fallback("rels", "application/vnd.openxmlformats-package.relationships+xml");
    fallback("xml", "application/xml");
    fallback("png", "image/png");
    override_with("/word/document.xml", std::string(kWordType) + "document.main+xml");
    override_with("/word/styles.xml", std::string(kWordType) + "styles+xml");
    override_with("/word/numbering.xml", std::string(kWordType) + "numbering+xml");
    for (const char* number : {"1", "2"}) {
        override_with((std::string("/word/header") + number + ".xml").c_str(),
                      std::string(kWordType) + "header+xml");
        override_with((std::string("/word/footer") + number + ".xml").c_str(),
                      std::string(kWordType) + "footer+xml");
    }
    override_with("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    return xml_bytes(part);
}

std::string docx_package_relations() {
    pugi::xml_document part;
    pugi::xml_node root = root_of(part, "Relationships", std::string(kPackage) + "relationships");
    relate(root, "rId1", std::string(kOffice) + "officeDocument", "word/document.xml");
    relate(root, "rId2", std::string(kPackage) + "relationships/metadata/core-properties",
           "docProps/core.xml");
    return xml_bytes(part);
}

std::string docx_document_relations(std::size_t pictures) {
    pugi::xml_document part;
    pugi::xml_node root = root_of(part, "Relationships", std::string(kPackage) + "relationships");
    relate(root, "rIdStyles", std::string(kOffice) + "styles", "styles.xml");
    relate(root, "rIdNumbering", std::string(kOffice) + "numbering", "numbering.xml");
    for (const char* number : {"1", "2"}) {
        relate(root, std::string("rIdHeader") + number, std::string(kOffice) + "header",
               std::string("header") + number + ".xml");
        relate(root, std::string("rIdFooter") + number, std::string(kOffice) + "footer",
               std::string("footer") + number + ".xml");
    }
    for (std::size_t i = 1; i <= pictures; ++i) {
        relate(root, "rIdPicture" + std::to_string(i), std::string(kOffice) + "image",
               "media/picture" + std::to_string(i) + ".png");
    }
    return xml_bytes(part);
}

std::string docx_core_properties(const Document& document) {
    pugi::xml_document part;
    pugi::xml_node root = part.append_child("cp:coreProperties");
    root.append_attribute("xmlns:cp") = (std::string(kPackage) + "metadata/core-properties").c_str();
    root.append_attribute("xmlns:dc") = "http://purl.org/dc/elements/1.1/";
    root.append_attribute("xmlns:dcterms") = "http://purl.org/dc/terms/";
    root.append_attribute("xmlns:xsi") = "http://www.w3.org/2001/XMLSchema-instance";
    add(root, "dc:title").text() = document.title.c_str();
    add(root, "dc:subject").text() = document.subject.c_str();
    add(root, "dc:creator").text() = "Liangxian 两线";
    add(root, "dc:language").text() = document.language == base::Language::zh ? "zh-CN" : "en";
    const std::string instant = document.created.to_string().substr(0, 19) + "Z";
    for (const char* name : {"dcterms:created", "dcterms:modified"}) {
        add(root, name, "xsi:type", "dcterms:W3CDTF").text() = instant.c_str();
    }
    return xml_bytes(part);
}

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

std::string docx_header(const std::string& text) {
    pugi::xml_document part;
    pugi::xml_node paragraph = add(word_root(part, "w:hdr"), "w:p");
    pugi::xml_node properties = add(paragraph, "w:pPr");
    add(properties, "w:pStyle", "w:val", "Note");
    pugi::xml_node border = add(add(properties, "w:pBdr"), "w:bottom", "w:val", "single");
    border.append_attribute("w:sz") = 4;
    border.append_attribute("w:space") = 2;
    border.append_attribute("w:color") = hex(kTableRule).c_str();
    add_text(paragraph, text);
    return xml_bytes(part);
}

std::string docx_footer(const std::string& text, base::Language language, double text_width_mm) {
    pugi::xml_document part;
    pugi::xml_node paragraph = add(word_root(part, "w:ftr"), "w:p");
    pugi::xml_node properties = add(paragraph, "w:pPr");
    add(properties, "w:pStyle", "w:val", "Note");
    pugi::xml_node tab = add(add(properties, "w:tabs"), "w:tab", "w:val", "right");
    tab.append_attribute("w:pos") = twips(text_width_mm);
    add_text(paragraph, text);
    add(add(paragraph, "w:r"), "w:tab");
    const bool is_chinese = language == base::Language::zh;
    add_text(paragraph, is_chinese ? "第 " : "page ");
    add_field(paragraph, "PAGE");
    add_text(paragraph, is_chinese ? " 页 共 " : " of ");
    add_field(paragraph, "NUMPAGES");
    add_text(paragraph, is_chinese ? " 页" : "");
    return xml_bytes(part);
}

std::string docx_empty(const char* element) {
    pugi::xml_document part;
    add(word_root(part, element), "w:p");
    return xml_bytes(part);
}

} // namespace liangxian::document
