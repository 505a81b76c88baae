// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace liangxian::bench {
namespace {

constexpr std::size_t kShown = 20;
constexpr double kTooSmallForRatioM2 = 1;

bool before(const OverlapPair& a, const OverlapPair& b) {
    return std::tie(a.application, a.zone_id) < std::tie(b.application, b.zone_id);
}

/// Takes the two sorted lists side by side.
class Comparing {
public:
    explicit Comparing(const ComparisonRule& rule) : m_rule(rule) {}

    void only_ours(const OverlapPair& pair) {
        if (!(pair.area_m2 < m_rule.area_floor_m2)) {
            disagree({Disagreement::Kind::missing_there, pair.application, pair.zone_id, pair.area_m2, 0});
        }
    }
    void only_theirs(const OverlapPair& pair) {
        disagree({Disagreement::Kind::missing_here, pair.application, pair.zone_id, 0, pair.area_m2});
    }
    void both(const OverlapPair& ours, const OverlapPair& peers) {
        ++m_out.pairs;
        const double difference_m2 = std::abs(ours.area_m2 - peers.area_m2);
        m_out.largest_difference_m2 = std::max(m_out.largest_difference_m2, difference_m2);
        if (peers.area_m2 > kTooSmallForRatioM2) {
            m_out.largest_relative_difference =
                std::max(m_out.largest_relative_difference, difference_m2 / peers.area_m2);
        }
        if (difference_m2 <= m_rule.tolerance.of(peers.area_m2)) { // not so for NaN
            return;
        }
        if (m_rule.second_look && m_rule.second_look(ours, peers)) {
            ++m_out.explained;
        } else {
            disagree({Disagreement::Kind::area, ours.application, ours.zone_id, ours.area_m2, peers.area_m2});
        }
    }
    Comparison take() { return std::move(m_out); }

private:
    void disagree(Disagreement what) {
        ++m_out.disagreements;
        if (m_out.first.size() < kShown) {
            m_out.first.push_back(std::move(what));
        }
    }

    const ComparisonRule& m_rule;
    Comparison m_out;
};

} // namespace

double AreaTolerance::of(double area_m2) const { return std::max(relative * area_m2, absolute_m2); }

AreaTolerance tolerance_between(EdgeModel ours, EdgeModel peers) {
    return ours != peers                 ? AreaTolerance{2e-4, 1e-3}
           : ours == EdgeModel::geodesic ? AreaTolerance{1e-7, 2e-4}
                                         : AreaTolerance{1e-9, 1e-6};
}

Comparison compare(std::vector<OverlapPair> ours, std::vector<OverlapPair> peers,
                   const ComparisonRule& rule) {
    std::sort(ours.begin(), ours.end(), before);
    std::sort(peers.begin(), peers.end(), before);
    Comparing comparing(rule);
    auto mine = ours.begin();
    auto theirs = peers.begin();
    while (mine != ours.end() || theirs != peers.end()) {
        if (theirs == peers.end() || (mine != ours.end() && before(*mine, *theirs))) {
            comparing.only_ours(*mine++);
        } else if (mine == ours.end() || before(*theirs, *mine)) {
            comparing.only_theirs(*theirs++);
        } else {
            comparing.both(*mine++, *theirs++);
        }
    }
    return comparing.take();
}

} // namespace liangxian::bench
