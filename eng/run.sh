#!/usr/bin/env bash
# `dotnet run --project Shop.AppHost`, without asking MSBuild again where nothing has changed since the last build.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for argument; do
  case $argument in
    # They make another build than the last one.
    -p:* | --property:* | -c | --configuration) exec dotnet run --project Shop.AppHost "$@" ;;
    --) break ;;
  esac
done
eng/build.sh
exec dotnet run --no-build --project Shop.AppHost "$@"
