// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/pdf.hpp"

namespace liangxian::document {

/// WordprocessingML (ISO/IEC 29500) in a zip: real heading styles, tables whose heads repeat, head and foot
/// with the number of the page, pictures at their true size. Texts are written as plain_text(). The same
/// document gives the same bytes. \throws base::FileError `package-not-made`, `picture-not-made`; base::Error
/// `module-not-loaded`
WrittenFile write_docx(const Document& document);

} // namespace liangxian::document
