// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/sheet/map_body.hpp"

#include "core/sheet/map_grid.hpp"
#include "core/sheet/paper_geometry.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace liangxian::sheet {
namespace {

using document::Font;
using document::Point;

constexpr Font kCornerFont{6.5, false};
constexpr Font kNameFont{9, true};
constexpr Font kBodyFont{8.5, true};
constexpr Font kContextFont{7.5, false};
constexpr double kCornerMarkMm = 1.1;
constexpr double kNameReachMm = 9; ///< how far a name may stand off what it names
constexpr document::Colour kBodyColour{0.45, 0.08, 0.08, 1};

bool is_announced(const zone::Zone& line) {
    return line.status == zone::Status::published || line.status == zone::Status::superseded ||
           line.status == zone::Status::revoked;
}

class MapBodyPainter {
public:
    MapBodyPainter(const SheetContent& content, const SheetOptions& options, const MapFrame& frame,
                   document::Drawing& drawing)
        : m_content(content), m_options(options), m_frame(frame), m_drawing(drawing),
          m_painter(frame, drawing), m_placer(frame.paper()) {}

    MapBody run() {
        m_drawing.marks.emplace_back(document::Clip{m_frame.paper()});
        paint_ground();
        draw_grid_crosses(m_frame, m_drawing);
        if (!all_announced()) {
            draw_watermark();
        }
        paint_lines();
        draw_names();
        draw_corners();
        draw_context_names();
        m_drawing.marks.emplace_back(document::EndClip{});
        draw_grid_figures(m_frame, m_drawing);
        return {m_painter.legend(), m_marks.size(), m_labelled};
    }

private:
    bool all_announced() const {
        for (const LineCorners& one : m_content.lines) {
            if (!is_announced(*one.line)) {
                return false;
            }
        }
        return true;
    }

    bool is_on_the_sheet(const geo::Geometry& degrees) const {
        return shows(m_frame.contours(degrees), m_frame.paper());
    }

    void paint_ground() {
        for (const zone::Area* area : m_content.areas) {
            if (is_on_the_sheet(area->geometry)) {
                m_painter.paint(*area);
            }
        }
        for (const SheetContent::Neighbour& neighbour : m_content.neighbours) {
            if (is_on_the_sheet(neighbour.line->geometry)) {
                m_painter.paint_neighbour(*neighbour.line);
                for (const document::Contour& contour : m_frame.contours(neighbour.line->geometry)) {
                    m_placer.avoid(contour);
                }
            }
        }
    }

    /// The inner over the outer: control zones first, as the word list has them last.
    void paint_lines() {
        for (auto one = m_content.lines.rbegin(); one != m_content.lines.rend(); ++one) {
            m_painter.paint(*one->line);
            for (const document::Contour& contour : m_frame.contours(one->line->geometry)) {
                m_placer.avoid(contour);
            }
        }
        m_painter.paint_body(*m_content.site);
        for (const document::Contour& contour : m_frame.contours(m_content.site->geometry)) {
            m_placer.avoid(contour);
        }
    }

    void put(const std::optional<document::Label>& label) {
        if (label) {
            m_drawing.marks.emplace_back(*label);
        }
    }

    /// Each line's name in what is its own: outside the lines before it and the body. Where that is too
    /// narrow, beside its longest side.
    void draw_names() {
        std::vector<std::vector<document::Contour>> before{m_frame.contours(m_content.site->geometry)};
        for (const LineCorners& one : m_content.lines) {
            if (one.rings.empty()) {
                continue;
            }
            const std::string name = line_name(*one.line).in(m_options.language);
            auto contours = m_frame.contours(one.line->geometry);
            auto label = m_placer.inside(contours, before, name, kNameFont, line_colour(one.line->kind));
            put(label ? std::move(label) : name_beside(one, name));
            before.push_back(std::move(contours));
        }
        const std::string& name = m_content.site->name;
        auto label = before.front().empty()
                         ? std::nullopt
                         : m_placer.inside(before.front(), {}, name, kBodyFont, kBodyColour);
        put(label ? std::move(label) : body_name_beside(name));
    }

    std::optional<document::Label> name_beside(const LineCorners& line, const std::string& name) {
        const CornerRing& ring = line.rings.front();
        std::size_t longest = 0;
        for (std::size_t i = 0; i < ring.corners.size(); ++i) {
            longest = ring.corners[i].to_next_m > ring.corners[longest].to_next_m ? i : longest;
        }
        const Point a = place_of(ring, longest);
        const Point b = place_of(ring, (longest + 1) % ring.corners.size());
        // An outline runs clockwise on the sheet: outside is on its left.
        return m_placer.beside({(a.x_mm + b.x_mm) / 2, (a.y_mm + b.y_mm) / 2},
                               {b.y_mm - a.y_mm, a.x_mm - b.x_mm}, name, kNameFont,
                               line_colour(line.line->kind), kNameReachMm);
    }

    std::optional<document::Label> body_name_beside(const std::string& name) {
        const geo::Geometry& body = m_content.site->geometry;
        if (body.empty()) {
            return std::nullopt;
        }
        const geo::Box box = body.bounds();
        const geo::Position middle = !body.lines.empty() && !body.lines.front().empty()
                                         ? body.lines.front()[body.lines.front().size() / 2]
                                         : geo::Position{(box.min_x + box.max_x) / 2, box.max_y};
        return m_placer.beside(m_frame.on_paper(m_frame.in_plane(middle)), {0, -1}, name, kBodyFont,
                               kBodyColour, kNameReachMm);
    }

