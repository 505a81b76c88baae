// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/matching.hpp"

#include "core/compare/farthest.hpp"
#include "core/geo/distance.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <set>
#include <utility>

namespace liangxian::compare {
namespace {

/// Copies on a wrong datum lie up to so far from the line (law-and-formats 5.4).
constexpr double kReachM = 1600;
constexpr double kClearlyNearer = 0.5;

using Key = std::function<std::string(const Line&)>;

std::string family_of(const Line& line) {
    return !line.kind ? "" : zone::is_protection(*line.kind) ? "protection" : "control";
}

/// How two sides may name a unit alike; an id on one side and a name on the other would never meet.
const std::vector<std::function<std::string(const Line&)>> kUnitNames{
    [](const Line& line) { return line.site_id; }, [](const Line& line) { return line.site_code; },
    [](const Line& line) { return line.site_name; }};

bool may_be_one(const Line& a, const Line& b) {
    const auto differ = [](const std::string& x, const std::string& y) {
        return !x.empty() && !y.empty() && x != y;
    };
    const bool is_of_one_unit = !a.site_name.empty() && a.site_name == b.site_name;
    return !differ(a.zone_id, b.zone_id) && (is_of_one_unit || !differ(a.bsm, b.bsm)) &&
           !differ(a.site_name, b.site_name) && !differ(family_of(a), family_of(b));
}

/// A line as it was meant to stand, for looking about it.
struct Shape {
    geo::Geometry geometry;
    geo::Box box;
    geo::Position middle;
};

Shape shape_of(const Line& line) {
    Shape out;
    out.geometry = line.by_own_zone            ? *line.by_own_zone
                   : is_swapped(line.geometry) ? turned(line.geometry)
                                               : line.geometry;
    out.box = out.geometry.bounds();
    out.middle = {(out.box.min_x + out.box.max_x) / 2, (out.box.min_y + out.box.max_y) / 2};
    return out;
}

class Matcher {
public:
    Matcher(const std::vector<Line>& a, const std::vector<Line>& b)
        : m_a(a), m_b(b), m_done_a(a.size(), false), m_done_b(b.size(), false) {}

    Matching match() {
        if (m_a.size() == 1 && m_b.size() == 1) { // there is nothing to mistake one for
            take(0, 0, "only");
        }
        by_key("bsm", [](const Line& line) { return line.bsm; });
        by_key("version", [](const Line& line) { return line.version; });
        by_key("zone", [](const Line& line) { return line.zone_id; });
        for (const auto& unit : kUnitNames) {
            by_unit(unit, [](const Line& line) {
                return line.kind ? std::string(zone::code_of(*line.kind)) + "\n" + line.zone_class : "";
            });
            by_unit(unit,
                    [](const Line& line) { return line.kind ? std::string(zone::code_of(*line.kind)) : ""; });
            by_unit(unit, family_of);
        }
        by_place();
        finish();
        return std::move(m_out);
    }

private:
    using Group = std::pair<std::vector<std::size_t>, std::vector<std::size_t>>;

    void take(std::size_t a, std::size_t b, const char* by) {
        m_done_a[a] = m_done_b[b] = true;
        m_out.matches.push_back({a, b, by});
    }

    std::map<std::string, Group> groups_by(const Key& key) const {
        std::map<std::string, Group> out;
        const auto add = [&](const std::vector<Line>& lines, const std::vector<bool>& done, bool is_a) {
            for (std::size_t i = 0; i < lines.size(); ++i) {
                const std::string word = done[i] ? "" : key(lines[i]);
                if (!word.empty()) {
                    Group& group = out[word];
                    (is_a ? group.first : group.second).push_back(i);
                }
            }
        };
        add(m_a, m_done_a, true);
        add(m_b, m_done_b, false);
        return out;
    }

