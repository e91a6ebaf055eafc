#!/usr/bin/env bash
# `dotnet run --project Shop.AppHost`, without asking MSBuild again where nothing has changed since the last build.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

built=Shop.AppHost/obj/built
# Directories count, for what is missing in one. The first start puts its data into the AppHost's.
changed() {
  [ ! -e "$built" ] || find . \( -name bin -o -name obj -o -name node_modules -o -name '.?*' \) -prune -o \
    ! -path ./Shop.AppHost -newer "$built" -print -quit | grep -q .
}

if changed; then
  # Made by the build otherwise, they would count as a change.
  find . -name node_modules -prune -o -name '*.csproj' -execdir mkdir -p bin obj \;
  started=$(mktemp)
  dotnet build Shop.AppHost --nologo --verbosity quiet
  # What changed while it was being built is built the next time.
  mv "$started" "$built"
fi
exec dotnet run --no-build --project Shop.AppHost "$@"
