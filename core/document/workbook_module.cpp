// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/module.hpp"
#include "core/document/workbook.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace liangxian::document {
namespace {

constexpr double kLineHeight = 16;
constexpr double kNarrowest = 8;
constexpr double kWidest = 67; ///< a SHA-256 on one line
constexpr std::uint8_t kPaperA4 = 9;
constexpr lxw_color_t kHeadColour = 0xECF0F5;
constexpr lxw_color_t kRuleColour = 0xB8BFCC;

/// Columns of Excel that a text takes: Chinese characters are two wide.
double columns_of(const std::string& text) {
    double out = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        out += byte < 0x80 ? 1 : byte >= 0xE0 ? 2 : 0;
    }
    return out;
}

class SheetWriter {
public:
    SheetWriter(lxw_workbook* book, const Worksheet& sheet)
        : m_book(book), m_sheet(sheet), m_out(workbook_add_worksheet(book, sheet.name.c_str())) {}

    void write() {
        set_up_page();
        text(m_row++, 0, m_sheet.title, title_format());
        for (const std::string& fact : m_sheet.facts) {
            across(fact);
        }
        write_head();
        for (const std::vector<Cell>& cells : m_sheet.table.rows) {
            set_height(cells);
            for (std::size_t i = 0; i < cells.size(); ++i) {
                write_cell(static_cast<lxw_col_t>(i), cells[i]);
            }
            ++m_row;
        }
        ++m_row;
        for (const std::string& note : m_sheet.notes) {
            across(note);
        }
    }

private:
    /// As high as its longest text: nobody but Excel finds that out by itself.
    void set_height(const std::vector<Cell>& cells) {
        double lines = 1;
        for (std::size_t i = 0; i < std::min(cells.size(), m_widths.size()); ++i) {
            lines = std::max(lines, std::ceil(columns_of(cells[i].text) / (m_widths[i] - 1)));
        }
        if (lines > 1) {
            worksheet_set_row(m_out, m_row, kLineHeight * lines, nullptr);
        }
    }

    /// A text over all columns of the table, as high as its lines: a longer one would widen what is printed.
    void across(const std::string& words) {
        const auto lines = std::max(std::ceil(columns_of(words) / std::max(m_width - 2, 1.0)), 1.0);
        worksheet_set_row(m_out, m_row, kLineHeight * lines, nullptr);
        const std::size_t columns = m_sheet.table.columns.size();
        if (columns < 2) {
            text(m_row++, 0, words, nullptr);
            return;
        }
        worksheet_merge_range(m_out, m_row, 0, m_row, static_cast<lxw_col_t>(columns - 1), words.c_str(),
                              kept("across", [this] {
                                  lxw_format* out = workbook_add_format(m_book);
                                  format_set_text_wrap(out);
                                  format_set_align(out, LXW_ALIGN_VERTICAL_TOP);
                                  return out;
                              }));
        ++m_row;
    }

    void set_up_page() {
        worksheet_set_paper(m_out, kPaperA4);
        worksheet_fit_to_pages(m_out, 1, 0);
        worksheet_set_margins(m_out, 0.8, 0.8, 0.8, 0.8);
        if (m_sheet.table.columns.size() > 7) {
            worksheet_set_landscape(m_out);
        }
        worksheet_set_footer(m_out, "&C&P / &N");
        for (std::size_t i = 0; i < m_sheet.table.columns.size(); ++i) {
            double widest = columns_of(m_sheet.table.columns[i].heading);
            for (const std::vector<Cell>& cells : m_sheet.table.rows) {
                widest = std::max(widest, i < cells.size() ? columns_of(cells[i].text) : 0);
            }
            const auto column = static_cast<lxw_col_t>(i);
            const double width = std::clamp(widest + 2.5, kNarrowest, kWidest);
            worksheet_set_column(m_out, column, column, width, nullptr);
            m_width += width;
            m_widths.push_back(width);
        }
    }

