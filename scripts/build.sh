#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# build.sh PRESET [CMAKE-ARGUMENT…]: configures and builds one preset of CMakePresets.json.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift
log=build/$preset.log
mkdir -p build
step() {
  if ! "$@" >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    printf '两线：构建失败，完整记录见 %s\nliangxian: the build failed; the whole log is in %s\n' "$log" "$log" >&2
    exit 1
  fi
}
echo "配置与构建 / configuring and building: $preset"
step cmake --preset "$preset" "$@"
step cmake --build --preset "$preset"
