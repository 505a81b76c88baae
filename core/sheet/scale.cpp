// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/sheet/scale.hpp"

namespace liangxian::sheet {

bool fits(double width_m, double height_m, double frame_width_mm, double frame_height_mm, int denominator) {
    const double mm_per_m = 1000.0 / denominator;
    return width_m * mm_per_m <= frame_width_mm && height_m * mm_per_m <= frame_height_mm;
}

std::optional<int> largest_fitting_scale(double width_m, double height_m, double frame_width_mm,
                                         double frame_height_mm) {
    for (const int denominator : kScales) {
        if (fits(width_m, height_m, frame_width_mm, frame_height_mm, denominator)) {
            return denominator;
        }
    }
    return std::nullopt;
}

double grid_step_m(int denominator) {
    constexpr double kLeastMm = 40;
    const double least_m = kLeastMm * denominator / 1000;
    double power = 1;
    while (power * 10 <= least_m) {
        power *= 10;
    }
    for (const double step : {1.0, 2.0, 5.0}) {
        if (step * power >= least_m) {
            return step * power;
        }
    }
    return 10 * power;
}

} // namespace liangxian::sheet
