// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/compare_side.hpp"
#include "core/base/cancel_token.hpp"
#include "core/compare/comparison.hpp"
#include "core/words/side_check.hpp"

#include <map>
#include <vector>

namespace liangxian::app {

/// One side that announced words give a distance for, as either copy has it.
struct SideBeside {
    words::SideCheck a;
    words::SideCheck b;
};

/// Metres per side of the pairs against the announced words of their version in the store; by place among
/// the compared lines. Pairs on a suspect datum, of a version the store does not have, and words that a
/// person had to draw give nothing. Three queries, however many lines. Cost: the words, and the vertices of
/// their units. \throws base::StoreError, base::Cancelled
std::map<std::size_t, std::vector<SideBeside>> compare_with_words(const store::Store& store, const Side& a,
                                                                  const Side& b,
                                                                  const compare::Comparison& comparison,
                                                                  const base::CancelToken& cancel);

} // namespace liangxian::app