    void by_key(const char* name, const Key& key) {
        for (const auto& [word, group] : groups_by(key)) {
            if (group.first.size() == 1 && group.second.size() == 1) {
                take(group.first.front(), group.second.front(), name);
            }
        }
    }

    void by_unit(const Key& unit, const Key& line) {
        const auto groups = groups_by([&](const Line& one) {
            const std::string name = unit(one);
            const std::string which = line(one);
            return name.empty() || which.empty() ? std::string() : name + "\n" + which;
        });
        for (const auto& [word, group] : groups) {
            if (group.first.size() == 1 && group.second.size() == 1 &&
                !ids_differ(m_a[group.first.front()], m_b[group.second.front()])) {
                take(group.first.front(), group.second.front(), "unit");
            }
        }
    }

    /// Two zones that differ are two lines, whatever else they share; two BSM that differ may be one line
    /// that was numbered anew, where it stands as it stood.
    static bool ids_differ(const Line& a, const Line& b) {
        if (!a.zone_id.empty() && !b.zone_id.empty() && a.zone_id != b.zone_id) {
            return true;
        }
        return !a.bsm.empty() && !b.bsm.empty() && a.bsm != b.bsm &&
               !shape_of(a).box.intersects(shape_of(b).box);
    }

    /// What is near to each line of a that is left, with its greatest distance.
    struct Candidate {
        std::size_t a;
        std::size_t b;
        double distance_m;
    };

    std::vector<Candidate> candidates() const {
        std::map<std::pair<long, long>, std::vector<std::size_t>> cells;
        std::vector<Shape> shapes(m_b.size());
        for (std::size_t i = 0; i < m_b.size(); ++i) {
            if (!m_done_b[i]) {
                shapes[i] = shape_of(m_b[i]);
                cells[cell_of(shapes[i].middle)].push_back(i);
            }
        }
        std::vector<Candidate> out;
        for (std::size_t i = 0; i < m_a.size() && !cells.empty(); ++i) {
            if (!m_done_a[i]) {
                look_about(i, shape_of(m_a[i]), shapes, cells, out);
            }
        }
        return out;
    }

    static constexpr double kCellDeg = 0.03; // wider than kReachM anywhere in China

    static std::pair<long, long> cell_of(const geo::Position& p) {
        return {static_cast<long>(std::floor(p.x / kCellDeg)), static_cast<long>(std::floor(p.y / kCellDeg))};
    }

    void look_about(std::size_t a, const Shape& shape, const std::vector<Shape>& shapes,
                    const std::map<std::pair<long, long>, std::vector<std::size_t>>& cells,
                    std::vector<Candidate>& out) const {
        for (const int zones : {0, -1, 1, -2, 2}) { // a wrong zone moves a line 3° east or west
            const auto [x, y] = cell_of({shape.middle.x + 3.0 * zones, shape.middle.y});
            for (long dx = -1; dx <= 1; ++dx) {
                for (long dy = -1; dy <= 1; ++dy) {
                    const auto found = cells.find({x + dx, y + dy});
                    for (const std::size_t b :
                         found == cells.end() ? std::vector<std::size_t>() : found->second) {
                        weigh(a, b, shape, shapes[b], zones, out);
                    }
                }
            }
        }
    }

    void weigh(std::size_t a, std::size_t b, const Shape& of_a, const Shape& of_b, int zones,
               std::vector<Candidate>& out) const {
        if (!may_be_one(m_a[a], m_b[b])) {
            return;
        }
        const geo::Geometry there = zones == 0 ? of_b.geometry : moved_by_zones(of_b.geometry, -zones);
        const double distance_m = farthest(of_a.geometry, there).distance_m;
        const double size_m =
            geo::geodesic_m({of_a.box.min_x, of_a.box.min_y}, {of_a.box.max_x, of_a.box.max_y});
        // Half its own size away it is rather another line, unless its form is the same.
        if (distance_m <= kReachM && (distance_m <= size_m / 2 || is_like(of_a, of_b, size_m))) {
            out.push_back({a, b, distance_m});
        }
    }

