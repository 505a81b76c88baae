// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/document.hpp"
#include "core/document/pages.hpp"

#include <vector>

namespace liangxian::document {

/// Where the next thing goes: from the top of a page to its bottom, then on the next.
class PageFlow {
public:
    explicit PageFlow(const Document& document);

    double left_mm() const { return m_format.margin_mm; }
    double width_mm() const { return m_format.width_mm - 2 * m_format.margin_mm; }
    double y_mm() const { return m_y_mm; }
    double left_over_mm() const { return m_format.height_mm - m_format.margin_mm - m_y_mm; }
    double whole_page_mm() const { return m_format.height_mm - 2 * m_format.margin_mm; }
    bool is_at_top() const { return m_y_mm <= m_format.margin_mm; }

    void advance(double mm) { m_y_mm += mm; }
    void new_page();
    /// A new page unless so much is left, or the page is empty.
    void need(double mm);
    Drawing& drawing();
    void mark_in_outline(int level, const std::string& name);
    /// A page of the drawing's own size.
    void add_sheet(const Sheet& sheet);
    /// With head and foot, now that the number of pages is known.
    std::vector<Page> finish();

private:
    struct Leaf {
        Page page;
        bool is_sheet = false;
    };
    void write_head_and_foot(Page& page, std::size_t number, std::size_t count) const;

    const Document& m_document;
    PageFormat m_format;
    std::vector<Leaf> m_pages;
    double m_y_mm = 0;
    bool m_is_open = false;
};

} // namespace liangxian::document
