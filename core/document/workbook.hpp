// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/document.hpp"

#include <string>
#include <vector>

namespace liangxian::document {

/// One sheet of a workbook: what it is about, a table, notes below. Cells with a value become numbers.
struct Worksheet {
    std::string name; ///< made unique and fit for Excel by the writer
    std::string title;
    std::vector<std::string> facts; ///< lines between title and table
    Table table;
    std::vector<std::string> notes;
};

struct Workbook {
    std::string title;
    base::Timestamp created;
    std::vector<Worksheet> sheets;
};

/// XLSX, its texts as plain_text(). The same workbook gives the same bytes.
/// \throws base::FileError `workbook-not-made`; base::Error `module-not-loaded`
std::string write_xlsx(const Workbook& workbook);

/// libxlsxwriter, in a module (ADR 0020).
struct WorkbookFunctions {
    static constexpr const char* kModule = "workbook";

    /// \returns empty, or libxlsxwriter's words why the file was not written
    std::string (*write)(const Workbook& workbook, const std::string& file);
};

} // namespace liangxian::document
