// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/mining_text.hpp"

#include "core/base/number.hpp"
#include "core/geo/area.hpp"
#include "core/intake/coordinate_text.hpp"
#include "core/intake/mining_string.hpp"
#include "core/intake/part_builder.hpp"
#include "core/intake/text_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace liangxian::intake {
namespace {

bool says_deducted(const std::string& remark) {
    static constexpr std::array<const char*, 5> kWords{"扣除", "挖空", "不含", "剔除", "除外"};
    return std::any_of(kWords.begin(), kWords.end(),
                       [&](const char* word) { return contains_text(remark, word); });
}
bool says_extent(const std::string& remark) {
    static constexpr std::array<const char*, 4> kWords{"开采范围", "矿区范围", "增加", "扩大"};
    return !says_deducted(remark) && std::any_of(kWords.begin(), kWords.end(), [&](const char* word) {
        return contains_text(remark, word);
    });
}

/// A string and the line it begins on.
struct PlacedString {
    std::size_t line = 0;
    std::string text;
};

/// Reads one file; a class so that each step is a short function over the same file.
class MiningReader {
public:
    MiningReader(std::string_view utf8, const std::string& name, const ReadOptions& options)
        : m_name(name), m_options(options), m_axes(true) {
        take_apart(utf8);
    }

    ReadOutcome read() {
        for (const PlacedString& placed : m_strings) {
            const std::string where = at_line(m_name, placed.line);
            MiningString string = parse_mining_string(placed.text, where);
            m_errors.insert(m_errors.end(), string.errors.begin(), string.errors.end());
            take_string(std::move(string), where);
        }
        take_project_rows();
        if (m_strings.empty() && m_project_rows.empty()) {
            m_errors.push_back({"no-coordinates",
                                m_name,
                                {"没有找到坐标串（圈数,点数,点号,X,Y,…）",
                                 "no coordinate string (rings, points, number, X, Y, …) was found"}});
        }
        turn_axes();
        const base::Problems short_rings = too_short_rings(m_rings);
        m_errors.insert(m_errors.end(), short_rings.begin(), short_rings.end());
        if (!m_errors.empty()) {
            return unreadable_outcome(m_name, m_errors);
        }
        make_geometry();
        const auto choice = decide();
        if (!choice) {
            return unreadable_outcome(m_name, choice.problems());
        }
        return m_options.grouping == Grouping::each ? each_extent(choice.value())
                                                    : one_feature(choice.value());
    }

private:
    void warn(const char* code, const std::string& where, base::Text message) {
        m_warnings.push_back({code, where, std::move(message)});
    }

    /// Sections, key=value lines and strings. A string may run over several lines: a line that does
    /// not begin one and follows one goes on with it. In a [登记项目] other lines are notes.
    void take_apart(std::string_view utf8) {
        bool project = false;
        for (const TextLine& raw : split_lines(utf8)) {
            const std::string line = trimmed(half_width(raw.text));
            const std::size_t equals = line.find('=');
            project = project || contains_text(line, "[登记项目]");
            const bool note =
                project && m_strings.empty() && equals == std::string::npos && !is_mining_string(line);
            if (line.empty() || line.front() == '[' || note) {
                continue;
            }
            if (equals != std::string::npos && is_row_key(line.substr(0, equals))) {
                m_project_rows.push_back({raw.number, trimmed(line.substr(equals + 1))});
                continue;
            }
            const std::string value = equals == std::string::npos ? line : trimmed(line.substr(equals + 1));
            const bool begins = m_strings.empty() ? equals == std::string::npos || is_mining_string(value)
                                                  : is_mining_string(value);
            if (begins) {
                m_strings.push_back({raw.number, value});
            } else if (equals != std::string::npos) {
                m_head.emplace_back(trimmed(line.substr(0, equals)), value);
            } else if (contains_text(line, ";")) {
                m_strings.push_back({raw.number, value});
            } else {
                m_strings.back().text += "\n" + value;
            }
        }
    }

    /// `XY001`, `xy12`.
    static bool is_row_key(const std::string& key) {
        const std::string lower = lower_ascii(trimmed(key));
        return lower.size() > 2 && lower.rfind("xy", 0) == 0 &&
               lower.find_first_not_of("0123456789", 2) == std::string::npos;
    }

