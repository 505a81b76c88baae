// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/document/docx_xml.hpp"

#include <cmath>
#include <sstream>

namespace liangxian::document {

pugi::xml_node word_root(pugi::xml_document& part, const char* name) {
    pugi::xml_node root = part.append_child(name);
    root.append_attribute("xmlns:w") = kWordNamespace;
    root.append_attribute("xmlns:r") = kRelationNamespace;
    return root;
}

pugi::xml_node add(pugi::xml_node parent, const char* name, const char* attribute, const std::string& value) {
    pugi::xml_node out = parent.append_child(name);
    if (attribute != nullptr) {
        out.append_attribute(attribute) = value.c_str();
    }
    return out;
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

long twips(double mm) { return std::lround(mm / 25.4 * 1440); }

std::string xml_bytes(const pugi::xml_document& part) {
    std::ostringstream out;
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    part.save(out, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    return out.str();
}

} // namespace liangxian::document
