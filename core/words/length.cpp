// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/length.hpp"

#include "core/base/number.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace liangxian::words {
namespace {

constexpr double kDoubtShare = 0.2;
constexpr double kLeastDoubtM = 2;
constexpr double kAreaDoubtShare = 0.1;
/// No figure is longer; looking further at every place of hostile input would be quadratic.
constexpr std::size_t kLongestNumber = 24;

using Unit = std::pair<std::u32string_view, double>;

// 1 里 = 500 m, 1 丈 = 10/3 m: the market system as fixed in 1959. Longer names first.
constexpr std::array<Unit, 12> kLengthUnits{{{U"公里", 1000},
                                             {U"千米", 1000},
                                             {U"华里", 500},
                                             {U"厘米", 0.01},
                                             {U"公尺", 1},
                                             {U"km", 1000},
                                             {U"KM", 1000},
                                             {U"米", 1},
                                             {U"里", 500},
                                             {U"丈", 10.0 / 3},
                                             {U"m", 1},
                                             {U"M", 1}}};
constexpr std::array<Unit, 10> kAreaUnits{{{U"平方公里", 1e6},
                                           {U"平方千米", 1e6},
                                           {U"平方米", 1},
                                           {U"公顷", 1e4},
                                           {U"平米", 1},
                                           {U"km2", 1e6},
                                           {U"m2", 1},
                                           {U"㎡", 1},
                                           {U"hm2", 1e4},
                                           {U"亩", 2000.0 / 3}}};

/// 0 to 9, or -1.
int digit_of(char32_t c) {
    if (c == U'○' || c == U'〇' || c == U'零' || c == U'Ｏ') {
        return 0;
    }
    if (c == U'两') {
        return 2;
    }
    const std::size_t at = std::u32string_view(U"一二三四五六七八九").find(c);
    return at == std::u32string_view::npos ? -1 : static_cast<int>(at) + 1;
}

/// 十, 百, 千; 0 for another character.
int power_of(char32_t c) { return c == U'十' ? 10 : c == U'百' ? 100 : c == U'千' ? 1000 : 0; }

/// 廿, 卅: tens in one character; 0 for another.
int tens_of(char32_t c) { return c == U'廿' ? 20 : c == U'卅' ? 30 : 0; }

/// 三四, 三五, 七八: about so many, no figure of two places.
bool is_guess(char32_t first, char32_t second) {
    const int a = digit_of(first);
    const int b = digit_of(second);
    return b == a + 1 || (a == 3 && b == 5);
}

bool is_plain_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

std::optional<double> take_plain_number(Cursor& cursor) {
    const std::size_t start = cursor.at();
    const auto is_short = [&cursor, start] { return cursor.at() - start < kLongestNumber; };
    while (is_plain_digit(cursor.next()) && is_short()) {
        cursor.skip(1);
    }
    if (cursor.at() == start || !is_short()) {
        return std::nullopt;
    }
    if (cursor.next() == U'.' && cursor.rest().size() > 1 && is_plain_digit(cursor.rest()[1])) {
        cursor.skip(1);
        while (is_plain_digit(cursor.next()) && is_short()) {
            cursor.skip(1);
        }
    }
    return base::parse_number(to_utf8(cursor.from(start)));
}

/// Digits in places without powers: 一五〇, 一○六.
std::optional<double> take_placed_digits(Cursor& cursor) {
    const std::size_t start = cursor.at();
    double value = 0;
    while (digit_of(cursor.next()) >= 0 && cursor.at() - start < kLongestNumber) {
        value = value * 10 + digit_of(cursor.next());
        cursor.skip(1);
    }
    const std::u32string_view digits = cursor.from(start);
    if (digits.size() < 2 || power_of(cursor.next()) != 0 ||
        (digits.size() == 2 && is_guess(digits.front(), digits.back()))) {
        cursor.go_to(start);
        return std::nullopt;
    }
    return value;
}

/// With powers: 三十, 一百二十, 两百, 一千零五十, 百, 廿五. Nothing for 一百五, 一千二: 105 or 150, nobody
/// knows.
std::optional<double> take_power_number(Cursor& cursor) {
    const std::size_t start = cursor.at();
    double value = 0;
    int digit = -1;
    int last_power = 10000;
    bool has_nought = false;
    while (!cursor.at_end() && cursor.at() - start < kLongestNumber) {
        const char32_t c = cursor.next();
        const int power = power_of(c);
        if (power != 0 && power < last_power) {
            value += (digit < 0 ? 1 : digit) * power;
            digit = -1;
            last_power = power;
            has_nought = false;
        } else if (tens_of(c) != 0 && last_power > 10 && digit < 0) {
            value += tens_of(c);
            last_power = 10;
        } else if (digit_of(c) == 0 && last_power < 10000 && digit < 0) {
            has_nought = true; // 一千零五十: it holds a place
        } else if (digit_of(c) > 0 && digit < 0) {
            digit = digit_of(c);
        } else {
            break;
        }
        cursor.skip(1);
    }
    const bool is_cut_short = digit > 0 && last_power >= 100 && last_power < 10000 && !has_nought;
    if (cursor.at() == start || is_cut_short) {
        cursor.go_to(start);
        return std::nullopt;
    }
    return value + (digit < 0 ? 0 : digit);
}

std::optional<double> take_chinese_number(Cursor& cursor) {
    auto out = take_placed_digits(cursor);
    out = out ? out : take_power_number(cursor);
    if (out && cursor.next() == U'点') {
        const std::size_t start = cursor.at();
        cursor.skip(1);
        double place = 0.1;
        while (digit_of(cursor.next()) >= 0) {
            *out += digit_of(cursor.next()) * place;
            place /= 10;
            cursor.skip(1);
        }
        if (cursor.at() == start + 1) {
            cursor.go_to(start);
        }
    }
    return out;
}

template <std::size_t Count>
std::optional<double> take_unit(Cursor& cursor, const std::array<Unit, Count>& units) {
    for (const auto& [name, factor] : units) {
        if (cursor.take(name)) {
            return factor;
        }
    }
    return std::nullopt;
}

/// 三里屯 and 二十里铺 are names; a 里 that measures ends the phrase or leads on from it.
bool is_name(const Cursor& cursor, double unit) {
    constexpr std::u32string_view kBehindAMeasure = U"，；。、）以之内外处范左上许的为至到起各均";
    return unit == 500 && !cursor.at_end() &&
           kBehindAMeasure.find(cursor.next()) == std::u32string_view::npos;
}

/// What one in the last decimal place of a figure counts: 0.01 for 3.25, 100 for 1.25万.
double last_place_of(std::u32string_view figure) {
    const bool is_in_ten_thousands = figure.back() == U'万';
    double out = is_in_ten_thousands ? 10000 : 1;
    const std::size_t point = figure.find_first_of(U".点");
    const std::size_t end = figure.size() - (is_in_ten_thousands ? 1 : 0);
    for (std::size_t at = point; at != std::u32string_view::npos && at + 1 < end; ++at) {
        out /= 10;
    }
    return out;
}

bool take_doubt_before(Cursor& cursor) {
    bool doubted = false;
    while (!cursor.take_any({U"大约", U"大致", U"约为", U"约", U"近"}).empty()) {
        doubted = true;
    }
    return doubted;
}

} // namespace

