// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/bench/random.hpp"
#include "core/geo/geometry.hpp"

#include <cstdint>
#include <vector>

namespace liangxian::bench {

/// Cosine and sine of a share of a full turn, by series and without the mathematics library, whose last
/// digit differs from machine to machine.
struct Direction {
    double x = 1;
    double y = 0;
    static Direction at(double turn);
};

/// A plane of metres, east and north, about a place; positions come out on the grid of 1e-9 degrees.
class LocalFrame {
public:
    explicit LocalFrame(const geo::Position& origin);

    geo::Position at(double east_m, double north_m) const;
    const geo::Position& origin() const { return m_origin; }

private:
    geo::Position m_origin;
    double m_lon_per_m;
    double m_lat_per_m;
};

/// A ring that all can be seen from its centre: vertices at ascending directions. Two stars of the same
/// directions lie one inside the other when every radius does.
struct Star {
    struct Spoke {
        Direction direction;
        double radius_m;
    };
    std::vector<Spoke> spokes;

    double largest_radius_m() const;
    /// Every radius times \p factor plus \p margin_m.
    Star grown(double factor, double margin_m) const;
    geo::Ring ring(const LocalFrame& frame) const { return ring(frame, 0, 0); }
    /// With its centre off the frame's origin.
    geo::Ring ring(const LocalFrame& frame, double east_m, double north_m) const;
    /// The centre and the spokes [first, last]: a part that shares those edges. \pre less than half of them
    geo::Ring sector(const LocalFrame& frame, std::size_t first, std::size_t last) const;
};

/// \param radius_m  the radii lie between half of it and all of it
/// \pre 5 <= count
Star make_star(Random& random, std::uint32_t count, double radius_m);

/// A strip along a line that winds but never turns back on its axis.
struct Strip {
    struct Station {
        double along_m;
        double aside_m;
    };
    Direction axis;
    std::vector<Station> stations;

    /// The strip \p width_m wide across the axis, \p overhang_m longer at both ends.
    geo::Ring ring(const LocalFrame& frame, double width_m, double overhang_m) const;
};

/// \param step_m  between stations, give or take a third
Strip make_strip(Random& random, double length_m, double step_m);

} // namespace liangxian::bench
