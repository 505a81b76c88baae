// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/dossier/unit_record.hpp"

namespace liangxian::dossier {

/// What a complete dossier would have and this one has not: `body-missing`, `range-missing`,
/// `control-missing`, `line-without-polygon`, `document-missing`, `approval-missing`, `accuracy-unknown`,
/// `words-missing`, `not-announced`. `where` names the line. `characters-left-out`: a text holds characters
/// that no file can hold; `where` names the record.
base::Problems gaps_of(const UnitRecord& unit);

} // namespace liangxian::dossier
