#!/usr/bin/env bash
# Starts the shop on machines as people have them: eng/try-starts.sh [CASE...]
# Every case has processes, mounts and a network of its own, for which it must be root, and changes nothing outside.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export NUGET_PACKAGES=${NUGET_PACKAGES-$HOME/.nuget/packages} DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
export DOTNET_SKIP_WORKLOAD_INTEGRITY_CHECK=1

# --- What cases are made of.

fail() { echo "$*" >"$work/why"; exit 1; }

# Starts the shop in the background: [VARIABLE=VALUE...] start [ARGUMENT...]
start() {
  log=$work/log.$((++starts))
  "${as[@]}" dotnet run --no-build --project Shop.AppHost -- "--DataDirectory=$data" "$@" >"$log" 2>&1 </dev/null &
  app=$!
}

# The same for a checkout with data of its own, which may fetch packages for its build.
run() {
  HOME=$builder nsenter --net=/proc/self/fd/9 -- eng/build.sh >"$work/build" 2>&1 ||
    fail "is not built: $(grep -m 1 error "$work/build")"
  log=$work/log.$((++starts))
  eng/run.sh "$@" >"$log" 2>&1 </dev/null &
  app=$!
}

# Another user has packages of their own, at the path that the build wrote down.
as_user() {
  mkdir -m 777 "$work/user"
  mkdir "$work/packages"
  mount --bind "$NUGET_PACKAGES" "$work/packages"
  mount -t tmpfs -o mode=755 none "$(dirname "$(dirname "$NUGET_PACKAGES")")"
  mkdir -p "$NUGET_PACKAGES"
  mount --bind "$work/packages" "$NUGET_PACKAGES"
  local package
  for package in aspire.hosting.orchestration.linux-x64 aspire.dashboard.sdk.linux-x64; do
    cp -r "$NUGET_PACKAGES/$package" "$work"
    chmod -R a+rX "$work/$package"
    mount --bind "$work/$package" "$NUGET_PACKAGES/$package"
  done
  { cat /etc/passwd; echo "shop:x:$1:$1::$work/user:/bin/sh"; } >"$work/passwd"
  mount --bind "$work/passwd" /etc/passwd
  as=(setpriv "--reuid=$1" "--regid=$1" --clear-groups env "HOME=$work/user" "TMPDIR=$work/user")
  data=$work/user/data
}

# What the shop says; the first line is of `dotnet run`.
told() { grep . "$log" | grep -v '^Using launch settings '; }
said() { told | tail -n "${1-1}" | cut -c 1-300; }

ready() {
  for _ in $(seq 360); do
    if grep -q '^Ready: ' "$log"; then answers; return; fi
    kill -0 "$app" 2>/dev/null || fail "ended: $(said)"
    sleep 0.5
  done
  fail "was not ready in three minutes: $(said)"
}

answers() {
  curl -sf --noproxy '*' --max-time 20 -H 'Content-Type: application/json' -d '{"query": "{ products { id } }"}' \
    http://localhost:8080/graphql | grep -q '"products":\[' || fail "is ready and does not answer"
}

# Ends with exit code 1 and one line, which matches the pattern.
refuses() {
  for _ in $(seq 120); do kill -0 "$app" 2>/dev/null || break; sleep 0.5; done
  ! kill -0 "$app" 2>/dev/null || fail "went on: $(said)"
  wait "$app"
  local code=$? lines
  [ "$code" = 1 ] || fail "exit code $code: $(said)"
  lines=$(told | wc -l)
  [ "$lines" = 1 ] || fail "$lines lines: $(said 3 | head -n 1)"
  told | grep -Eq -- "$1" || fail "said: $(said)"
}

stop() {
  kill "$app"
  wait "$app" 2>/dev/null
  # What a killed process leaves to init is gone a moment later.
  for _ in $(seq 20); do [ -n "$(others)" ] || return; sleep 0.5; done
  fail "left behind: $(others | tr -s ' \n' ' ')"
}

# All but this script and those of a build, which stay for the next one.
others() { ps -eo pid,stat,args --no-headers | awk '$1 != 1 && $2 !~ /Z/' | grep -Ev ' (ps -eo|awk|grep -Ev|bash /|bash eng/)|dotnet/sdk/'; }
find_process() { pgrep -f -- "$1" | head -n 1; }
apphost() { find_process 'net10.0/Shop.AppHost( |$)'; }
parent() { ps -o ppid= -p "$1" | tr -d ' '; }

