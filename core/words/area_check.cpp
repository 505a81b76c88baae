// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/area_check.hpp"

#include "core/geo/area.hpp"
#include "core/geo/offset.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace liangxian::words {
namespace {

constexpr double kCornersApartM = 0.5; ///< what corners may be off against each other
constexpr double kLargestShare = 0.2;

/// How far a drawn area may be from the figure.
double tolerance_m2(const Draft& draft) {
    const Reading& reading = draft.reading;
    const double off_m = reading.kind == TextKind::coord_list ? kCornersApartM : draft.accuracy_m.value_or(0);
    const double explained_m2 =
        reading.declared_area_doubt_m2 + off_m * 4 * std::sqrt(*reading.declared_area_m2);
    return std::max(reading.declared_area_doubt_m2,
                    std::min(explained_m2, kLargestShare * *reading.declared_area_m2));
}

struct Areas {
    double own_m2 = 0;
    double filled_m2 = 0; ///< with what a belt lies about
};

Areas areas_of(const Draft& draft) {
    return {geo::area_geodesic_m2(draft.geometry), geo::area_geodesic_m2(geo::without_holes(draft.geometry))};
}

} // namespace

void look_at_areas(std::vector<Draft>& drafts) {
    for (Draft& draft : drafts) {
        if (!draft.reading.declared_area_m2 || draft.geometry.polygons.empty()) {
            continue;
        }
        const double said_m2 = *draft.reading.declared_area_m2;
        const Areas own = areas_of(draft);
        Areas all;
        for (const Draft& other : drafts) {
            if (other.reading.zone_class == draft.reading.zone_class &&
                other.reading.zone == draft.reading.zone && !other.geometry.polygons.empty()) {
                const Areas here = areas_of(other);
                all.own_m2 += here.own_m2;
                all.filled_m2 += here.filled_m2;
            }
        }
        const double off_m2 = std::min({std::abs(own.own_m2 - said_m2), std::abs(own.filled_m2 - said_m2),
                                        std::abs(all.own_m2 - said_m2), std::abs(all.filled_m2 - said_m2)});
        if (off_m2 > tolerance_m2(draft)) {
            draft.reading.todo.push_back(
                {fmt::format("公布面积 {:.0f} 平方米，画出 {:.0f} 平方米，请核对", said_m2, own.own_m2),
                 fmt::format("{:.0f} m² were announced and {:.0f} m² drawn; look at the notice", said_m2,
                             own.own_m2)});
            draft.status = status_of(draft);
        }
    }
}

} // namespace liangxian::words
