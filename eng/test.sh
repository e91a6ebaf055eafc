#!/usr/bin/env bash
# Builds everything, runs every test and ends with the line "N passed, N failed".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
# One test project at a time: some start servers, and all of them share the processors.
dotnet test Shop.sln -m:1 --nologo "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

# A line for each project: "Passed!  - Failed:     0, Passed:     7, Skipped:     0, Total:     7, …"
awk '/ - Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+/ {
       gsub(/,/, ""); for (i = 1; i < NF; i++) { if ($i == "Failed:") f += $(i+1); if ($i == "Passed:") p += $(i+1); if ($i == "Skipped:") s += $(i+1) } }
     END { printf "%d passed, %d failed", p, f; if (s) printf ", %d skipped", s; print "" }' "$log"
exit "$status"
