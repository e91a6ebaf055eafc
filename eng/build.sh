#!/usr/bin/env bash
# Builds the AppHost and what it starts, without asking MSBuild where nothing has changed since the last build.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

built=Shop.AppHost/obj/built

# What was built where, by which switch. Copied, cleaned or built in another way it is something else.
outputs() {
  echo "$PWD ${HotChocolate-}"
  cksum Shop.{AppHost,Gateway,Orders,Products,Users}/bin/Debug/net10.0/Shop.*.dll 2>/dev/null || true
}

# Directories count, for what is missing in one. The first start puts its data into the AppHost's.
changed() {
  find . \( -name bin -o -name obj -o -name node_modules -o -name '.?*' \) -prune -o \
    ! -path ./Shop.AppHost -newer "$built" -print -quit | grep -q .
}

if [ ! -e "$built" ] || [ "$(outputs)" != "$(cat "$built")" ] || changed; then
  rm -f "$built"
  # Made by the build otherwise, they would count as a change.
  find . -name node_modules -prune -o -name '*.csproj' -execdir mkdir -p bin obj \;
  started=$(mktemp)
  dotnet build Shop.AppHost --nologo --verbosity quiet
  outputs >"$built"
  # What changed while it was being built is built the next time.
  touch -r "$started" "$built"
  rm "$started"
fi
