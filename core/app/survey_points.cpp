// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/survey_points.hpp"

#include "core/base/digest.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/number.hpp"
#include "core/geo/transform.hpp"
#include "core/intake/crs_decision.hpp"
#include "core/intake/delimited_text.hpp"
#include "core/intake/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace liangxian::app {
namespace {

constexpr std::size_t kLargestFile = 64u << 20;

enum Column { kName, kNorth, kEast, kHeight, kRms, kSolution, kDate, kSurveyor, kColumns };

const std::array<std::vector<std::string>, kColumns>& headings() {
    static const std::array<std::vector<std::string>, kColumns> names{{{"point", "点号", "点名", "name"},
                                                                       {"N", "X", "北坐标", "lat", "纬度"},
                                                                       {"E", "Y", "东坐标", "lon", "经度"},
                                                                       {"H", "高程", "h"},
                                                                       {"rms", "RMS", "中误差"},
                                                                       {"solution", "解状态", "fix", "状态"},
                                                                       {"date", "日期", "测量日期"},
                                                                       {"surveyor", "测量员", "测量人"}}};
    return names;
}

class SurveyReader {
public:
    SurveyReader(const std::filesystem::path& file, std::optional<int> epsg,
                 const std::optional<geo::Box>& jurisdiction)
        : m_name(file.filename().string()), m_epsg(epsg), m_jurisdiction(jurisdiction) {
        const std::string bytes = base::read_file(file, kLargestFile);
        m_out.file_sha256 = base::sha256_hex(bytes);
        const std::string text = intake::decode_text(bytes, "").utf8;
        m_table = intake::read_delimited(text, intake::detect_separator(text));
    }

    base::Result<SurveyTable> read() {
        find_columns();
        if (m_problems.empty()) {
            for (std::size_t i = 1; i < m_table.size(); ++i) {
                read_row(m_table[i]);
            }
        }
        if (m_problems.empty() && m_out.points.empty()) {
            refuse(m_name, "没有点", "there are no points");
        }
        if (m_problems.empty()) {
            move();
        }
        return m_problems.empty() ? base::Result<SurveyTable>(std::move(m_out))
                                  : base::Result<SurveyTable>(std::move(m_problems));
    }

private:
    void refuse(const std::string& where, std::string zh, std::string en) {
        m_problems.push_back({"survey-wrong", where, {std::move(zh), std::move(en)}});
    }

    void find_columns() {
        for (std::size_t which = 0; which < kColumns; ++which) {
            const auto& names = headings().at(which);
            for (std::size_t i = 0; !m_table.empty() && i < m_table.front().cells.size(); ++i) {
                const std::string& head = m_table.front().cells[i].text;
                if (std::find(names.begin(), names.end(), head) != names.end()) {
                    m_columns.at(which) = i;
                }
            }
            if (which <= kEast && !m_columns.at(which)) {
                refuse(m_name, fmt::format("缺少列 {}（{}）", names[0], names[1]),
                       fmt::format("the column {} ({}) is missing", names[0], names[1]));
            }
        }
    }

    std::string cell(const intake::TableRow& row, Column which) const {
        const auto& column = m_columns.at(which);
        return column && *column < row.cells.size() ? row.cells[*column].text : "";
    }

    std::optional<double> number(const intake::TableRow& row, Column which, const std::string& where) {
        const std::string text = cell(row, which);
        const auto out = text.empty() ? std::nullopt : base::parse_number(text);
        if (!text.empty() && !out) {
            refuse(where, fmt::format("“{}”不是数", text), fmt::format("'{}' is no number", text));
        }
        return out;
    }

    void read_row(const intake::TableRow& row) {
        SurveyPoint out;
        out.where = fmt::format("{}:{}", m_name, row.line);
        out.name = cell(row, kName);
        if (out.name.empty() || !m_seen.insert(out.name).second) {
            refuse(out.where, "点号缺失或重复", "the point has no name, or one that stands twice");
        }
        const auto north = number(row, kNorth, out.where);
        const auto east = number(row, kEast, out.where);
        if (!north || !east) {
            refuse(out.where, "缺少坐标", "a coordinate is missing");
        }
        out.position = {east.value_or(0), north.value_or(0)};
        out.height_m = number(row, kHeight, out.where);
        out.rms_m = number(row, kRms, out.where);
        const std::string solution = cell(row, kSolution);
        const bool is_float = solution == "float" || solution == "浮点解" || solution == "浮点" ||
                              solution == "FLOAT" || solution == "Float";
        const bool is_fixed = solution.empty() || solution == "fixed" || solution == "固定解" ||
                              solution == "固定" || solution == "FIXED" || solution == "Fixed";
        if (!is_float && !is_fixed) {
            refuse(out.where, fmt::format("解状态“{}”应为 fixed（固定解）或 float（浮点解）", solution),
                   fmt::format("the solution '{}' must be fixed or float", solution));
        }
        out.solution = is_float ? Solution::float_ : solution.empty() ? Solution::unstated : Solution::fixed;
        const std::string date = cell(row, kDate);
        out.date = base::Date::parse(date.substr(0, date.find_first_of(" T")));
        if (!date.empty() && !out.date) {
            refuse(out.where, fmt::format("“{}”不是日期", date), fmt::format("'{}' is no date", date));
        } else if (out.date && *out.date > base::Date::today()) {
            refuse(out.where, fmt::format("测量日期 {} 在将来", date),
                   fmt::format("the day it was measured, {}, is to come", date));
        }
        out.surveyor = cell(row, kSurveyor);
        m_out.points.push_back(std::move(out));
    }

    void move() {
        intake::CrsEvidence evidence;
        evidence.declared_epsg = m_epsg;
        evidence.jurisdiction = m_jurisdiction;
        evidence.where = m_name;
        for (const SurveyPoint& point : m_out.points) {
            evidence.sample.push_back(point.position);
        }
        const auto choice = intake::decide_crs(evidence);
        if (!choice) {
            m_problems = choice.problems();
            return;
        }
        m_out.warnings = choice->warnings;
        const geo::Transform transform(choice->crs.epsg);
        for (SurveyPoint& point : m_out.points) {
            try {
                point.position = transform.to_4490(point.position);
            } catch (const base::GeometryError& error) {
                m_problems.push_back({error.code(), point.where, error.message()});
            }
        }
    }

    std::string m_name;
    std::optional<int> m_epsg;
    const std::optional<geo::Box>& m_jurisdiction;
    intake::Table m_table;
    std::array<std::optional<std::size_t>, kColumns> m_columns;
    std::set<std::string> m_seen;
    SurveyTable m_out;
    base::Problems m_problems;
};

} // namespace

base::Result<SurveyTable> read_survey_points(const std::filesystem::path& file, std::optional<int> epsg,
                                             const std::optional<geo::Box>& jurisdiction) {
    return SurveyReader(file, epsg, jurisdiction).read();
}

} // namespace liangxian::app
