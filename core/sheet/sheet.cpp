// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/sheet/sheet.hpp"

#include "core/sheet/fitted_text.hpp"
#include "core/sheet/scale.hpp"
#include "core/sheet/side_panel.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liangxian::sheet {
namespace {

using document::Rect;

constexpr double kEdgeMm = 10;     ///< from the paper's edge to the outer frame
constexpr double kTitleMm = 17;    ///< height of the strip with the title
constexpr double kPanelMm = 94;    ///< width of what stands beside the map
constexpr double kFiguresMm = 6.5; ///< around the map for the figures of the grid
constexpr double kMarginMm = 10;   ///< inside the map, around the unit
constexpr double kTitleSideMm = 3; ///< left free beside the title
constexpr double kOneLinePt = 11;  ///< a title that would be smaller in one line takes two

/// Where things are on the paper.
struct Layout {
    Rect outer;
    Rect map;
    Rect panel;
    double title_y_mm = 0;
};

Layout layout_of(const SheetOptions& options) {
    Layout out;
    out.outer = {{kEdgeMm, kEdgeMm}, options.width_mm - 2 * kEdgeMm, options.height_mm - 2 * kEdgeMm};
    const double top_mm = kEdgeMm + kTitleMm;
    out.panel = {{out.outer.right_mm() - kPanelMm, top_mm}, kPanelMm, out.outer.height_mm - kTitleMm};
    out.map = {{kEdgeMm + kFiguresMm, top_mm + kFiguresMm},
               out.outer.width_mm - kPanelMm - 2 * kFiguresMm,
               out.outer.height_mm - kTitleMm - 2 * kFiguresMm};
    out.title_y_mm = kEdgeMm + kTitleMm / 2;
    return out;
}

/// The unit's lines and its body in the plane.
geo::Box ground_of(const SheetContent& content, const geo::Transform& plane) {
    geo::Box out;
    const auto take = [&out, &plane](const geo::Geometry& geometry) {
        if (!geometry.empty()) {
            const geo::Box box = plane_bounds(geometry, plane);
            out.add({box.min_x, box.min_y});
            out.add({box.max_x, box.max_y});
        }
    };
    for (const LineCorners& one : content.lines) {
        take(one.line->geometry);
    }
    take(content.site->geometry);
    return out;
}

base::Problem does_not_fit(const SheetContent& content, int asked, std::optional<int> fitting) {
    const std::string least = fitting ? fmt::format("1:{}", *fitting) : "—";
    return {"scale-does-not-fit",
            content.site->site_id,
            {fmt::format("按 1:{} 图幅放不下这个单位；放得下的最大比例尺是 {}", asked, least),
             fmt::format("at 1:{} this unit is larger than the sheet; the largest scale that fits is {}",
                         asked, least)}};
}

void draw_frame(const Layout& layout, document::Drawing& drawing) {
    drawing.marks.emplace_back(document::Path{
        {document::rectangle(layout.outer)}, {}, {}, document::Pen{document::kBlack, 0.5, {}}});
    drawing.marks.emplace_back(
        document::Path{{document::rectangle(layout.map)}, {}, {}, document::Pen{document::kBlack, 0.3, {}}});
    drawing.marks.emplace_back(document::line(
        layout.panel.at, {layout.panel.at.x_mm, layout.panel.bottom_mm()}, {document::kBlack, 0.3, {}}));
    drawing.marks.emplace_back(document::line({layout.outer.at.x_mm, layout.panel.at.y_mm},
                                              {layout.outer.right_mm(), layout.panel.at.y_mm},
                                              {document::kBlack, 0.3, {}}));
}

void draw_title(const SheetContent& content, const SheetOptions& options, const Layout& layout,
                document::Drawing& drawing) {
    const zone::Site& site = *content.site;
    const base::Text title{site.name + "保护范围和建设控制地带图则",
                           site.name + ": protection range and construction control zone"};
    std::string facts = zone::name_of(site.level).in(options.language);
    for (const std::string& fact : {site.site_id, site.code, site.county + site.township}) {
        facts += fact.empty() ? "" : "　" + fact;
    }
    const double middle_mm = layout.outer.at.x_mm + layout.outer.width_mm / 2;
    const double room_mm = layout.outer.width_mm - 2 * kTitleSideMm;
    const FittedText fitted = fit_in_two_lines(title.in(options.language), {17, true}, kOneLinePt, room_mm);
    // Two lines share the room of one.
    const double first_mm = layout.title_y_mm - (fitted.lines.size() == 1 ? 2.6 : 4.9);
    for (std::size_t i = 0; i < fitted.lines.size(); ++i) {
        drawing.marks.emplace_back(document::Label{{middle_mm, first_mm + 4.7 * static_cast<double>(i)},
                                                   fitted.lines[i],
                                                   fitted.font,
                                                   document::kBlack,
                                                   document::Anchor::centre});
    }
    const FittedText small = fit_in_line(facts, {9, false}, room_mm);
    drawing.marks.emplace_back(document::Label{{middle_mm, layout.title_y_mm + 4.6},
                                               small.lines.front(),
                                               small.font,
                                               document::kGrey,
                                               document::Anchor::centre});
}

} // namespace

