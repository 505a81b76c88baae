#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# install_packages.sh LIST…: installs those packages of the lists that are missing. Safe to run again.
set -euo pipefail

fail() {
  printf '两线：%s\nliangxian: %s\n' "$1" "$2" >&2
  exit 1
}

# Node.js and npm of another origin are as good, and do not go together with those of Debian.
is_there_anyway() {
  case "$1" in
    nodejs) command -v node ;;
    npm) command -v npm ;;
    *) false ;;
  esac >/dev/null
}

wanted=$(cat "$@" | sed 's/#.*//' | tr -s '[:space:]' '\n' | sed '/^$/d' | sort -u)
missing=()
for package in $wanted; do
  status=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)
  [ "$status" = "install ok installed" ] || is_there_anyway "$package" || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || fail "缺少软件包且没有 root 权限：${missing[*]}" \
    "packages are missing and this is not root: ${missing[*]}"
  as_root=(sudo)
fi

echo "安装软件包 / installing packages: ${missing[*]}"
for attempt in 1 2 3; do
  if "${as_root[@]}" apt-get update -qq &&
     "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
       -o Dpkg::Use-Pty=0 "${missing[@]}" >/dev/null; then
    exit 0
  fi
  echo "第 $attempt 次安装未成功 / attempt $attempt did not succeed" >&2
  sleep 5
done
fail "软件包安装失败，请检查网络和软件源" "the packages could not be installed; check the network and the package sources"