    static bool is_like(const Shape& a, const Shape& b, double size_m) {
        geo::Geometry moved = b.geometry;
        const geo::Position by{a.middle.x - b.middle.x, a.middle.y - b.middle.y};
        moved.for_each_position([&by](geo::Position& p) { p = {p.x + by.x, p.y + by.y}; });
        return farthest(a.geometry, moved).distance_m <= size_m / 50;
    }

    /// The nearest of one line and how much farther the next one is.
    struct Nearest {
        std::size_t other = 0;
        double best_m = std::numeric_limits<double>::infinity();
        double next_m = std::numeric_limits<double>::infinity();

        void see(std::size_t one, double distance_m) {
            if (distance_m < best_m) {
                next_m = best_m;
                best_m = distance_m;
                other = one;
            } else {
                next_m = std::min(next_m, distance_m);
            }
        }
        bool is_clear() const { return best_m < kClearlyNearer * next_m; }
    };

    void by_place() {
        std::vector<Candidate> left = candidates();
        for (bool found = true; found;) { // what is taken clears the sight for others
            std::map<std::size_t, Nearest> from_a;
            std::map<std::size_t, Nearest> from_b;
            for (const Candidate& one : left) {
                from_a[one.a].see(one.b, one.distance_m);
                from_b[one.b].see(one.a, one.distance_m);
            }
            found = false;
            for (const auto& [a, nearest] : from_a) {
                const Nearest& back = from_b[nearest.other];
                if (nearest.is_clear() && back.is_clear() && back.other == a) {
                    take(a, nearest.other, "place");
                    found = true;
                }
            }
            left.erase(std::remove_if(left.begin(), left.end(),
                                      [this](const Candidate& c) { return m_done_a[c.a] || m_done_b[c.b]; }),
                       left.end());
        }
        list_ambiguous(left);
    }

    /// Lines that hang together by what each may be.
    void list_ambiguous(const std::vector<Candidate>& left) {
        std::map<std::size_t, std::vector<std::size_t>> of_a;
        std::map<std::size_t, std::vector<std::size_t>> of_b;
        for (const Candidate& one : left) {
            of_a[one.a].push_back(one.b);
            of_b[one.b].push_back(one.a);
        }
        for (const auto& [start, others] : of_a) {
            if (m_done_a[start]) {
                continue;
            }
            Ambiguity group;
            std::vector<std::size_t> open{start};
            m_done_a[start] = true;
            while (!open.empty()) {
                const std::size_t a = open.back();
                open.pop_back();
                group.a.push_back(a);
                for (const std::size_t b : of_a[a]) {
                    if (m_done_b[b]) {
                        continue;
                    }
                    m_done_b[b] = true;
                    group.b.push_back(b);
                    for (const std::size_t next : of_b[b]) {
                        if (!m_done_a[next]) {
                            m_done_a[next] = true;
                            open.push_back(next);
                        }
                    }
                }
            }
            m_out.ambiguous.push_back(std::move(group));
        }
    }

    void finish() {
        for (std::size_t i = 0; i < m_a.size(); ++i) {
            if (!m_done_a[i]) {
                m_out.only_a.push_back(i);
            }
        }
        for (std::size_t i = 0; i < m_b.size(); ++i) {
            if (!m_done_b[i]) {
                m_out.only_b.push_back(i);
            }
        }
        std::sort(m_out.matches.begin(), m_out.matches.end(),
                  [](const Match& x, const Match& y) { return x.a < y.a; });
    }

    const std::vector<Line>& m_a;
    const std::vector<Line>& m_b;
    std::vector<bool> m_done_a;
    std::vector<bool> m_done_b;
    Matching m_out;
};

} // namespace

Matching match_lines(const std::vector<Line>& a, const std::vector<Line>& b) { return Matcher(a, b).match(); }

} // namespace liangxian::compare
