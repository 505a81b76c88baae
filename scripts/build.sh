#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# build.sh PRESET [CMAKE-ARGUMENT…]: configures and builds one preset of CMakePresets.json.
# TARGET names what to build (all). On failure the first errors are shown and the log is named.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift
# Objects compiled in another clone of the same tree can be used again.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1
log=build/$preset.log
mkdir -p build

fail() {
  grep -E -m 20 'error|Error|FAILED|undefined reference|^两线' "$log" >&2 || tail -n 40 "$log" >&2
  printf '两线：%s失败，完整记录见 %s\nliangxian: %s failed; the whole log is in %s\n' "$1" "$log" "$2" "$log" >&2
  exit 1
}

started=$SECONDS
echo "配置与构建 / configuring and building: $preset"
cmake --preset "$preset" "$@" >"$log" 2>&1 || fail 配置 'the configuration'
cmake --build --preset "$preset" --target "${TARGET:-all}" >>"$log" 2>&1 || fail 构建 'the build'
echo "构建完成 / built in $((SECONDS - started)) s"
