#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# install.sh [--prefix FOLDER] [--files-only]: installs this bundle: packages, program, an account, the unit for
# systemd and an example configuration. What is in /etc/liangxian stays. --files-only: the program alone.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
prefix=/opt/liangxian files_only=no

say() { printf '两线：%s\nliangxian: %s\n' "$1" "$2"; }
fail() {
  say "$@" >&2
  exit 1
}

while [ $# -gt 0 ]; do
  case $1 in
    --prefix) [ $# -gt 1 ] || fail "--prefix 后应有目录" "--prefix needs a folder"; prefix=$2; shift ;;
    --files-only) files_only=yes ;;
    *) echo "usage: install.sh [--prefix FOLDER] [--files-only]" >&2; exit 2 ;;
  esac
  shift
done
case $prefix in /*) ;; *) fail "--prefix 应为绝对路径" "--prefix must be an absolute path" ;; esac

(cd "$here" && sha256sum --check --quiet --strict SHA256SUMS) ||
  fail "校验不一致，未安装" "a file is not as it was made; nothing is installed"

install_packages() {
  local names
  names=$(cut -d= -f1 "$here/packages.txt")
  if [ ! -f "$here/packages/Packages" ]; then
    say "安装软件包（需要软件源）" "installing packages (from the sources of apt)"
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $names
    return
  fi
  say "从离线包安装软件包" "installing packages from the bundle"
  local apt
  apt=$(mktemp -d)
  chmod 755 "$apt"
  mkdir -p "$apt/lists/partial"
  # Their bytes were checked above.
  printf 'deb [trusted=yes] file:%s ./\n' "${here// /%20}/packages" >"$apt/sources.list"
  local only=(-o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=- -o Dir::State::lists="$apt/lists" -o APT::Sandbox::User=root)
  apt-get "${only[@]}" update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get "${only[@]}" install -y -qq --no-install-recommends $names
  rm -rf "$apt"
}

install_files() {
  mkdir -p "$prefix"
  # Beside what is there, then in its place: a server that runs keeps its files.
  for part in bin lib share; do
    rm -rf "${prefix:?}/.$part.new"
    cp -a "$here/$part" "$prefix/.$part.new"
  done
  for part in bin lib share; do
    rm -rf "${prefix:?}/.$part.old"
    if [ -e "$prefix/$part" ]; then mv "$prefix/$part" "$prefix/.$part.old"; fi
    mv "$prefix/.$part.new" "$prefix/$part"
    rm -rf "${prefix:?}/.$part.old"
  done
}

install_service() {
  local from=$prefix/share/liangxian/operate
  mkdir -p /etc/liangxian /etc/systemd/system /etc/sysusers.d
  cp "$from/liangxian.sysusers.conf" /etc/sysusers.d/liangxian.conf
  if command -v systemd-sysusers >/dev/null; then
    systemd-sysusers liangxian.conf
  elif ! id liangxian >/dev/null 2>&1; then
    useradd --system --user-group --home-dir /var/lib/liangxian --shell /usr/sbin/nologin liangxian
  fi
  sed "s#/opt/liangxian#$prefix#g" "$from/liangxian.service" >/etc/systemd/system/liangxian.service
  [ -e /etc/liangxian/liangxian-server.conf ] || cp "$from/liangxian-server.conf" /etc/liangxian/
  ln -sf "$prefix/bin/liangxian" /usr/local/bin/liangxian
}

if [ "$files_only" = no ]; then
  [ "$(id -u)" -eq 0 ] || fail "安装需要 root；只装程序用 --files-only" "this needs root; --files-only installs the program alone"
  install_packages
fi
install_files
if [ "$files_only" = no ]; then
  install_service
  say "已安装到 $prefix。接下来：编辑 /etc/liangxian/liangxian-server.conf，然后 systemctl daemon-reload && systemctl enable --now liangxian" \
    "installed in $prefix. Now edit /etc/liangxian/liangxian-server.conf, then systemctl daemon-reload && systemctl enable --now liangxian"
else
  say "已安装到 $prefix" "installed in $prefix"
fi
