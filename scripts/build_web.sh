#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# build_web.sh: builds the pages of server/web into server/web/dist: the packages of its lock file when they
# are not there yet (npm, once), the types checked, the pages built. Without a network it works when
# server/web/node_modules is there. Two builds at once wait for each other; dist is replaced whole.
set -euo pipefail
cd "$(dirname "$0")/../server/web"

fail() {
  printf '两线：%s\nliangxian: error: %s\n' "$1" "$2" >&2
  exit 1
}

for program in node npm; do
  command -v "$program" >/dev/null || fail \
    "构建网页需要 $program：请运行 scripts/install_packages.sh scripts/packages.txt，或使用已构建好的 server/web/dist" \
    "building the pages needs $program: run scripts/install_packages.sh scripts/packages.txt, or bring a built server/web/dist"
done

exec 9>.build.lock
flock 9

# What is installed is what the lock file says: told by its digest, not by times.
wanted=$(sha256sum package-lock.json | cut -d' ' -f1)
mark=node_modules/.lock-digest
if [ "$(cat "$mark" 2>/dev/null || true)" != "$wanted" ]; then
  echo "安装网页依赖 / installing the packages of the pages"
  # Scripts of packages are not run: none is needed.
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error ||
    fail "npm ci 未成功，请检查网络和 npm 软件源" "npm ci did not succeed; check the network and the npm registry"
  echo "$wanted" >"$mark"
fi
node_modules/.bin/tsc --noEmit || fail "网页代码类型检查未通过" "the types of the pages' code are wrong"
rm -rf dist.next
node_modules/.bin/vite build --logLevel warn --outDir dist.next || fail "网页构建失败" "the pages could not be built"
rm -rf dist
mv dist.next dist
