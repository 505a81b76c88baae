// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/document.hpp"
#include "core/dossier/unit_record.hpp"

namespace liangxian::dossier {

/// What the unit is, and by which paper it was announced.
document::Table site_facts(const zone::Site& site, base::Language language);
/// 划定说明 of one line: on what ground it was drawn and how sure it is, its papers, words, limits.
document::Table line_facts(const LineRecord& line, base::Language language);
/// What happened to its versions: step, day, office, paper, who recorded it. No rows when nothing is
/// recorded.
document::Table step_table(const LineRecord& line, base::Language language);
/// All versions of the line. One row for each.
document::Table version_table(const LineRecord& line, base::Language language);
/// Repairs that imports made to it. No rows when there was none.
document::Table repair_table(const LineRecord& line, base::Language language);
/// The papers that its lines and steps name. No rows when none is recorded.
document::Table paper_table(const std::vector<Paper>& papers, base::Language language);

/// "2010-01-01 起", "2010-01-01 至 2025-05-31".
std::string span_words(const base::DateSpan& span, base::Language language);

} // namespace liangxian::dossier