    void take_project_rows() {
        if (m_project_rows.empty()) {
            return;
        }
        MiningString read = parse_project_rows(m_project_rows, m_name);
        m_errors.insert(m_errors.end(), read.errors.begin(), read.errors.end());
        const auto stated = base::parse_number(head_value("总行数"));
        if (stated && *stated != static_cast<double>(m_project_rows.size())) {
            warn(
                "point-count", m_name,
                {fmt::format("文件写明坐标与标高共 {} 行，实际 {} 行，请核对是否缺行", *stated,
                             m_project_rows.size()),
                 fmt::format(
                     "the file states {} rows of points and elevations, {} were found; check for missing rows",
                     *stated, m_project_rows.size())});
        }
        take_string(std::move(read), at_line(m_name, m_project_rows.front().number));
    }

    void take_string(MiningString string, const std::string& where) {
        if (!string.rings.empty()) {
            m_mixed = m_mixed || (!m_rings.empty() && string.in_degrees != m_in_degrees);
            m_in_degrees = string.in_degrees;
        }
        m_plan = m_plan || string.form == MiningForm::plan;
        for (MiningRing& ring : string.rings) {
            TextRing text;
            text.label = std::to_string(m_rings.size() + 1);
            text.where = fmt::format("{}, ring {}", where, m_rings.size() + 1);
            for (const auto& [first, second] : ring.points) {
                if (!string.in_degrees) {
                    m_axes.see(first, second, text.where);
                }
                text.vertices.push_back({first, second});
            }
            check_remark(ring, text.where);
            check_elevations(ring, text.where);
            m_rings.push_back(std::move(text));
            m_read.push_back(std::move(ring));
        }
        if (m_mixed) {
            m_errors.push_back({"mixed-units",
                                where,
                                {"同一文件中既有经纬度又有平面坐标，请分开提交",
                                 "degrees and plane coordinates in one file; hand them in apart"}});
        }
    }
    void check_remark(const MiningRing& ring, const std::string& where) {
        const bool conflict = ring.flag == 1 ? says_deducted(ring.remark) : says_extent(ring.remark);
        if (conflict) {
            const char* meaning_zh = ring.flag == 1 ? "计入范围" : "扣除";
            const char* meaning_en = ring.flag == 1 ? "part of the extent" : "deducted";
            warn("sign-conflict", where,
                 {fmt::format("备注写“{}”，标志却是 {}（{}）；已按标志处理，请核实", ring.remark, ring.flag,
                              meaning_zh),
                  fmt::format(
                      "the remark says \"{}\" but the flag is {} ({}); the flag was followed, please verify",
                      ring.remark, ring.flag, meaning_en)});
        }
    }
    void check_elevations(const MiningRing& ring, const std::string& where) {
        if (ring.top_m && ring.bottom_m && *ring.top_m < *ring.bottom_m) {
            warn("elevation-order", where,
                 {fmt::format("上标高 {} 低于下标高 {}，请核实", *ring.top_m, *ring.bottom_m),
                  fmt::format("the top elevation {} is below the bottom elevation {}; please verify",
                              *ring.top_m, *ring.bottom_m)});
        }
    }

    void turn_axes() {
        for (TextRing& ring : m_rings) {
            for (geo::Position& p : ring.vertices) {
                p = m_in_degrees ? p : m_axes.position(p.x, p.y);
            }
            ring.closed_in_file = drop_closing_vertices(ring.vertices);
        }
        const base::Problems odd = m_axes.errors();
        m_errors.insert(m_errors.end(), odd.begin(), odd.end());
        const base::Problems swapped = m_axes.warnings(m_name);
        m_warnings.insert(m_warnings.end(), swapped.begin(), swapped.end());
    }

    /// Registration strings say by flag what is taken off; plan strings only by geometry.
    void make_geometry() {
        if (m_plan) {
            const RingNesting nesting = nest_rings(m_rings);
            SourcePart part;
            part.name = "1";
            part.source = m_rings.front().where;
            part.geometry.polygons = nesting.polygons;
            m_parts.push_back(std::move(part));
            return;
        }
        for (std::size_t i = 0; i < m_rings.size(); ++i) {
            SourcePart part;
            part.name = m_read[i].remark.empty() ? m_rings[i].label : m_read[i].remark;
            part.source = m_rings[i].where;
            part.sign = m_read[i].flag;
            part.geometry.polygons.push_back({m_rings[i].vertices, {}});
            if (m_read[i].top_m) {
                part.attributes["elevation_top_m"] = *m_read[i].top_m;
            }
            if (m_read[i].bottom_m) {
                part.attributes["elevation_bottom_m"] = *m_read[i].bottom_m;
            }
            m_parts.push_back(std::move(part));
        }
    }

