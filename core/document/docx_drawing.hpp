// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/drawing.hpp"

#include <pugixml.hpp>

#include <string>

namespace liangxian::document {

// Pictures in word/document.xml, at their true size (DrawingML). The file of a picture is the relation
// rIdPicture and its number.

/// In the line of a paragraph.
void add_inline_picture(pugi::xml_node words, const Drawing& drawing, std::size_t number,
                        const std::string& description);
/// From the upper left corner of the page on that the paragraph is on.
void add_page_picture(pugi::xml_node words, const Drawing& drawing, std::size_t number,
                      const std::string& description);

} // namespace liangxian::document
