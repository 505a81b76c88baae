// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/document/plain_text.hpp"

#include "core/base/code_point.hpp"

#include <utility>
#include <variant>

namespace liangxian::document {
namespace {

bool is_plain(std::uint32_t code) {
    const bool is_layout = code == '\t' || code == '\n' || code == '\r';
    const bool is_control = code < 0x20 || (code >= 0x7F && code < 0xA0);
    return is_layout || (!is_control && code != 0xFFFE && code != 0xFFFF);
}

std::size_t tidy(std::string& text) {
    PlainText plain = plain_text(text);
    if (plain.left_out > 0) {
        text = std::move(plain.text);
    }
    return plain.left_out;
}

std::size_t tidy(Table& table) {
    std::size_t out = tidy(table.caption);
    for (Column& column : table.columns) {
        out += tidy(column.heading);
    }
    for (auto& row : table.rows) {
        for (Cell& cell : row) {
            out += tidy(cell.text);
        }
    }
    return out;
}

std::size_t tidy(Paragraph& paragraph) { return tidy(paragraph.text); }
std::size_t tidy(PageBreak&) { return 0; }
std::size_t tidy(Picture& picture) {
    return tidy(picture.caption) + tidy(picture.description) + make_plain(picture.drawing);
}
std::size_t tidy(Sheet& sheet) {
    return tidy(sheet.name) + tidy(sheet.description) + make_plain(sheet.drawing);
}

} // namespace

PlainText plain_text(std::string_view text) {
    PlainText out;
    out.text.reserve(text.size());
    while (!text.empty()) {
        const base::CodePoint one = base::first_code_point(text);
        if (one.bytes > 0 && is_plain(one.value)) {
            out.text += text.substr(0, one.bytes);
        } else {
            ++out.left_out;
        }
        text.remove_prefix(one.bytes == 0 ? 1 : one.bytes);
    }
    return out;
}

std::size_t make_plain(Document& document) {
    std::size_t out =
        tidy(document.title) + tidy(document.subject) + tidy(document.header) + tidy(document.footer);
    for (Block& block : document.blocks) {
        out += std::visit([](auto& one) { return tidy(one); }, block);
    }
    return out;
}

std::size_t make_plain(Workbook& workbook) {
    std::size_t out = tidy(workbook.title);
    for (Worksheet& sheet : workbook.sheets) {
        out += tidy(sheet.name) + tidy(sheet.title) + tidy(sheet.table);
        for (std::vector<std::string>* lines : {&sheet.facts, &sheet.notes}) {
            for (std::string& line : *lines) {
                out += tidy(line);
            }
        }
    }
    return out;
}

std::size_t make_plain(Drawing& drawing) {
    std::size_t out = 0;
    for (Mark& mark : drawing.marks) {
        if (auto* label = std::get_if<Label>(&mark)) {
            out += tidy(label->text);
        }
    }
    return out;
}

} // namespace liangxian::document
