#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Checks that need no build: layers, words, pages, the generated law page, licence lines, JSON, sizes.
# Every check runs; the exit status is 1 when any of them failed.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=0

run() { "$@" || failed=1; }

# nothing_in WHAT FAULTS: an empty list is good.
nothing_in() {
  if [ -n "$2" ]; then
    printf '%s\n%s\n' "$1:" "$2" >&2
    failed=1
  fi
}

without_spdx() {
  git ls-files -- '*.cpp' '*.hpp' '*.py' '*.sh' '*.sql' '*.ts' '*.mjs' '*.css' '*.cmake' '*CMakeLists.txt' run test .ci/run |
    while read -r file; do head -n 3 "$file" | grep -q 'SPDX-License-Identifier: GPL-2.0-or-later' || echo "  $file"; done
}

# Applications of the demonstration are as applicants hand them in: JSON there is a reader's business.
broken_json() {
  git ls-files -- '*.json' ':!data/demo/applications' |
    while read -r file; do python3 -m json.tool "$file" /dev/null 2>/dev/null || echo "  $file"; done
}

too_long() {
  git ls-files -- '*.cpp' '*.hpp' '*.py' '*.ts' '*.mjs' '*.css' | while read -r file; do
    lines=$(wc -l <"$file")
    [ "$lines" -le 500 ] || echo "  $file: $lines lines"
  done
}

# Trailing blanks and tabs; data files keep what their formats need.
untidy_lines() {
  git grep -nIE "[[:blank:]]+$|$(printf '\t')" -- '*.cpp' '*.hpp' '*.py' '*.sh' '*.ts' '*.mjs' '*.css' '*.cmake' '*CMakeLists.txt' '*.md' |
    cut -d: -f1,2 | sed 's/^/  /'
}

not_executable() {
  git ls-files -s -- run test .ci/run 'scripts/*.sh' | awk '$1 != "100755" {print "  " $4}'
}

# The layout of .clang-format; `clang-format -i FILE` mends it.
unformatted() {
  command -v clang-format >/dev/null || { echo "  clang-format is missing: scripts/install_packages.sh scripts/packages.txt"; return; }
  git ls-files -z -- '*.cpp' '*.hpp' | xargs -0 clang-format --dry-run 2>&1 | grep 'Wclang-format' | cut -d: -f1,2 | sort -u | sed 's/^/  /'
}

run python3 scripts/check_layers.py
run python3 scripts/check_words.py
run python3 scripts/check_docs.py
run python3 scripts/make_law_page.py --check
nothing_in "without the SPDX line" "$(without_spdx)"
nothing_in "not valid JSON" "$(broken_json)"
nothing_in "over 500 lines; split by responsibility" "$(too_long)"
nothing_in "trailing blanks or tabs" "$(untidy_lines)"
nothing_in "not laid out as .clang-format says" "$(unformatted)"
nothing_in "must be executable (chmod +x)" "$(not_executable)"

if [ "$failed" -ne 0 ]; then
  printf '两线：检查未通过，见上\nliangxian: the tree does not pass, see above\n' >&2
fi
exit "$failed"
