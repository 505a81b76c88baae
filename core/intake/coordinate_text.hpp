// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::intake {

/// A number with the unit behind it: `0.7655公顷`, `12,345.60 平方米`, `1360米`.
struct Quantity {
    double value = 0;
    std::string unit; ///< as written, trimmed; empty when there is none
};

/// A number, thousands commas and full-width digits allowed, and whatever word follows it.
std::optional<Quantity> parse_quantity(std::string_view text);

/// A quantity of area in m²; the unit when none is written is \p default_unit_m2.
/// 公顷/ha, 亩, 平方米/㎡/m2, 平方公里/km2 are known; any other unit gives nothing.
std::optional<double> parse_area_m2(std::string_view text, double default_unit_m2);

/// What an angle says of its own axis.
enum class AngleAxis { unstated, longitude, latitude };

/// An angle with unit marks.
struct MarkedAngle {
    double degrees = 0;
    AngleAxis axis = AngleAxis::unstated;
};

/// Degrees, minutes and seconds with any of the usual marks: `111°35′20.15″`, `111度35分20.15秒`,
/// `111°35'20.15"E`, `北纬39°20'`, `E111.5°`. Minutes and seconds may be missing from the right.
/// \returns nothing without at least one mark or hemisphere, or when a minute or second reaches 60
std::optional<MarkedAngle> parse_marked_angle(std::string_view text);

/// `111.352015` as 111°35′20.15″: two digits of minutes, then seconds, after the point.
/// \returns nothing when the minutes or seconds reach 60
std::optional<double> parse_packed_fraction(std::string_view text);

/// `1113520.15` as 111°35′20.15″: seconds are the last two digits before the point.
/// \returns nothing when the minutes or seconds reach 60, or there are fewer than five digits
std::optional<double> parse_packed_integer(std::string_view text);

/// How the numbers of a column pair are to be read.
enum class AngleForm { decimal, packed_fraction, packed_integer };

/// What a header says of the form.
enum class AngleHint { none, decimal, packed };

/// The decision for all the numbers of the longitude and latitude columns together.
struct AngleFormDecision {
    AngleForm form = AngleForm::decimal;
    base::Problems warnings;
    base::Problems errors; ///< `angle-form-ambiguous`, with both readings
};

/// Decides between the look-alikes `111.352015` (decimal degrees) and `111.352015` (ddd.mmssss).
///
/// A hint decides. Without one a single number whose minutes or seconds would reach 60 makes all of
/// them decimal. When none does, few or coarse numbers are read as decimal degrees with a warning; six
/// numbers that show seconds (`112.254800`, but not the round `112.430000`) are refused as ambiguous,
/// since decimal degrees look like that by chance in one file of some hundreds.
/// Numbers beyond 360 are packed integers.
AngleFormDecision decide_angle_form(const std::vector<std::string>& numbers, AngleHint hint,
                                    const std::string& where);

/// One number by a form already decided; marked angles are read whatever the form.
std::optional<MarkedAngle> parse_angle(std::string_view text, AngleForm form);

} // namespace liangxian::intake
