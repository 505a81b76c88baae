#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Runs `./run --once` and `./test`, each from a fresh clone, on a Debian 12 with nothing preinstalled
# but apt: a debootstrap folder entered with chroot. Needs root. BARE_FOLDER keeps the folder.
set -euo pipefail
source_tree=$(cd "$(dirname "$0")/.." && pwd)
[ "$(id -u)" -eq 0 ] || { echo "bare_system.sh needs root (chroot)" >&2; exit 1; }
"$source_tree/scripts/install_packages.sh" "$source_tree/scripts/packages-long.txt"

bare=${BARE_FOLDER:-$(mktemp -d /var/tmp/liangxian-bare-XXXXXX)}
mirror=$(apt-get indextargets --format '$(SITE)' 2>/dev/null | grep -v security | head -n 1)

leave() {
  for mounted in dev/pts dev proc; do
    mountpoint -q "$bare/$mounted" && umount -l "$bare/$mounted"
  done
  [ -n "${BARE_FOLDER:-}" ] || rm -rf --one-file-system "$bare"
}
trap leave EXIT

[ -x "$bare/usr/bin/apt-get" ] || debootstrap --variant=minbase bookworm "$bare" "$mirror" >/dev/null
mount -t proc proc "$bare/proc"
mount --bind /dev "$bare/dev"
mount --bind /dev/pts "$bare/dev/pts"
# The same package sources, proxy and certificates as this machine.
rm -rf "$bare/etc/apt"
cp -a /etc/apt "$bare/etc/apt"
cp -aL /etc/resolv.conf /etc/hosts "$bare/etc/" 2>/dev/null || true
mkdir -p "$bare/etc/ssl" "$bare/usr/local/share" "$bare/usr/share"
cp -aL /etc/ssl/certs "$bare/etc/ssl/" 2>/dev/null || true
cp -aL /usr/share/keyrings "$bare/usr/share/" 2>/dev/null || true

inside() {
  chroot "$bare" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    http_proxy="${http_proxy:-}" https_proxy="${https_proxy:-}" CI="${CI:-}" "$@"
}

for command in "./run --once" "./test"; do
  rm -rf "$bare/root/liangxian"
  git clone -q --no-hardlinks "$source_tree" "$bare/root/liangxian"
  echo "bare system: $command"
  inside bash -c "cd /root/liangxian && $command"
done
