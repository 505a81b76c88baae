// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/document/pdf.hpp"

#include "core/base/error.hpp"
#include "core/document/paginate.hpp"

namespace liangxian::document {

WrittenFile write_pdf(const Document& document) {
    Painted painted =
        page_functions().pdf(paginate(document), {document.title, document.subject,
                                                  document.created.to_string().substr(0, 19) + "Z"});
    if (painted.bytes.empty()) {
        throw base::FileError("pdf-not-made", {"PDF 未能生成：" + painted.reason,
                                               "the PDF could not be made: " + painted.reason});
    }
    return {std::move(painted.bytes), painted.missing_glyphs};
}

} // namespace liangxian::document