double Length::doubt_m() const { return is_approximate ? std::max(kLeastDoubtM, metres * kDoubtShare) : 0; }

std::optional<double> take_number(Cursor& cursor) {
    auto out = take_plain_number(cursor);
    out = out ? out : take_chinese_number(cursor);
    if (out && cursor.take(U"万")) {
        *out *= 10000;
    }
    return out;
}

std::optional<Length> take_length(Cursor& cursor) {
    const std::size_t start = cursor.at();
    Length out;
    out.is_approximate = take_doubt_before(cursor);
    auto number = take_number(cursor);
    if (number && !cursor.take_any({U"至", U"到", U"-", U"—", U"–", U"~", U"～", U"——"}).empty()) {
        const auto upper = take_number(cursor);
        out.is_range = true;
        number = upper ? std::optional(std::max(*number, *upper)) : std::nullopt;
    }
    out.is_approximate = number && cursor.take(U"余") ? true : out.is_approximate;
    const auto unit = number ? take_unit(cursor, kLengthUnits) : std::nullopt;
    if (!unit || is_name(cursor, *unit)) {
        cursor.go_to(start);
        return std::nullopt;
    }
    if (!cursor.take_any({U"左右", U"上下", U"许"}).empty()) {
        out.is_approximate = true;
    }
    out.metres = *number * *unit;
    out.words = to_utf8(cursor.from(start));
    return out;
}

std::optional<Area> take_area(Cursor& cursor) {
    const std::size_t start = cursor.at();
    bool is_approximate = take_doubt_before(cursor);
    const std::size_t figure = cursor.at();
    const auto number = take_number(cursor);
    const std::u32string_view written = cursor.from(figure);
    is_approximate = (number && cursor.take(U"余")) || is_approximate;
    const auto unit = number ? take_unit(cursor, kAreaUnits) : std::nullopt;
    if (!unit) {
        cursor.go_to(start);
        return std::nullopt;
    }
    const bool is_approximately_said = !cursor.take_any({U"左右", U"上下", U"许"}).empty() || is_approximate;
    const double m2 = *number * *unit;
    const double last_place_m2 = *unit * last_place_of(written);
    return Area{m2, last_place_m2 / 2 + (is_approximately_said ? m2 * kAreaDoubtShare : 0)};
}

} // namespace liangxian::words
