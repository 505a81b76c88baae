#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# bare_system.sh [COMMAND…]: runs each command (`./run --once` and `./test`) from a fresh clone of its
# own on a Debian 12 with nothing on it but apt: a debootstrap folder entered with chroot. Needs root.
# BARE_FOLDER names a folder to use and keep; otherwise one is made in /var/tmp and removed.
set -euo pipefail
source_tree=$(cd "$(dirname "$0")/.." && pwd)

fail() {
  printf '两线：%s\nliangxian: %s\n' "$1" "$2" >&2
  exit 1
}

[ "$(id -u)" -eq 0 ] || fail "裸机测试需要 root（chroot）" "the bare-system run needs root (chroot)"
# Mounts of its own: they end with this process, and nobody who clears the folder meets them.
if [ -z "${LIANGXIAN_OWN_MOUNTS:-}" ]; then
  LIANGXIAN_OWN_MOUNTS=1 exec unshare --mount --propagation private bash "$0" "$@"
fi
"$source_tree/scripts/install_packages.sh" "$source_tree/scripts/packages-long.txt"

# The mirror this machine uses itself, whatever form its source lists have.
mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Codename: bookworm' | sort -u | head -n 1)
[ -n "$mirror" ] || fail "apt 软件源中没有可用的镜像" "no mirror in the package sources of apt"

bare=${BARE_FOLDER:-$(mktemp -d /var/tmp/liangxian-bare-XXXXXX)}
mkdir -p "$bare"
chmod 755 "$bare" # it becomes the root folder of everybody in there, PostgreSQL's user too

leave() {
  for mounted in dev/pts dev proc; do
    if mountpoint -q "$bare/$mounted"; then umount -l "$bare/$mounted"; fi
  done
  if [ -z "${BARE_FOLDER:-}" ]; then rm -rf --one-file-system "$bare"; fi
}
trap leave EXIT

if [ ! -x "$bare/usr/bin/apt-get" ]; then
  echo "裸机 / bare system: debootstrap bookworm"
  debootstrap --variant=minbase bookworm "$bare" "$mirror" >"$bare.log" 2>&1 || { tail -n 20 "$bare.log" >&2; fail "debootstrap 失败" "debootstrap failed"; }
  rm -f "$bare.log"
fi
mount -t proc proc "$bare/proc"
mount -t tmpfs -o mode=755 tmpfs "$bare/dev"
mkdir "$bare/dev/pts" "$bare/dev/shm"
chmod 1777 "$bare/dev/shm"
mount -t devpts -o newinstance,ptmxmode=666 devpts "$bare/dev/pts"
ln -s pts/ptmx "$bare/dev/ptmx"
ln -s /proc/self/fd "$bare/dev/fd"
for number in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/${number%:*}" "$bare/dev/${number#*:}"; done
for node in null:3 zero:5 full:7 random:8 urandom:9; do mknod -m 666 "$bare/dev/${node%:*}" c 1 "${node#*:}"; done

# The same package sources, proxy settings and certificates as this machine.
rm -rf "$bare/etc/apt"
cp -a /etc/apt "$bare/etc/apt"
for file in /etc/resolv.conf /etc/hosts; do
  if [ -e "$file" ]; then cp -L "$file" "$bare$file"; fi
done
for folder in /etc/ssl/certs /usr/share/keyrings; do
  if [ -d "$folder" ]; then mkdir -p "$bare$folder" && cp -aL --remove-destination "$folder/." "$bare$folder/"; fi
done
# A chroot shares the ports and processes of its host: packages may not start their daemons in it.
printf '#!/bin/sh\nexit 101\n' >"$bare/usr/sbin/policy-rc.d"
chmod 755 "$bare/usr/sbin/policy-rc.d"

inside() {
  chroot "$bare" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    http_proxy="${http_proxy:-}" https_proxy="${https_proxy:-}" no_proxy="${no_proxy:-}" CI="${CI:-}" "$@" </dev/null
}

[ $# -gt 0 ] || set -- "./run --once" "./test"
for command in "$@"; do
  rm -rf "$bare/root/liangxian"
  git clone -q --no-hardlinks "$source_tree" "$bare/root/liangxian"
  echo "裸机 / bare system: $command"
  inside bash -c "cd /root/liangxian && $command" || fail "裸机上 $command 失败" "$command failed on the bare system"
done
echo "裸机通过 / the bare system passed: $*"
