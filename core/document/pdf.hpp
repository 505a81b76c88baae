// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/document.hpp"

#include <string>

namespace liangxian::document {

/// A file's bytes, and how many characters no font of this machine could draw.
struct WrittenFile {
    std::string bytes;
    int missing_glyphs = 0;
};

/// PDF 1.5 with text that can be searched, embedded subsets of its fonts, an outline. The same document gives
/// the same bytes. \throws base::FileError `pdf-not-made`; base::Error `module-not-loaded`
WrittenFile write_pdf(const Document& document);

} // namespace liangxian::document
