// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/survey_file.hpp"

#include "core/base/number.hpp"
#include "core/intake/coordinate_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace liangxian::intake {
namespace {

constexpr double kLargestRingNumber = 100000;

bool is_shape_word(const std::string& field) { return field == "面" || field == "线" || field == "点"; }

std::vector<std::string> row_fields(const std::string& line) {
    if (contains_text(line, ",")) {
        return split_fields(line, ',');
    }
    return contains_text(line, ";") ? split_fields(line, ';') : split_blanks(line);
}

/// A lot's head ends with `@` or names a shape where a row has its numbers.
bool is_head(const std::string& line, const std::vector<std::string>& fields) {
    if (contains_text(line, "@")) {
        return true;
    }
    return fields.size() >= 5 && std::any_of(fields.begin(), fields.end(), is_shape_word);
}

/// A plain number, or a marked angle when the file is in degrees.
std::optional<double> coordinate_of(const std::string& text) {
    if (const auto number = base::parse_number(text)) {
        return number;
    }
    const auto angle = parse_marked_angle(text);
    return angle ? std::optional<double>(angle->degrees) : std::nullopt;
}

/// `-  J1` is a habit of one exporter; the dash is no part of the name.
std::string point_name(std::string text) {
    while (!text.empty() && text.front() == '-') {
        text = trimmed(text.substr(1));
    }
    return text;
}

class SurveyParser {
public:
    SurveyParser(std::string_view utf8, const std::string& name) : m_utf8(utf8), m_name(name) {}

    SurveyFile parse() {
        for (const TextLine& raw : split_lines(m_utf8)) {
            const TextLine line{raw.number, trimmed(half_width(raw.text))};
            if (!line.text.empty() && !take_section(line)) {
                take_line(line);
            }
        }
        return std::move(m_file);
    }

private:
    bool take_section(const TextLine& line) {
        const std::size_t close = line.text.find(']');
        if (line.text.front() != '[' || close == std::string::npos) {
            return false;
        }
        m_in_coordinates = contains_text(line.text, "坐标") && !contains_text(line.text, "坐标系");
        return true;
    }

    void take_line(const TextLine& line) {
        const std::vector<std::string> fields = row_fields(line.text);
        if (is_head(line.text, fields)) {
            m_in_coordinates = true; // some files leave the section name out
            start_lot(line.number, fields);
            return;
        }
        const std::size_t equals = line.text.find('=');
        if (equals != std::string::npos) {
            m_file.head.emplace_back(trimmed(line.text.substr(0, equals)),
                                     trimmed(line.text.substr(equals + 1)));
        } else if (m_in_coordinates ||
                   (fields.size() >= 4 && coordinate_of(fields[2]) && coordinate_of(fields[3]))) {
            take_row(line, fields);
        } else {
            m_file.warnings.push_back(
                {"line-not-taken",
                 at_line(m_name, line.number),
                 {"这一行不是“键=值”，未采用：" + line.text.substr(0, 60),
                  "the line is no key=value and was not taken: " + line.text.substr(0, 60)}});
        }
    }

    /// Fields by their distance from the shape word, since writers leave out or add some.
    void start_lot(std::size_t number, std::vector<std::string> fields) {
        SurveyLot lot;
        lot.line = lot.last_line = number;
        lot.has_head = true;
        fields.erase(
            std::remove_if(fields.begin(), fields.end(), [](const std::string& f) { return f == "@"; }),
            fields.end());
        if (!fields.empty() && !fields.back().empty() && fields.back().back() == '@') {
            fields.back().pop_back();
        }
        const auto shape = std::find_if(fields.begin(), fields.end(), is_shape_word);
        const auto before = static_cast<std::size_t>(shape - fields.begin());
        if (shape != fields.end()) {
            lot.shape = *shape == "线"   ? SurveyShape::line
                        : *shape == "点" ? SurveyShape::point
                                         : SurveyShape::polygon;
        }
        const std::size_t known = std::min<std::size_t>(before, 4);
        const auto field = [&](std::size_t i) { return i < known ? fields[i] : std::string(); };
        lot.stated_points = base::parse_number(field(0));
        lot.area_text = field(1);
        lot.id = field(2);
        lot.name = field(3);
        static constexpr std::array<const char*, 3> kAfter{"图幅号", "地块用途", "地类编码"};
        for (std::size_t i = before + 1; i < fields.size() && i - before - 1 < kAfter.size(); ++i) {
            if (!fields[i].empty()) {
                lot.attributes.emplace_back(kAfter[i - before - 1], fields[i]);
            }
        }
        m_file.lots.push_back(std::move(lot));
    }

    void take_row(const TextLine& line, const std::vector<std::string>& fields) {
        SurveyLot& lot = current_lot(line.number);
        lot.last_line = line.number;
        SurveyRow row;
        row.line = line.number;
        row.point = point_name(fields.front());
        row.ring = "1";
        std::size_t at = 1;
        if (fields.size() >= 4) {
            row.ring = fields[1];
            at = 2;
        }
        const auto first = at < fields.size() ? coordinate_of(fields[at]) : std::nullopt;
        const auto second = at + 1 < fields.size() ? coordinate_of(fields[at + 1]) : std::nullopt;
        if (!first || !second) {
            lot.errors.push_back(
                {"bad-row",
                 at_line(m_name, line.number),
                 {"这一行应为“点号,圈号,X坐标,Y坐标”，实际是：" + line.text.substr(0, 60),
                  "the line should be \"point, ring, X, Y\" but is: " + line.text.substr(0, 60)}});
            return;
        }
        row.first = *first;
        row.second = *second;
        if (base::parse_number(row.ring).value_or(1) > kLargestRingNumber) {
            row.ring = "1"; // three numbers and a name: the ring column was left out
        }
        lot.rows.push_back(std::move(row));
    }

    SurveyLot& current_lot(std::size_t line) {
        if (m_file.lots.empty()) {
            SurveyLot lot;
            lot.line = line;
            m_file.lots.push_back(std::move(lot));
            m_file.warnings.push_back(
                {"lot-head-missing",
                 at_line(m_name, line),
                 {"界址点前没有地块头行（以 @ 结尾），按一个面状地块读取",
                  "no lot head (a line that ends with @) before the points; read as one polygon"}});
        }
        return m_file.lots.back();
    }

    std::string_view m_utf8;
    const std::string& m_name;
    SurveyFile m_file;
    bool m_in_coordinates = false;
};

} // namespace

std::string SurveyFile::value_of(std::string_view word) const {
    for (const auto& [key, value] : head) {
        if (contains_text(key, word)) {
            return value;
        }
    }
    return {};
}

SurveyFile parse_survey_file(std::string_view utf8, const std::string& name) {
    return SurveyParser(utf8, name).parse();
}

} // namespace liangxian::intake
