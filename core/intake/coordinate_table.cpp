// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/coordinate_table.hpp"

#include "core/base/number.hpp"
#include "core/geo/axis_order.hpp"
#include "core/intake/pasted_text.hpp"
#include "core/intake/table_corners.hpp"
#include "core/intake/text_lines.hpp"
#include "core/intake/wkt_text.hpp"
#include "core/intake/xlsx_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace liangxian::intake {
namespace {

constexpr std::size_t kLookBytes = 65536;
constexpr std::size_t kMostRingsPerParcel = 20000;

/// The datum that a title or header names; empty when none does.
std::string named_datum(const Table& table, std::size_t rows) {
    for (std::size_t i = 0; i < rows && i < table.size(); ++i) {
        for (const TableCell& cell : table[i].cells) {
            const std::string words = lower_ascii(half_width(cell.text));
            for (const auto& [word, datum] : {std::pair{"西安80", "80"},
                                              {"80西安", "80"},
                                              {"1980西安", "80"},
                                              {"80坐标", "80"},
                                              {"北京54", "54"},
                                              {"54北京", "54"},
                                              {"1954北京", "54"},
                                              {"54坐标", "54"},
                                              {"cgcs2000", "2000"},
                                              {"2000国家", "2000"},
                                              {"国家2000", "2000"},
                                              {"wgs84", "WGS84"},
                                              {"wgs-84", "WGS84"}}) {
                if (contains_text(words, word)) {
                    return datum;
                }
            }
        }
    }
    return {};
}

/// For rows without any coordinates.
CrsChoice no_crs() { return {{4490, "declared"}, {}}; }

/// Reads one table; a class so that each layout is a short function over the same table.
class TableReader {
public:
    TableReader(Table table, const std::string& name, const ReadOptions& options, base::Problems warnings)
        : m_table(std::move(table)), m_name(name), m_options(options), m_warnings(std::move(warnings)) {
        const std::size_t header = header_row(m_table);
        const bool found = header < m_table.size();
        m_columns = found ? columns_of_header(m_table[header]) : columns_of_values(m_table);
        m_datum = named_datum(m_table, found ? header + 1 : 3);
        for (std::size_t i = found ? header + 1 : 0; i < m_table.size(); ++i) {
            m_rows.push_back(&m_table[i]);
        }
        if (!found) {
            drop_titles();
        }
    }

    bool usable() const { return m_columns.usable() && !m_rows.empty(); }

    /// Rows of a table without coordinate columns, for records that may lack a geometry. The first row
    /// is the header.
    ReadOutcome read_without_geometry() {
        ReadOutcome outcome;
        m_columns = columns_of_header(m_table.front());
        for (std::size_t i = 1; i < m_table.size(); ++i) {
            outcome.add(row_feature(m_table[i], {}, no_crs()));
        }
        return outcome;
    }
    bool is_list_without_geometry() const {
        return m_options.geometry_optional && m_table.size() > 1 && m_table.front().cells.size() > 1 &&
               is_title_like(m_table.front());
    }

    ReadOutcome read() {
        if (m_rows.size() > m_options.limits.vertices) {
            return unreadable_outcome(m_name,
                                      {{"too-many-vertices",
                                        m_name,
                                        {fmt::format("有 {} 行，超过上限", m_rows.size()),
                                         fmt::format("{} rows, more than the limit", m_rows.size())}}});
        }
        if (m_columns.wkt) {
            return read_wkt_rows();
        }
        TablePositions positions = read_positions(m_rows, m_columns, m_name);
        m_warnings.insert(m_warnings.end(), positions.warnings.begin(), positions.warnings.end());
        const TableLayoutDecision layout = decide_layout(m_rows, m_columns);
        // Between corners an empty row parts groups; in a list of sites it is a site without a place.
        const bool blank_allowed = layout.layout == TableLayout::points && m_options.geometry_optional;
        if (!blank_allowed) {
            base::Problems& said = layout.layout == TableLayout::points ? positions.errors : m_warnings;
            said.insert(said.end(), positions.blank.begin(), positions.blank.end());
        }
        const bool row_by_row = layout.layout == TableLayout::points && m_options.grouping != Grouping::one;
        // A polygon with a corner missing must not pass for the whole; a site list goes on.
        const bool rows_alone =
            row_by_row &&
            std::all_of(positions.errors.begin(), positions.errors.end(), [](const base::Problem& p) {
                return p.code == "bad-row" || p.code == "row-without-coordinates";
            });
        if (blank_allowed && positions.rows.empty() && positions.errors.empty()) {
            return point_features(positions, no_crs());
        }
        if (positions.rows.empty() && positions.errors.empty()) {
            positions.errors.push_back(no_coordinates());
        }
        if (!positions.errors.empty() && (!rows_alone || positions.rows.empty())) {
            return unreadable_outcome(m_name, positions.errors);
        }
        std::vector<geo::Position> sample;
        for (const PlacedRow& placed : positions.rows) {
            sample.push_back(placed.position);
        }
        const auto choice = decide(std::move(sample));
        if (!choice) {
            return unreadable_outcome(m_name, choice.problems());
        }
        return layout.layout == TableLayout::points
                   ? point_features(positions, choice.value())
                   : corner_features(positions, layout.parcel, choice.value());
    }

