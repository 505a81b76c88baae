// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/feature.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::app {

/// Field of the store → names its column has in files that people keep.
using ColumnNames = std::map<std::string, std::vector<std::string>, std::less<>>;

/// The names of `profiles/import-fields.json`. \throws base::FileError
ColumnNames load_column_names();

/// One row of an import seen as fields of the store: --set wins, then --map, then a column of the
/// field's own name, then one of its other names. What it was made of must outlive it.
class RowFields {
public:
    using Words = std::map<std::string, std::string, std::less<>>;

    RowFields(const intake::Feature& feature, const Words& map, const Words& set, const ColumnNames& names);

    /// Empty when the row does not have it. Numbers as their shortest text.
    std::string text(std::string_view field);
    /// Columns of the file that no field took.
    std::set<std::string> unused_columns() const;

private:
    const nlohmann::ordered_json* find(std::string_view field);
    const nlohmann::ordered_json* column(const std::string& name);

    const intake::Feature& m_feature;
    const Words& m_map;
    const Words& m_set;
    const ColumnNames& m_names;
    std::set<std::string> m_used;
};

} // namespace liangxian::app
