#!/usr/bin/env bash
# Installs what `make run` needs and this machine lacks, or with an argument what tests (test), benchmarks of engines
# (bench) or whatever else starts servers of its own (servers) needs. Quick when everything is there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

die() { echo "setup: $*" >&2; exit 1; }

have_engine() { command -v docker >/dev/null && timeout 5 docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }
have_postgres() { command -v postgres >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null; }
have_rabbitmq() { command -v rabbitmq-server >/dev/null || [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ]; }
have_grpcio() { [ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import importlib.util, sys; sys.exit(importlib.util.find_spec("grpc") is None)'; }
have_chromium() { command -v chromium >/dev/null || command -v google-chrome >/dev/null; }
has_chromium_package() { grep -qs '^ID=debian$' /etc/os-release; }  # Ubuntu's is a snap.

if [ "$(id -u)" = 0 ]; then root=(); elif sudo -n true 2>/dev/null; then root=(sudo -n); else root=(false); fi
may_install() { [ "${root[*]-}" != false ] && command -v apt-get >/dev/null; }

# The packages would make a cluster and start their daemons: the shop starts servers of its own.
install_packages() {
  may_install || die "please install: $*"
  echo "setup: installing $*"
  local policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | "${root[@]}" tee "$policy" >/dev/null
    "${root[@]}" chmod 755 "$policy"
    trap '"${root[@]}" rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    "${root[@]}" mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' | "${root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q >/dev/null || die "apt-get update failed"
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >/dev/null ||
    die "apt-get could not install: $*"
}

command -v dotnet >/dev/null || die "please install the .NET SDK 10 (https://dot.net)"

missing=()
if ! have_postgres || ! have_rabbitmq; then
  if [ -n "${1-}" ] || ! have_engine; then
    have_postgres || missing+=(postgresql)
    have_rabbitmq || missing+=(rabbitmq-server)
  fi
fi
# A peer of the gRPC tests, which are skipped without it.
if [ "${1-}" = test ] && ! have_grpcio && may_install; then missing+=(python3-grpcio); fi
# The tests of dashboards and alerts ask Prometheus what it makes of them.
if [ "${1-}" = test ] && ! command -v promtool >/dev/null && may_install; then missing+=(prometheus); fi
# The load generator of bench/graphql.
if [ "${1-}" = bench ] && ! command -v wrk >/dev/null; then missing+=(wrk); fi
[ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
# Runs the IDE page in a test, which is skipped without it.
if [ "${1-}" = test ] && ! have_chromium && has_chromium_package && may_install; then
  (install_packages chromium) || echo "setup: going on without Chromium"
fi

# Not `npm ci`: it insists on the optional packages of all platforms.
install_peers() {
  ! [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] || return 0
  echo "setup: npm install in $1"
  (cd "$1" && npm install --no-save --no-audit --no-fund --silent) || die "npm install failed in $1"
}

case "${1-}" in
  # Tests that need a peer are skipped without it.
  test)
    if command -v npm >/dev/null; then
      install_peers graphql/tests/peers
      install_peers Shop.Tests/Deployment/peers
    fi
    ;;
  bench)
    command -v npm >/dev/null || die "please install: nodejs npm"
    install_peers bench/graphql/peers
    ;;
esac
