// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <optional>
#include <string>
#include <vector>

namespace liangxian::compare {

/// A shift on the ground, metres.
struct Shift {
    double east_m = 0;
    double north_m = 0;

    double length_m() const;
    /// Of the difference of two.
    double apart_m(const Shift& o) const;
};

/// How far the encrypted coordinates of web maps lie from the true ones at a place of China (law-and-formats
/// 5.4): GCJ-02, and BD-09 on top of it.
Shift gcj02_shift(const geo::Position& p);
Shift bd09_shift(const geo::Position& p);

/// What a rigid shift at a place looks like: `gcj02-suspect`, `bd09-suspect`, either way round; nothing else
/// has so particular a shift.
std::optional<std::string> web_map_suspect(const Shift& shift, const geo::Position& p);

/// The same of two outlines, corner by corner: over a long line such a shift is not the same at both ends.
/// One of them, drawn on a web map, comes to lie where the other is, to 15 m. \pre both have polygons
std::optional<std::string> web_map_suspect(const geo::Geometry& a, const geo::Geometry& b);

/// What a rigid shift that many lines share looks like: web_map_suspect(), `xian80-or-beijing54-suspect`
/// between 20 and 300 m, else `common-shift`.
std::string common_shift_suspect(const Shift& shift, const geo::Position& p);

/// The shift that most of some share, and which of them do: two metres or more, at least three of them and
/// half.
struct CommonShift {
    Shift shift;
    std::vector<std::size_t> members;
};
std::optional<CommonShift> common_shift(const std::vector<Shift>& shifts);

} // namespace liangxian::compare
