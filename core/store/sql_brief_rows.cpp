// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/sql_brief_rows.hpp"

#include <algorithm>
#include <type_traits>

namespace liangxian::store {
namespace {

constexpr int kGeometry = 0;
constexpr int kNumber = 1;
constexpr int kFirstColumn = 2;

/// Whether a cell says what a value says, its storage class too.
bool is_same(const Statement& statement, int column, CellType type, const FieldValue& value) {
    switch (type) {
    case CellType::null:
        return std::holds_alternative<std::monostate>(value);
    case CellType::integer: {
        const auto* integer = std::get_if<std::int64_t>(&value);
        return integer != nullptr && *integer == statement.integer(column);
    }
    case CellType::real: {
        const auto* number = std::get_if<double>(&value);
        return number != nullptr && *number == statement.real(column);
    }
    case CellType::text:
    case CellType::blob:
        break;
    }
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr && *text == statement.text(column);
}

} // namespace

template <typename Record>
BriefRows<Record>::BriefRows(const Dialect& dialect, const Layer<Record>& layer)
    : m_dialect(dialect), m_layer(layer) {
    for (const Field<Record>& field : layer.fields) {
        if (field.type != FieldType::text) {
            m_columns.push_back({&field, {}, false});
        }
    }
}

template <typename Record>
std::string BriefRows<Record>::select_sql() const {
    std::string columns;
    for (const Column& column : m_columns) {
        columns += ", " + std::string(column.field->name);
    }
    return "SELECT " + std::string(m_dialect.geometry) + ", fid" + columns + " FROM " +
           std::string(m_layer.table);
}

template <typename Record>
void BriefRows<Record>::read_cell(const Statement& statement, int index, Column& column) {
    const CellType type = statement.type(index);
    if (!m_is_first && is_same(statement, index, type, column.value)) {
        return;
    }
    column.value = cell_value(statement, index);
    column.is_wrong = column.field->set(m_record, column.value).has_value();
}

template <typename Record>
const Record* BriefRows<Record>::read(const Statement& statement) {
    m_number = statement.integer(kNumber);
    m_record.row = m_number;
    bool is_wrong = false;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        read_cell(statement, static_cast<int>(i) + kFirstColumn, m_columns[i]);
        is_wrong |= m_columns[i].is_wrong;
    }
    m_is_first = false;
    m_record.geometry = {};
    is_wrong |= read_geometry(statement.blob(kGeometry), m_dialect.encoding, m_record.geometry).has_value();
    return is_wrong ? nullptr : &m_record;
}

template <typename Record>
std::optional<geo::Box> BriefRows<Record>::bounds(const Statement& statement) const {
    return known_bounds(statement.blob(kGeometry), m_dialect.encoding);
}

template class BriefRows<zone::Site>;
template class BriefRows<zone::Zone>;
template class BriefRows<zone::Area>;

} // namespace liangxian::store
