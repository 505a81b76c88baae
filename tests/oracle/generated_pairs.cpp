// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/oracle/generated_pairs.hpp"

#include <array>
#include <cmath>
#include <random>

namespace liangxian::tests {
namespace {

using geo::Geometry;
using geo::Position;
using geo::Ring;

constexpr double kPi = 3.14159265358979323846;

class Generator {
public:
    explicit Generator(unsigned seed) : m_random(seed) {}

    double uniform(double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(m_random);
    }

    /// A star-shaped ring: valid by construction.
    Ring star(Position middle, double radius) {
        const auto corners = static_cast<std::size_t>(uniform(5, 40));
        Ring ring;
        for (std::size_t i = 0; i < corners; ++i) {
            const double angle = 2 * kPi * static_cast<double>(i) / static_cast<double>(corners);
            const double r = radius * uniform(0.35, 1.0);
            ring.push_back({middle.x + r * std::cos(angle), middle.y + r * std::sin(angle)});
        }
        return ring;
    }
    Position middle() { return {uniform(80, 130), uniform(20, 50)}; }
    double radius() { return std::pow(10.0, uniform(-3.5, -1.7)); }

private:
    std::mt19937 m_random;
};

Geometry polygon(Ring shell, std::vector<Ring> holes = {}) {
    Geometry out;
    out.polygons.push_back({std::move(shell), std::move(holes)});
    return out;
}

Ring cell(double x, double y, double width, double height) {
    return {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}};
}

GeneratedPair generic(Generator& g) {
    const Position m = g.middle();
    const double r = g.radius();
    return {"generic", polygon(g.star(m, r)),
            polygon(g.star({m.x + g.uniform(-1.5, 1.5) * r, m.y + g.uniform(-1.5, 1.5) * r},
                           r * g.uniform(0.3, 2)))};
}

/// Both use the same run of vertices, one on each side or both on the same side.
GeneratedPair shared_edge(Generator& g) {
    const Position m = g.middle();
    const double r = g.radius();
    Ring zigzag;
    for (int i = 0; i <= 12; ++i) {
        zigzag.push_back({m.x + r * i / 6.0, m.y + g.uniform(-0.1, 0.1) * r});
    }
    const auto closed = [&zigzag, &m, &g, r](double side) {
        Ring ring = zigzag;
        ring.push_back({m.x + 2 * r, m.y + side * g.uniform(0.3, 1) * r});
        ring.push_back({m.x, m.y + side * g.uniform(0.3, 1) * r});
        return ring;
    };
    const double other_side = g.uniform(0, 1) < 0.5 ? -1 : 1;
    return {"shared-edge", polygon(closed(1)), polygon(closed(other_side))};
}

GeneratedPair hole(Generator& g) {
    const Position m = g.middle();
    const double r = g.radius();
    return {"hole", polygon(g.star({m.x + g.uniform(-1, 1) * r, m.y}, r * g.uniform(0.1, 0.8))),
            polygon(cell(m.x - r, m.y - r, 2 * r, 2 * r), {g.star(m, r * 0.8)})};
}

GeneratedPair contained(Generator& g) {
    const Position m = g.middle();
    const double r = g.radius();
    Geometry small = polygon(g.star(m, r * 0.3));
    Geometry large = polygon(cell(m.x - r, m.y - r, 2 * r, 2 * r));
    return g.uniform(0, 1) < 0.5 ? GeneratedPair{"contained", small, large}
                                 : GeneratedPair{"contained", large, small};
}

GeneratedPair touch(Generator& g) {
    const Position m = g.middle();
    const double r = g.radius();
    const double edge = m.x + r;
    const double shift = g.uniform(-1, 2) * r; // along the edge, at a corner, or past it
    return {"touch", polygon({{m.x, m.y}, {edge, m.y}, {edge, m.y + r}, {m.x, m.y + r}}),
            polygon({{edge, m.y + shift},
                     {edge + r, m.y + shift},
                     {edge + r, m.y + shift + r},
                     {edge, m.y + shift + r}})};
}

GeneratedPair sliver(Generator& g) {
    const Position m = g.middle();
    const double r = g.radius();
    const double thin = std::pow(10.0, g.uniform(-9, -6));
    return {"sliver", polygon(cell(m.x, m.y, r, r)), polygon(cell(m.x + r - thin, m.y, r, r))};
}

GeneratedPair point(Generator& g) {
    const Position m = g.middle();
    const double r = g.radius();
    GeneratedPair out{"point", polygon(g.star(m, r)), {}};
    out.stored.points.push_back(g.uniform(0, 1) < 0.2
                                    ? out.application.polygons.front().shell[2]
                                    : Position{m.x + g.uniform(-1, 1) * r, m.y + g.uniform(-1, 1) * r});
    return out;
}

GeneratedPair line(Generator& g) {
    const Position m = g.middle();
    const double r = g.radius();
    GeneratedPair out{"line", polygon(g.star(m, r)), {}};
    geo::Line run;
    for (int i = 0; i < 6; ++i) {
        run.push_back({m.x + (i - 2.5) * 0.6 * r, m.y + g.uniform(-1, 1) * r});
    }
    out.stored.lines.push_back(run);
    return out;
}

} // namespace

std::vector<GeneratedPair> generated_pairs(std::size_t count, unsigned seed) {
    static constexpr std::array<GeneratedPair (*)(Generator&), 8> kMakers = {
        generic, shared_edge, hole, contained, touch, sliver, point, line};
    Generator generator(seed);
    std::vector<GeneratedPair> out;
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back(kMakers[i % kMakers.size()](generator));
    }
    return out;
}

} // namespace liangxian::tests
