// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/document/page_flow.hpp"

#include <fmt/format.h>

#include <utility>

namespace liangxian::document {
namespace {

constexpr Font kHeadFont{8.5, false};
constexpr double kHeadDistanceMm = 8; ///< of head and foot from the text

std::string page_words(base::Language language, std::size_t number, std::size_t count) {
    return language == base::Language::zh ? fmt::format("第 {} 页 共 {} 页", number, count)
                                          : fmt::format("page {} of {}", number, count);
}

} // namespace

PageFlow::PageFlow(const Document& document) : m_document(document), m_format(document.page) {}

void PageFlow::new_page() {
    m_pages.push_back({{{m_format.width_mm, m_format.height_mm, {}}, {}}, false});
    m_y_mm = m_format.margin_mm;
    m_is_open = true;
}

Drawing& PageFlow::drawing() {
    if (!m_is_open) {
        new_page();
    }
    return m_pages.back().page.drawing;
}

void PageFlow::need(double mm) {
    if (!m_is_open || (mm > left_over_mm() && !is_at_top())) {
        new_page();
    }
}

void PageFlow::mark_in_outline(int level, const std::string& name) {
    drawing();
    m_pages.back().page.outline.push_back({level, name, m_y_mm});
}

void PageFlow::add_sheet(const Sheet& sheet) {
    m_pages.push_back({{sheet.drawing, {{1, sheet.name, 0}}}, true});
    m_is_open = false;
}

void PageFlow::write_head_and_foot(Page& page, std::size_t number, std::size_t count) const {
    const double right_mm = m_format.width_mm - m_format.margin_mm;
    const double head_mm = m_format.margin_mm - kHeadDistanceMm;
    const double foot_mm = m_format.height_mm - m_format.margin_mm + kHeadDistanceMm;
    auto& marks = page.drawing.marks;
    if (!m_document.header.empty()) {
        marks.emplace_back(Label{{left_mm(), head_mm}, m_document.header, kHeadFont, kGrey});
        marks.emplace_back(line({left_mm(), head_mm + 3}, {right_mm, head_mm + 3}, {kGrey, 0.15, {}}));
    }
    if (!m_document.footer.empty()) {
        marks.emplace_back(Label{{left_mm(), foot_mm}, m_document.footer, kHeadFont, kGrey});
    }
    marks.emplace_back(Label{{right_mm, foot_mm},
                             page_words(m_document.language, number, count),
                             kHeadFont,
                             kGrey,
                             Anchor::right});
}

std::vector<Page> PageFlow::finish() {
    std::vector<Page> out;
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        if (!m_pages[i].is_sheet) {
            write_head_and_foot(m_pages[i].page, i + 1, m_pages.size());
        }
        out.push_back(std::move(m_pages[i].page));
    }
    return out;
}

} // namespace liangxian::document