base::Text line_name(const zone::Zone& line) {
    const base::Text& kind = zone::name_of(line.kind);
    const bool is_draft = line.status == zone::Status::draft || line.status == zone::Status::submitted ||
                          line.status == zone::Status::approved;
    const base::Text draft = is_draft ? base::Text{"（草案）", " (draft)"} : base::Text{};
    if (line.zone_class.empty()) {
        return {kind.zh + draft.zh, kind.en + draft.en};
    }
    std::string class_zh = line.zone_class + "类";
    if (line.zone_class == "I" || line.zone_class == "II" || line.zone_class == "III") {
        class_zh = line.zone_class == "I" ? "一类" : line.zone_class == "II" ? "二类" : "三类";
    }
    return {class_zh + kind.zh + draft.zh, kind.en + ", class " + line.zone_class + draft.en};
}

base::Result<MapSheet> make_sheet(const SheetContent& content, const SheetOptions& options) {
    std::vector<const zone::Zone*> lines;
    for (const LineCorners& one : content.lines) {
        lines.push_back(one.line);
    }
    MapSheet out;
    out.zone = zone_of(lines);
    const geo::Transform plane(out.zone.epsg());
    const geo::Box ground = ground_of(content, plane);
    const Layout layout = layout_of(options);
    const double wide_mm = layout.map.width_mm - 2 * kMarginMm;
    const double high_mm = layout.map.height_mm - 2 * kMarginMm;
    const double wide_m = ground.max_x - ground.min_x;
    const double high_m = ground.max_y - ground.min_y;
    const auto fitting = largest_fitting_scale(wide_m, high_m, wide_mm, high_mm);
    const int asked = options.denominator.value_or(fitting.value_or(kScales.back()));
    if (!fits(wide_m, high_m, wide_mm, high_mm, asked)) {
        return does_not_fit(content, asked, fitting);
    }
    out.denominator = asked;
    out.drawing.width_mm = options.width_mm;
    out.drawing.height_mm = options.height_mm;
    const MapFrame frame(layout.map, out.zone,
                         {(ground.min_x + ground.max_x) / 2, (ground.min_y + ground.max_y) / 2},
                         out.denominator);
    const MapBody body = draw_map_body(content, options, frame, out.drawing);
    out.corners = body.corners;
    out.labelled_corners = body.labelled_corners;
    draw_frame(layout, out.drawing);
    draw_title(content, options, layout, out.drawing);
    draw_side_panel(content, options, frame, body, layout.panel, out.drawing);
    return out;
}

} // namespace liangxian::sheet
