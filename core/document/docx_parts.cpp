// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/document/docx_parts.hpp"

#include "core/document/docx_xml.hpp"
#include "core/document/plain_text.hpp"
#include "core/document/type_scale.hpp"

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

void relate(pugi::xml_node root, const std::string& id, const std::string& type, const std::string& target) {
    pugi::xml_node out = add(root, "Relationship", "Id", id);
    out.append_attribute("Type") = type.c_str();
    out.append_attribute("Target") = target.c_str();
}

void add_field(pugi::xml_node paragraph, const char* field) {
    pugi::xml_node run = add(add(paragraph, "w:fldSimple", "w:instr", field), "w:r");
    add(run, "w:t").text() = "1";
}

void add_text(pugi::xml_node paragraph, const std::string& text) {
    pugi::xml_node words = add(add(paragraph, "w:r"), "w:t", "xml:space", "preserve");
    words.text() = plain_text(text).text.c_str();
}

} // namespace

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
    add(root, "dc:title").text() = plain_text(document.title).text.c_str();
    add(root, "dc:subject").text() = plain_text(document.subject).text.c_str();
    add(root, "dc:creator").text() = "Liangxian 两线";
    add(root, "dc:language").text() = document.language == base::Language::zh ? "zh-CN" : "en";
    const std::string instant = document.created.to_string().substr(0, 19) + "Z";
    for (const char* name : {"dcterms:created", "dcterms:modified"}) {
        add(root, name, "xsi:type", "dcterms:W3CDTF").text() = instant.c_str();
    }
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
