// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/sheet/side_panel.hpp"

#include "core/base/number.hpp"
#include "core/document/pages.hpp"
#include "core/geo/area.hpp"
#include "core/sheet/scale.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <utility>

namespace liangxian::sheet {
namespace {

using document::Anchor;
using document::Font;
using document::Label;
using document::Point;
using document::Rect;

constexpr Font kHeading{9, true};
constexpr Font kText{7.5, false};
constexpr Font kSmall{6.8, false};
constexpr double kPaddingMm = 4;
constexpr double kRowMm = 4.6;
const document::Pen kThin{{0.6, 0.6, 0.6, 1}, 0.15, {}};

class PanelPainter {
public:
    PanelPainter(const SheetContent& content, const SheetOptions& options, const MapFrame& frame,
                 const MapBody& map, const Rect& panel, document::Drawing& drawing)
        : m_content(content), m_options(options), m_frame(frame), m_map(map), m_panel(panel),
          m_drawing(drawing), m_y(panel.at.y_mm + 3) {}

    void run() {
        draw_north_and_scale();
        draw_legend();
        draw_areas();
        draw_notes();
        draw_signatures();
    }

private:
    double left() const { return m_panel.at.x_mm + kPaddingMm; }
    double right() const { return m_panel.right_mm() - kPaddingMm; }
    std::string in(const base::Text& text) const { return text.in(m_options.language); }

    void text(const Point& at, std::string words, const Font& font, Anchor anchor = Anchor::left) {
        m_drawing.marks.emplace_back(Label{at, std::move(words), font, document::kBlack, anchor});
    }

    void heading(const base::Text& words) {
        m_y += 3;
        text({left(), m_y + 2}, in(words), kHeading);
        m_y += 6;
    }

    void paragraph(const std::string& words, const Font& font) {
        const double pitch_mm = font.size_pt * 0.3528 * 1.5;
        for (const std::string& line :
             document::page_functions().break_lines(words, font, right() - left(), 0)) {
            text({left(), m_y + pitch_mm / 2}, line, font);
            m_y += pitch_mm;
        }
        m_y += 0.6;
    }

    /// Minutes of arc with their sign.
    static std::string angle_words(double degrees) {
        const long minutes = std::lround(std::abs(degrees) * 60);
        return fmt::format("{}{}°{:02}′", degrees < 0 ? "−" : "+", minutes / 60, minutes % 60);
    }

    void draw_north_and_scale() {
        const Point top{left() + 8, m_y + 5};
        m_drawing.marks.emplace_back(document::Path{
            {{{{top.x_mm, top.y_mm}, {top.x_mm - 3, top.y_mm + 15}, {top.x_mm, top.y_mm + 12}}, true}},
            document::kBlack,
            {},
            document::Pen{document::kBlack, 0.2, {}}});
        m_drawing.marks.emplace_back(document::Path{
            {{{{top.x_mm, top.y_mm}, {top.x_mm + 3, top.y_mm + 15}, {top.x_mm, top.y_mm + 12}}, true}},
            {},
            {},
            document::Pen{document::kBlack, 0.2, {}}});
        text({top.x_mm, m_y + 2}, in({"北", "N"}), {9, true}, Anchor::centre);
        const double gamma_deg = meridian_convergence_deg(m_frame.zone(), m_frame.middle_degrees());
        text({left() + 20, m_y + 5}, fmt::format("1:{}", m_frame.denominator()), {15, true});
        text({left() + 20, m_y + 12}, in({"图上为坐标北（X 轴）", "up is grid north (X axis)"}), kText);
        text({left() + 20, m_y + 16.5},
             in({"子午线收敛角 ", "meridian convergence "}) + angle_words(gamma_deg), kText);
        m_y += 24;
        draw_scale_bar();
    }

    /// Four parts of a round length, 8 to 20 mm each.
    void draw_scale_bar() {
        const double most_m = 20 / m_frame.mm_per_m();
        double part_m = 1;
        for (double power = 1; power <= most_m; power *= 10) {
            for (const double step : {1.0, 2.0, 5.0}) {
                part_m = step * power <= most_m ? step * power : part_m;
            }
        }
        const double part_mm = part_m * m_frame.mm_per_m();
        for (int i = 0; i < 4; ++i) {
            m_drawing.marks.emplace_back(
                document::Path{{document::rectangle({{left() + i * part_mm, m_y + 4}, part_mm, 1.4})},
                               i % 2 == 0 ? document::kBlack : document::Colour{1, 1, 1, 1},
                               {},
                               document::Pen{document::kBlack, 0.15, {}}});
        }
        for (int i = 0; i <= 4; ++i) {
            const std::string unit = i == 4 ? in({" 米", " m"}) : "";
            text({left() + i * part_mm, m_y + 2}, fmt::format("{}{}", base::shortest(part_m * i), unit),
                 kSmall, i == 0 ? Anchor::left : Anchor::centre);
        }
        m_y += 8;
    }

    void draw_swatch(const LegendEntry& entry, const Rect& box) {
        for (const style::Symbol& symbol : entry.symbols) {
            const double middle_mm = box.at.y_mm + box.height_mm / 2;
            std::vector<document::Contour> shape;
            if (symbol.kind == style::SymbolKind::point) {
                shape = {mark_at({box.at.x_mm + box.width_mm / 2, middle_mm}, symbol.size_mm,
                                 symbol.mark == "square")};
            } else if (symbol.kind == style::SymbolKind::line) {
                shape = {{{{box.at.x_mm, middle_mm}, {box.right_mm(), middle_mm}}, false}};
            } else {
                shape = {document::rectangle(box)};
            }
            m_drawing.marks.emplace_back(path_of(symbol, std::move(shape)));
        }
    }

