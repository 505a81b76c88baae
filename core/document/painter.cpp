// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/document/painter.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <variant>

namespace liangxian::document {
namespace {

constexpr double kMmPerPoint = 25.4 / 72;
constexpr double kRadiansPerDegree = 3.14159265358979323846 / 180;
constexpr const char* kFace = "Noto Sans CJK SC";

struct FreeFont {
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
struct FreeOptions {
    void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};

struct Reach {
    double min_x = std::numeric_limits<double>::infinity();
    double min_y = std::numeric_limits<double>::infinity();
    double max_x = -std::numeric_limits<double>::infinity();
    double max_y = -std::numeric_limits<double>::infinity();
};

Reach reach_of(const Path& path) {
    Reach out;
    for (const Contour& contour : path.contours) {
        for (const Point& p : contour.points) {
            out.min_x = std::min(out.min_x, p.x_mm);
            out.min_y = std::min(out.min_y, p.y_mm);
            out.max_x = std::max(out.max_x, p.x_mm);
            out.max_y = std::max(out.max_y, p.y_mm);
        }
    }
    return out;
}

} // namespace

TextLayout make_layout(cairo_t* cairo, std::string_view text, const Font& font) {
    TextLayout layout(pango_cairo_create_layout(cairo));
    PangoContext* context = pango_layout_get_context(layout.get());
    const std::unique_ptr<cairo_font_options_t, FreeOptions> options(cairo_font_options_create());
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options.get());
    // One unit of the surface is a millimetre, and Pango counts 72 units an inch at this resolution.
    pango_cairo_context_set_resolution(context, 72);
    // The unit is a millimetre: rounded to it, letters would stand anywhere.
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string("zh-cn"));
    pango_layout_context_changed(layout.get());
    const std::unique_ptr<PangoFontDescription, FreeFont> description(pango_font_description_new());
    pango_font_description_set_family_static(description.get(), kFace);
    pango_font_description_set_weight(description.get(),
                                      font.is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_size(description.get(),
                                    static_cast<int>(std::lround(font.size_pt * kMmPerPoint * PANGO_SCALE)));
    pango_layout_set_font_description(layout.get(), description.get());
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    return layout;
}

void Painter::paint(const Drawing& drawing) {
    for (const Mark& mark : drawing.marks) {
        std::visit([this](const auto& one) { paint(one); }, mark);
    }
}

void Painter::set(const Colour& colour) {
    cairo_set_source_rgba(m_cairo, colour.red, colour.green, colour.blue, colour.opacity);
}

void Painter::set(const Pen& pen) {
    set(pen.colour);
    cairo_set_line_width(m_cairo, pen.width_mm);
    cairo_set_dash(m_cairo, pen.dash_mm.data(), static_cast<int>(pen.dash_mm.size()), 0);
    cairo_set_line_join(m_cairo, CAIRO_LINE_JOIN_ROUND);
}

void Painter::trace(const Path& path) {
    cairo_new_path(m_cairo);
    for (const Contour& contour : path.contours) {
        cairo_new_sub_path(m_cairo);
        for (const Point& p : contour.points) {
            cairo_line_to(m_cairo, p.x_mm, p.y_mm);
        }
        if (contour.is_closed) {
            cairo_close_path(m_cairo);
        }
    }
}

void Painter::paint(const Path& path) {
    cairo_set_fill_rule(m_cairo, CAIRO_FILL_RULE_EVEN_ODD);
    if (path.fill) {
        trace(path);
        set(*path.fill);
        cairo_fill(m_cairo);
    }
    if (path.hatch && path.hatch->spacing_mm > 0) {
        hatch(path);
    }
    if (path.pen) {
        trace(path);
        set(*path.pen);
        cairo_stroke(m_cairo);
    }
}

/// Lines across the whole box, cut to the path.
void Painter::hatch(const Path& path) {
    const Reach box = reach_of(path);
    cairo_save(m_cairo);
    trace(path);
    cairo_clip(m_cairo);
    cairo_new_path(m_cairo);
    const double angle = path.hatch->angle_deg * kRadiansPerDegree;
    const double along_x = std::cos(angle); // word-ok: paint, no measurement
    const double along_y = std::sin(angle); // word-ok: paint, no measurement
    // Distances of the corners of the box from the line through the origin.
    double least = std::numeric_limits<double>::infinity();
    double most = -least;
    double far = 0;
    for (const Point corner : {Point{box.min_x, box.min_y}, Point{box.max_x, box.min_y},
                               Point{box.max_x, box.max_y}, Point{box.min_x, box.max_y}}) {
        const double off = corner.y_mm * along_x - corner.x_mm * along_y;
        least = std::min(least, off);
        most = std::max(most, off);
        far = std::max(far, std::abs(corner.x_mm) + std::abs(corner.y_mm));
    }
    const double step = path.hatch->spacing_mm;
    for (double off = std::ceil(least / step) * step; off <= most; off += step) {
        cairo_move_to(m_cairo, -off * along_y - far * along_x, off * along_x - far * along_y);
        cairo_line_to(m_cairo, -off * along_y + far * along_x, off * along_x + far * along_y);
    }
    set(path.hatch->pen);
    cairo_stroke(m_cairo);
    cairo_restore(m_cairo);
}

void Painter::paint(const Label& label) {
    const TextLayout layout = make_layout(m_cairo, label.text, label.font);
    m_missing_glyphs += pango_layout_get_unknown_glyphs_count(layout.get());
    PangoRectangle logical;
    pango_layout_get_extents(layout.get(), nullptr, &logical);
    const double wide_mm = static_cast<double>(logical.width) / PANGO_SCALE;
    const double high_mm = static_cast<double>(logical.height) / PANGO_SCALE;
    const double left_mm = label.anchor == Anchor::left     ? 0
                           : label.anchor == Anchor::centre ? -wide_mm / 2
                                                            : -wide_mm;
    cairo_save(m_cairo);
    cairo_translate(m_cairo, label.at.x_mm, label.at.y_mm);
    cairo_rotate(m_cairo, -label.angle_deg * kRadiansPerDegree);
    if (label.halo_mm > 0) {
        cairo_move_to(m_cairo, left_mm, -high_mm / 2);
        pango_cairo_layout_path(m_cairo, layout.get());
        set(Pen{{1, 1, 1, 0.9}, 2 * label.halo_mm, {}});
        cairo_stroke(m_cairo);
    }
    cairo_move_to(m_cairo, left_mm, -high_mm / 2);
    set(label.colour);
    pango_cairo_show_layout(m_cairo, layout.get());
    cairo_restore(m_cairo);
}

void Painter::paint(const Clip& clip) {
    cairo_save(m_cairo);
    cairo_new_path(m_cairo);
    cairo_rectangle(m_cairo, clip.inside.at.x_mm, clip.inside.at.y_mm, clip.inside.width_mm,
                    clip.inside.height_mm);
    cairo_clip(m_cairo);
}

void Painter::paint(const EndClip&) { cairo_restore(m_cairo); }

} // namespace liangxian::document
