// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/module.hpp"
#include "core/document/painter.hpp"

#include <cairo-pdf.h>

#include <cmath>

namespace liangxian::document {
namespace {

constexpr double kPointsPerMm = 72 / 25.4;

struct DestroyCairo {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
struct DestroySurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Context = std::unique_ptr<cairo_t, DestroyCairo>;
using Surface = std::unique_ptr<cairo_surface_t, DestroySurface>;

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

/// For measuring: paints nothing.
Context measuring_context() {
    const Surface surface(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nullptr));
    return Context(cairo_create(surface.get()));
}

double in_mm(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }

Extents measure(std::string_view text, Font font) {
    const Context cairo = measuring_context();
    const TextLayout layout = make_layout(cairo.get(), text, font);
    PangoRectangle logical;
    pango_layout_get_extents(layout.get(), nullptr, &logical);
    return {in_mm(logical.width), in_mm(logical.height)};
}

std::string without_blanks_at_the_end(std::string_view line) {
    const std::size_t last = line.find_last_not_of(" \r\n");
    return std::string(line.substr(0, last == std::string_view::npos ? 0 : last + 1));
}

std::vector<std::string> break_lines(std::string_view text, Font font, double width_mm, double indent_mm) {
    const Context cairo = measuring_context();
    const TextLayout layout = make_layout(cairo.get(), text, font);
    pango_layout_set_width(layout.get(), static_cast<int>(std::floor(width_mm * PANGO_SCALE)));
    pango_layout_set_indent(layout.get(), static_cast<int>(indent_mm * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    std::vector<std::string> out;
    for (int i = 0; i < pango_layout_get_line_count(layout.get()); ++i) {
        const PangoLayoutLine* line = pango_layout_get_line_readonly(layout.get(), i);
        out.push_back(without_blanks_at_the_end(text.substr(static_cast<std::size_t>(line->start_index),
                                                            static_cast<std::size_t>(line->length))));
    }
    return out;
}

/// Creation and modification, as PDF metadata wants them; never the clock's.
void state_facts(cairo_surface_t* surface, const PdfFacts& facts) {
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, facts.title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, facts.subject.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Liangxian 两线");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, facts.created.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, facts.created.c_str());
}

void add_outline(cairo_surface_t* surface, const Page& page, std::size_t number, std::vector<int>& parents) {
    for (const OutlineEntry& entry : page.outline) {
        const auto level = static_cast<std::size_t>(std::max(entry.level, 1));
        parents.resize(std::max(parents.size(), level + 1), CAIRO_PDF_OUTLINE_ROOT);
        const std::string place =
            "page=" + std::to_string(number) + " pos=[0 " +
            std::to_string(std::lround((page.drawing.height_mm - entry.y_mm) * kPointsPerMm)) + "]";
        parents[level] = cairo_pdf_surface_add_outline(surface, parents[level - 1], entry.name.c_str(),
                                                       place.c_str(), CAIRO_PDF_OUTLINE_FLAG_OPEN);
    }
}

Painted pdf(const std::vector<Page>& pages, const PdfFacts& facts) {
    Painted out;
    const Surface surface(cairo_pdf_surface_create_for_stream(append, &out.bytes, 1, 1));
    state_facts(surface.get(), facts);
    std::vector<int> parents{CAIRO_PDF_OUTLINE_ROOT};
    std::size_t number = 0;
    for (const Page& page : pages) {
        cairo_pdf_surface_set_size(surface.get(), page.drawing.width_mm * kPointsPerMm,
                                   page.drawing.height_mm * kPointsPerMm);
        const Context cairo(cairo_create(surface.get()));
        cairo_scale(cairo.get(), kPointsPerMm, kPointsPerMm);
        Painter painter(cairo.get());
        painter.paint(page.drawing);
        out.missing_glyphs += painter.missing_glyphs();
        add_outline(surface.get(), page, ++number, parents);
        cairo_show_page(cairo.get());
    }
    cairo_surface_finish(surface.get());
    const cairo_status_t status = cairo_surface_status(surface.get());
    if (status != CAIRO_STATUS_SUCCESS) {
        out.reason = cairo_status_to_string(status);
        out.bytes.clear();
    }
    return out;
}

Painted png(const Drawing& drawing, double dots_per_inch) {
    Painted out;
    const double dots_per_mm = dots_per_inch / 25.4;
    const auto dots = [dots_per_mm](double mm) { return static_cast<int>(std::lround(mm * dots_per_mm)); };
    const Surface surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, dots(drawing.width_mm), dots(drawing.height_mm)));
    {
        const Context cairo(cairo_create(surface.get()));
        cairo_set_source_rgb(cairo.get(), 1, 1, 1);
        cairo_paint(cairo.get());
        cairo_scale(cairo.get(), dots_per_mm, dots_per_mm);
        Painter painter(cairo.get());
        painter.paint(drawing);
        out.missing_glyphs = painter.missing_glyphs();
    }
    const cairo_status_t status = cairo_surface_write_to_png_stream(surface.get(), append, &out.bytes);
    if (status != CAIRO_STATUS_SUCCESS) {
        out.reason = cairo_status_to_string(status);
        out.bytes.clear();
    }
    return out;
}

constexpr PageFunctions kFunctions{measure, break_lines, pdf, png};

} // namespace
} // namespace liangxian::document

const void* liangxian_module() { return &liangxian::document::kFunctions; }
