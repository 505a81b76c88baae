// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/survey_txt.hpp"

#include "core/base/number.hpp"
#include "core/geo/area.hpp"
#include "core/geo/axis_order.hpp"
#include "core/geo/crs.hpp"
#include "core/intake/coordinate_text.hpp"
#include "core/intake/part_builder.hpp"
#include "core/intake/survey_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace liangxian::intake {
namespace {

constexpr std::size_t kMostRingsPerLot = 20000;

/// Rows of a lot as rings: a new ring begins after a closed one or with a new ring number.
class SurveyRings {
public:
    SurveyRings(const SurveyLot& lot, std::vector<geo::Position> positions, const std::string& name)
        : m_lot(lot), m_positions(std::move(positions)), m_name(name) {}

    std::vector<TextRing> rings;
    base::Problems warnings;

    void build() {
        for (std::size_t i = 0; i < m_positions.size(); ++i) {
            take(i);
        }
        finish();
        warn_open_rings();
    }

private:
    void take(std::size_t i) {
        const SurveyRow& row = m_lot.rows[i];
        const geo::Position& p = m_positions[i];
        const bool returns = m_current.vertices.size() >= 3 && p == m_current.vertices.front();
        const bool other_number = row.ring != m_current.label;
        if (m_current.closed_in_file) {
            const bool repeats =
                returns && (i + 1 == m_positions.size() || m_lot.rows[i + 1].ring != row.ring);
            if (repeats) {
                return; // the closing point written twice
            }
            finish();
        } else if (returns) {
            if (other_number) {
                warnings.push_back(
                    {"ring-number-on-closing-row",
                     at_line(m_name, row.line),
                     {fmt::format("闭合点的圈号写成 {}，按坐标仍属圈 {}", row.ring, m_current.label),
                      fmt::format("the closing row says ring {}; by its coordinates it closes ring {}",
                                  row.ring, m_current.label)}});
            }
            m_current.closed_in_file = true;
            m_last_line = row.line;
            return;
        } else if (other_number) {
            finish();
        }
        if (m_current.vertices.empty()) {
            m_current.label = row.ring;
            m_first_line = row.line;
        }
        m_current.vertices.push_back(p);
        m_last_line = row.line;
    }
    void finish() {
        if (!m_current.vertices.empty()) {
            drop_closing_vertices(m_current.vertices);
            m_current.where = fmt::format("{}:{}-{}", m_name, m_first_line, m_last_line);
            rings.push_back(std::move(m_current));
        }
        m_current = {};
    }
    void warn_open_rings() {
        if (m_lot.shape != SurveyShape::polygon) {
            return;
        }
        for (const TextRing& ring : rings) {
            if (!ring.closed_in_file) {
                warnings.push_back(
                    {"ring-not-closed",
                     ring.where,
                     {"圈 " + ring.label + " 的末点没有回到起点，已连回起点",
                      "ring " + ring.label + " does not return to its first point; it was closed"}});
            }
        }
    }

    const SurveyLot& m_lot;
    std::vector<geo::Position> m_positions;
    const std::string& m_name;
    TextRing m_current;
    std::size_t m_first_line = 0;
    std::size_t m_last_line = 0;
};

/// Reads one file; a class so that each step is a short function over the same file.
class SurveyReader {
public:
    SurveyReader(std::string_view utf8, const std::string& name, const ReadOptions& options)
        : m_name(name), m_options(options), m_file(parse_survey_file(utf8, name)), m_axes(true) {}

    ReadOutcome read() {
        find_size_problems();
        if (!m_errors.empty()) {
            return unreadable_outcome(m_name, m_errors);
        }
        decide_unit();
        read_axes();
        for (SurveyLot& lot : m_file.lots) {
            m_parts.push_back(part_of(lot));
        }
        const auto choice = decide();
        if (!choice) {
            m_errors.insert(m_errors.end(), choice.problems().begin(), choice.problems().end());
        }
        if (!m_errors.empty()) {
            m_errors.insert(m_errors.end(), m_file.warnings.begin(), m_file.warnings.end());
            return unreadable_outcome(m_name, m_errors);
        }
        return m_options.grouping == Grouping::each ? each_lot(choice.value()) : one_feature(choice.value());
    }

private:
    std::string lot_place(const SurveyLot& lot) const {
        return fmt::format("{}:{}-{}", m_name, lot.line, lot.last_line);
    }
    void warn(const char* code, const std::string& where, base::Text message) {
        m_file.warnings.push_back({code, where, std::move(message)});
    }