    void draw_legend() {
        heading({"图例", "Legend"});
        for (const LegendEntry& entry : m_map.legend) {
            draw_swatch(entry, {{left() + 0.5, m_y + 0.5}, 9, kRowMm - 1.2});
            text({left() + 12, m_y + kRowMm / 2}, in(entry.title), kText);
            m_y += kRowMm + 0.6;
        }
        m_drawing.marks.emplace_back(document::Path{{mark_at({left() + 5, m_y + kRowMm / 2}, 1.1, false)},
                                                    document::Colour{1, 1, 1, 1},
                                                    {},
                                                    document::Pen{document::kBlack, 0.25, {}}});
        text({left() + 12, m_y + kRowMm / 2}, in({"界址点及点号", "corner and its number"}), kText);
        m_y += kRowMm;
    }

    void rule_across(double y_mm) {
        m_drawing.marks.emplace_back(document::line({left(), y_mm}, {right(), y_mm}, kThin));
    }

    void draw_areas() {
        heading({"面积（椭球面积）", "Areas (on the ellipsoid)"});
        const std::array<double, 3> columns{right() - 33, right() - 15, right()};
        const std::array<base::Text, 3> heads{base::Text{"平方米", "m²"}, {"公顷", "ha"}, {"亩", "mu"}};
        for (std::size_t i = 0; i < heads.size(); ++i) {
            text({columns[i], m_y + 2}, in(heads[i]), kSmall, Anchor::right);
        }
        m_y += kRowMm;
        rule_across(m_y - 0.2);
        for (const LineCorners& one : m_content.lines) {
            const double square_m = one.area_lonlat_m2;
            const bool has_area = !one.rings.empty();
            const std::array<std::string, 3> figures{
                base::grouped(square_m, 2), base::grouped(square_m / geo::kSquareMetresPerHectare, 4),
                base::grouped(square_m / geo::kSquareMetresPerMu, 2)};
            const std::string name = in(line_name(*one.line));
            const auto lines = document::page_functions().break_lines(name, kSmall, right() - left() - 54, 0);
            for (std::size_t i = 0; i < figures.size(); ++i) {
                text({columns[i], m_y + 2.2}, has_area ? figures[i] : "—", kSmall, Anchor::right);
            }
            for (const std::string& line : lines) {
                text({left(), m_y + 2.2}, line, kSmall);
                m_y += 3.6;
            }
            m_y += 0.8;
        }
        rule_across(m_y);
    }

    void draw_notes() {
        const geo::GaussZone& zone = m_frame.zone();
        heading({"说明", "Notes"});
        paragraph(
            in({fmt::format(
                    "2000国家大地坐标系（CGCS2000），高斯-克吕格投影，3度分带第{}带，中央子午线 {}°E；"
                    "X 为北，Y 为东并冠带号，单位米。",
                    zone.number, zone.central_meridian_deg()),
                fmt::format(
                    "CGCS2000, Gauss-Krüger projection, 3° zone {}, central meridian {}°E; X is north, Y "
                    "is east with the zone number, in metres.",
                    zone.number, zone.central_meridian_deg())}),
            kSmall);
        const std::string date = m_content.as_of.to_string();
        paragraph(in({"界线为 " + date + " 的状态；未附地形底图。",
                      "Lines as of " + date + "; no topographic base map."}),
                  kSmall);
        if (m_map.labelled_corners < m_map.corners) {
            paragraph(
                in({fmt::format("界址点共 {} 个，注记 {} 个，其余见界址点成果表。", m_map.corners,
                                m_map.labelled_corners),
                    fmt::format("{} corners, {} of them with numbers here; the rest in the table of corners.",
                                m_map.corners, m_map.labelled_corners)}),
                kSmall);
        }
        if (m_content.is_demonstration) {
            paragraph(in({"示例数据：界线均为示意，不具法律效力。",
                          "Demonstration data: every line is illustrative, not legal."}),
                      {kSmall.size_pt, true});
        }
    }

    void draw_signatures() {
        constexpr double kBoxMm = 9;
        const std::array<base::Text, 3> who{
            base::Text{"制图", "drawn by"}, {"审核", "checked by"}, {"批准", "approved by"}};
        const double width_mm = m_panel.width_mm;
        double y = m_panel.bottom_mm() - 3 * kBoxMm;
        for (const base::Text& one : who) {
            const std::array<double, 4> cuts{0, 20, width_mm - 34, width_mm};
            for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
                m_drawing.marks.emplace_back(document::Path{
                    {document::rectangle({{m_panel.at.x_mm + cuts[i], y}, cuts[i + 1] - cuts[i], kBoxMm})},
                    {},
                    {},
                    document::Pen{document::kBlack, 0.2, {}}});
            }
            text({m_panel.at.x_mm + 10, y + kBoxMm / 2}, in(one), kText, Anchor::centre);
            text({m_panel.at.x_mm + cuts[2] + 2, y + kBoxMm / 2}, in({"日期", "date"}), kText);
            y += kBoxMm;
        }
    }

    const SheetContent& m_content;
    const SheetOptions& m_options;
    const MapFrame& m_frame;
    const MapBody& m_map;
    Rect m_panel;
    document::Drawing& m_drawing;
    double m_y;
};

} // namespace

void draw_side_panel(const SheetContent& content, const SheetOptions& options, const MapFrame& frame,
                     const MapBody& map, const Rect& panel, document::Drawing& drawing) {
    PanelPainter(content, options, frame, map, panel, drawing).run();
}

} // namespace liangxian::sheet
