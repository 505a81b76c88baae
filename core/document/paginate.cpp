// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/document/paginate.hpp"

#include "core/document/table_flow.hpp"
#include "core/document/type_scale.hpp"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace liangxian::document {
namespace {

/// Room that a heading wants under it: two lines of what follows.
constexpr double kKeptWithMm = 14;
constexpr double kItemIndentMm = 4.5;
constexpr double kNarrower = 0.95;

class Paginator {
public:
    explicit Paginator(const Document& document) : m_document(document), m_flow(document) {}

    std::vector<Page> run() {
        for (const Block& block : m_document.blocks) {
            std::visit([this](const auto& one) { place(one); }, block);
        }
        return m_flow.finish();
    }

private:
    void place(const Paragraph& paragraph) {
        const TypeStyle type = type_of(paragraph.style);
        const double pitch_mm = type.pitch_pt * kMmPerPt;
        const double hanging_mm = paragraph.style == ParagraphStyle::item ? kItemIndentMm : 0;
        const bool is_indented = type.is_indented && m_document.language == base::Language::zh;
        const double indent_mm = is_indented ? 2 * type.font.size_pt * kMmPerPt : 0;
        const auto lines = lines_of(paragraph.text, type, m_flow.width_mm() - hanging_mm, indent_mm);
        m_flow.need(pitch_mm + (type.stays_with_next ? kKeptWithMm : 0));
        if (!m_flow.is_at_top()) {
            m_flow.advance(type.before_mm);
        }
        mark(paragraph);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            m_flow.need(pitch_mm);
            if (i == 0 && hanging_mm > 0) {
                write("·", type, 0);
            }
            write(lines[i], type, hanging_mm + (i == 0 ? indent_mm : 0));
            m_flow.advance(pitch_mm);
        }
        m_flow.advance(type.after_mm);
    }

    /// A centred text of several lines is broken where they are about as long as each other: no title ends in
    /// a line of one character.
    static std::vector<std::string> lines_of(const std::string& text, const TypeStyle& type, double width_mm,
                                             double indent_mm) {
        auto lines = page_functions().break_lines(text, type.font, width_mm, indent_mm);
        if (type.align != Anchor::centre || lines.size() < 2) {
            return lines;
        }
        for (double narrower_mm = width_mm * kNarrower; narrower_mm > width_mm / 2;
             narrower_mm *= kNarrower) {
            auto balanced = page_functions().break_lines(text, type.font, narrower_mm, indent_mm);
            if (balanced.size() > lines.size()) {
                break;
            }
            lines = std::move(balanced);
        }
        return lines;
    }

    void mark(const Paragraph& paragraph) {
        if (paragraph.style == ParagraphStyle::heading_1 || paragraph.style == ParagraphStyle::heading_2) {
            m_flow.mark_in_outline(paragraph.style == ParagraphStyle::heading_1 ? 1 : 2, paragraph.text);
        }
    }

    void write(const std::string& text, const TypeStyle& type, double indent_mm) {
        const double x_mm = type.align == Anchor::centre ? m_flow.left_mm() + m_flow.width_mm() / 2
                                                         : m_flow.left_mm() + indent_mm;
        m_flow.drawing().marks.emplace_back(Label{
            {x_mm, m_flow.y_mm() + type.pitch_pt * kMmPerPt / 2}, text, type.font, type.colour, type.align});
    }

    void place(const Table& table) { flow_table(table, m_flow); }

    void place(const Picture& picture) {
        m_flow.need(picture.drawing.height_mm + (picture.caption.empty() ? 0 : 8));
        Drawing& page = m_flow.drawing();
        const double x_mm = m_flow.left_mm() + (m_flow.width_mm() - picture.drawing.width_mm) / 2;
        for (Mark mark : picture.drawing.marks) {
            std::visit([&](auto& one) { move(one, x_mm, m_flow.y_mm()); }, mark);
            page.marks.push_back(std::move(mark));
        }
        m_flow.advance(picture.drawing.height_mm + 1);
        if (!picture.caption.empty()) {
            place(Paragraph{ParagraphStyle::note, picture.caption});
        }
    }

    static void move(Path& path, double dx_mm, double dy_mm) {
        for (Contour& contour : path.contours) {
            for (Point& p : contour.points) {
                p = {p.x_mm + dx_mm, p.y_mm + dy_mm};
            }
        }
    }
    static void move(Label& label, double dx_mm, double dy_mm) {
        label.at = {label.at.x_mm + dx_mm, label.at.y_mm + dy_mm};
    }
    static void move(Clip& clip, double dx_mm, double dy_mm) {
        clip.inside.at = {clip.inside.at.x_mm + dx_mm, clip.inside.at.y_mm + dy_mm};
    }
    static void move(EndClip&, double, double) {}

    void place(const PageBreak&) {
        if (!m_flow.is_at_top()) {
            m_flow.new_page();
        }
    }

    void place(const Sheet& sheet) { m_flow.add_sheet(sheet); }

    const Document& m_document;
    PageFlow m_flow;
};

} // namespace

std::vector<Page> paginate(const Document& document) { return Paginator(document).run(); }

} // namespace liangxian::document
