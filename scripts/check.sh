#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Checks that need no build: layers, licence lines, JSON, the generated law page, words of the trade.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=0
check() { # what, output: an empty output is good
  if [ -n "$2" ]; then
    printf '%s\n%s\n' "$1" "$2" >&2
    failed=1
  fi
}

python3 scripts/check_layers.py || failed=1
python3 scripts/make_law_page.py --check || failed=1

sources=$(git ls-files -- '*.cpp' '*.hpp' '*.py' '*.sh' '*.cmake' '*CMakeLists.txt' run test .ci/run)
check "without an SPDX line:" "$(for f in $sources; do head -n 3 "$f" | grep -q SPDX-License-Identifier || echo "  $f"; done)"
check "not valid JSON:" "$(git ls-files -- '*.json' | grep -v '^data/demo/applications/' | while read -r f; do python3 -m json.tool "$f" >/dev/null 2>&1 || echo "  $f"; done)"
check "cover std::cout by a report or an Audience:" "$(git grep -nE 'std::cout|std::cerr' -- core cli)"
check "unfinished work belongs in an issue:" "$(git grep -nE '\b(TODO|FIXME|XXX)\b' -- core cli server plugin tests scripts ':!scripts/check.sh')"
check "source files over 500 lines:" "$(for f in $(git ls-files -- '*.cpp' '*.hpp' '*.py'); do n=$(wc -l <"$f"); [ "$n" -gt 500 ] && echo "  $n $f"; done)"
exit $failed
