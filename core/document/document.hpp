// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "core/base/timestamp.hpp"
#include "core/document/drawing.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace liangxian::document {

// A report as plain values, in one language. Writers turn it into PDF and DOCX; whoever fills it knows
// neither.

enum class ParagraphStyle {
    title,     ///< of the whole document; once
    subtitle,  ///< under the title
    heading_1, ///< a chapter
    heading_2, ///< a part of it
    body,      ///< running text
    item,      ///< one of a list
    note,      ///< small, below a table or a picture
    warning,   ///< what must not be passed over
};

struct Paragraph {
    ParagraphStyle style = ParagraphStyle::body;
    std::string text;
};

/// What a cell shows, and the number it shows, for a workbook.
struct Cell {
    Cell() = default;
    Cell(std::string shown) : text(std::move(shown)) {}
    Cell(const char* shown) : text(shown) {}
    /// A number with so many decimals, thousands grouped where \p is_grouped.
    static Cell number(double value, int decimals, bool is_grouped = false);
    static Cell none() { return Cell("—"); }

    std::string text;
    std::optional<double> value;
    int decimals = 0;
    bool is_grouped = false;
};

struct Column {
    std::string heading;
    double width = 1; ///< beside the others
    Anchor align = Anchor::left;
};

/// Its heads are repeated on each page; no row is broken.
struct Table {
    std::string caption; ///< above it; may be empty
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows; ///< as many cells as columns
    bool has_head = true;                ///< else the first column names what the others say
};

/// A drawing in the text, at its own size.
struct Picture {
    Drawing drawing;
    std::string caption;
    std::string description; ///< for who cannot see it
};

struct PageBreak {};

/// A drawing that is a sheet of its own, at its own size on a page of that size, without head and foot.
struct Sheet {
    Drawing drawing;
    std::string name; ///< in the outline
    std::string description;
};

using Block = std::variant<Paragraph, Table, Picture, PageBreak, Sheet>;

struct PageFormat {
    double width_mm = 210;
    double height_mm = 297;
    double margin_mm = 20;
};

struct Document {
    base::Language language = base::Language::zh;
    std::string title;
    std::string subject;
    base::Timestamp created; ///< stands in the files: the same document gives the same bytes
    PageFormat page;
    std::string header; ///< on every page but sheets
    std::string footer; ///< left of the page number
    std::vector<Block> blocks;

    Document& add(ParagraphStyle style, std::string text);
    Document& add(Block block);
};

} // namespace liangxian::document
