#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The long part of ./test: the unit tests under sanitizers, every reader under libFuzzer, the flat overlay
# against GEOS, histories of a store against a model, the server under mixed requests, a machine with nothing on
# it. Hours, not minutes.
# FUZZ_SECONDS is the time for each fuzz target (60), DIFFERENTIAL_PAIRS the pairs of each of the thirteen
# families (780,000: ten million in all), HISTORIES how many histories (10,000; of the shared store a tenth),
# SOAK_REQUESTS the requests to the server (100,000).
set -euo pipefail
cd "$(dirname "$0")/.."
fuzz_seconds=${FUZZ_SECONDS:-60}
scripts/install_packages.sh scripts/packages.txt scripts/packages-long.txt

TARGET=overlay_differential scripts/build.sh release -DLIANGXIAN_BUILD_TESTS=ON
differential_log=build/release/differential.log
printf '与 GEOS 逐对比较，同时进行 / the flat overlay against GEOS, pair by pair, beside the rest: %s\n' "$differential_log"
compare_with_geos() {
  local seed
  seed=$(date +%Y%m%d)
  git rev-parse --short HEAD
  echo "seed $seed"
  exec build/release/bin/overlay_differential --pairs "${DIFFERENTIAL_PAIRS:-780000}" --seed "$seed" --judge-every 2000
}
compare_with_geos >"$differential_log" 2>&1 &
differential=$!
trap 'kill "$differential" 2>/dev/null || true' EXIT

# The program and the demonstration under sanitizers take long, and the unit tests reach the same code.
for preset in asan tsan; do
  scripts/build.sh "$preset" -DLIANGXIAN_BUILD_TESTS=ON
  echo "消毒测试 / unit tests under sanitizers: $preset"
  ctest --preset "$preset" -j2 --timeout 1200
done

TARGET=fuzzers scripts/build.sh fuzz -DLIANGXIAN_BUILD_TESTS=ON
count=0
for target in build/fuzz/bin/fuzz_*; do
  name=$(basename "$target")
  mkdir -p "build/fuzz/corpus/$name" "build/fuzz/found"
  printf '模糊测试 / fuzzing %s for %s s: ' "$name" "$fuzz_seconds"
  # The demonstration applications are the seeds; new inputs go into the first folder only.
  if ! "$target" -max_total_time="$fuzz_seconds" -timeout=20 -rss_limit_mb=4096 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/found/$name-" "build/fuzz/corpus/$name" data/demo/applications \
    >"build/fuzz/$name.log" 2>&1; then
    tail -n 40 "build/fuzz/$name.log" >&2
    printf '两线：%s 找到了问题，输入保存在 build/fuzz/found\nliangxian: %s found a fault; the input is in build/fuzz/found\n' "$name" "$name" >&2
    exit 1
  fi
  sed -n 's/^stat::number_of_executed_units: */inputs run: /p' "build/fuzz/$name.log"
  count=$((count + 1))
done
[ "$count" -gt 0 ] || { printf '两线：没有生成任何模糊测试程序\nliangxian: no fuzz target was built\n' >&2; exit 1; }

# In memory: ten thousand stores wait for no disk.
histories=${HISTORIES:-10000}
echo "随机历史与简单模型比较 / random histories beside a plain model: $histories"
TARGET=test_contract scripts/build.sh release -DLIANGXIAN_BUILD_TESTS=ON
TMPDIR=/dev/shm HISTORIES=$histories build/release/bin/test_contract --gtest_filter='StoreHistory/0*'
HISTORIES=$((histories / 10)) build/release/bin/test_contract --gtest_filter='StoreHistory/1*'

echo "一张图服务的混合请求 / mixed requests to the one-map server: ${SOAK_REQUESTS:-100000}"
scripts/build.sh release -DLIANGXIAN_BUILD_TESTS=ON
LIANGXIAN=$PWD/build/release/bin/liangxian PYTHONPATH=tests/cli /usr/bin/python3 tests/server/soak.py

scripts/bare_system.sh

echo "与 GEOS 逐对比较的结果 / what the comparison with GEOS found"
trap - EXIT
result=0
wait "$differential" || result=$?
cat "$differential_log"
if [ "$result" -ne 0 ]; then
  printf '两线：与 GEOS 有不一致，见 %s\nliangxian: there are disagreements with GEOS, see %s\n' "$differential_log" "$differential_log" >&2
  exit 1
fi
