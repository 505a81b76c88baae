// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/table_corners.hpp"

#include "core/base/number.hpp"
#include "core/geo/axis_order.hpp"
#include "core/intake/coordinate_text.hpp"
#include "core/intake/text_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace liangxian::intake {
namespace {

/// The coordinate cells of one row.
struct CellPair {
    const TableRow* row;
    std::string first;
    std::string second;
};

std::optional<double> plain_or_angle(const std::string& text) {
    if (const auto angle = parse_marked_angle(text)) {
        return angle->degrees;
    }
    const auto quantity = parse_quantity(text);
    const bool metres =
        quantity && (quantity->unit.empty() || quantity->unit == "m" || quantity->unit == "米");
    return metres ? std::optional<double>(quantity->value) : std::nullopt;
}

/// Reads the positions of all rows; a class so that the two units share the row bookkeeping.
class PositionReader {
public:
    PositionReader(const TableColumns& columns, const std::string& name) : m_columns(columns), m_name(name) {}

    TablePositions read(const std::vector<const TableRow*>& rows) {
        const bool plane_columns = m_columns.has_plane();
        for (const TableRow* row : rows) {
            const std::string first =
                cell_text(*row, plane_columns ? m_columns.northing : m_columns.longitude);
            const std::string second =
                cell_text(*row, plane_columns ? m_columns.easting : m_columns.latitude);
            if (first.empty() && second.empty()) {
                m_out.blank.push_back(
                    {"row-without-coordinates",
                     at_line(m_name, row->line),
                     {"这一行没有坐标，未采用；如有请补全",
                      "the row has no coordinates and was not taken; complete it if there are"}});
                m_out.blank_rows.push_back(row);
            } else {
                m_pairs.push_back({row, first, second});
            }
        }
        m_out.in_degrees = !plane_columns || values_are_degrees();
        m_out.in_degrees ? read_degrees() : read_plane();
        return std::move(m_out);
    }

private:
    /// Columns called X and Y may hold degrees.
    bool values_are_degrees() const {
        return !m_pairs.empty() && std::all_of(m_pairs.begin(), m_pairs.end(), [](const CellPair& pair) {
            const auto a = plain_or_angle(pair.first);
            const auto b = plain_or_angle(pair.second);
            return a && b && geo::axis_order_of_degrees(*a, *b).has_value();
        });
    }
    void bad_row(const CellPair& pair, const char* zh, const char* en) {
        m_out.errors.push_back({"bad-row",
                                at_line(m_name, pair.row->line),
                                {fmt::format("坐标“{}”“{}”不是{}，请检查", pair.first, pair.second, zh),
                                 fmt::format("\"{}\" and \"{}\" are no {}", pair.first, pair.second, en)}});
    }

    void read_degrees() {
        std::vector<std::string> numbers;
        for (const CellPair& pair : m_pairs) {
            for (const std::string& text : {pair.first, pair.second}) {
                if (base::parse_number(text)) {
                    numbers.push_back(text);
                }
            }
        }
        AngleFormDecision decision = decide_angle_form(numbers, m_columns.angle_hint, m_name);
        m_out.errors = decision.errors;
        m_out.warnings.insert(m_out.warnings.end(), decision.warnings.begin(), decision.warnings.end());
        std::size_t swapped = 0;
        for (const CellPair& pair : m_pairs) {
            const auto a = parse_angle(pair.first, decision.form);
            const auto b = parse_angle(pair.second, decision.form);
            if (!a || !b) {
                bad_row(pair, "经纬度", "longitude and latitude");
                continue;
            }
            const bool turn =
                a->axis == AngleAxis::latitude || b->axis == AngleAxis::longitude ||
                geo::axis_order_of_degrees(a->degrees, b->degrees) == geo::AxisOrder::northing_first;
            // Columns found by value, or called X and Y, promise no order.
            swapped += turn && m_columns.has_header && m_columns.has_degrees() ? 1u : 0u;
            m_out.rows.push_back({pair.row, turn ? geo::Position{b->degrees, a->degrees}
                                                 : geo::Position{a->degrees, b->degrees}});
        }
        if (swapped > 0) {
            m_out.warnings.push_back(
                {"axes-swapped",
                 m_name,
                 {fmt::format("{} 行的经度、纬度两列放反了，已按数值对调", swapped),
                  fmt::format("{} rows have longitude and latitude in each other's columns; turned by value",
                              swapped)}});
        }
    }

    void read_plane() {
        AxisReader axes(true);
        std::vector<std::pair<const TableRow*, std::pair<double, double>>> numbers;
        for (const CellPair& pair : m_pairs) {
            const auto a = plain_or_angle(pair.first);
            const auto b = plain_or_angle(pair.second);
            if (!a || !b) {
                bad_row(pair, "平面坐标", "plane coordinates");
                continue;
            }
            axes.see(*a, *b, at_line(m_name, pair.row->line));
            numbers.push_back({pair.row, {*a, *b}});
        }
        for (const auto& [row, pair] : numbers) {
            m_out.rows.push_back({row, axes.position(pair.first, pair.second)});
        }
        const base::Problems odd = axes.errors();
        m_out.errors.insert(m_out.errors.end(), odd.begin(), odd.end());
        const base::Problems turned = m_columns.has_header ? axes.warnings(m_name) : base::Problems{};
        m_out.warnings.insert(m_out.warnings.end(), turned.begin(), turned.end());
    }

