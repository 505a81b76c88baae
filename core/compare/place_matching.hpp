// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/compare/line.hpp"

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

namespace liangxian::compare {

/// Lines of which nobody can tell which is which.
struct Ambiguity {
    std::vector<std::size_t> a;
    std::vector<std::size_t> b;
};

struct PlaceMatching {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    std::vector<Ambiguity> ambiguous;
};

/// Pairs lines by where they stand: each must be the nearest of the other (nearness_m()) by half of what the
/// next one is away; what is paired clears the sight for others. Lines that hang together by what each may be
/// and stay in doubt are ambiguous.
/// \param left_a,left_b  the lines to pair
/// \param may_be_one  whether a line of a and one of b may be paired at all
/// Cost: n log n, and for each line the outlines as near as its second nearest; for one that finds no
/// partner the boxes within kReachM. \throws base::Cancelled
PlaceMatching match_by_place(const std::vector<Line>& a, const std::vector<std::size_t>& left_a,
                             const std::vector<Line>& b, const std::vector<std::size_t>& left_b,
                             const std::function<bool(std::size_t, std::size_t)>& may_be_one,
                             const base::CancelToken& cancel);

} // namespace liangxian::compare
