// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/coordinate_text.hpp"

#include "core/base/number.hpp"
#include "core/geo/area.hpp"
#include "core/intake/text_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace liangxian::intake {
namespace {

constexpr std::size_t kStrongNumbers = 6;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool take_word(std::string& text, std::string_view word) {
    const std::size_t at = text.find(word);
    if (at == std::string::npos) {
        return false;
    }
    text.erase(at, word.size());
    return true;
}

/// Every way to write a mark, to one ASCII letter: d, m, s.
std::string with_plain_marks(std::string text) {
    struct Mark {
        std::string_view written;
        char plain;
    };
    // Two single primes are a second, so they come before the single prime.
    static constexpr std::array<Mark, 22> kMarks{{
        {"''", 's'}, {"′′", 's'}, {"’’", 's'}, {"‘‘", 's'}, {"″", 's'},  {"”", 's'},  {"“", 's'}, {"〃", 's'},
        {"\"", 's'}, {"秒", 's'}, {"′", 'm'},  {"’", 'm'},  {"‘", 'm'},  {"'", 'm'},  {"`", 'm'}, {"´", 'm'},
        {"分", 'm'}, {"°", 'd'},  {"º", 'd'},  {"˚", 'd'},  {"度", 'd'}, {"゜", 'd'},
    }};
    for (const Mark& mark : kMarks) {
        for (std::size_t at = text.find(mark.written); at != std::string::npos;
             at = text.find(mark.written, at + 1)) {
            text.replace(at, mark.written.size(), 1, mark.plain);
        }
    }
    return text;
}

/// Takes the hemisphere words out of \p text; \p negative is set by south and west.
AngleAxis take_axis(std::string& text, bool& negative) {
    negative = take_word(text, "西经") || take_word(text, "W");
    if (negative || take_word(text, "东经") || take_word(text, "经度") || take_word(text, "E")) {
        return AngleAxis::longitude;
    }
    negative = take_word(text, "南纬") || take_word(text, "S");
    if (negative || take_word(text, "北纬") || take_word(text, "纬度") || take_word(text, "N")) {
        return AngleAxis::latitude;
    }
    return AngleAxis::unstated;
}

std::string without_blanks(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c != ' ' && c != '\t') {
            out += c;
        }
    }
    return out;
}

/// `111d35m20.15s` and its shorter forms; the last mark may be missing.
std::optional<double> marked_value(const std::string& text) {
    double value = 0;
    double scale = 1;
    std::size_t start = 0;
    for (const char mark : {'d', 'm', 's'}) {
        if (start == text.size()) {
            break;
        }
        std::size_t end = text.find(mark, start);
        end = end == std::string::npos ? text.size() : end;
        const auto number = base::parse_number(std::string_view(text).substr(start, end - start));
        if (!number || *number < 0 || (mark != 'd' && *number >= 60)) {
            return std::nullopt;
        }
        value += *number / scale;
        scale *= 60;
        start = std::min(end + 1, text.size());
    }
    return start == text.size() ? std::optional<double>(value) : std::nullopt;
}

/// Digits before and after the point; nothing for any other text.
struct DigitParts {
    std::string whole;
    std::string fraction;
};
std::optional<DigitParts> digit_parts(std::string_view text) {
    const std::string plain = trimmed(half_width(text));
    DigitParts parts;
    bool after_point = false;
    for (const char c : plain) {
        if (c == '.' && !after_point) {
            after_point = true;
        } else if (is_digit(c)) {
            (after_point ? parts.fraction : parts.whole) += c;
        } else {
            return std::nullopt;
        }
    }
    return parts.whole.empty() ? std::nullopt : std::optional<DigitParts>(parts);
}

std::optional<double> from_degrees_minutes_seconds(const std::string& degrees, const std::string& minutes,
                                                   const std::string& seconds) {
    const auto d = base::parse_number(degrees);
    const auto m = base::parse_number(minutes);
    const auto s = base::parse_number(seconds);
    if (!d || !m || !s || *m >= 60 || *s >= 60 || *d > 360) {
        return std::nullopt;
    }
    return *d + *m / 60 + *s / 3600;
}

/// Decimals that carry information: zeros at the end do not.
std::size_t significant_decimals(std::string_view text) {
    const auto parts = digit_parts(text);
    const std::size_t last = parts ? parts->fraction.find_last_not_of('0') : std::string::npos;
    return last == std::string::npos ? 0 : last + 1;
}

/// Seconds are written: four decimals that say something, and six in all or a fifth that says something.
/// `112.430000` is a round decimal and says nothing.
bool shows_seconds(std::string_view text) {
    const auto parts = digit_parts(text);
    const std::size_t significant = significant_decimals(text);
    return parts && significant >= 4 && (parts->fraction.size() >= 6 || significant >= 5);
}

base::Problem ambiguous_form(const std::string& sample, const std::string& where) {
    const double packed = parse_packed_fraction(sample).value_or(0);
    return {
        "angle-form-ambiguous",
        where,
        {fmt::format(
             "“{0}”可能是十进制度 {0}°，也可能是度.分秒（即 {1:.6f}°）；请在表头注明“十进制度”或“度分秒”，"
             "或改用 °′″ 书写",
             sample, packed),
         fmt::format(
             "\"{0}\" may be decimal degrees, {0}°, or ddd.mmss, {1:.6f}°; say \"decimal\" or \"dms\" in the "
             "header, or write °′″",
             sample, packed)}};
}

} // namespace