    const TableColumns& m_columns;
    const std::string& m_name;
    std::vector<CellPair> m_pairs;
    TablePositions m_out;
};

/// 1, 2, 3 … or J1, J2, J3 …: numbers of corners, not names of sites.
bool counts_up(const std::vector<const TableRow*>& rows, std::size_t column) {
    double expected = 0;
    for (const TableRow* row : rows) {
        std::string text = cell_text(*row, column);
        while (!text.empty() && (text.front() < '0' || text.front() > '9')) {
            text.erase(0, 1);
        }
        const auto value = base::parse_number(text);
        if (!value || (row != rows.front() && *value != expected)) {
            return false;
        }
        expected = *value + 1;
    }
    return true;
}

/// Nothing but one key and coordinates.
bool has_other_columns(const TableColumns& columns, std::size_t key) {
    for (std::size_t i = 0; i < columns.names.size(); ++i) {
        const bool known = i == key || i == columns.northing || i == columns.easting ||
                           i == columns.longitude || i == columns.latitude;
        if (!known && !columns.names[i].empty()) {
            return true;
        }
    }
    return false;
}

} // namespace

nlohmann::ordered_json row_attributes(const TableRow& row, const TableColumns& columns) {
    nlohmann::ordered_json out = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < columns.names.size() && i < row.cells.size(); ++i) {
        const bool structural =
            i == columns.wkt || i == columns.point || i == columns.ring || columns.names[i].empty();
        if (structural) {
            continue;
        }
        const TableCell& cell = row.cells[i];
        const auto number = cell.is_number ? base::parse_number(cell.text) : std::nullopt;
        if (number) {
            out[columns.names[i]] = *number;
        } else {
            out[columns.names[i]] = cell.text;
        }
    }
    return out;
}

std::string cell_text(const TableRow& row, std::optional<std::size_t> column) {
    return column && *column < row.cells.size() ? row.cells[*column].text : std::string();
}

TablePositions read_positions(const std::vector<const TableRow*>& rows, const TableColumns& columns,
                              const std::string& name) {
    return PositionReader(columns, name).read(rows);
}

TableLayoutDecision decide_layout(const std::vector<const TableRow*>& rows, const TableColumns& columns) {
    if (columns.point || columns.ring || columns.parcel) {
        return {TableLayout::corners, columns.parcel};
    }
    const auto key = columns.id ? columns.id : columns.name;
    if (!key) {
        return {};
    }
    std::map<std::string, std::size_t> rows_of_key;
    for (const TableRow* row : rows) {
        ++rows_of_key[cell_text(*row, key)];
    }
    const bool all_differ = rows_of_key.size() == rows.size();
    if (all_differ && rows.size() >= 3 && counts_up(rows, *key) && !has_other_columns(columns, *key)) {
        return {};
    }
    const bool all_groups = std::all_of(rows_of_key.begin(), rows_of_key.end(),
                                        [](const auto& group) { return group.second >= 3; });
    if (!all_differ && all_groups) {
        return {TableLayout::corners, key};
    }
    return {TableLayout::points, std::nullopt};
}

std::vector<TableParcel> group_by_parcel(const std::vector<PlacedRow>& rows,
                                         std::optional<std::size_t> parcel) {
    std::vector<TableParcel> parcels;
    std::map<std::string, std::size_t> index_of;
    std::string label;
    for (const PlacedRow& placed : rows) {
        const std::string own = cell_text(*placed.row, parcel);
        label = own.empty() ? label : own;
        const auto [found, is_new] = index_of.insert({label, parcels.size()});
        if (is_new) {
            parcels.push_back({label, {}});
        }
        parcels[found->second].rows.push_back(placed);
    }
    return parcels;
}

std::vector<TextRing> rings_of(const TableParcel& parcel, std::optional<std::size_t> ring,
                               const std::string& name) {
    std::vector<TextRing> rings;
    std::size_t first_line = 0;
    std::string label = "1";
    for (const PlacedRow& placed : parcel.rows) {
        const std::string own = cell_text(*placed.row, ring);
        const bool other = !own.empty() && own != label && !rings.empty();
        label = own.empty() ? label : own;
        TextRing* current = rings.empty() ? nullptr : &rings.back();
        const bool returns =
            current && current->vertices.size() >= 3 && placed.position == current->vertices.front();
        if (current && returns) {
            current->closed_in_file = true; // a closing point written twice changes nothing
        } else if (!current || other || current->closed_in_file) {
            rings.push_back({label, "", {placed.position}, false});
            first_line = placed.row->line;
        } else {
            current->vertices.push_back(placed.position);
        }
        rings.back().where = fmt::format("{}:{}-{}", name, first_line, placed.row->line);
    }
    for (TextRing& one : rings) {
        drop_closing_vertices(one.vertices);
    }
    return rings;
}

} // namespace liangxian::intake
