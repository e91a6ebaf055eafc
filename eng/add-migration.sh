#!/usr/bin/env bash
# Adds an EF Core migration from what has changed in a service's model: eng/add-migration.sh Users AddSomething
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ $# = 2 ] || { echo "usage: eng/add-migration.sh Users|Products|Orders NAME" >&2; exit 2; }

dotnet tool restore
dotnet build "Shop.$1"
# The model is read from the service's own host, which wants a connection string but opens no connection.
env "ConnectionStrings__${1,,}-db=Host=localhost;Database=none" "ConnectionStrings__messaging=amqp://localhost" \
  dotnet ef migrations add "$2" --no-build --project "Shop.$1" --output-dir Data/Migrations
sed -i '1s/^\xEF\xBB\xBF//' "Shop.$1"/Data/Migrations/*.cs
