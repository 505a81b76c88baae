// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/intake/text_lines.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liangxian::intake {

/// One row of a 勘测定界 TXT: two numbers in the order written, nothing interpreted.
struct SurveyRow {
    std::size_t line = 0;
    std::string point; ///< `J1`, `J01` or `1`
    std::string ring;  ///< 圈号 as written
    double first = 0;  ///< X by the format: northing, or latitude
    double second = 0;
};

/// What a lot was recorded as (记录图形属性).
enum class SurveyShape { polygon, line, point };

/// One lot (地块): its head line and rows.
struct SurveyLot {
    std::size_t line = 0; ///< of the head; of the first row when there is no head
    std::size_t last_line = 0;
    bool has_head = false;
    std::optional<double> stated_points; ///< 界址点数
    std::string area_text;               ///< 地块面积, 公顷 unless it says otherwise
    std::string id;
    std::string name;
    SurveyShape shape = SurveyShape::polygon;
    std::vector<std::pair<std::string, std::string>> attributes; ///< 图幅号, 地块用途, 地类编码
    std::vector<SurveyRow> rows;
    base::Problems errors; ///< rows that cannot be read
};

/// The file taken apart; numbers read, nothing decided.
struct SurveyFile {
    std::vector<std::pair<std::string, std::string>> head; ///< key=value of all other sections, in order
    std::vector<SurveyLot> lots;
    base::Problems warnings;

    /// The value of the first key that contains \p word; empty when there is none.
    std::string value_of(std::string_view word) const;
};

/// Takes a 勘测定界 TXT apart. Lenient about full-width brackets, leading blanks, a dash before the
/// point name, extra sections and 7 to 12 fields in a head; strict about numbers.
SurveyFile parse_survey_file(std::string_view utf8, const std::string& name);

} // namespace liangxian::intake