    base::Problem no_coordinates() const {
        return {"no-coordinates",
                m_name,
                {"没有找到坐标列或坐标对；表头请用“点号,X,Y”或“经度,纬度”",
                 "no coordinate columns or pairs were found; use the header \"点号,X,Y\" or \"lon,lat\""}};
    }

private:
    /// Rows of words above a headerless table are its title.
    void drop_titles() {
        while (!m_rows.empty() && std::none_of(m_rows.front()->cells.begin(), m_rows.front()->cells.end(),
                                               [](const TableCell& cell) {
                                                   return base::parse_number(cell.text).has_value() ||
                                                          parse_marked_angle(cell.text).has_value();
                                               })) {
            m_warnings.push_back(
                {"line-not-taken",
                 at_line(m_name, m_rows.front()->line),
                 {"这一行没有坐标，未采用", "the row has no coordinates and was not taken"}});
            m_rows.erase(m_rows.begin());
        }
    }

    base::Result<CrsChoice> decide(std::vector<geo::Position> sample) const {
        CrsEvidence evidence = evidence_from(m_options, m_name);
        evidence.header_datum = m_datum;
        evidence.sample = std::move(sample);
        return decide_crs(evidence);
    }

    std::string row_place(const TableRow& row) const { return at_line(m_name, row.line); }

    Feature row_feature(const TableRow& row, geo::Geometry geometry, const CrsChoice& choice) const {
        SourcePart part;
        part.name = cell_text(row, m_columns.name);
        part.source = row_place(row);
        part.geometry = std::move(geometry);
        part.attributes = row_attributes(row, m_columns);
        Feature feature = feature_of_parts(row_place(row), {std::move(part)}, choice);
        feature.id = cell_text(row, m_columns.id);
        feature.name = cell_text(row, m_columns.name);
        feature.attributes = row_attributes(row, m_columns);
        return feature;
    }

    ReadOutcome point_features(const TablePositions& positions, const CrsChoice& choice) const {
        ReadOutcome outcome;
        std::map<const TableRow*, geo::Position> position_of;
        for (const PlacedRow& placed : positions.rows) {
            position_of.emplace(placed.row, placed.position);
        }
        const std::set<const TableRow*> blank(positions.blank_rows.begin(), positions.blank_rows.end());
        for (const TableRow* row : m_rows) {
            geo::Geometry geometry;
            if (const auto placed = position_of.find(row); placed != position_of.end()) {
                geometry.points.push_back(placed->second);
            } else if (blank.count(row) == 0 || !m_options.geometry_optional) {
                continue; // its fault is among the errors
            }
            outcome.add(row_feature(*row, std::move(geometry), choice));
        }
        for (const base::Problem& problem : positions.errors) {
            outcome.add(UnreadableFeature{problem.where, {problem}});
        }
        return finished(std::move(outcome), choice);
    }

    ReadOutcome corner_features(const TablePositions& positions, std::optional<std::size_t> column,
                                const CrsChoice& choice) const {
        ReadOutcome outcome;
        for (const TableParcel& parcel : group_by_parcel(positions.rows, column)) {
            const std::vector<TextRing> rings = rings_of(parcel, m_columns.ring, m_name);
            const TableRow& first = *parcel.rows.front().row;
            const std::string place =
                fmt::format("{}:{}-{}", m_name, first.line, parcel.rows.back().row->line);
            base::Problems problems = too_short_rings(rings);
            if (rings.size() > kMostRingsPerParcel) {
                problems = {{"too-many-rings", place, {"圈数过多", "too many rings"}}};
            }
            if (!problems.empty()) {
                outcome.add(UnreadableFeature{place, std::move(problems)});
                continue;
            }
            geo::Geometry geometry;
            geometry.polygons = nest_rings(rings).polygons;
            Feature feature = row_feature(first, std::move(geometry), choice);
            feature.source = place;
            feature.parts.front().source = place;
            feature.parts.front().name = parcel.label.empty() ? feature.name : parcel.label;
            feature.name = feature.name.empty() ? parcel.label : feature.name;
            outcome.add(std::move(feature));
        }
        return finished(std::move(outcome), choice);
    }

