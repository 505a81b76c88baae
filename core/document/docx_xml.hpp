// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/drawing.hpp"

#include <pugixml.hpp>

#include <string>

namespace liangxian::document {

// The XML of all parts of a DOCX.

constexpr const char* kWordNamespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr const char* kRelationNamespace =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The root of a part in Word's namespace.
pugi::xml_node word_root(pugi::xml_document& part, const char* name);
/// Adds a child, with one attribute where it is named.
pugi::xml_node add(pugi::xml_node parent, const char* name, const char* attribute = nullptr,
                   const std::string& value = {});
/// `ECF0F5`.
std::string hex(const Colour& colour);
/// Twentieths of a point in millimetres.
long twips(double mm);
/// Serialised with its declaration.
std::string xml_bytes(const pugi::xml_document& part);

} // namespace liangxian::document
