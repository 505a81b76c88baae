// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/document.hpp"

namespace liangxian::document {

// Sizes and distances that PDF and DOCX share.

struct TypeStyle {
    Font font;
    double pitch_pt = 0;  ///< from line to line
    double before_mm = 0; ///< space above
    double after_mm = 0;  ///< space below
    Colour colour = kBlack;
    Anchor align = Anchor::left;
    bool is_indented = false; ///< two characters, as Chinese paragraphs are
    bool stays_with_next = false;
};

inline TypeStyle type_of(ParagraphStyle style) {
    constexpr Colour kRed{0.75, 0.15, 0.18, 1};
    switch (style) {
    case ParagraphStyle::title:
        return {{18, true}, 27, 0, 1.5, kBlack, Anchor::centre, false, true};
    case ParagraphStyle::subtitle:
        return {{10.5, false}, 16, 0, 5, kGrey, Anchor::centre, false, true};
    case ParagraphStyle::heading_1:
        return {{14, true}, 21, 6, 2, kBlack, Anchor::left, false, true};
    case ParagraphStyle::heading_2:
        return {{11.5, true}, 17.5, 4, 1.2, kBlack, Anchor::left, false, true};
    case ParagraphStyle::item:
        return {{10.5, false}, 17, 0, 0.6, kBlack, Anchor::left, false, false};
    case ParagraphStyle::note:
        return {{8.5, false}, 13.5, 1, 1.5, kGrey, Anchor::left, false, false};
    case ParagraphStyle::warning:
        return {{10.5, true}, 17, 1, 2, kRed, Anchor::left, false, false};
    default:
        return {{10.5, false}, 17.5, 0, 1, kBlack, Anchor::left, true, false};
    }
}

inline constexpr double kTableFontPt = 9;
inline constexpr double kTablePitchPt = 13.5;
inline constexpr double kCellPaddingMm = 1.4;
inline constexpr double kCellRiseMm = 0.9; ///< above and below the text of a cell
inline constexpr Colour kTableHead{0.925, 0.941, 0.961, 1};
inline constexpr Colour kTableRule{0.72, 0.75, 0.80, 1};

inline constexpr double kMmPerPt = 25.4 / 72;

/// Widths of a table's columns that fill \p width_mm.
std::vector<double> column_widths_mm(const Table& table, double width_mm);

} // namespace liangxian::document
