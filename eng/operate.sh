#!/usr/bin/env bash
# Runs a command of a service's binary against the shop that `make run` has started: eng/operate.sh orders dead-letters
# What the environment says already, such as ConnectionStrings__messaging, stays.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
case "${1-}" in
  users | products | orders) service=$1; shift ;;
  *) echo "eng/operate.sh: the service is '${1-}'; it must be users, products or orders." >&2; exit 2 ;;
esac

secrets=$(dotnet user-secrets list --id shop-apphost)
secret() { sed -n "s/^Parameters:$1-password = //p" <<<"$secrets"; }

project=Shop.${service^}
[ -e "$project/bin/Debug/net10.0/$project.dll" ] || dotnet build "$project" --nologo --verbosity quiet
cd "$project/bin/Debug/net10.0"
ConnectionStrings__messaging=${ConnectionStrings__messaging-amqp://guest:$(secret messaging)@127.0.0.1:15673}
export ConnectionStrings__messaging
exec env \
  "ConnectionStrings__$service-db=Host=127.0.0.1;Port=15432;Username=$service;Password=$(secret "$service-db");Database=$service" \
  services__users__grpc__0=http://localhost:5102 services__products__grpc__0=http://localhost:5202 \
  ASPNETCORE_ENVIRONMENT=Production Logging__LogLevel__Default=Warning DOTNET_HOSTBUILDER__RELOADCONFIGONCHANGE=false \
  dotnet "$project.dll" "$@"
