#!/usr/bin/env bash
# Makes the present contracts those of the release that later versions are held to: eng/release-contracts.sh 1.1
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[[ "${1-}" =~ ^[0-9]+\.[0-9]+(\.[0-9]+)?$ ]] || { echo "release-contracts: VERSION is '${1-}'; it must be like 1.1." >&2; exit 2; }
[ -x graphql/tests/peers/node_modules/.bin/buf ] || { echo "release-contracts: please install: nodejs npm" >&2; exit 1; }
RELEASE_CONTRACTS=$1 dotnet test Shop.Tests --nologo --filter FullyQualifiedName~Shop.Tests.Contracts.Released