    std::string head_value(const char* word) const {
        for (const auto& [key, value] : m_head) {
            if (contains_text(key, word)) {
                return value;
            }
        }
        return {};
    }

    base::Result<CrsChoice> decide() const {
        CrsEvidence evidence = evidence_from(m_options, m_name);
        const std::string words = head_value("坐标系");
        evidence.header_datum = contains_text(words, "80") || contains_text(words, "西安")   ? "80"
                                : contains_text(words, "54") || contains_text(words, "北京") ? "54"
                                : contains_text(words, "2000")                               ? "2000"
                                                                                             : "";
        const auto zone = parse_quantity(head_value("带号"));
        if (zone && zone->value >= 1 && zone->value <= 99) {
            evidence.header_zone = static_cast<int>(zone->value);
        }
        for (const TextRing& ring : m_rings) {
            evidence.sample.insert(evidence.sample.end(), ring.vertices.begin(), ring.vertices.end());
        }
        return decide_crs(evidence);
    }

    void describe(Feature& feature) const {
        feature.name = head_value("名称");
        feature.id = head_value("编号");
        for (const auto& [key, value] : m_head) {
            feature.attributes[key] = value;
        }
        feature.declared_area_m2 = parse_area_m2(head_value("面积"), 1e6); // mining areas are km²
        feature.warnings.insert(feature.warnings.end(), m_warnings.begin(), m_warnings.end());
    }

    ReadOutcome one_feature(const CrsChoice& choice) {
        Feature feature = feature_of_parts(m_name, m_parts, choice);
        describe(feature);
        ReadOutcome outcome;
        outcome.add(std::move(feature));
        return outcome;
    }

    /// One per ring of flag 1, each with the deductions that can touch it.
    ReadOutcome each_extent(const CrsChoice& choice) {
        ReadOutcome outcome;
        for (const SourcePart& part : m_parts) {
            if (part.sign < 0) {
                continue;
            }
            std::vector<SourcePart> parts{part};
            for (const SourcePart& other : m_parts) {
                if (other.sign < 0 && other.geometry.bounds().intersects(part.geometry.bounds())) {
                    parts.push_back(other);
                }
            }
            Feature feature = feature_of_parts(part.source, std::move(parts), choice);
            describe(feature);
            feature.declared_area_m2.reset(); // the file's figure is for all of it
            outcome.add(std::move(feature));
        }
        if (outcome.features.empty()) {
            return unreadable_outcome(m_name, {{"nothing-left",
                                                m_name,
                                                {"只有扣除部分，没有任何开采范围",
                                                 "there are only deducted parts and no extent"}}});
        }
        return outcome;
    }

    const std::string& m_name;
    const ReadOptions& m_options;
    AxisReader m_axes;
    std::vector<std::pair<std::string, std::string>> m_head;
    std::vector<PlacedString> m_strings;
    std::vector<TextLine> m_project_rows;
    std::vector<TextRing> m_rings;
    std::vector<MiningRing> m_read;
    std::vector<SourcePart> m_parts;
    bool m_in_degrees = false;
    bool m_mixed = false;
    bool m_plan = false;
    base::Problems m_errors;
    base::Problems m_warnings;
};

} // namespace

bool looks_like_mining_text(std::string_view utf8) {
    const std::string head = half_width(utf8.substr(0, 65536));
    if (contains_text(head, "[登记项目]")) {
        return true;
    }
    // The whole, for a string over several lines; the first line, for a ring a line.
    const std::size_t begin = head.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos) {
        return false;
    }
    const std::string body = head.substr(begin);
    return is_mining_string(body) || is_mining_string(body.substr(0, body.find('\n')));
}

ReadOutcome read_mining_text(std::string_view utf8, const std::string& name, const ReadOptions& options) {
    return MiningReader(utf8, name, options).read();
}

} // namespace liangxian::intake
