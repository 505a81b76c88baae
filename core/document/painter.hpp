// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/pages.hpp"

#include <pango/pangocairo.h>

#include <memory>

namespace liangxian::document {

/// A line or paragraph of text, laid out for a surface.
struct UnrefObject {
    void operator()(gpointer object) const { g_object_unref(object); }
};
using TextLayout = std::unique_ptr<PangoLayout, UnrefObject>;

/// Hinting off, so that a text is as wide on every surface.
TextLayout make_layout(cairo_t* cairo, std::string_view text, const Font& font);

/// Paints drawings on a surface whose unit is the millimetre.
class Painter {
public:
    explicit Painter(cairo_t* cairo) : m_cairo(cairo) {}

    void paint(const Drawing& drawing);
    int missing_glyphs() const { return m_missing_glyphs; }

private:
    void paint(const Path& path);
    void paint(const Label& label);
    void paint(const Clip& clip);
    void paint(const EndClip& end);
    void trace(const Path& path);
    void hatch(const Path& path);
    void set(const Pen& pen);
    void set(const Colour& colour);

    cairo_t* m_cairo;
    int m_missing_glyphs = 0;
};

} // namespace liangxian::document
