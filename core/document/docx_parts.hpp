// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/document.hpp"

#include <string>

namespace liangxian::document {

// The parts of a DOCX beside its text.

std::string docx_content_types();
std::string docx_package_relations();
std::string docx_core_properties(const Document& document);
/// The styles of paragraphs and tables, and the bullets of lists.
std::string docx_styles(const Document& document);
std::string docx_numbering();
/// \param pictures  names of the files in word/media, in their order: rIdPicture1 …
std::string docx_document_relations(std::size_t pictures);
std::string docx_header(const std::string& text);
/// The text on the left, the number of the page and of all pages on the right.
std::string docx_footer(const std::string& text, base::Language language, double text_width_mm);
std::string docx_empty(const char* element);

} // namespace liangxian::document
