#!/usr/bin/env bash
# Runs deploy/compose for real, on Debian as root, where no image can be pulled: an engine of its own, a registry on
# loopback with a base from eng/base-image.sh, images of PostgreSQL and RabbitMQ from Debian's packages, and the trial of
# eng/try-compose.py. Only names of images differ from what others run, and what Debian's docker-compose 1.29 does not
# know is left out. WORK=/path keeps registry, images and volumes for the next time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

work=${WORK:-$(mktemp -d)}
mkdir -p "$work"
processes=()
compose=()
end() {
  trap - EXIT INT TERM
  if [ ${#compose[@]} != 0 ]; then "${compose[@]}" down --volumes >/dev/null 2>&1 || true; fi
  for process in "${processes[@]}"; do kill "$process" 2>/dev/null; wait "$process" || true; done
  if [ -z "${WORK-}" ]; then rm -rf "$work"; fi
}
trap end EXIT
trap 'exit 130' INT TERM

missing=()
for tool in dockerd:docker.io docker-compose:docker-compose docker-registry:docker-registry skopeo:skopeo umoci:umoci \
  debootstrap:debootstrap; do
  command -v "${tool%%:*}" >/dev/null || missing+=("${tool#*:}")
done
if [ ${#missing[@]} != 0 ]; then
  echo "try-compose: installing ${missing[*]}"
  apt-get update -q >/dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null
fi

wait_for() { # WHAT COMMAND…
  local what=$1
  shift
  for _ in $(seq 60); do "$@" >/dev/null 2>&1 && return; sleep 0.5; done
  echo "try-compose: $what did not come up" >&2
  exit 1
}

export DOCKER_HOST="unix://$work/docker.sock"
# The firewall of the machine is left alone; what is published is passed on by docker-proxy.
dockerd --iptables=false --ip-masq=false --ip6tables=false --data-root "$work/docker" --exec-root "$work/docker-run" \
  --host "$DOCKER_HOST" --pidfile "$work/docker.pid" >"$work/dockerd.log" 2>&1 &
processes+=($!)
wait_for "the engine ($work/dockerd.log)" docker version

cat >"$work/registry.yaml" <<YAML
version: 0.1
storage: { filesystem: { rootdirectory: $work/registry } }
http: { addr: "127.0.0.1:5000" }
log: { level: error }
YAML
docker-registry serve "$work/registry.yaml" >"$work/registry.log" 2>&1 &
processes+=($!)
export NO_PROXY=localhost,127.0.0.1 DOTNET_CONTAINER_INSECURE_REGISTRIES=localhost:5000
wait_for "the registry ($work/registry.log)" curl -sf http://127.0.0.1:5000/v2/

[ -e "$work/base/index.json" ] || eng/base-image.sh "$work/base"
skopeo copy --quiet --dest-tls-verify=false "oci:$work/base:10.0" docker://localhost:5000/dotnet/aspnet:10.0
TAG=latest BASE=localhost:5000/dotnet/aspnet:10.0 eng/images.sh

# Both servers in one root; each image has an entry point that takes what the official one is told by compose.yaml.
if ! docker image inspect servers/postgres:latest servers/rabbitmq:latest >/dev/null 2>&1; then
  echo "try-compose: images of the servers"
  root="$work/servers"
  rm -rf "$root"
  debootstrap --variant=minbase --include=postgresql,rabbitmq-server,procps bookworm "$root" >"$work/debootstrap.log"
  rm -rf "$root"/var/lib/postgresql/* "$root"/var/lib/rabbitmq/* "$root"/var/cache/apt/*
  cat >"$root/usr/local/bin/postgres-entrypoint" <<'SH'
#!/bin/sh
set -e
bin=$(echo /usr/lib/postgresql/*/bin)
data=/var/lib/postgresql/data
if [ ! -s "$data/PG_VERSION" ]; then
  "$bin/initdb" --pgdata="$data" --username="$POSTGRES_USER" --pwfile="$POSTGRES_PASSWORD_FILE" $POSTGRES_INITDB_ARGS
  echo "host all all all $POSTGRES_HOST_AUTH_METHOD" >>"$data/pg_hba.conf"
fi
exec "$bin/postgres" -D "$data" -c listen_addresses='*' -c unix_socket_directories=/tmp "$@"
SH
  chmod 755 "$root/usr/local/bin/postgres-entrypoint"
  mkdir -p "$root/etc/rabbitmq/conf.d"
  printf 'loopback_users.guest = false\nlog.console = true\n' >"$root/etc/rabbitmq/conf.d/10-image.conf"
  tar -C "$root" -c . | docker import --change 'USER postgres' \
    --change 'ENTRYPOINT ["/usr/local/bin/postgres-entrypoint"]' - servers/postgres:latest >/dev/null
  tar -C "$root" -c . | docker import --change 'USER rabbitmq' --change 'ENV HOME=/var/lib/rabbitmq' \
    --change 'ENTRYPOINT ["/usr/lib/rabbitmq/bin/rabbitmq-server"]' - servers/rabbitmq:latest >/dev/null
fi

folder="$work/compose"
mkdir -p "$folder"
sed '/^name: /d; /start_interval: /d' deploy/compose/compose.yaml >"$folder/compose.yaml"
cp deploy/compose/secrets.sh "$folder"
"$folder/secrets.sh"
export POSTGRES_IMAGE=servers/postgres:latest MESSAGING_IMAGE=servers/rabbitmq:latest
# --compatibility applies the limits.
compose=(docker-compose --compatibility --project-name shop --file "$folder/compose.yaml")
docker image ls --format '{{.Repository}}:{{.Tag}} {{.Size}}' | sort
python3 eng/try-compose.py "$folder" "${compose[@]}"
