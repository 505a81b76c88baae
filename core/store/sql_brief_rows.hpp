// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/sql_rows.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::store {

/// Reads a layer row by row for what decides where and when its records hold, and whether they can be read
/// at all: the geometry and every column but the texts, which nobody can write wrongly.
///
/// Cells that say the same as in the row before, as most dates and codes do, are not taken apart again.
template <typename Record>
class BriefRows {
public:
    BriefRows(const Dialect& dialect, const Layer<Record>& layer);

    /// `SELECT geom, fid, columns… FROM table`.
    std::string select_sql() const;

    /// Takes the current row of a statement that select_sql() began.
    /// \returns the record, its texts empty, or nullptr when the row cannot be one; valid until the next call
    const Record* read(const Statement& statement);
    std::int64_t number() const { return m_number; }
    /// Of the row last read; nothing when nobody can tell.
    std::optional<geo::Box> bounds(const Statement& statement) const;

private:
    struct Column {
        const Field<Record>* field;
        FieldValue value;
        bool is_wrong = false;
    };
    void read_cell(const Statement& statement, int index, Column& column);

    const Dialect& m_dialect;
    const Layer<Record>& m_layer;
    std::vector<Column> m_columns;
    Record m_record;
    std::int64_t m_number = 0;
    bool m_is_first = true;
};

} // namespace liangxian::store
