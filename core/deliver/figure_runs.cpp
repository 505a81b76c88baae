// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/figure_runs.hpp"

#include "core/base/code_point.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <string_view>

namespace liangxian::deliver {
namespace {

std::u32string code_points_of(const std::string& text) {
    std::u32string out;
    for (std::string_view rest = text; !rest.empty();) {
        const base::CodePoint one = base::first_code_point(rest);
        out += one.bytes == 0 ? U'\uFFFD' : static_cast<char32_t>(one.value);
        rest.remove_prefix(std::max<std::size_t>(one.bytes, 1));
    }
    return out;
}

/// Full-width forms made plain, and the signs people write for a point, for degrees and for minutes and
/// seconds made one; a quotation mark may be either.
char32_t plain(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) {
        c -= 0xFEE0;
    }
    switch (c) {
    case U'点':
    case U'點':
    case U'·':
    case U'。':
        return U'.';
    case U'º':
    case U'˚':
    case U'度':
        return U'°';
    case U'’':
    case U'‘':
    case U'分':
    case U'″':
    case U'"':
    case U'”':
    case U'“':
    case U'秒':
        return U'\'';
    case 0x3000:
    case 0x00A0:
        return U' ';
    default:
        return c;
    }
}

int numeral(char32_t c) {
    static constexpr std::u32string_view kNumerals = U"零一二三四五六七八九";
    static constexpr std::u32string_view kOthers = U"〇壹贰叁肆伍陆柒捌玖";
    for (const std::u32string_view some : {kNumerals, kOthers}) {
        if (const auto at = some.find(c); at != std::u32string_view::npos) {
            return static_cast<int>(at);
        }
    }
    return c == U'两' ? 2 : -1;
}

int unit(char32_t c) {
    switch (c) {
    case U'十':
    case U'拾':
        return 10;
    case U'百':
    case U'佰':
        return 100;
    case U'千':
    case U'仟':
        return 1000;
    default:
        return 0;
    }
}

/// 一百一十四 is 114, and 一一四 is.
std::string digits_of(std::u32string_view numerals) {
    const bool has_units =
        std::any_of(numerals.begin(), numerals.end(), [](char32_t c) { return unit(c) > 0; });
    std::string spelt;
    std::int64_t sum = 0;
    std::int64_t last = -1;
    for (const char32_t c : numerals) {
        if (unit(c) > 0) {
            sum += (last < 0 ? 1 : last) * unit(c);
            last = -1;
        } else {
            last = numeral(c);
            spelt += static_cast<char>('0' + last);
        }
    }
    return has_units ? std::to_string(sum + std::max<std::int64_t>(last, 0)) : spelt;
}

bool is_figure(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_numeral(char32_t c) { return numeral(c) >= 0 || unit(c) > 0; }

} // namespace

std::int64_t Figures::value() const {
    return digits.size() > 15 ? -1 : std::strtoll(digits.c_str(), nullptr, 10);
}

std::vector<Figures> figures_of(const std::string& text) {
    std::u32string points = code_points_of(text);
    std::transform(points.begin(), points.end(), points.begin(), plain);
    std::vector<Figures> out(1);
    for (std::size_t i = 0; i < points.size();) {
        const bool is_word = is_numeral(points[i]);
        if (!is_word && !is_figure(points[i])) {
            out.back().before += points[i++];
            continue;
        }
        const auto belongs = is_word ? is_numeral : is_figure;
        const auto first = points.begin() + static_cast<std::ptrdiff_t>(i);
        const auto last = std::find_if_not(first, points.end(), belongs);
        const auto length = static_cast<std::size_t>(last - first);
        out.back().is_in_words = is_word;
        out.back().digits =
            is_word ? digits_of(std::u32string_view(points).substr(i, length)) : std::string(first, last);
        out.emplace_back();
        i += length;
    }
    return out;
}

} // namespace liangxian::deliver
