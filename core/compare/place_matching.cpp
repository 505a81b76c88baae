// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/place_matching.hpp"

#include "core/compare/near_middles.hpp"
#include "core/compare/nearness.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>

namespace liangxian::compare {
namespace {

constexpr double kClearlyNearer = 0.5;
constexpr double kNever = std::numeric_limits<double>::infinity();

/// The nearest of one line and how much farther the next one is.
struct Nearest {
    std::size_t other = 0;
    double best_m = kNever;
    double next_m = kNever;
    std::vector<std::size_t> seen; ///< all that may be it, as far as was looked

    void see(std::size_t one, double distance_m) {
        seen.push_back(one);
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

/// The lines of one side that are left, by their places among themselves.
struct Side {
    Side(const std::vector<Line>& lines, const std::vector<std::size_t>& left) : of(left) {
        std::vector<geo::Position> middles;
        for (const std::size_t i : left) {
            shapes.push_back(shape_of(lines[i]));
            middles.push_back(shapes.back().middle);
        }
        near = NearMiddles(std::move(middles));
        done.resize(left.size(), false);
        nearest.resize(left.size());
        watchers.resize(left.size());
    }

    const std::vector<std::size_t>& of;
    std::vector<Shape> shapes;
    NearMiddles near{{}};
    std::vector<bool> done;
    std::vector<Nearest> nearest;
    std::vector<std::set<std::size_t>> watchers; ///< lines of the other side that have seen this one
};

class PlaceMatcher {
public:
    PlaceMatcher(Side& a, Side& b, const std::function<bool(std::size_t, std::size_t)>& may_be_one,
                 const base::CancelToken& cancel)
        : m_a(a), m_b(b), m_may_be_one(may_be_one), m_cancel(cancel) {}

    PlaceMatching match() {
        std::set<std::size_t> of_a;
        for (std::size_t i = 0; i < m_a.of.size(); ++i) {
            seek(true, i);
            of_a.insert(i);
        }
        for (std::size_t i = 0; i < m_b.of.size(); ++i) {
            seek(false, i);
        }
        while (!of_a.empty()) {
            of_a = take_clear(of_a);
        }
        list_ambiguous();
        return std::move(m_out);
    }

private:
    /// Distances are the same from either side and dear: each that counts is measured once.
    std::optional<double> distance_m(std::size_t a, std::size_t b, int zones) {
        const auto key = std::make_pair(std::make_pair(a, b), zones);
        if (const auto known = m_known.find(key); known != m_known.end()) {
            return known->second;
        }
        const auto found = m_may_be_one(m_a.of[a], m_b.of[b])
                               ? nearness_m(m_a.shapes[a], m_b.shapes[b], zones)
                               : std::nullopt;
        if (found) {
            m_known.emplace(key, *found);
        }
        return found;
    }

    /// Looks about a line until nothing that is left can be nearer than the two nearest.
    void seek(bool is_a, std::size_t i) {
        m_cancel.throw_if_cancelled();
        Side& own = is_a ? m_a : m_b;
        Side& other = is_a ? m_b : m_a;
        Nearest found;
        for (const int zones : kZonesTried) {
            const geo::Position& middle = own.shapes[i].middle;
            const geo::Position from{middle.x + 3.0 * (is_a ? zones : -zones), middle.y};
            other.near.visit_from(from, kReachM, [&](std::size_t j, double at_least_m) {
                if (at_least_m > found.next_m) {
                    return false;
                }
                const auto metres = other.done[j] ? std::nullopt
                                    : is_a        ? distance_m(i, j, zones)
                                                  : distance_m(j, i, zones);
                if (metres) {
                    found.see(j, *metres);
                    other.watchers[j].insert(i);
                }
                return true;
            });
        }
        own.nearest[i] = std::move(found);
    }

    /// Pairs what is clear among \p of_a. \returns the lines of a for which something changed by it
    std::set<std::size_t> take_clear(const std::set<std::size_t>& of_a) {
        std::vector<std::pair<std::size_t, std::size_t>> taken;
        for (const std::size_t a : of_a) {
            const Nearest& there = m_a.nearest[a];
            if (m_a.done[a] || !there.is_clear() || m_b.done[there.other]) {
                continue;
            }
            const Nearest& back = m_b.nearest[there.other];
            if (back.is_clear() && back.other == a) {
                taken.emplace_back(a, there.other);
                m_a.done[a] = m_b.done[there.other] = true;
            }
        }
        std::set<std::size_t> changed_a;
        std::set<std::size_t> changed_b;
        for (const auto& [a, b] : taken) {
            m_out.pairs.emplace_back(m_a.of[a], m_b.of[b]);
            changed_a.insert(m_b.watchers[b].begin(), m_b.watchers[b].end());
            changed_b.insert(m_a.watchers[a].begin(), m_a.watchers[a].end());
        }
        return look_again(changed_a, changed_b);
    }

    std::set<std::size_t> look_again(const std::set<std::size_t>& changed_a,
                                     const std::set<std::size_t>& changed_b) {
        std::set<std::size_t> out;
        for (const std::size_t a : changed_a) {
            if (!m_a.done[a]) {
                seek(true, a);
                out.insert(a);
            }
        }
        for (const std::size_t b : changed_b) {
            if (!m_b.done[b]) {
                seek(false, b);
                if (m_b.nearest[b].best_m < kNever) {
                    out.insert(m_b.nearest[b].other);
                }
            }
        }
        return out;
    }

    /// Lines that hang together by what each may be.
    void list_ambiguous() {
        std::map<std::size_t, std::set<std::size_t>> of_a;
        std::map<std::size_t, std::set<std::size_t>> of_b;
        const auto link = [&](std::size_t a, std::size_t b) {
            if (!m_a.done[a] && !m_b.done[b]) {
                of_a[a].insert(b);
                of_b[b].insert(a);
            }
        };
        for (std::size_t a = 0; a < m_a.of.size(); ++a) {
            for (const std::size_t b : m_a.nearest[a].seen) {
                link(a, b);
            }
        }
        for (std::size_t b = 0; b < m_b.of.size(); ++b) {
            for (const std::size_t a : m_b.nearest[b].seen) {
                link(a, b);
            }
        }
        for (const auto& [start, others] : of_a) {
            if (!m_a.done[start]) {
                m_out.ambiguous.push_back(hanging_together(start, of_a, of_b));
            }
        }
    }

    Ambiguity hanging_together(std::size_t start, std::map<std::size_t, std::set<std::size_t>>& of_a,
                               std::map<std::size_t, std::set<std::size_t>>& of_b) {
        Ambiguity group;
        std::vector<std::size_t> open{start};
        m_a.done[start] = true;
        while (!open.empty()) {
            const std::size_t a = open.back();
            open.pop_back();
            group.a.push_back(m_a.of[a]);
            for (const std::size_t b : of_a[a]) {
                if (m_b.done[b]) {
                    continue;
                }
                m_b.done[b] = true;
                group.b.push_back(m_b.of[b]);
                for (const std::size_t next : of_b[b]) {
                    if (!m_a.done[next]) {
                        m_a.done[next] = true;
                        open.push_back(next);
                    }
                }
            }
        }
        return group;
    }

    Side& m_a;
    Side& m_b;
    const std::function<bool(std::size_t, std::size_t)>& m_may_be_one;
    const base::CancelToken& m_cancel;
    std::map<std::pair<std::pair<std::size_t, std::size_t>, int>, double> m_known;
    PlaceMatching m_out;
};

} // namespace

PlaceMatching match_by_place(const std::vector<Line>& a, const std::vector<std::size_t>& left_a,
                             const std::vector<Line>& b, const std::vector<std::size_t>& left_b,
                             const std::function<bool(std::size_t, std::size_t)>& may_be_one,
                             const base::CancelToken& cancel) {
    Side side_a(a, left_a);
    Side side_b(b, left_b);
    return PlaceMatcher(side_a, side_b, may_be_one, cancel).match();
}

} // namespace liangxian::compare
