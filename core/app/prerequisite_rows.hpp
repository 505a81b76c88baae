// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/store/record_fields.hpp"
#include "core/store/registers.hpp"

#include <optional>
#include <string>
#include <vector>

namespace liangxian::app {

/// A row as offices keep it: one unit, and of it any of the three items beside the range.
struct PrerequisiteRow {
    store::Prerequisite stated;
    /// 有 or 无 in a column of their own.
    std::optional<store::ItemState> marker;
    std::optional<store::ItemState> archive;
    std::optional<store::ItemState> custody;
    std::optional<store::PrerequisiteItem> only; ///< column `item`: the row speaks of this one
};

const std::vector<store::Field<PrerequisiteRow>>& prerequisite_row_fields();

/// The statements of a row, one an item. Name, level and announcement are the marker's only where the row
/// says something of a marker: they stand in tables about other things, too.
std::vector<store::Prerequisite> statements_of(const PrerequisiteRow& row);

/// Whether two statements say the same, whenever they were recorded.
bool is_same_statement(const store::Prerequisite& a, const store::Prerequisite& b);

/// What a statement that its item is there lacks of what the law asks for: names of fields; none when it is
/// whole. Markers: 实施条例 art. 10; archives: a number and a main volume; custody: a body or a keeper.
std::vector<std::string_view> missing_parts(const store::Prerequisite& statement);

} // namespace liangxian::app
