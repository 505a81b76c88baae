// SPDX-License-Identifier: GPL-2.0-or-later
// The ground of tests/cases/words: the unit 甲庙 of 应县, a body of 40 × 30 m and a range of 80 × 70 m about
// one place.
#pragma once

#include "core/geo/local_plane.hpp"
#include "core/words/draft.hpp"
#include "core/words/phrase.hpp"

namespace liangxian::words {

inline const Vocabulary& vocabulary() {
    static const Vocabulary kVocabulary =
        Vocabulary::load(std::string(LIANGXIAN_SOURCE_DIR) + "/data/words/phrases.json")
            .of_unit("甲庙", {"应县"});
    return kVocabulary;
}

/// A rectangle in metres about the place, turned anticlockwise by a sine and cosine.
inline geo::Geometry rectangle(double width_m, double height_m, double cos = 1, double sin = 0) {
    geo::Geometry place;
    place.points = {{112.9, 39.5}};
    const geo::LocalPlane plane(place);
    const geo::Position middle = plane.to_plane(place.points.front());
    geo::Geometry out;
    out.polygons.emplace_back();
    for (const auto& [x, y] : {std::pair{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}) {
        const double east = x * width_m / 2;
        const double north = y * height_m / 2;
        out.polygons.front().shell.push_back(plane.to_degrees(
            geo::Position{middle.x + cos * east - sin * north, middle.y + sin * east + cos * north}));
    }
    return out;
}

inline Ground ground() {
    Ground out;
    out.body = rectangle(40, 30);
    out.body_accuracy_m = 1;
    out.range = rectangle(80, 70);
    out.range_accuracy_m = 1;
    return out;
}

} // namespace liangxian::words
