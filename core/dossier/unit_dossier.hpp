// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/document/document.hpp"
#include "core/document/workbook.hpp"
#include "core/dossier/unit_record.hpp"
#include "core/sheet/sheet.hpp"

#include <optional>

namespace liangxian::dossier {

/// A unit's dossier (成果), ready for the writers.
struct UnitDossier {
    document::Document report;            ///< 说明, 四至, 界址点成果表, 冲突表, 图则
    document::Workbook workbook;          ///< the same tables, numbers as numbers
    std::optional<sheet::MapSheet> sheet; ///< none when no line has a polygon
    base::Problems gaps;                  ///< as gaps_of()
};

/// \returns `scale-does-not-fit` when the sheet was asked for at a scale too large
/// \throws base::Error kinds of sheet::make_sheet
base::Result<UnitDossier> make_unit_dossier(const UnitRecord& unit, const sheet::SheetOptions& options);

/// The tables of the workbook: overview, corners of each line, relations, steps.
document::Workbook make_workbook(const UnitRecord& unit, const std::vector<sheet::LineCorners>& corners,
                                 base::Language language);

/// One line a row: version, status, paper, areas, limits.
document::Table overview_table(const UnitRecord& unit, const std::vector<sheet::LineCorners>& corners,
                               base::Language language);

} // namespace liangxian::dossier
