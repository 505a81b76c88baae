#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# offline_bundle.sh OUT.tar [--with-packages] [--build FOLDER]: one file for a site without network: the
# installed program with pages, data and documentation, the list of Debian packages that it needs (with
# their versions here), install.sh and SHA256SUMS. --with-packages adds the packages themselves, all that a bare
# Debian 12 lacks; that needs apt's lists and a network. FOLDER is a build tree with everything built (build/release).
set -euo pipefail
source_tree=$(cd "$(dirname "$0")/.." && pwd)

fail() {
  printf '两线：%s\nliangxian: %s\n' "$1" "$2" >&2
  exit 1
}

usage() {
  sed -n 's/^# \{0,1\}//; 3,6p' "$0" >&2
  exit 2
}

out='' with_packages=no build=$source_tree/build/release
while [ $# -gt 0 ]; do
  case $1 in
    --with-packages) with_packages=yes ;;
    --build) [ $# -gt 1 ] || usage; build=$2; shift ;;
    -*) usage ;;
    *) [ -z "$out" ] || usage; out=$1 ;;
  esac
  shift
done
[ -n "$out" ] || usage
out=$(cd "$(dirname "$out")" && pwd)/$(basename "$out")
[ -x "$build/bin/liangxian-server" ] || fail "没有构建：$build（先运行 scripts/build.sh release）" \
  "nothing is built in $build (scripts/build.sh release first)"

stage=$(mktemp -d "$out.XXXXXX") # beside the output: there is room
trap 'rm -rf "$stage"' EXIT
version=$("$build/bin/liangxian" --version | sed -n '1s/.*[^0-9.]\([0-9][0-9.]*\).*/\1/p')
name=liangxian-$version-debian12-$(dpkg --print-architecture)
tree=$stage/$name

cmake --install "$build" --prefix "$tree" --strip >"$stage/log" 2>&1 || { tail -n 20 "$stage/log" >&2; fail "安装失败" "the installation failed"; }
install -m 755 "$source_tree/scripts/offline/install.sh" "$tree/install.sh"
install -m 644 "$source_tree/scripts/offline/README.txt" "$tree/README.txt"

# The packages of the libraries that the programs name themselves; apt adds what those need.
packages_of_libraries() {
  local file library path libraries
  libraries=$(ldconfig -p)
  for file in "$tree"/bin/* "$tree"/lib/liangxian/*.so; do
    objdump -p "$file" 2>/dev/null | awk '/NEEDED/ {print $2}'
  done | sort -u | while read -r library; do
    path=$(awk -v name="$library" '$1 == name && !found {print $NF; found = 1}' <<<"$libraries")
    [ -n "$path" ] || continue # the program's own
    dpkg-query -S "$path" 2>/dev/null || dpkg-query -S "/usr$path" 2>/dev/null || dpkg-query -S "$(readlink -f "$path")"
  done | sed 's/: .*//; s/:[a-z0-9]*$//' | sort -u
}

{
  packages_of_libraries
  sed 's/#.*//; /^[[:space:]]*$/d' "$source_tree/scripts/offline/packages.txt"
} | sort -u | while read -r package; do
  installed=$(dpkg-query -W -f='${Version}' "$package" 2>/dev/null || true)
  [ -n "$installed" ] || fail "这里没有安装 $package，无法写出版本" "$package is not installed here: its version is not known"
  echo "$package=$installed"
done >"$tree/packages.txt"

if [ "$with_packages" = yes ]; then
  mkdir -p "$tree/packages/partial"
  : >"$stage/nothing-installed"
  xargs apt-get -y -qq --no-install-recommends --download-only -o Dir::State::status="$stage/nothing-installed" \
    -o Dir::Cache::archives="$tree/packages" -o APT::Sandbox::User=root install <"$tree/packages.txt" >"$stage/log" 2>&1 ||
    { tail -n 20 "$stage/log" >&2; fail "软件包下载失败" "the packages could not be downloaded"; }
  rm -rf "$tree/packages/partial" "$tree/packages/lock"
  (cd "$tree/packages" && dpkg-scanpackages --multiversion . 2>/dev/null >Packages)
fi

(cd "$tree" && find . -type f ! -name SHA256SUMS -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum >SHA256SUMS)
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$(git -C "$source_tree" log -1 --format=%ct 2>/dev/null || echo 0)" \
  -C "$stage" -cf "$stage/bundle" "$name"
mv "$stage/bundle" "$out"
chmod 644 "$out"
echo "离线包 / offline bundle: $out ($(du -h "$out" | cut -f1))"
echo "SHA-256: $(sha256sum "$out" | cut -d' ' -f1)"
