// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace liangxian::geo {

// The system's sin, cos, atan and their kin choose an implementation by the instruction set of the
// machine, and the implementations differ in the last digit; a check must not (ADR 0016). These use
// + - * / and the square root alone, which IEEE 754 fixes, so every machine gives the same double.
//
// Series are Taylor series, their coefficients exact fractions rounded by the compiler; the tables of
// arctan(i/16) and artanh(i/16) are 50-digit values of mpmath split into two doubles. Error bounds were
// measured in quadruple precision on 300,000 arguments a function, in units in the last place. Pure: any
// thread.

/// Sine and cosine of one angle.
struct SinCos {
    double sin = 0;
    double cos = 1;
};

/// \param radians  |angle| up to 1000; beyond it digits are lost
/// \returns each within 0.8 units in the last place, below 10 radians
SinCos sin_cos(double radians);

/// \param degrees  taken to the nearest right angle without rounding: 90° has cosine 0
/// \returns each within 0.8 units in the last place, up to ±360°
SinCos sin_cos_deg(double degrees);

/// \returns radians in [-π/2, π/2], within 0.9 units in the last place
double arctan(double tangent);

/// The angle of (x, y), anticlockwise from the x-axis; 0 for the origin.
/// \returns radians in [-π, π], within 0.9 units in the last place
double arctan2(double y, double x);

/// Inverse hyperbolic tangent.
/// \pre |tangent| <= 0.9
/// \returns within 1 unit in the last place
double artanh(double tangent);

/// Inverse hyperbolic sine.
/// \pre |sine| <= 9
/// \returns within 3 units in the last place up to 0.5, within 5 above
double arsinh(double sine);

/// Hyperbolic sine and cosine.
struct SinhCosh {
    double sinh = 0;
    double cosh = 1;
};

/// \pre |x| <= 4
/// \returns within 0.9 units in the last place up to 1, within 5 above
SinhCosh sinh_cosh(double x);

} // namespace liangxian::geo
