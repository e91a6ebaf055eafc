#!/usr/bin/env bash
# Puts the three databases back to what backup.sh wrote, in place of what they hold now: with the shop stopped, and with a
# broker that is empty when it starts again (docs/operations.md#backup-and-restore).
# Usage: restore.sh FOLDER, or restore.sh - to read the tar from the standard input
# libpq's environment (PGHOST, PGUSER, PGPASSWORD or PGPASSFILE, …) names the server and somebody who may make databases on
# it; where databases have servers of their own USERS_DB, PRODUCTS_DB and ORDERS_DB do, as connection strings to a database
# beside, such as postgres. Needs psql and pg_restore.
set -euo pipefail

die() { echo "restore: $*" >&2; exit 1; }

[ $# = 1 ] && [ -n "$1" ] || die "usage: restore.sh FOLDER, or restore.sh - for a tar on the standard input"
declare -A server=(
  [users]=${USERS_DB:-dbname=postgres} [products]=${PRODUCTS_DB:-dbname=postgres} [orders]=${ORDERS_DB:-dbname=postgres})
folder=$1
if [ "$1" = - ]; then
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  tar -C "$folder" -x || die "the standard input is no backup"
fi

# Everything that can be known before is asked before anything is dropped.
for name in orders products users; do
  [ -f "$folder/$name.dump" ] || die "$folder has no $name.dump"
done
(cd "$folder" && sha256sum --quiet --strict --check SHA256SUMS) || die "$folder is not what backup.sh wrote"
for name in orders products users; do
  pg_restore --list "$folder/$name.dump" >/dev/null || die "$folder/$name.dump cannot be read"
  users=$(psql -XAtq -d "${server[$name]}" -c "SELECT count(*) FROM pg_stat_activity
    WHERE datname = '$name' AND backend_type = 'client backend'") || die "the server of $name does not answer"
  [ "$users" = 0 ] || die "the database $name is in use by $users connections: stop the services first"
done

for name in orders products users; do
  # Owners are not part of a dump. Their passwords come from the migrations, which run before the services.
  pg_restore --create --file=- "$folder/$name.dump" | sed -n 's/^ALTER .* OWNER TO \(.*\);$/\1/p' | sort -u |
    while IFS= read -r owner; do
      psql -XAtq -v ON_ERROR_STOP=1 -d "${server[$name]}" <<SQL
SELECT 'CREATE ROLE $owner' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE quote_ident(rolname) = '$owner') \\gexec
SQL
    done
  pg_restore --create --clean --if-exists --exit-on-error --dbname="${server[$name]}" "$folder/$name.dump"
  echo "restore: $name" >&2
done
echo "restore: the shop as it was at $(cat "$folder/taken-at")" >&2
