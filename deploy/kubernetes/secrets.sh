#!/usr/bin/env bash
# Prints the shop's Secrets with new passwords, for a namespace that has none yet:
#
#   ./secrets.sh | kubectl create -f -
#
# What exists stays: create refuses it, and because the Secrets are immutable, apply would as well. Nothing is written to
# the disk. Servers that somebody else runs are named by POSTGRES_HOST, POSTGRES_PORT, POSTGRES_USER, POSTGRES_PASSWORD and
# POSTGRES_OPTIONS (e.g. "SSL Mode=VerifyFull"), and by MESSAGING_URI (amqps://…); NAMESPACE is another than shop, and
# OTEL_EXPORTER_OTLP_HEADERS what a collector of telemetry wants to be told.
set -euo pipefail

# Of a server with 200 connections: four pods of each of the three services at most, a fifth while a version replaces
# another, a sixth that is on its way out, and 20 connections for everything else. A test does the sum.
POOL_SIZE=10

die() { echo "secrets: $*" >&2; exit 1; }

random() { head -c 33 /dev/urandom | base64 | tr '+/' '-_'; }

# A value of a connection string, in quotes where it needs them.
value() {
  case $1 in
    *[\;\'\"=\ ]*) printf "'%s'" "${1//\'/\'\'}" ;;
    *) printf '%s' "$1" ;;
  esac
}

secret() { # NAME TYPE KEY VALUE …
  printf -- '---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\n  namespace: %s\n' "$1" "${NAMESPACE:-shop}"
  printf '  labels: { app.kubernetes.io/part-of: shop }\ntype: %s\nimmutable: true\ndata:\n' "$2"
  shift 2
  while [ $# -gt 0 ]; do
    printf '  %s: %s\n' "$1" "$(printf '%s' "$2" | base64 | tr -d '\n')"
    shift 2
  done
}

for variable in POSTGRES_HOST POSTGRES_PORT POSTGRES_USER POSTGRES_PASSWORD POSTGRES_OPTIONS MESSAGING_URI; do
  case ${!variable-} in *$'\n'*) die "$variable has more than one line." ;; esac
done

[ -z "${POSTGRES_HOST-}" ] || [ -n "${POSTGRES_PASSWORD-}" ] || die "POSTGRES_HOST needs POSTGRES_PASSWORD as well."
port=${POSTGRES_PORT:-5432}
[[ $port =~ ^[0-9]{1,5}$ ]] || die "POSTGRES_PORT is '$port', which is not a port."
[[ ${MESSAGING_URI:-amqp://none} =~ ^amqps?://[^/]+ ]] ||
  die "MESSAGING_URI is no address such as amqps://user:password@host:5671."
administrator=${POSTGRES_USER:-postgres}
password=${POSTGRES_PASSWORD:-$(random)}
server="Host=$(value "${POSTGRES_HOST:-postgres-rw}");Port=$port"
options=${POSTGRES_OPTIONS:+;$POSTGRES_OPTIONS}

# The operator of PostgreSQL reads the user's name and password, the migrations read the connection string.
secret postgres kubernetes.io/basic-auth username "$administrator" password "$password" \
  ConnectionStrings__postgres "$server;Username=$(value "$administrator");Password=$(value "$password")$options"
for service in users products orders; do
  secret "$service-db" Opaque "ConnectionStrings__$service-db" \
    "$server;Username=$service;Password=$(random);Database=$service;Maximum Pool Size=$POOL_SIZE$options"
done

if [ -n "${MESSAGING_URI-}" ]; then
  secret messaging Opaque ConnectionStrings__messaging "$MESSAGING_URI"
else
  # All but the connection string is for RabbitMQ's operator.
  password=$(random)
  secret messaging Opaque username shop password "$password" host messaging port 5672 provider rabbitmq type rabbitmq \
    default_user.conf "default_user = shop"$'\n'"default_pass = $password"$'\n' \
    ConnectionStrings__messaging "amqp://shop:$password@messaging:5672"
fi

secret administrator Opaque Admin__Password "$(random)"
[ -z "${OTEL_EXPORTER_OTLP_HEADERS-}" ] ||
  secret telemetry Opaque OTEL_EXPORTER_OTLP_HEADERS "$OTEL_EXPORTER_OTLP_HEADERS"
