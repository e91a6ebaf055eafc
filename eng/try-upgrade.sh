#!/usr/bin/env bash
# Goes from an older version to this one while customers order: eng/try-upgrade.sh [REF] [OPTIONS of the command upgrade]
# REF is a commit of this repository, the last one unless said otherwise.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

ref=${1:-HEAD~1}
shift || true
from=$(mktemp -d "${TMPDIR:-/tmp}/shop-upgrade.XXXXXX")
trap 'git worktree remove --force "$from"' EXIT
git worktree add --quiet --detach "$from" "$ref"
echo "upgrade: building $(git -C "$from" log -1 --format="%h %s")"
for service in Users Products Orders Gateway; do
  dotnet build "$from/Shop.$service" -m:1 --nologo --verbosity quiet
done

dotnet run --project Shop.Faults -- upgrade --from "$from" "$@"
