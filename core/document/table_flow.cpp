// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/document/table_flow.hpp"

#include "core/document/type_scale.hpp"

#include <algorithm>
#include <numeric>

namespace liangxian::document {

std::vector<double> column_widths_mm(const Table& table, double width_mm) {
    double sum = 0;
    for (const Column& column : table.columns) {
        sum += column.width;
    }
    std::vector<double> out;
    for (const Column& column : table.columns) {
        out.push_back(width_mm * column.width / sum);
    }
    return out;
}

namespace {

using Lines = std::vector<std::string>;

/// A row whose texts are broken into lines.
struct SetRow {
    std::vector<Lines> cells;
    std::vector<double> sizes_pt; ///< of their letters
    std::size_t line_count = 1;
    double height_mm() const {
        return static_cast<double>(line_count) * kTablePitchPt * kMmPerPt + 2 * kCellRiseMm;
    }
};

class TableFlow {
public:
    TableFlow(const Table& table, PageFlow& flow)
        : m_table(table), m_flow(flow), m_widths_mm(column_widths_mm(table, flow.width_mm())) {}

    void run() {
        std::vector<Cell> heads;
        for (const Column& column : m_table.columns) {
            heads.emplace_back(column.heading);
        }
        m_head = set(heads, true);
        begin();
        for (const std::vector<Cell>& cells : m_table.rows) {
            place(set(cells, false));
        }
        m_flow.advance(3);
    }

private:
    double head_mm() const { return m_table.has_head ? m_head.height_mm() : 0; }

    /// The caption, the head and the first row stay together.
    void begin() {
        const TypeStyle caption = type_of(ParagraphStyle::heading_2);
        const double caption_mm = m_table.caption.empty() ? 0 : 7;
        const double first_mm = m_table.rows.empty() ? 0 : set(m_table.rows.front(), false).height_mm();
        m_flow.need(std::min(caption_mm + head_mm() + first_mm, m_flow.whole_page_mm()));
        if (!m_table.caption.empty()) {
            m_flow.advance(1.5);
            m_flow.drawing().marks.emplace_back(
                Label{{m_flow.left_mm(), m_flow.y_mm() + 2}, m_table.caption, {10, true}, caption.colour});
            m_flow.advance(5.5);
        }
        place_head();
    }

    void place_head() {
        m_flow.drawing();
        draw_line_across();
        if (m_table.has_head) {
            draw(m_head, true);
        }
    }

    SetRow set(const std::vector<Cell>& cells, bool is_head) const {
        SetRow out;
        for (std::size_t i = 0; i < m_widths_mm.size(); ++i) {
            const std::string text = i < cells.size() ? cells[i].text : "";
            const double room_mm = m_widths_mm[i] - 2 * kCellPaddingMm;
            const bool is_number = i < cells.size() && cells[i].value.has_value();
            out.sizes_pt.push_back(is_number ? fitting_size_pt(text, room_mm) : kTableFontPt);
            out.cells.push_back(is_number
                                    ? Lines{text}
                                    : page_functions().break_lines(text, font_of(i, is_head), room_mm, 0));
            out.line_count = std::max(out.line_count, out.cells.back().size());
        }
        return out;
    }

    /// A number is never broken: it gets smaller.
    static double fitting_size_pt(const std::string& text, double room_mm) {
        const double wide_mm = page_functions().measure(text, {kTableFontPt, false}).width_mm;
        return wide_mm <= room_mm ? kTableFontPt : kTableFontPt * room_mm / wide_mm;
    }

    Font font_of(std::size_t column, bool is_head) const {
        return {kTableFontPt, is_head || (!m_table.has_head && column == 0)};
    }

    void place(SetRow row) {
        const double page_mm = m_flow.whole_page_mm() - head_mm();
        if (row.height_mm() > m_flow.left_over_mm() &&
            (row.height_mm() <= page_mm || m_flow.left_over_mm() < 20)) {
            m_flow.new_page();
            place_head();
        }
        while (row.height_mm() > m_flow.left_over_mm()) {
            draw(take_off(row), false);
            m_flow.new_page();
            place_head();
        }
        draw(row, false);
    }

    /// As many lines of a row that is longer than a page as still fit.
    SetRow take_off(SetRow& row) const {
        const double lines = (m_flow.left_over_mm() - 2 * kCellRiseMm) / (kTablePitchPt * kMmPerPt);
        const auto count = static_cast<std::size_t>(std::max(lines, 1.0));
        SetRow out;
        out.line_count = count;
        out.sizes_pt = row.sizes_pt;
        for (Lines& cell : row.cells) {
            const auto end = cell.begin() + static_cast<std::ptrdiff_t>(std::min(count, cell.size()));
            out.cells.emplace_back(cell.begin(), end);
            cell.erase(cell.begin(), end);
        }
        row.line_count = row.line_count > count ? row.line_count - count : 1;
        return out;
    }

    void draw_line_across() {
        m_flow.drawing().marks.emplace_back(line({m_flow.left_mm(), m_flow.y_mm()},
                                                 {m_flow.left_mm() + m_flow.width_mm(), m_flow.y_mm()},
                                                 {kTableRule, 0.2, {}}));
    }

    void draw(const SetRow& row, bool is_head) {
        Drawing& page = m_flow.drawing();
        const double top_mm = m_flow.y_mm();
        const double high_mm = row.height_mm();
        double x_mm = m_flow.left_mm();
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const bool is_shaded = is_head || (!m_table.has_head && i == 0);
            const Rect box{{x_mm, top_mm}, m_widths_mm[i], high_mm};
            page.marks.emplace_back(Path{{rectangle(box)},
                                         is_shaded ? std::optional(kTableHead) : std::nullopt,
                                         {},
                                         Pen{kTableRule, 0.15, {}}});
            draw_cell(row.cells[i], i, {row.sizes_pt[i], font_of(i, is_head).is_bold}, is_head, box);
            x_mm += m_widths_mm[i];
        }
        m_flow.advance(high_mm);
    }

    void draw_cell(const Lines& lines, std::size_t column, const Font& font, bool is_head, const Rect& box) {
        const Anchor align = is_head ? Anchor::centre : m_table.columns[column].align;
        const double x_mm = align == Anchor::left     ? box.at.x_mm + kCellPaddingMm
                            : align == Anchor::centre ? box.at.x_mm + box.width_mm / 2
                                                      : box.right_mm() - kCellPaddingMm;
        const double pitch_mm = kTablePitchPt * kMmPerPt;
        double y_mm =
            box.at.y_mm + box.height_mm / 2 - pitch_mm * (static_cast<double>(lines.size()) - 1) / 2;
        for (const std::string& text : lines) {
            m_flow.drawing().marks.emplace_back(Label{{x_mm, y_mm}, text, font, kBlack, align});
            y_mm += pitch_mm;
        }
    }

    const Table& m_table;
    PageFlow& m_flow;
    std::vector<double> m_widths_mm;
    SetRow m_head;
};

} // namespace

void flow_table(const Table& table, PageFlow& flow) { TableFlow(table, flow).run(); }

} // namespace liangxian::document
