#!/usr/bin/env bash
# Makes the secrets that compose.yaml mounts, each once: one that exists stays. Of the passwords of the databases' roles a
# changed one counts from the next start on, that of the server's administrator and the broker's only before the first.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# The folder keeps others of this machine out; within containers, whose users have other numbers, the files are readable.
mkdir -p secrets
chmod 700 secrets
umask 022

random() { head -c 33 /dev/urandom | base64 | tr '+/' '-_'; }

secret() { # NAME VALUE
  [ -s "secrets/$1" ] || printf '%s\n' "$2" >"secrets/$1"
}

secret postgres-password "$(random)"
secret postgres "Host=postgres;Port=5432;Username=postgres;Password=$(cat secrets/postgres-password)"
for service in users products orders; do
  secret "$service-db" \
    "Host=postgres;Port=5432;Username=$service;Password=$(random);Database=$service;Maximum Pool Size=14"
done

secret messaging-password "$(random)"
secret messaging "amqp://guest:$(cat secrets/messaging-password)@messaging:5672"
secret messaging-configuration "default_pass = $(cat secrets/messaging-password)"

secret admin-password "$(random)"
secret telemetry-key "$(random)"
secret telemetry-headers "x-otlp-api-key=$(cat secrets/telemetry-key)"
secret dashboard-token "$(random)"
