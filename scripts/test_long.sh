#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The long part of ./test: sanitizers, fuzzing, a machine with nothing on it. Run by hand; hours, not
# minutes. FUZZ_SECONDS sets the time for each fuzz target (60).
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install_packages.sh scripts/packages.txt scripts/packages-long.txt

for preset in asan tsan; do
  scripts/build.sh "$preset"
  ctest --preset "$preset" -j2
done

scripts/build.sh fuzz -DLIANGXIAN_BUILD_TESTS=ON
for target in build/fuzz/bin/fuzz_*; do
  name=$(basename "$target")
  corpus=build/fuzz/corpus/$name
  mkdir -p "$corpus"
  echo "fuzzing $name for ${FUZZ_SECONDS:-60} s"
  "$target" -max_total_time="${FUZZ_SECONDS:-60}" -timeout=20 -rss_limit_mb=4096 -print_final_stats=1 \
    "$corpus" data/demo/applications >"build/fuzz/$name.log" 2>&1 ||
    { tail -n 30 "build/fuzz/$name.log"; exit 1; }
  grep -E 'stat::number_of_executed_units' "build/fuzz/$name.log"
done

scripts/bare_system.sh
