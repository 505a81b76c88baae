// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/document/document.hpp"

#include "core/base/number.hpp"

#include <fmt/format.h>

#include <utility>

namespace liangxian::document {

Cell Cell::number(double value, int decimals, bool is_grouped) {
    Cell out(is_grouped ? base::grouped(value, decimals) : fmt::format("{:.{}f}", value, decimals));
    out.value = value;
    out.decimals = decimals;
    out.is_grouped = is_grouped;
    return out;
}

Document& Document::add(ParagraphStyle style, std::string text) {
    blocks.emplace_back(Paragraph{style, std::move(text)});
    return *this;
}

Document& Document::add(Block block) {
    blocks.push_back(std::move(block));
    return *this;
}

} // namespace liangxian::document
