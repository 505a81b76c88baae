// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/number.hpp"
#include "core/geo/axis_order.hpp"
#include "core/intake/coordinate_table.hpp"
#include "core/intake/part_builder.hpp"
#include "core/intake/table_corners.hpp"
#include "core/intake/text_lines.hpp"

#include <fmt/format.h>

#include <optional>

namespace liangxian::intake {
namespace {

/// Easting and northing of `number,code,easting,northing,height`; the height may be missing.
std::optional<std::pair<double, double>> cass_row(const std::string& line) {
    const std::vector<std::string> fields = split_fields(half_width(line), ',');
    if (fields.size() != 5 && fields.size() != 4) {
        return std::nullopt;
    }
    const auto easting = base::parse_number(fields[2]);
    const auto northing = base::parse_number(fields[3]);
    const bool height = fields.size() == 4 || fields[4].empty() || base::parse_number(fields[4]);
    if (!easting || !northing || !height) {
        return std::nullopt;
    }
    return std::make_pair(*easting, *northing);
}

} // namespace

bool looks_like_cass_dat(std::string_view utf8) {
    std::size_t rows = 0;
    for (const TextLine& line : split_lines(utf8.substr(0, 65536))) {
        if (trimmed(line.text).empty()) {
            continue;
        }
        const auto pair = cass_row(line.text);
        // The first line may be the count of points.
        const bool count_line = rows == 0 && line.number == 1 && base::parse_number(line.text).has_value();
        if (pair && geo::axis_order_of(pair->first, pair->second) == geo::AxisOrder::easting_first) {
            ++rows;
        } else if (!count_line && utf8.size() <= 65536) {
            return false;
        }
    }
    return rows > 0;
}

ReadOutcome read_cass_dat(std::string_view utf8, const std::string& name, const ReadOptions& options) {
    AxisReader axes(false);
    base::Problems errors;
    std::vector<TableRow> lines;
    std::vector<std::pair<double, double>> pairs;
    for (const TextLine& line : split_lines(utf8)) {
        const bool count_line = pairs.empty() && base::parse_number(line.text).has_value();
        if (trimmed(line.text).empty() || count_line) {
            continue;
        }
        const auto pair = cass_row(line.text);
        if (!pair) {
            errors.push_back({"bad-row",
                              at_line(name, line.number),
                              {"这一行应为“点号,编码,东坐标,北坐标,高程”，实际是：" + line.text.substr(0, 60),
                               "the line should be \"number,code,easting,northing,height\" but is: " +
                                   line.text.substr(0, 60)}});
            continue;
        }
        axes.see(pair->first, pair->second, at_line(name, line.number));
        lines.push_back({line.number, {}});
        pairs.push_back(*pair);
    }
    TableParcel all;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        all.rows.push_back({&lines[i], axes.position(pairs[i].first, pairs[i].second)});
    }
    const std::vector<TextRing> rings = rings_of(all, std::nullopt, name);
    for (const base::Problems& found : {axes.errors(), too_short_rings(rings)}) {
        errors.insert(errors.end(), found.begin(), found.end());
    }
    if (rings.empty()) {
        errors.push_back({"no-coordinates", name, {"文件中没有坐标", "the file holds no coordinates"}});
    }
    CrsEvidence evidence = evidence_from(options, name);
    for (const PlacedRow& row : all.rows) {
        evidence.sample.push_back(row.position);
    }
    const auto choice = errors.empty() ? decide_crs(evidence) : base::Result<CrsChoice>(errors);
    if (!choice) {
        return unreadable_outcome(name, choice.problems());
    }
    SourcePart part;
    part.source = fmt::format("{}:{}-{}", name, lines.front().line, lines.back().line);
    part.geometry.polygons = nest_rings(rings).polygons;
    Feature feature = feature_of_parts(name, {std::move(part)}, choice.value());
    const base::Problems swapped = axes.warnings(name);
    feature.warnings.insert(feature.warnings.end(), swapped.begin(), swapped.end());
    feature.warnings.push_back({"points-joined-in-order",
                                name,
                                {"测点已按文件顺序连成面，请核对点序",
                                 "the points were joined to a polygon in file order; check the order"}});
    ReadOutcome outcome;
    outcome.add(std::move(feature));
    return outcome;
}

} // namespace liangxian::intake