    void find_size_problems() {
        std::size_t rows = 0;
        for (const SurveyLot& lot : m_file.lots) {
            rows += lot.rows.size();
            m_errors.insert(m_errors.end(), lot.errors.begin(), lot.errors.end());
            if (lot.rows.empty() && lot.errors.empty()) {
                m_errors.push_back({"lot-without-points",
                                    lot_place(lot),
                                    {"地块“" + lot.name + "”没有界址点，文件可能不完整",
                                     "lot \"" + lot.name + "\" has no points; the file may be cut off"}});
            }
        }
        if (m_file.lots.empty()) {
            m_errors.push_back(
                {"no-coordinates",
                 m_name,
                 {"没有找到任何地块坐标（[地块坐标] 段为空或缺失），文件可能不完整",
                  "no lot coordinates were found ([地块坐标] is empty or missing); the file may be cut off"}});
        }
        if (rows > m_options.limits.vertices) {
            m_errors.push_back(
                {"too-many-vertices",
                 m_name,
                 {fmt::format("有 {} 个点，超过上限 {}", rows, m_options.limits.vertices),
                  fmt::format("{} points, more than the limit of {}", rows, m_options.limits.vertices)}});
        }
    }

    /// 计量单位=度, or numbers that can be nothing else.
    void decide_unit() {
        const bool stated = m_file.value_of("计量单位") == "度";
        bool all_degrees = true;
        for (const SurveyLot& lot : m_file.lots) {
            for (const SurveyRow& row : lot.rows) {
                all_degrees = all_degrees && geo::axis_order_of_degrees(row.first, row.second).has_value();
            }
        }
        m_in_degrees = stated || all_degrees;
        if (all_degrees && !stated) {
            warn("unit-contradiction", m_name,
                 {"计量单位不是“度”，但坐标是经纬度，按度读取",
                  "the unit is not 度, but the coordinates are degrees; read as degrees"});
        }
    }

    void read_axes() {
        for (const SurveyLot& lot : m_file.lots) {
            for (const SurveyRow& row : lot.rows) {
                if (!m_in_degrees) {
                    m_axes.see(row.first, row.second, at_line(m_name, row.line));
                } else if (geo::axis_order_of_degrees(row.first, row.second) ==
                           geo::AxisOrder::easting_first) {
                    ++m_degrees_swapped;
                }
            }
        }
        if (m_degrees_swapped > 0) {
            warn(
                "axes-swapped", m_name,
                {fmt::format("{} 行经度在前，与格式规定（X 为纬度）相反，已按数值对调", m_degrees_swapped),
                 fmt::format(
                     "{} rows have the longitude first, against the format (X is the latitude); turned round",
                     m_degrees_swapped)});
        }
        const base::Problems odd = m_axes.errors();
        m_errors.insert(m_errors.end(), odd.begin(), odd.end());
        const base::Problems swapped = m_axes.warnings(m_name);
        m_file.warnings.insert(m_file.warnings.end(), swapped.begin(), swapped.end());
    }

    geo::Position position_of(const SurveyRow& row) const {
        if (!m_in_degrees) {
            return m_axes.position(row.first, row.second);
        }
        const auto order = geo::axis_order_of_degrees(row.first, row.second);
        return geo::position_from(row.first, row.second, order.value_or(geo::AxisOrder::northing_first));
    }

    SourcePart part_of(const SurveyLot& lot) {
        std::vector<geo::Position> positions;
        for (const SurveyRow& row : lot.rows) {
            positions.push_back(position_of(row));
        }
        m_sample.insert(m_sample.end(), positions.begin(), positions.end());
        SourcePart part;
        part.name = lot.name.empty() ? lot.id : lot.name;
        part.source = lot_place(lot);
        part.attributes["地块编号"] = lot.id;
        part.attributes["地块面积"] = lot.area_text;
        for (const auto& [key, value] : lot.attributes) {
            part.attributes[key] = value;
        }
        if (lot.shape == SurveyShape::point) {
            part.geometry.points = std::move(positions);
            return part;
        }
        SurveyRings built(lot, std::move(positions), m_name);
        built.build();
        m_file.warnings.insert(m_file.warnings.end(), built.warnings.begin(), built.warnings.end());
        check_point_count(lot, built.rings);
        if (lot.shape == SurveyShape::line) {
            take_lines(built.rings, part);
        } else {
            take_polygons(lot, built.rings, part);
        }
        return part;
    }

