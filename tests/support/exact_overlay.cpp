// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/exact_overlay.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <array>
#include <vector>

namespace liangxian::tests {
namespace {

using Rational = boost::multiprecision::cpp_rational;

struct Point {
    Rational x;
    Rational y;
};

struct Edge {
    geo::Position a;
    geo::Position b;
    Point from;
    Point to;
};

enum Where { kInside, kOutside, kAlong, kAgainst };

struct Pieces {
    std::array<int, 4> count{};
    Rational twice_area = 0; ///< of the pieces that bound the intersection
    bool has_contact = false;
};

Rational cross(const Point& o, const Point& p, const Point& q) {
    return (p.x - o.x) * (q.y - o.y) - (p.y - o.y) * (q.x - o.x);
}

double plain_twice_area(const geo::Ring& ring) {
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const geo::Position& o = ring.front();
        const geo::Position& p = ring[i];
        const geo::Position& q = ring[(i + 1) % ring.size()];
        sum += (p.x - o.x) * (q.y - o.y) - (q.x - o.x) * (p.y - o.y);
    }
    return sum;
}

void add_edges(const geo::Ring& ring, bool is_hole, std::vector<Edge>& out) {
    const bool turn = (plain_twice_area(ring) < 0) != is_hole;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        geo::Position a = ring[i];
        geo::Position b = ring[(i + 1) % ring.size()];
        if (a == b) {
            continue;
        }
        if (turn) {
            std::swap(a, b);
        }
        out.push_back({a, b, {Rational(a.x), Rational(a.y)}, {Rational(b.x), Rational(b.y)}});
    }
}

std::vector<Edge> edges_of(const geo::Geometry& geometry) {
    std::vector<Edge> out;
    for (const geo::Polygon& polygon : geometry.polygons) {
        add_edges(polygon.shell, false, out);
        for (const geo::Ring& hole : polygon.holes) {
            add_edges(hole, true, out);
        }
    }
    return out;
}

bool boxes_meet(const Edge& e, const Edge& f) {
    geo::Box one;
    one.add(e.a);
    one.add(e.b);
    geo::Box two;
    two.add(f.a);
    two.add(f.b);
    return one.intersects(two);
}

/// Share of e at a point on its line.
Rational share(const Edge& e, const Point& p) {
    return e.from.x != e.to.x ? Rational((p.x - e.from.x) / (e.to.x - e.from.x))
                              : Rational((p.y - e.from.y) / (e.to.y - e.from.y));
}

void add_meetings(const Edge& e, const Edge& f, std::vector<Rational>& shares) {
    const Rational from = cross(f.from, f.to, e.from);
    const Rational to = cross(f.from, f.to, e.to);
    if (from == 0 && to == 0) {
        for (const Point& p : {f.from, f.to}) {
            const Rational t = share(e, p);
            if (t >= 0 && t <= 1) {
                shares.push_back(t);
            }
        }
        return;
    }
    if (from * to > 0 || cross(e.from, e.to, f.from) * cross(e.from, e.to, f.to) > 0) {
        return;
    }
    shares.push_back(from / (from - to));
}

bool is_on(const Edge& f, const Point& p) {
    if (cross(f.from, f.to, p) != 0) {
        return false;
    }
    const Rational t = share(f, p);
    return t >= 0 && t <= 1;
}

Where place(const Point& p, const Edge& e, const std::vector<Edge>& area) {
    bool is_odd = false;
    for (const Edge& f : area) {
        const bool over = f.from.y > p.y;
        const bool to_over = f.to.y > p.y;
        if (boxes_meet(e, f) && is_on(f, p)) {
            const Rational dot =
                (e.to.x - e.from.x) * (f.to.x - f.from.x) + (e.to.y - e.from.y) * (f.to.y - f.from.y);
            return dot > 0 ? kAlong : kAgainst;
        }
        if (over != to_over && (cross(f.from, f.to, p) > 0) == to_over) {
            is_odd = !is_odd;
        }
    }
    return is_odd ? kInside : kOutside;
}

Point at(const Edge& e, const Rational& t) {
    return {e.from.x + t * (e.to.x - e.from.x), e.from.y + t * (e.to.y - e.from.y)};
}

Pieces cut(const std::vector<Edge>& mine, const std::vector<Edge>& theirs, bool takes_shared) {
    Pieces out;
    for (const Edge& e : mine) {
        std::vector<Rational> shares;
        for (const Edge& f : theirs) {
            if (boxes_meet(e, f)) {
                add_meetings(e, f, shares);
            }
        }
        out.has_contact = out.has_contact || !shares.empty();
        shares.push_back(0);
        shares.push_back(1);
        std::sort(shares.begin(), shares.end());
        shares.erase(std::unique(shares.begin(), shares.end()), shares.end());
        for (std::size_t k = 1; k < shares.size(); ++k) {
            const Where where = place(at(e, (shares[k - 1] + shares[k]) / 2), e, theirs);
            ++out.count[where];
            if (where == kInside || (where == kAlong && takes_shared)) {
                const Point p = at(e, shares[k - 1]);
                const Point q = at(e, shares[k]);
                out.twice_area += p.x * q.y - q.x * p.y;
            }
        }
    }
    return out;
}

} // namespace

ExactOverlay exact_overlay(const geo::Geometry& application, const geo::Geometry& zone) {
    const std::vector<Edge> a = edges_of(application);
    const std::vector<Edge> z = edges_of(zone);
    const Pieces of_a = cut(a, z, true);
    const Pieces of_z = cut(z, a, false);
    ExactOverlay out;
    out.area_deg2 = static_cast<double>(Rational((of_a.twice_area + of_z.twice_area) / 2));
    using overlap::FlatRelation;
    if (of_a.count[kInside] + of_a.count[kAlong] + of_z.count[kInside] == 0) {
        out.relation = of_a.has_contact ? FlatRelation::touch : FlatRelation::disjoint;
        return out;
    }
    const bool is_a = of_a.count[kOutside] + of_a.count[kAgainst] + of_z.count[kInside] == 0;
    const bool is_z = of_z.count[kOutside] + of_z.count[kAgainst] + of_a.count[kInside] == 0;
    out.relation = is_a   ? (is_z ? FlatRelation::equal : FlatRelation::application_within)
                   : is_z ? FlatRelation::zone_within
                          : FlatRelation::crossing;
    return out;
}

} // namespace liangxian::tests