    ReadOutcome read_wkt_rows() const {
        ReadOutcome outcome;
        std::vector<std::pair<const TableRow*, geo::Geometry>> read;
        std::vector<geo::Position> sample;
        base::Problems unread;
        for (const TableRow* row : m_rows) {
            const auto geometry =
                from_wkt(cell_text(*row, m_columns.wkt), m_options.limits.nesting, row_place(*row));
            if (geometry) {
                add_to_sample(geometry.value(), sample);
                read.emplace_back(row, geometry.value());
            } else {
                unread.insert(unread.end(), geometry.problems().begin(), geometry.problems().end());
            }
        }
        const auto choice = decide(turn_degrees(read, std::move(sample)));
        if (!choice && !read.empty()) {
            base::Problems problems = choice.problems();
            problems.insert(problems.end(), unread.begin(), unread.end());
            return unreadable_outcome(m_name, std::move(problems));
        }
        for (auto& [row, geometry] : read) {
            outcome.add(row_feature(*row, std::move(geometry), choice.value()));
        }
        for (const base::Problem& problem : unread) {
            outcome.add(UnreadableFeature{problem.where, {problem}});
        }
        return finished(std::move(outcome), choice ? choice.value() : CrsChoice{});
    }

    /// WKT of planes may be northing first, as the EPSG definitions are; degrees latitude first are
    /// left for the CRS decision to refuse.
    std::vector<geo::Position> turn_degrees(std::vector<std::pair<const TableRow*, geo::Geometry>>& read,
                                            std::vector<geo::Position> sample) const {
        const bool northing_first =
            !sample.empty() && std::all_of(sample.begin(), sample.end(), [](const geo::Position& p) {
                return geo::axis_order_of(p.x, p.y) == geo::AxisOrder::northing_first;
            });
        if (northing_first) {
            for (auto& [row, geometry] : read) {
                geometry.for_each_position([](geo::Position& p) { std::swap(p.x, p.y); });
            }
            for (geo::Position& p : sample) {
                std::swap(p.x, p.y);
            }
        }
        return sample;
    }

    /// `--one`, and the file's own warnings with the first feature.
    ReadOutcome finished(ReadOutcome outcome, const CrsChoice& choice) const {
        if (m_options.grouping == Grouping::one && !outcome.features.empty()) {
            outcome = joined(std::move(outcome), choice);
        }
        if (!outcome.features.empty()) {
            base::Problems& warnings = outcome.features.front().warnings;
            warnings.insert(warnings.end(), m_warnings.begin(), m_warnings.end());
        }
        return outcome;
    }
    ReadOutcome joined(ReadOutcome outcome, const CrsChoice& choice) const {
        if (!outcome.unreadable.empty()) {
            base::Problems problems;
            for (const UnreadableFeature& failed : outcome.unreadable) {
                problems.insert(problems.end(), failed.problems.begin(), failed.problems.end());
            }
            return unreadable_outcome(m_name, std::move(problems));
        }
        std::vector<SourcePart> parts;
        for (Feature& feature : outcome.features) {
            parts.insert(parts.end(), feature.parts.begin(), feature.parts.end());
        }
        Feature one = feature_of_parts(m_name, std::move(parts), choice);
        one.name = outcome.features.front().name;
        ReadOutcome out;
        out.add(std::move(one));
        return out;
    }

    Table m_table;
    const std::string& m_name;
    const ReadOptions& m_options;
    TableColumns m_columns;
    std::vector<const TableRow*> m_rows;
    std::string m_datum;
    base::Problems m_warnings;
};

Table text_table(std::string_view utf8) {
    const std::string plain(utf8);
    return read_delimited(plain, detect_separator(plain));
}

} // namespace

bool looks_like_coordinate_table(std::string_view utf8) {
    const std::string head(utf8.substr(0, kLookBytes));
    const Table table = text_table(head);
    if (header_row(table) < table.size() || columns_of_values(table).usable()) {
        return true;
    }
    return columns_of_values(pasted_pairs(head, "").table).usable();
}

ReadOutcome read_coordinate_table(std::string_view utf8, const std::string& name,
                                  const ReadOptions& options) {
    TableReader as_table(text_table(utf8), name, options, {});
    if (as_table.usable()) {
        return as_table.read();
    }
    if (as_table.is_list_without_geometry()) {
        return as_table.read_without_geometry();
    }
    PastedPairs pasted = pasted_pairs(utf8, name);
    TableReader as_pairs(std::move(pasted.table), name, options, pasted.warnings);
    if (as_pairs.usable() && pasted.errors.empty()) {
        return as_pairs.read();
    }
    pasted.errors.push_back(as_table.no_coordinates());
    return unreadable_outcome(name, std::move(pasted.errors));
}

ReadOutcome read_xlsx(std::string_view bytes, const std::string& name, const ReadOptions& options) {
    auto table = read_xlsx_sheet(bytes, name, options);
    if (!table) {
        return unreadable_outcome(name, table.problems());
    }
    TableReader reader(std::move(table).value(), name, options, {});
    if (!reader.usable() && reader.is_list_without_geometry()) {
        return reader.read_without_geometry();
    }
    return reader.usable() ? reader.read() : unreadable_outcome(name, {reader.no_coordinates()});
}

} // namespace liangxian::intake
