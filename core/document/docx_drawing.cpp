// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/document/docx_drawing.hpp"

#include "core/document/plain_text.hpp"

#include <cmath>

namespace liangxian::document {
namespace {

/// English metric units, of which an inch has 914,400.
long long emu(double mm) { return std::llround(mm * 36000); }

void state_size(pugi::xml_node node, const Drawing& drawing) {
    node.append_attribute("cx") = emu(drawing.width_mm);
    node.append_attribute("cy") = emu(drawing.height_mm);
}

/// What inline and anchored pictures have in common.
void fill(pugi::xml_node holder, const Drawing& drawing, std::size_t number, const std::string& description) {
    const std::string id = std::to_string(number);
    pugi::xml_node about = holder.append_child("wp:docPr");
    about.append_attribute("id") = id.c_str();
    about.append_attribute("name") = ("picture" + id).c_str();
    about.append_attribute("descr") = plain_text(description).text.c_str();
    pugi::xml_node data = holder.append_child("a:graphic").append_child("a:graphicData");
    data.append_attribute("uri") = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    pugi::xml_node picture = data.append_child("pic:pic");
    pugi::xml_node facts = picture.append_child("pic:nvPicPr");
    pugi::xml_node named = facts.append_child("pic:cNvPr");
    named.append_attribute("id") = id.c_str();
    named.append_attribute("name") = ("picture" + id + ".png").c_str();
    facts.append_child("pic:cNvPicPr");
    pugi::xml_node blip = picture.append_child("pic:blipFill");
    blip.append_child("a:blip").append_attribute("r:embed") = ("rIdPicture" + id).c_str();
    blip.append_child("a:stretch").append_child("a:fillRect");
    pugi::xml_node shape = picture.append_child("pic:spPr");
    pugi::xml_node form = shape.append_child("a:xfrm");
    pugi::xml_node off = form.append_child("a:off");
    off.append_attribute("x") = 0;
    off.append_attribute("y") = 0;
    state_size(form.append_child("a:ext"), drawing);
    pugi::xml_node geometry = shape.append_child("a:prstGeom");
    geometry.append_attribute("prst") = "rect";
    geometry.append_child("a:avLst");
}

} // namespace

void add_inline_picture(pugi::xml_node words, const Drawing& drawing, std::size_t number,
                        const std::string& description) {
    pugi::xml_node holder = words.append_child("w:r").append_child("w:drawing").append_child("wp:inline");
    state_size(holder.append_child("wp:extent"), drawing);
    fill(holder, drawing, number, description);
}

void add_page_picture(pugi::xml_node words, const Drawing& drawing, std::size_t number,
                      const std::string& description) {
    pugi::xml_node holder = words.append_child("w:r").append_child("w:drawing").append_child("wp:anchor");
    for (const char* name : {"distT", "distB", "distL", "distR", "simplePos"}) {
        holder.append_attribute(name) = 0;
    }
    holder.append_attribute("relativeHeight") = 1;
    for (const char* name : {"behindDoc", "locked"}) {
        holder.append_attribute(name) = 0;
    }
    holder.append_attribute("layoutInCell") = 1;
    holder.append_attribute("allowOverlap") = 1;
    pugi::xml_node simple = holder.append_child("wp:simplePos");
    simple.append_attribute("x") = 0;
    simple.append_attribute("y") = 0;
    for (const char* name : {"wp:positionH", "wp:positionV"}) {
        pugi::xml_node position = holder.append_child(name);
        position.append_attribute("relativeFrom") = "page";
        position.append_child("wp:posOffset").text() = 0;
    }
    state_size(holder.append_child("wp:extent"), drawing);
    holder.append_child("wp:wrapNone");
    fill(holder, drawing, number, description);
}

} // namespace liangxian::document
