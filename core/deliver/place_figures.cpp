// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/place_figures.hpp"

#include "core/deliver/figure_runs.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace liangxian::deliver {
namespace {

bool is_date(const Figures& one) {
    const std::int64_t days = one.digits.size() == 6 ? one.value() * 100 + 1 : one.value();
    const std::int64_t month = days / 100 % 100;
    return (one.digits.size() == 6 || one.digits.size() == 8) && days >= 19000101 && days <= 20991231 &&
           month >= 1 && month <= 12 && days % 100 >= 1 && days % 100 <= 31;
}

bool is_degree_of_china(const Figures& one) {
    return one.digits.size() <= 3 && (one.is_between(3, 54) || one.is_between(73, 136));
}

bool is_northing(std::string_view digits) {
    return digits.size() == 7 && digits.front() >= '1' && digits.front() <= '5';
}

/// Within a 6° zone, no part of which in China reaches farther from its middle.
bool is_easting(std::string_view digits) {
    return digits.size() == 6 && digits >= "166000" && digits <= "834000";
}

bool is_easting_with_zone(std::string_view digits) {
    return digits.size() == 8 && digits >= "13" && digits < "46" && is_easting(digits.substr(2));
}

bool is_any_easting(std::string_view digits) { return is_easting(digits) || is_easting_with_zone(digits); }

bool are_run_together(std::string_view digits) {
    return (digits.size() == 13 || digits.size() == 15) &&
           ((is_northing(digits.substr(0, 7)) && is_any_easting(digits.substr(7))) ||
            (is_any_easting(digits.substr(0, digits.size() - 7)) &&
             is_northing(digits.substr(digits.size() - 7))));
}

bool are_single(const std::u32string& between) {
    static constexpr std::u32string_view kSigns = U" -_,:;/.°′\'，、：；–—~DdMm";
    std::u32string tight = between;
    tight.erase(std::remove(tight.begin(), tight.end(), U' '), tight.end());
    return !between.empty() &&
           (tight.empty() || (tight.size() == 1 && kSigns.find(tight[0]) != std::u32string::npos));
}

class Screen {
public:
    Screen(const std::string& text, ShownText kind) : m_kind(kind), m_all(figures_of(text)) {}

    bool may_hold_a_place() const {
        for (std::size_t i = 0; i + 1 < m_all.size(); ++i) {
            if (is_decimal(i) || has_sign(i) || is_sexagesimal(i) || is_metres(i) || is_grouped(i) ||
                is_pair_of_long_degrees(i)) {
                return true;
            }
        }
        return false;
    }

private:
    /// Three decimals: a hundred metres.
    bool is_decimal(std::size_t i) const {
        const bool ends_with_point = !m_all[i].before.empty() && m_all[i].before.back() == U'.';
        if (!ends_with_point || m_all[i].digits.size() < 3) {
            return false;
        }
        return m_kind != ShownText::id ||
               (i > 0 && m_all[i].before == U"." && is_degree_of_china(m_all[i - 1]) &&
                m_all[i - 1].before != U"."); // 1.3.0012 numbers chapters
    }

    bool has_sign(std::size_t i) const {
        const std::u32string& behind = m_all[i + 1].before;
        const char32_t sign = behind.empty() ? U'\0' : behind.front();
        if (sign != U'°' && sign != U'′') {
            return false;
        }
        // 三度重修 counts times; numbers of two figures, and those with minutes behind, are degrees.
        const bool are_minutes_behind = behind.size() == 1 && i + 2 < m_all.size();
        return !m_all[i].is_in_words || m_all[i].value() >= 10 || are_minutes_behind;
    }

    /// 114-00-51, 39 30 43.5, 114-00.85
    bool is_sexagesimal(std::size_t i) const {
        if (i + 3 >= m_all.size() || !may_be_degrees(i)) {
            return false;
        }
        const auto is_sixtieth = [](const Figures& one) {
            return !one.is_in_words && one.digits.size() == 2 && one.value() < 60 && one.before != U"." &&
                   are_single(one.before);
        };
        const Figures& last = m_all[i + 2];
        return is_sixtieth(m_all[i + 1]) &&
               (last.before == U"." ? last.digits.size() >= 2 : is_sixtieth(last));
    }

    bool may_be_degrees(std::size_t i) const {
        const Figures& one = m_all[i];
        const bool is_month = i > 0 && m_all[i - 1].digits.size() == 4 && m_all[i - 1].is_between(1900, 2099);
        // In ids 14-06-22-0012 is a county of a province; a latitude does not come without its longitude.
        const bool can_be = m_kind == ShownText::id ? one.is_between(73, 136) : is_degree_of_china(one);
        return can_be && !is_month && !one.is_in_words && one.digits.size() >= 2 && one.digits.size() <= 3;
    }

    bool is_metres(std::size_t i) const {
        const Figures& one = m_all[i];
        if (is_date(one) && m_kind == ShownText::id) {
            return false;
        }
        if (m_kind != ShownText::id && one.digits.size() >= 7) {
            return true;
        }
        if (m_kind == ShownText::id) {
            return is_northing(one.digits) || is_easting_with_zone(one.digits) ||
                   are_run_together(one.digits);
        }
        const bool is_code =
            m_kind == ShownText::county && m_all.size() == 2 && one.before.empty() && m_all[1].before.empty();
        return is_easting(one.digits) && !is_date(one) && !is_code;
    }

    /// 4,375,345
    bool is_grouped(std::size_t i) const {
        std::string digits = m_all[i].digits;
        for (std::size_t k = i + 1; k + 1 < m_all.size() && digits.size() <= 8; ++k) {
            const bool is_group =
                (m_all[k].before == U"," || m_all[k].before == U" ") && m_all[k].digits.size() == 3;
            if (!is_group) {
                break;
            }
            digits += m_all[k].digits;
        }
        return m_all[i].digits.size() <= 2 && (is_northing(digits) || is_easting_with_zone(digits));
    }

    /// Degrees of both axes without their points: 114014357-39511993.
    bool is_pair_of_long_degrees(std::size_t i) const {
        if (i + 2 >= m_all.size()) {
            return false;
        }
        const auto degrees = [](const Figures& one, std::size_t figures) {
            Figures first;
            first.digits = one.digits.substr(0, figures);
            return one.digits.size() >= figures + 4 && one.digits.size() <= 15 ? first.value() : -1;
        };
        const auto is_longitude = [&](const Figures& one) {
            const std::int64_t of_two = degrees(one, 2);
            const std::int64_t of_three = degrees(one, 3);
            return (of_two >= 73 && of_two <= 99) || (of_three >= 100 && of_three <= 136);
        };
        const auto is_latitude = [&](const Figures& one) {
            return degrees(one, 2) >= 16 && degrees(one, 2) <= 54;
        };
        const Figures& a = m_all[i];
        const Figures& b = m_all[i + 1];
        return are_single(b.before) && !is_date(a) && !is_date(b) &&
               ((is_longitude(a) && is_latitude(b)) || (is_latitude(a) && is_longitude(b)));
    }

    ShownText m_kind;
    std::vector<Figures> m_all;
};

} // namespace

bool may_hold_a_place(const std::string& text, ShownText kind) {
    return Screen(text, kind).may_hold_a_place();
}

} // namespace liangxian::deliver
