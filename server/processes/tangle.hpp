// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/intake/feature.hpp"

#include <cstddef>

namespace liangxian::processes {

/// How often the outlines of one call may cross themselves and each other, feature by feature. To make a
/// tangle valid costs time and memory by its crossings: three thousand corners at random took a minute and 2
/// GB.
constexpr std::size_t kMostCrossings = 20'000;

/// Features that go beyond that, or would take too long to look through: `too-tangled`, with their places.
base::Problems tangles(const std::vector<intake::ReadOutcome>& files,
                       std::size_t most_crossings = kMostCrossings);

} // namespace liangxian::processes
