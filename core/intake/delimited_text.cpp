// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/delimited_text.hpp"

#include "core/intake/text_lines.hpp"

#include <algorithm>
#include <array>

namespace liangxian::intake {
namespace {

/// Reads one table; a state machine over characters.
class DelimitedReader {
public:
    DelimitedReader(std::string_view text, char separator) : m_text(text), m_separator(separator) {}

    Table read() {
        m_row.line = m_line;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (m_cell.empty() && !m_quoted && c == '"') {
                ++m_at;
                read_quoted();
            } else if (c == m_separator) {
                ++m_at;
                end_cell();
            } else if (c == '\n' || c == '\r') {
                m_at += m_text.substr(m_at, 2) == "\r\n" ? 2u : 1u;
                ++m_line;
                end_row();
            } else {
                m_cell += c;
                ++m_at;
            }
        }
        end_row();
        return std::move(m_table);
    }

private:
    void read_quoted() {
        m_quoted = true;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at++];
            if (c != '"') {
                m_line += c == '\n' ? 1u : 0u;
                m_cell += c;
            } else if (m_at < m_text.size() && m_text[m_at] == '"') {
                m_cell += '"';
                ++m_at;
            } else {
                return;
            }
        }
    }
    void end_cell() {
        m_row.cells.push_back({m_quoted ? m_cell : trimmed(m_cell), false});
        m_cell.clear();
        m_quoted = false;
    }
    void end_row() {
        end_cell();
        const bool blank = std::all_of(m_row.cells.begin(), m_row.cells.end(),
                                       [](const TableCell& cell) { return cell.text.empty(); });
        if (!blank) {
            m_table.push_back(std::move(m_row));
        }
        m_row = {};
        m_row.line = m_line;
    }

    std::string_view m_text;
    char m_separator;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
    std::string m_cell;
    bool m_quoted = false;
    TableRow m_row;
    Table m_table;
};

Table read_blank_separated(std::string_view utf8) {
    Table table;
    for (const TextLine& line : split_lines(utf8)) {
        TableRow row;
        row.line = line.number;
        for (std::string& field : split_blanks(line.text)) {
            row.cells.push_back({std::move(field), false});
        }
        if (!row.cells.empty()) {
            table.push_back(std::move(row));
        }
    }
    return table;
}

} // namespace

char detect_separator(std::string_view utf8) {
    static constexpr std::array<char, 3> kSeparators{'\t', ',', ';'};
    std::array<std::size_t, 3> lines_with{};
    std::size_t lines = 0;
    for (const TextLine& line : split_lines(utf8.substr(0, 65536))) {
        if (trimmed(line.text).empty()) {
            continue;
        }
        ++lines;
        for (std::size_t i = 0; i < kSeparators.size(); ++i) {
            lines_with[i] += contains_text(line.text, std::string_view(&kSeparators[i], 1)) ? 1u : 0u;
        }
    }
    // In this order: a tab is never decoration, and `1;2;3` with decimal commas is not Chinese usage.
    for (std::size_t i = 0; i < kSeparators.size(); ++i) {
        if (lines_with[i] * 2 > lines) {
            return kSeparators[i];
        }
    }
    return ' ';
}

Table read_delimited(std::string_view utf8, char separator) {
    return separator == ' ' ? read_blank_separated(utf8) : DelimitedReader(utf8, separator).read();
}

} // namespace liangxian::intake