    void write_head() {
        if (!m_sheet.table.has_head) {
            return;
        }
        for (std::size_t i = 0; i < m_sheet.table.columns.size(); ++i) {
            text(m_row, static_cast<lxw_col_t>(i), m_sheet.table.columns[i].heading, head_format());
        }
        worksheet_repeat_rows(m_out, m_row, m_row);
        ++m_row;
        worksheet_freeze_panes(m_out, m_row, 0);
    }

    void text(lxw_row_t row, lxw_col_t column, const std::string& words, lxw_format* format) {
        worksheet_write_string(m_out, row, column, words.c_str(), format);
    }

    void write_cell(lxw_col_t column, const Cell& cell) {
        if (cell.value) {
            worksheet_write_number(m_out, m_row, column, *cell.value, number_format(cell));
        } else {
            const bool is_head = !m_sheet.table.has_head && column == 0;
            const Anchor align =
                column < m_sheet.table.columns.size() ? m_sheet.table.columns[column].align : Anchor::left;
            text(m_row, column, cell.text, is_head ? head_format() : text_format(align));
        }
    }

    lxw_format* bordered() {
        lxw_format* out = workbook_add_format(m_book);
        format_set_border(out, LXW_BORDER_THIN);
        format_set_border_color(out, kRuleColour);
        format_set_align(out, LXW_ALIGN_VERTICAL_CENTER);
        return out;
    }

    template <typename Make>
    lxw_format* kept(const std::string& key, Make&& make) {
        lxw_format*& format = m_formats[key];
        if (format == nullptr) {
            format = make();
        }
        return format;
    }

    lxw_format* title_format() {
        return kept("title", [this] {
            lxw_format* out = workbook_add_format(m_book);
            format_set_bold(out);
            format_set_font_size(out, 14);
            return out;
        });
    }

    lxw_format* head_format() {
        return kept("head", [this] {
            lxw_format* out = bordered();
            format_set_bold(out);
            format_set_bg_color(out, kHeadColour);
            format_set_text_wrap(out);
            format_set_align(out, LXW_ALIGN_CENTER);
            return out;
        });
    }

    lxw_format* text_format(Anchor align) {
        return kept(align == Anchor::left     ? "left"
                    : align == Anchor::centre ? "centre"
                                              : "right",
                    [&] {
                        lxw_format* out = bordered();
                        format_set_text_wrap(out);
                        format_set_align(out, align == Anchor::left     ? LXW_ALIGN_LEFT
                                              : align == Anchor::centre ? LXW_ALIGN_CENTER
                                                                        : LXW_ALIGN_RIGHT);
                        return out;
                    });
    }

    lxw_format* number_format(const Cell& cell) {
        std::string code = cell.is_grouped ? "#,##0" : "0";
        if (cell.decimals > 0) {
            code += "." + std::string(static_cast<std::size_t>(cell.decimals), '0');
        }
        return kept(code, [&] {
            lxw_format* out = bordered();
            format_set_num_format(out, code.c_str());
            return out;
        });
    }

    lxw_workbook* m_book;
    const Worksheet& m_sheet;
    lxw_worksheet* m_out;
    std::vector<double> m_widths; ///< of the columns, in Excel's characters
    lxw_row_t m_row = 0;
    double m_width = 0; ///< of all columns, in Excel's characters
    std::map<std::string, lxw_format*> m_formats;
};

std::string write(const Workbook& workbook, const std::string& file) {
    lxw_workbook* book = workbook_new(file.c_str());
    if (book == nullptr) {
        return "workbook_new";
    }
    lxw_doc_properties facts{};
    std::string title = workbook.title;
    std::string company = "Liangxian 两线";
    facts.title = title.data();
    facts.author = company.data();
    facts.created = static_cast<time_t>(workbook.created.milliseconds() / 1000);
    workbook_set_properties(book, &facts);
    for (const Worksheet& sheet : workbook.sheets) {
        SheetWriter(book, sheet).write();
    }
    const lxw_error error = workbook_close(book);
    return error == LXW_NO_ERROR ? std::string() : std::string(lxw_strerror(error));
}

constexpr WorkbookFunctions kFunctions{write};

} // namespace
} // namespace liangxian::document

const void* liangxian_module() { return &liangxian::document::kFunctions; }
