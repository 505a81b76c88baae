// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/pasted_text.hpp"

#include "core/base/number.hpp"
#include "core/intake/coordinate_text.hpp"
#include "core/intake/text_lines.hpp"

#include <cmath>
#include <string>

namespace liangxian::intake {
namespace {

constexpr double kLargestPointNumber = 100000;

/// Separators that are not ASCII, to blanks; hemisphere words stay with the number behind them.
std::string with_plain_separators(std::string_view utf8) {
    std::string text = half_width(utf8);
    for (const char* separator : {"、", "。", "，", "；", "：", "和", "至"}) {
        const std::string_view word(separator);
        for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
            text.replace(at, word.size(), " ");
        }
    }
    for (char& c : text) {
        c = c == ',' || c == '(' || c == ')' || c == '|' || c == ':' ? ' ' : c;
    }
    for (const char* word : {"东经 ", "北纬 ", "经度 ", "纬度 "}) {
        const std::string_view hemisphere(word);
        for (std::size_t at = text.find(hemisphere); at != std::string::npos;
             at = text.find(hemisphere, at)) {
            text.erase(at + hemisphere.size() - 1, 1);
        }
    }
    return text;
}

bool is_value(const std::string& token) {
    return base::parse_number(token).has_value() || parse_marked_angle(token).has_value();
}

bool is_point_number(const std::string& token) {
    const auto value = base::parse_number(token);
    return value && *value >= 0 && *value == std::floor(*value) && *value < kLargestPointNumber;
}

} // namespace

PastedPairs pasted_pairs(std::string_view utf8, const std::string& name) {
    PastedPairs out;
    for (const TextLine& line : split_lines(utf8)) {
        for (const std::string& piece : split_fields(with_plain_separators(line.text), ';')) {
            std::vector<std::string> values;
            for (const std::string& token : split_blanks(piece)) {
                if (is_value(token)) {
                    values.push_back(token);
                }
            }
            if (values.size() % 2 == 1 && is_point_number(values.front())) {
                values.erase(values.begin());
            }
            if (values.empty() && !piece.empty()) {
                out.warnings.push_back({"line-not-taken",
                                        at_line(name, line.number),
                                        {"这一行没有坐标，未采用：" + piece.substr(0, 60),
                                         "no coordinates here, not taken: " + piece.substr(0, 60)}});
            } else if (values.size() % 2 == 1) {
                out.errors.push_back({"bad-row",
                                      at_line(name, line.number),
                                      {"这里的数字不成对：" + piece.substr(0, 60),
                                       "the numbers make no pairs: " + piece.substr(0, 60)}});
            }
            for (std::size_t i = 0; i + 1 < values.size(); i += 2) {
                out.table.push_back({line.number, {{values[i], false}, {values[i + 1], false}}});
            }
        }
    }
    return out;
}

} // namespace liangxian::intake
