// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/intake/delimited_text.hpp"
#include "core/intake/read.hpp"

#include <string>
#include <string_view>

namespace liangxian::intake {

/// The cells of one sheet of an .xlsx workbook.
///
/// The zip is judged by its directory before anything is unpacked (entries, unpacked size, ratio);
/// XML with a DOCTYPE is refused before it is parsed. Formulas give their stored value.
/// \param options  `layer` names the sheet, empty for the first; `limits`
base::Result<Table> read_xlsx_sheet(std::string_view bytes, const std::string& name,
                                    const ReadOptions& options);

} // namespace liangxian::intake