    /// 界址点数 may count the closing points or not; anything else is worth a look.
    void check_point_count(const SurveyLot& lot, const std::vector<TextRing>& rings) {
        if (!lot.stated_points) {
            return;
        }
        std::size_t different = 0;
        for (const TextRing& ring : rings) {
            different += ring.vertices.size();
        }
        const double low = static_cast<double>(different) - 1;
        const double high = static_cast<double>(std::max(different + rings.size(), lot.rows.size() + 1));
        if (*lot.stated_points < low || *lot.stated_points > high) {
            warn("point-count", at_line(m_name, lot.line),
                 {fmt::format("地块头写 {} 个界址点，实际 {} 个，请核对是否缺行", *lot.stated_points,
                              different),
                  fmt::format("the head says {} points, {} were found; check for missing rows",
                              *lot.stated_points, different)});
        }
    }

    void take_lines(const std::vector<TextRing>& rings, SourcePart& part) {
        for (const TextRing& ring : rings) {
            geo::Line line = ring.vertices;
            if (ring.closed_in_file) {
                line.push_back(line.front());
            }
            if (line.size() < 2) {
                m_errors.push_back({"line-too-short",
                                    ring.where,
                                    {"线状地块至少需要 2 个点", "a line needs at least two points"}});
            }
            part.geometry.lines.push_back(std::move(line));
        }
    }

    void take_polygons(const SurveyLot& lot, const std::vector<TextRing>& rings, SourcePart& part) {
        if (rings.size() > kMostRingsPerLot) {
            m_errors.push_back(
                {"too-many-rings",
                 lot_place(lot),
                 {fmt::format("一个地块有 {} 个圈，超过上限 {}", rings.size(), kMostRingsPerLot),
                  fmt::format("a lot of {} rings, more than the limit of {}", rings.size(),
                              kMostRingsPerLot)}});
            return;
        }
        const base::Problems short_rings = too_short_rings(rings);
        m_errors.insert(m_errors.end(), short_rings.begin(), short_rings.end());
        if (!short_rings.empty()) {
            return;
        }
        const RingNesting nesting = nest_rings(rings);
        part.geometry.polygons = nesting.polygons;
        for (std::size_t i = 0; i < rings.size(); ++i) {
            compare_number(rings[i], nesting.depth[i] % 2 == 1);
        }
    }
    /// By habit ring 1 is the outline and 2, 3 … are holes; the geometry has the last word.
    void compare_number(const TextRing& ring, bool is_hole) {
        const double number = base::parse_number(ring.label).value_or(1);
        if (is_hole == (number > 1)) {
            return;
        }
        const std::string is_zh = is_hole ? "在另一圈之内，按洞处理" : "不在任何一圈之内，按另一部分处理";
        const std::string is_en =
            is_hole ? "lies inside another and is its hole" : "lies inside no other and is a part of its own";
        warn("ring-number-disagrees", ring.where,
             {"圈号 " + ring.label + " 的圈" + is_zh, "ring " + ring.label + " " + is_en});
    }

    base::Result<CrsChoice> decide() {
        CrsEvidence evidence = evidence_from(m_options, m_name);
        evidence.header_datum = stated_datum();
        evidence.header_in_degrees = m_in_degrees;
        std::string width = m_file.value_of("分带");
        if (const auto degrees = parse_quantity(width);
            degrees && (degrees->value == 3 || degrees->value == 6)) {
            evidence.header_zone_width = static_cast<int>(degrees->value);
        } else if (contains_text(width, "三") || contains_text(width, "六")) {
            evidence.header_zone_width = contains_text(width, "三") ? 3 : 6;
        }
        const auto zone = parse_quantity(m_file.value_of("带号"));
        if (zone && zone->value >= 1 && zone->value <= 99) {
            evidence.header_zone = static_cast<int>(zone->value);
        }
        evidence.sample = m_sample;
        warn_conversion();
        return decide_crs(evidence);
    }

    std::string stated_datum() {
        const std::string words = m_file.value_of("坐标系");
        if (contains_text(words, "80") || contains_text(words, "西安")) {
            return "80";
        }
        if (contains_text(words, "54") || contains_text(words, "北京")) {
            return "54";
        }
        const bool wgs84 = contains_text(lower_ascii(words), "wgs");
        return wgs84 ? "WGS84" : contains_text(words, "2000") ? "2000" : "";
    }