copy_checkout() {
  mkdir -p "$1"
  # Without what is not built for it.
  tar -c --exclude=.git --exclude=node_modules --exclude=.data --exclude=./Shop.Tests/bin --exclude=./bench/*/bin . |
    tar -x -C "$1"
  cd "$1" || fail "no copy"
}

# --- Cases: each is ready, or refuses in one line.

case_as_it_is() { start; ready; stop; }

case_proxy_without_no_proxy() {
  export http_proxy=http://127.0.0.1:9 HTTP_PROXY=http://127.0.0.1:9 ALL_PROXY=http://127.0.0.1:9
  export https_proxy=http://127.0.0.1:9
  start; ready; stop
}

case_odd_data_directory() {
  export LC_ALL=C
  data="$work/it's #1, \"ä\" & 100% \$HOME/data"
  start; ready; stop
  start; ready; stop
}

case_deep_data_directory() {
  data=$work
  for _ in $(seq 4); do data+=/$(printf 'd%.0s' $(seq 200)); done
  start; ready; stop
}

case_too_deep_data_directory() {
  data=$work
  for _ in $(seq 5); do data+=/$(printf 'd%.0s' $(seq 200)); done
  start; refuses '^DataDirectory /.* cannot be used: '
}

case_unwritable_data_directory() {
  mkdir -p "$data"
  mount --bind -o ro "$data" "$data"
  start; refuses "^DataDirectory $data cannot be used: "
}

case_unwritable_data_directory_below_root() {
  data=/proc/shop
  start; refuses "^DataDirectory $data cannot be used: "
}

case_file_in_place_of_data() {
  mkdir -p "$data"
  touch "$data/postgres"
  start; refuses "$data/postgres"
}

case_private_umask() {
  umask 077
  data=$work/new/data
  start; ready; stop
}

case_no_inotify_instances() {
  as_user 64998
  "${as[@]}" python3 -c 'import ctypes, time
while ctypes.CDLL(None).inotify_init() >= 0: pass
time.sleep(600)' &
  local holder=$!
  start; ready
  kill "$holder"
  stop
}

case_no_setpriv() {
  mkdir "$work/bin"
  ln -s /usr/sbin/* /usr/bin/* "$work/bin" 2>/dev/null
  rm "$work/bin/setpriv"
  PATH=$work/bin start
  refuses 'setpriv'
}

case_not_root() { as_user 64997; start; ready; stop; start; ready; stop; }

case_not_root_with_data_of_root() {
  mkdir -p "$data"
  touch "$data/in-use"
  chmod 600 "$data/in-use"
  local of_root=$data
  as_user 64997
  data=$of_root
  start; refuses "^DataDirectory $data cannot be used: "
}

case_localhost_is_ipv4() {
  echo '127.0.0.1 localhost' >"$work/hosts"
  mount --bind "$work/hosts" /etc/hosts
  echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6
  start; ready; stop
}

case_localhost_is_ipv6() {
  # What is to be of use has an address for others, too.
  ip addr add fd00::1/64 dev lo nodad
  echo '::1 localhost' >"$work/hosts"
  mount --bind "$work/hosts" /etc/hosts
  start; ready; stop
}

case_localhost_is_nobody() {
  echo '127.0.0.1 machine' >"$work/hosts"
  mount --bind "$work/hosts" /etc/hosts
  start; refuses '^The name localhost '
}

case_localhost_is_ipv6_without_ipv6() {
  echo '::1 localhost' >"$work/hosts"
  mount --bind "$work/hosts" /etc/hosts
  start; refuses '^The name localhost '
}

case_port_in_use() {
  python3 -m http.server --bind 127.0.0.1 8080 >/dev/null 2>&1 &
  local holder=$!
  start; refuses "8080.* process $holder "
  kill "$holder"
}

case_killed_apphost() {
  start; ready
  kill -9 "$(apphost)"
  start; ready; stop
}

case_killed_parent_of_apphost() {
  start; ready
  local host
  host=$(apphost)
  kill -9 "$(parent "$host")"
  start; refuses "in use by .* process $host "
  app=$host; kill "$host"
  stop
}

case_killed_parent_of_broker() {
  start; ready
  kill -9 "$(parent "$(find_process beam.smp)")"
  stop
  start; ready; stop
}

case_everything_killed_but_the_servers() {
  start; ready
  pkill -9 -x 'dcp|Aspire.Dashboar|Shop.AppHost|Shop.Users|Shop.Products|Shop.Orders|Shop.Gateway'
  start; ready; stop
}

case_copied_checkout() {
  export LC_ALL=C
  copy_checkout "$work/it's a copy, #1 é"
  run; ready; from_here; stop
  mv "$PWD" "$work/moved"
  cd "$work/moved" || fail "not moved"
  run; ready; from_here; stop
}

case_cleaned_checkout() {
  copy_checkout "$work/copy"
  run; ready; stop
  dotnet clean Shop.AppHost >/dev/null
  run; ready; stop
}

case_other_switch() {
  log=$work/log
  eng/run.sh -p:HotChocolate=neither >"$log" 2>&1 </dev/null &
  app=$!
  for _ in $(seq 120); do kill -0 "$app" 2>/dev/null || break; sleep 0.5; done
  grep -q "HotChocolate is 'neither'" "$log" || fail "said: $(said)"
}

from_here() {
  local service
  for service in Users Products Orders Gateway; do
    service=$(readlink "/proc/$(find_process "net10.0/Shop.$service")/exe")
    [[ $service == "$PWD/"* ]] || fail "runs $service"
  done
}

# --- The cases, one after the other.

if [ "${1-}" = --inside ]; then
  case=$2 work=$3 starts=0 data=$3/data app='' as=()
  export HOME=$work/home
  mkdir -p "$HOME"
  declare -F "case_$case" >/dev/null || fail "there is no such case"
  ip link set lo up
  "case_$case"
  exit 0
fi

[ "$(id -u)" = 0 ] || { echo "eng/try-starts.sh: only root can give a start a network of its own." >&2; exit 2; }
cases=("$@")
[ $# -gt 0 ] || mapfile -t cases < <(sed -n 's/^case_\([a-z0-9_]*\)() {.*/\1/p' "${BASH_SOURCE[0]}")
passed=0 failed=0
for case in "${cases[@]}"; do
  work=$(mktemp -d /tmp/shop-try-XXXXXX)
  export builder=$HOME
  chmod 711 "$work"
  began=$SECONDS
  exec 9</proc/self/ns/net
  if unshare --mount --pid --net --ipc --fork --kill-child --mount-proc "$0" --inside "$case" "$work" 2>"$work/err"; then
    echo "passed  $case ($((SECONDS - began)) s)"
    passed=$((passed + 1))
  else
    echo "FAILED  $case ($((SECONDS - began)) s): $(cat "$work/why" 2>/dev/null || tail -n 1 "$work/err")"
    failed=$((failed + 1))
    [ -z "${KEEP-}" ] || cp -r "$work" "$KEEP"
  fi
  rm -rf "$work"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
