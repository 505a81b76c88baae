#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# postgres_pair.sh COMMAND FOLDER: a PostgreSQL 15 of one's own with PostGIS, and a replica that follows it by
# streaming; both reached by Unix sockets in FOLDER only. For trying the shared store, and for its tests.
#
#   start          makes and starts both (what was in FOLDER before is removed); prints their addresses
#   stop           stops and removes both
#   stop-primary   stops the primary as a fault would, the replica going on
#   start-primary  starts it again
#   promote-replica  makes a primary of the replica
set -euo pipefail

usage() {
  sed -n 's/^# \{0,1\}//; 3,11p' "$0" >&2
  exit 2
}
[ $# -eq 2 ] || usage
command=$1
mkdir -p "$2"
folder=$(cd "$2" && pwd)
bin=/usr/lib/postgresql/15/bin
log=$folder/pair.log

fail() {
  printf '两线：%s\nliangxian: %s\n' "$1" "$2" >&2
  [ ! -s "$log" ] || tail -n 20 "$log" >&2
  exit 1
}

# PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then (cd / && runuser -u postgres -- "$@"); else (cd / && "$@"); fi
}

start_server() { # name port
  as_postgres "$bin/pg_ctl" -D "$folder/$1" -w -t 60 -l "$folder/$1.log" \
    -o "-c listen_addresses='' -k $folder -p $2 -c fsync=off -c max_connections=200" start >>"$log" 2>&1 ||
    fail "$1 没有启动" "$1 did not start"
}

stop_server() { # name
  if [ -f "$folder/$1/postmaster.pid" ]; then
    as_postgres "$bin/pg_ctl" -D "$folder/$1" -m immediate stop >>"$log" 2>&1 || true
  fi
}

stop_all() {
  stop_server primary
  stop_server replica
}

start_all() {
  [ -x "$bin/initdb" ] || fail "没有安装 PostgreSQL：apt-get install postgresql-15 postgresql-15-postgis-3" \
    "PostgreSQL is not installed: apt-get install postgresql-15 postgresql-15-postgis-3"
  stop_all
  rm -rf "$folder/primary" "$folder/replica" "$log"
  if [ "$(id -u)" -eq 0 ]; then chown postgres "$folder"; fi
  as_postgres "$bin/initdb" -D "$folder/primary" -U postgres -A trust --no-sync -E UTF8 --locale=C.UTF-8 >>"$log" 2>&1 ||
    fail "initdb 失败" "initdb failed"
  start_server primary 5432
  as_postgres "$bin/psql" -h "$folder" -p 5432 -U postgres -qc 'CREATE EXTENSION postgis' >>"$log" 2>&1 ||
    fail "没有 PostGIS：apt-get install postgresql-15-postgis-3" "there is no PostGIS: apt-get install postgresql-15-postgis-3"
  as_postgres "$bin/pg_basebackup" -h "$folder" -p 5432 -U postgres -D "$folder/replica" -R --checkpoint=fast --no-sync >>"$log" 2>&1 ||
    fail "无法建立副本" "the replica could not be made"
  start_server replica 5433
  local host=${folder//\//%2F}
  echo "primary postgresql://postgres@$host:5432/postgres"
  echo "replica postgresql://postgres@$host:5433/postgres"
  echo "both postgresql://postgres@$host:5432,$host:5433/postgres"
}

case $command in
  start) start_all ;;
  stop)
    stop_all
    rm -rf "$folder"
    ;;
  stop-primary) stop_server primary ;;
  start-primary) start_server primary 5432 ;;
  promote-replica)
    as_postgres "$bin/pg_ctl" -D "$folder/replica" -w promote >>"$log" 2>&1 ||
      fail "副本没有成为主库" "the replica did not become a primary"
    ;;
  *) usage ;;
esac
