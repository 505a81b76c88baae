// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "core/bench/overlap_bench.hpp"

#include <string>

namespace liangxian::bench {

/// A table for people: who, CPU seconds, how many times ours, whether all pairs agree; then every
/// disagreement kept.
std::string bench_table(const OverlapBenchReport& report, base::Language language);

/// `{"ours":{"cpu_s":…},"pairs":N,"peers":{"NAME":{"cpu_s":…,"ratio":peer/ours,"agree":true}}}` for the
/// generated applications, and beside these keys: versions, loading, the machine, the region, the other
/// sets in the same form under `sets`, and `agree` for all of it. One line, ended.
std::string bench_json(const OverlapBenchReport& report);

} // namespace liangxian::bench
