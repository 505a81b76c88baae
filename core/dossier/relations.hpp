// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/document.hpp"
#include "core/dossier/unit_record.hpp"

namespace liangxian::dossier {

/// Every contact of the unit's lines with lines and bodies of other units and with areas of other laws: what,
/// how, how much, which share of either.
document::Table relation_table(const UnitRecord& unit, base::Language language);

/// What was looked through and what could not be, in sentences; never "no conflict" without them.
std::vector<std::string> search_words(const UnitRecord& unit, base::Language language);

} // namespace liangxian::dossier
