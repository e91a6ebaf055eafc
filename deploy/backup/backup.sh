#!/usr/bin/env bash
# Dumps the three databases as they were at one moment of the shop, while it runs: what one service has done because of
# another's event is in the dump only together with its cause (docs/operations.md#backup-and-restore).
# Usage: backup.sh FOLDER   (a new one), or backup.sh - to write a tar to the standard output
# USERS_DB, PRODUCTS_DB and ORDERS_DB name the databases, as libpq's connection strings or by their names alone; what they
# leave out is read from libpq's environment (PGHOST, PGUSER, PGPASSWORD or PGPASSFILE, …). Needs psql and pg_dump.
set -euo pipefail

die() { echo "backup: $*" >&2; exit 1; }

[ $# = 1 ] && [ -n "$1" ] || die "usage: backup.sh FOLDER, or backup.sh - for a tar on the standard output"
[ "$1" = - ] || ! [ -e "$1" ] || die "$1 exists already"

declare -A database=([users]=${USERS_DB:-users} [products]=${PRODUCTS_DB:-products} [orders]=${ORDERS_DB:-orders})
declare -A input output snapshot
attempts=5
work=$(mktemp -d)
trap 'rm -rf "$work"; kill $(jobs -p) 2>/dev/null || true' EXIT

# A psql that is told one statement after the other.
open() { # SESSION DATABASE
  local in out
  mkfifo "$work/$1.in" "$work/$1.out"
  psql -XAtq -v ON_ERROR_STOP=1 -d "$2" <"$work/$1.in" >"$work/$1.out" 2>"$work/$1.err" &
  exec {in}>"$work/$1.in" {out}<"$work/$1.out"
  rm "$work/$1.in" "$work/$1.out"
  input[$1]=$in output[$1]=$out
}

close() { # SESSION
  exec {input[$1]}>&- {output[$1]}<&-
}

# The last line of the answer is left in $answer. False when the statement failed, and with it the session.
ask() { # SESSION SQL
  local line
  answer=
  printf '%s;\n\\echo @end\n' "$2" >&"${input[$1]}" 2>/dev/null || return 1
  while IFS= read -r -t 60 line <&"${output[$1]}"; do
    [ "$line" != @end ] || return 0
    answer=$line
  done
  return 1
}

# While nobody writes an inbox, no event is applied: what a service has applied by then was committed by its sender before.
# Orders go on to be placed meanwhile. Whoever holds the lock for longer than it takes loses it, and so does a script that
# stands still. Users hear no event, and come last: nobody orders who is not among them.
snapshots() {
  local name
  for name in orders products; do
    open "$name-lock" "${database[$name]}"
    ask "$name-lock" "SET lock_timeout = '2s'; SET idle_in_transaction_session_timeout = '10s'; BEGIN;
      LOCK TABLE inbox IN SHARE MODE" || return 1
  done
  for name in orders products users; do
    open "$name" "${database[$name]}"
    ask "$name" "SET idle_in_transaction_session_timeout = 0; BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
      SELECT pg_export_snapshot()" || return 1
    snapshot[$name]=$answer
  done
  # Only a lock that was held to the end says anything.
  for name in orders products; do
    ask "$name-lock" "ROLLBACK" || return 1
  done
}

for attempt in $(seq $attempts); do
  if snapshots; then break; fi
  reason=$(cat "$work"/*.err)
  for session in "${!input[@]}"; do close "$session"; done
  input=() output=()
  wait
  [ "$attempt" -lt $attempts ] && [[ $reason = *"lock timeout"* ]] || die "${reason:-a database did not answer}"
  sleep 1
done

ask orders "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')" || die "no time"
folder="$work/dumps"
mkdir "$folder"
echo "$answer" >"$folder/taken-at"
for name in orders products users; do
  pg_dump --format=custom --snapshot="${snapshot[$name]}" --file="$folder/$name.dump" --dbname="${database[$name]}"
done
(cd "$folder" && sha256sum -- *.dump taken-at >SHA256SUMS)

# Nothing that ended early has the name of a backup.
if [ "$1" = - ]; then
  tar -C "$folder" -c .
else
  mkdir -p "$(dirname "$1")"
  cp -r "$folder" "$1.part"
  mv "$1.part" "$1"
fi
echo "backup: the shop as it was at $answer" >&2