std::optional<Quantity> parse_quantity(std::string_view text) {
    const std::string plain = trimmed(half_width(text));
    std::string number;
    std::size_t i = 0;
    for (; i < plain.size(); ++i) {
        const bool thousands = plain[i] == ',' && i > 0 && is_digit(plain[i - 1]) && i + 3 < plain.size() &&
                               is_digit(plain[i + 1]) && is_digit(plain[i + 2]) && is_digit(plain[i + 3]);
        if (is_digit(plain[i]) || plain[i] == '.' || (i == 0 && (plain[i] == '-' || plain[i] == '+'))) {
            number += plain[i];
        } else if (!thousands) {
            break;
        }
    }
    const auto value = base::parse_number(number);
    if (!value) {
        return std::nullopt;
    }
    return Quantity{*value, trimmed(std::string_view(plain).substr(i))};
}

std::optional<double> parse_area_m2(std::string_view text, double default_unit_m2) {
    const auto quantity = parse_quantity(text);
    if (!quantity) {
        return std::nullopt;
    }
    const std::string unit = lower_ascii(quantity->unit);
    if (unit.empty()) {
        return quantity->value * default_unit_m2;
    }
    if (unit == "公顷" || unit == "ha" || unit == "hm2" || unit == "hm²") {
        return quantity->value * geo::kSquareMetresPerHectare;
    }
    if (unit == "亩") {
        return quantity->value * geo::kSquareMetresPerMu;
    }
    if (unit == "平方米" || unit == "㎡" || unit == "m2" || unit == "m²") {
        return quantity->value;
    }
    if (unit == "平方公里" || unit == "平方千米" || unit == "km2" || unit == "km²" || unit == "k㎡") {
        return quantity->value * 1e6;
    }
    return std::nullopt;
}

std::optional<MarkedAngle> parse_marked_angle(std::string_view text) {
    std::string plain = without_blanks(half_width(text));
    bool negative = false;
    MarkedAngle angle;
    angle.axis = take_axis(plain, negative);
    take_word(plain, ":");
    plain = with_plain_marks(plain);
    const bool marked = plain.find_first_of("dms") != std::string::npos;
    if ((!marked && angle.axis == AngleAxis::unstated) || plain.empty()) {
        return std::nullopt;
    }
    if (plain.front() == '-') {
        negative = !negative;
        plain.erase(0, 1);
    }
    const auto value = marked_value(plain);
    if (!value || *value > 360) {
        return std::nullopt;
    }
    angle.degrees = negative ? -*value : *value;
    return angle;
}

std::optional<double> parse_packed_fraction(std::string_view text) {
    const auto parts = digit_parts(text);
    if (!parts) {
        return std::nullopt;
    }
    std::string fraction = parts->fraction;
    fraction.resize(std::max<std::size_t>(fraction.size(), 4), '0');
    return from_degrees_minutes_seconds(parts->whole, fraction.substr(0, 2),
                                        fraction.substr(2, 2) + "." + fraction.substr(4) + "0");
}

std::optional<double> parse_packed_integer(std::string_view text) {
    const auto parts = digit_parts(text);
    if (!parts || parts->whole.size() < 5 || parts->whole.size() > 7) {
        return std::nullopt;
    }
    const std::size_t at = parts->whole.size() - 4;
    return from_degrees_minutes_seconds(parts->whole.substr(0, at), parts->whole.substr(at, 2),
                                        parts->whole.substr(at + 2) + "." + parts->fraction + "0");
}

AngleFormDecision decide_angle_form(const std::vector<std::string>& numbers, AngleHint hint,
                                    const std::string& where) {
    AngleFormDecision out;
    bool all_large = !numbers.empty();
    bool all_fit = !numbers.empty();
    std::size_t strong = 0;
    std::size_t longest = 0;
    for (const std::string& text : numbers) {
        all_large = all_large && base::parse_number(text).value_or(0) > 360;
        all_fit = all_fit && parse_packed_fraction(text).has_value();
        const std::size_t decimals = significant_decimals(text);
        strong += shows_seconds(text) ? 1u : 0u;
        longest = std::max(longest, decimals);
    }
    if (all_large) {
        out.form = AngleForm::packed_integer;
    } else if (hint == AngleHint::packed) {
        out.form = AngleForm::packed_fraction;
    } else if (hint == AngleHint::none && all_fit && longest >= 4) {
        const bool refuse = strong >= kStrongNumbers;
        (refuse ? out.errors : out.warnings).push_back(ambiguous_form(numbers.front(), where));
        if (!refuse) {
            base::Text& message = out.warnings.back().message;
            message.zh += "；已按十进制度读取";
            message.en += "; decimal degrees were taken";
        }
    }
    return out;
}

std::optional<MarkedAngle> parse_angle(std::string_view text, AngleForm form) {
    if (const auto marked = parse_marked_angle(text)) {
        return marked;
    }
    const auto value = form == AngleForm::packed_fraction  ? parse_packed_fraction(text)
                       : form == AngleForm::packed_integer ? parse_packed_integer(text)
                                                           : base::parse_number(trimmed(half_width(text)));
    if (!value) {
        return std::nullopt;
    }
    return MarkedAngle{*value, AngleAxis::unstated};
}

} // namespace liangxian::intake
