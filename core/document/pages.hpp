// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/drawing.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace liangxian::document {

// What is asked of Pango and Cairo, which are in a module (ADR 0020): they load more libraries than a check.

struct Extents {
    double width_mm = 0;
    double height_mm = 0; ///< of a line, with its leading
};

/// A chapter in the outline that readers show beside the pages.
struct OutlineEntry {
    int level = 1;
    std::string name;
    double y_mm = 0;
};

/// A page, painted.
struct Page {
    Drawing drawing;
    std::vector<OutlineEntry> outline;
};

struct PdfFacts {
    std::string title;
    std::string subject;
    std::string created; ///< `2026-01-05T08:00:00Z`; a module shares no code with the program
};

/// What came out, and how many characters no font of this machine has.
struct Painted {
    std::string bytes;
    int missing_glyphs = 0;
    std::string reason; ///< why there are no bytes; Cairo's words
};

/// The functions of the module. Text is set in Noto Sans CJK SC, or what fontconfig has in its place.
struct PageFunctions {
    static constexpr const char* kModule = "pages";

    Extents (*measure)(std::string_view text, Font font);
    /// Lines no wider than a width, the first of them indented.
    std::vector<std::string> (*break_lines)(std::string_view text, Font font, double width_mm,
                                            double indent_mm);
    Painted (*pdf)(const std::vector<Page>& pages, const PdfFacts& facts);
    Painted (*png)(const Drawing& drawing, double dots_per_inch);
};

/// Loads the module on the first call. Any thread. \throws base::Error `module-not-loaded`
const PageFunctions& page_functions();

} // namespace liangxian::document