    /// Marks on all corners, numbers on as many as have room, spread evenly.
    void draw_corners() {
        struct Waiting {
            const CornerRing* ring;
            std::size_t index;
            document::Colour colour;
        };
        std::vector<Waiting> waiting;
        for (const LineCorners& one : m_content.lines) {
            for (const CornerRing& ring : one.rings) {
                for (const std::size_t i : spread_order(ring.corners.size())) {
                    if (m_marks.insert(ring.corners[i].number).second) {
                        draw_mark(ring.corners[i], line_colour(one.line->kind));
                        waiting.push_back({&ring, i, line_colour(one.line->kind)});
                    }
                }
            }
        }
        for (const Waiting& one : waiting) {
            const auto label = m_placer.beside(place_of(*one.ring, one.index), outward(*one.ring, one.index),
                                               one.ring->corners[one.index].number, kCornerFont, one.colour);
            m_labelled += label ? 1U : 0U;
            put(label);
        }
    }

    Point place_of(const CornerRing& ring, std::size_t index) const {
        return m_frame.on_paper(ring.corners[index].plane);
    }

    void draw_mark(const Corner& corner, const document::Colour& colour) {
        const Point at = m_frame.on_paper(corner.plane);
        m_drawing.marks.emplace_back(document::Path{{mark_at(at, kCornerMarkMm, false)},
                                                    document::Colour{1, 1, 1, 1},
                                                    {},
                                                    document::Pen{colour, 0.25, {}}});
        m_placer.keep_free(
            {{at.x_mm - kCornerMarkMm / 2, at.y_mm - kCornerMarkMm / 2}, kCornerMarkMm, kCornerMarkMm});
    }

    /// Away from the ring: against the sum of the directions to both neighbours, turned round where the
    /// corner is a dent.
    Point outward(const CornerRing& ring, std::size_t index) const {
        const std::size_t count = ring.corners.size();
        const Point at = place_of(ring, index);
        const Point before = place_of(ring, (index + count - 1) % count);
        const Point after = place_of(ring, (index + 1) % count);
        const auto unit = [&at](const Point& to) {
            const double dx = to.x_mm - at.x_mm;
            const double dy = to.y_mm - at.y_mm;
            const double length = std::sqrt(dx * dx + dy * dy);
            return length > 0 ? Point{dx / length, dy / length} : Point{0, 0};
        };
        const Point a = unit(before);
        const Point b = unit(after);
        // Outlines run clockwise as seen on the sheet (its y grows downwards), holes the other way round.
        const double turn = (-a.x_mm) * b.y_mm - (-a.y_mm) * b.x_mm;
        const double sign = turn >= 0 ? -1 : 1;
        return {sign * (a.x_mm + b.x_mm), sign * (a.y_mm + b.y_mm)};
    }

    void draw_context_names() {
        const document::Colour grey{0.4, 0.4, 0.4, 1};
        std::set<std::string> named;
        for (const SheetContent::Neighbour& neighbour : m_content.neighbours) {
            if (named.insert(neighbour.unit).second && is_on_the_sheet(neighbour.line->geometry)) {
                const auto contours = visible(m_frame.contours(neighbour.line->geometry));
                auto label = m_placer.inside(contours, own(), neighbour.unit, kContextFont, grey);
                const document::Rect box = bounds_of(contours);
                put(label ? std::move(label)
                          : m_placer.beside({box.right_mm(), box.at.y_mm + box.height_mm / 2}, {1, 0},
                                            neighbour.unit, kContextFont, grey));
            }
        }
        for (const zone::Area* area : m_content.areas) {
            put(m_placer.inside(visible(m_frame.contours(area->geometry)), own(), area->name, kContextFont,
                                grey));
        }
    }

    /// The box of a large area is mostly off the sheet: its corners drawn in to the frame, a name finds a
    /// place.
    std::vector<document::Contour> visible(std::vector<document::Contour> contours) const {
        const document::Rect& paper = m_frame.paper();
        for (document::Contour& contour : contours) {
            for (Point& p : contour.points) {
                p = {std::clamp(p.x_mm, paper.at.x_mm, paper.right_mm()),
                     std::clamp(p.y_mm, paper.at.y_mm, paper.bottom_mm())};
            }
        }
        return contours;
    }

    std::vector<std::vector<document::Contour>> own() const {
        std::vector<std::vector<document::Contour>> out;
        for (const LineCorners& one : m_content.lines) {
            out.push_back(m_frame.contours(one.line->geometry));
        }
        return out;
    }

    void draw_watermark() {
        const document::Rect& paper = m_frame.paper();
        m_drawing.marks.emplace_back(
            document::Label{{paper.at.x_mm + paper.width_mm / 2, paper.at.y_mm + paper.height_mm / 2},
                            m_options.language == base::Language::zh ? "草　案" : "DRAFT",
                            {150, true},
                            {0.5, 0.5, 0.5, 0.16},
                            document::Anchor::centre,
                            28,
                            0});
    }

    const SheetContent& m_content;
    const SheetOptions& m_options;
    const MapFrame& m_frame;
    document::Drawing& m_drawing;
    StyledPainter m_painter;
    LabelPlacer m_placer;
    std::set<std::string> m_marks; ///< numbers of the corners that have one
    std::size_t m_labelled = 0;
};

} // namespace

MapBody draw_map_body(const SheetContent& content, const SheetOptions& options, const MapFrame& frame,
                      document::Drawing& drawing) {
    return MapBodyPainter(content, options, frame, drawing).run();
}

} // namespace liangxian::sheet
