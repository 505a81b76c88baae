// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/local_transform.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace liangxian::geo {
namespace {

double cross(const Position& a, const Position& b, const Position& c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/// Sums of products about the middles of the points.
struct Moments {
    Position from;
    Position to;
    double xx = 0, xy = 0, yy = 0;
    double ux = 0, uy = 0, vx = 0, vy = 0; ///< u, v: the new x and y
};

Moments moments_of(const std::vector<PointPair>& pairs) {
    Moments m;
    const auto n = static_cast<double>(pairs.size());
    for (const PointPair& p : pairs) {
        m.from = {m.from.x + p.from.x / n, m.from.y + p.from.y / n};
        m.to = {m.to.x + p.to.x / n, m.to.y + p.to.y / n};
    }
    for (const PointPair& p : pairs) {
        const double x = p.from.x - m.from.x;
        const double y = p.from.y - m.from.y;
        const double u = p.to.x - m.to.x;
        const double v = p.to.y - m.to.y;
        m.xx += x * x;
        m.xy += x * y;
        m.yy += y * y;
        m.ux += u * x;
        m.uy += u * y;
        m.vx += v * x;
        m.vy += v * y;
    }
    return m;
}

} // namespace

double plane_distance_m(const Position& a, const Position& b) {
    const double dx = a.x - b.x;
    const double dy = a.y - b.y;
    return std::sqrt(dx * dx + dy * dy);
}

std::string_view code_of(TransformModel model) {
    return model == TransformModel::affine ? "affine" : "four-parameter";
}

Position LocalTransform::apply(const Position& from) const {
    const double dx = from.x - origin.x;
    const double dy = from.y - origin.y;
    return {matrix[0] * dx + matrix[1] * dy + target_origin.x,
            matrix[2] * dx + matrix[3] * dy + target_origin.y};
}

std::optional<LocalTransform> fit(TransformModel model, const std::vector<PointPair>& pairs) {
    const Moments m = moments_of(pairs);
    LocalTransform out;
    out.model = model;
    out.origin = m.from;
    out.target_origin = m.to;
    if (model == TransformModel::four_parameter) {
        const double size = m.xx + m.yy;
        if (pairs.size() < 2 || !(size > 0)) {
            return std::nullopt;
        }
        const double a = (m.ux + m.vy) / size;
        const double b = (m.uy - m.vx) / size;
        out.matrix = {a, b, -b, a};
        return out;
    }
    const double determinant = m.xx * m.yy - m.xy * m.xy;
    constexpr double kOnOneLine = 1e-9;
    if (pairs.size() < 3 || !(determinant > kOnOneLine * m.xx * m.yy)) {
        return std::nullopt;
    }
    out.matrix = {(m.ux * m.yy - m.uy * m.xy) / determinant, (m.uy * m.xx - m.ux * m.xy) / determinant,
                  (m.vx * m.yy - m.vy * m.xy) / determinant, (m.vy * m.xx - m.vx * m.xy) / determinant};
    return out;
}

Residuals residuals_of(const LocalTransform& transform, const std::vector<PointPair>& pairs) {
    Residuals out;
    double sum = 0;
    for (const PointPair& pair : pairs) {
        const double off = plane_distance_m(transform.apply(pair.from), pair.to);
        sum += off * off;
        out.greatest = std::max(out.greatest, off);
    }
    out.rms = pairs.empty() ? 0 : std::sqrt(sum / static_cast<double>(pairs.size()));
    return out;
}

std::optional<double> left_out_rms(TransformModel model, const std::vector<PointPair>& pairs) {
    double sum = 0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        std::vector<PointPair> others = pairs;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
        const auto fitted = fit(model, others);
        if (!fitted) {
            return std::nullopt;
        }
        const double off = plane_distance_m(fitted->apply(pairs[i].from), pairs[i].to);
        sum += off * off;
    }
    return pairs.empty() ? std::nullopt : std::optional(std::sqrt(sum / static_cast<double>(pairs.size())));
}

double spread_of(const std::vector<Position>& points) {
    const std::vector<Position> hull = convex_hull(points);
    double longest = 0;
    for (const Position& a : hull) {
        for (const Position& b : hull) {
            longest = std::max(longest, plane_distance_m(a, b));
        }
    }
    if (hull.size() < 3 || !(longest > 0)) {
        return 0;
    }
    double narrowest = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i < hull.size(); ++i) {
        const Position& a = hull[i];
        const Position& b = hull[(i + 1) % hull.size()];
        double width = 0;
        for (const Position& c : hull) {
            width = std::max(width, std::abs(cross(a, b, c)) / plane_distance_m(a, b));
        }
        narrowest = std::min(narrowest, width);
    }
    return narrowest / longest;
}

std::vector<Position> convex_hull(std::vector<Position> points) {
    const auto before = [](const Position& a, const Position& b) {
        return a.x != b.x ? a.x < b.x : a.y < b.y;
    };
    std::sort(points.begin(), points.end(), before);
    std::vector<Position> hull;
    const auto build = [&hull](const Position& p, std::size_t least) {
        while (hull.size() >= least && cross(hull[hull.size() - 2], hull.back(), p) <= 0) {
            hull.pop_back();
        }
        hull.push_back(p);
    };
    for (const Position& p : points) {
        build(p, 2);
    }
    const std::size_t lower = hull.size() + 1;
    for (std::size_t i = points.size(); i-- > 1;) {
        build(points[i - 1], lower);
    }
    if (hull.size() > 1) {
        hull.pop_back(); // the first again
    }
    return hull;
}

bool is_within_hull(const std::vector<Position>& hull, const Position& point, double tolerance_m) {
    if (hull.size() < 3) {
        return false;
    }
    for (std::size_t i = 0; i < hull.size(); ++i) {
        const Position& a = hull[i];
        const Position& b = hull[(i + 1) % hull.size()];
        if (cross(a, b, point) < -tolerance_m * plane_distance_m(a, b)) {
            return false;
        }
    }
    return true;
}

} // namespace liangxian::geo