    /// The parameters belong to a datum change that was or was not applied; nobody can tell.
    void warn_conversion() {
        for (const std::string& field : split_fields(m_file.value_of("转换参数"), ',')) {
            if (base::parse_number(field).value_or(0) != 0) {
                warn(
                    "conversion-parameters-not-applied", m_name,
                    {"文件头的“转换参数”不为零，未应用；请确认坐标已是 2000 国家大地坐标系成果",
                     "转换参数 in the head are not zero and were not applied; verify that the coordinates are CGCS2000 already"});
                return;
            }
        }
    }

    /// 公顷 by the format; a figure that only makes sense as m² is taken as that.
    std::optional<double> declared_area_m2(std::size_t i) {
        const SurveyLot& lot = m_file.lots[i];
        auto area_m2 = parse_area_m2(lot.area_text, geo::kSquareMetresPerHectare);
        if (!area_m2 || *area_m2 <= 0) {
            return std::nullopt;
        }
        const double drawn_m2 =
            m_in_degrees ? geo::area_lonlat_m2(m_parts[i].geometry) : geo::area_plane_m2(m_parts[i].geometry);
        const double as_m2 = *area_m2 / geo::kSquareMetresPerHectare;
        if (base::parse_number(lot.area_text) && drawn_m2 > 0 && std::abs(as_m2 / drawn_m2 - 1) < 0.05) {
            warn("declared-area-unit", at_line(m_name, lot.line),
                 {"地块面积应以公顷计，数值 " + lot.area_text + " 与图形的平方米数相符，按平方米读取",
                  "the area should be in hectares; " + lot.area_text +
                      " agrees with the drawn square metres and was read so"});
            area_m2 = as_m2;
        }
        return area_m2;
    }

    void describe(Feature& feature) const {
        for (const auto& [key, value] : m_file.head) {
            feature.attributes[key] = value;
        }
    }

    ReadOutcome one_feature(const CrsChoice& choice) {
        std::optional<double> total_m2 = 0.0;
        for (std::size_t i = 0; i < m_file.lots.size(); ++i) {
            const auto area_m2 = declared_area_m2(i);
            // A sum that leaves a lot out would pass for the whole.
            total_m2 = total_m2 && area_m2 ? std::optional<double>(*total_m2 + *area_m2) : std::nullopt;
        }
        Feature feature = feature_of_parts(m_name, m_parts, choice);
        feature.name = m_file.value_of("项目名称");
        if (feature.name.empty()) {
            feature.name = m_parts.front().name;
            if (m_parts.size() > 1) {
                feature.name += fmt::format(" 等 {} 个地块", m_parts.size());
            }
        }
        feature.id = m_file.lots.size() == 1 ? m_file.lots.front().id : m_file.value_of("项目编号");
        feature.declared_area_m2 = total_m2;
        describe(feature);
        feature.warnings.insert(feature.warnings.end(), m_file.warnings.begin(), m_file.warnings.end());
        ReadOutcome outcome;
        outcome.add(std::move(feature));
        return outcome;
    }

    ReadOutcome each_lot(const CrsChoice& choice) {
        ReadOutcome outcome;
        for (std::size_t i = 0; i < m_file.lots.size(); ++i) {
            const auto area_m2 = declared_area_m2(i);
            Feature feature = feature_of_parts(m_parts[i].source, {m_parts[i]}, choice);
            feature.name = m_file.lots[i].name;
            feature.id = m_file.lots[i].id;
            feature.declared_area_m2 = area_m2;
            describe(feature);
            feature.warnings.insert(feature.warnings.end(), m_file.warnings.begin(), m_file.warnings.end());
            outcome.add(std::move(feature));
        }
        return outcome;
    }

    const std::string& m_name;
    const ReadOptions& m_options;
    SurveyFile m_file;
    AxisReader m_axes;
    bool m_in_degrees = false;
    std::size_t m_degrees_swapped = 0;
    std::vector<SourcePart> m_parts;
    std::vector<geo::Position> m_sample;
    base::Problems m_errors;
};

} // namespace

bool looks_like_survey_txt(std::string_view utf8) {
    std::size_t seen = 0;
    for (const TextLine& raw : split_lines(utf8.substr(0, 65536))) {
        const std::string line = trimmed(half_width(raw.text));
        if (contains_text(line, "[属性描述]") || contains_text(line, "[地块坐标]") ||
            contains_text(line, "[界址点坐标]") || contains_text(line, ",@")) {
            return true;
        }
        if (++seen > 200) {
            break;
        }
    }
    return false;
}

ReadOutcome read_survey_txt(std::string_view utf8, const std::string& name, const ReadOptions& options) {
    return SurveyReader(utf8, name, options).read();
}

} // namespace liangxian::intake
