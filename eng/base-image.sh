#!/usr/bin/env bash
# Makes what the official chiselled image of ASP.NET is made of, for machines that do not reach it: the C library, OpenSSL,
# certificates, time zones and the runtime of this machine; no shell, no package manager; user 1654, `app`. Debian, root.
# Usage: eng/base-image.sh FOLDER   (an OCI layout, its tag is 10.0)
set -euo pipefail
layout=$(realpath -m "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

root="$work/bundle/rootfs"
rm -rf "$layout"
umoci init --layout "$layout"
umoci new --image "$layout:10.0"
umoci unpack --image "$layout:10.0" "$work/bundle"

chmod 755 "$work"
(cd "$work" && apt-get download -q libc6 libgcc-s1 libstdc++6 libssl3 zlib1g ca-certificates tzdata >/dev/null)
for package in "$work"/*.deb; do dpkg-deb --extract "$package" "$root"; done
mkdir -p "$root/etc/ssl/certs" "$root/tmp"
chmod 1777 "$root/tmp"
find "$root/usr/share/ca-certificates" -name '*.crt' -exec cat {} + >"$root/etc/ssl/certs/ca-certificates.crt"
printf 'root:x:0:0::/root:/sbin/nologin\napp:x:1654:1654::/home/app:/sbin/nologin\n' >"$root/etc/passwd"
printf 'root:x:0:\napp:x:1654:\n' >"$root/etc/group"
install -d -o 1654 -g 1654 "$root/home/app"
rm -rf "$root/usr/share/doc" "$root/usr/share/man" "$root/usr/share/lintian" "$root/usr/sbin" "$root/sbin"

dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
version=$(dotnet --list-runtimes | awk '$1 == "Microsoft.AspNetCore.App" && $2 ~ /^10\./ { print $2 }' | tail -1)
for part in "host/fxr/$version" "shared/Microsoft.NETCore.App/$version" "shared/Microsoft.AspNetCore.App/$version"; do
  mkdir -p "$root/usr/share/dotnet/$part"
  cp -r "$dotnet/$part/." "$root/usr/share/dotnet/$part/"
done
cp "$dotnet/dotnet" "$root/usr/share/dotnet/"
mkdir -p "$root/usr/bin"
ln -s /usr/share/dotnet/dotnet "$root/usr/bin/dotnet"

umoci repack --image "$layout:10.0" "$work/bundle"
umoci config --image "$layout:10.0" --os linux --architecture "$(dpkg --print-architecture)" \
  --config.user 1654 --config.workingdir / \
  --config.env PATH=/usr/bin --config.env APP_UID=1654 --config.env ASPNETCORE_HTTP_PORTS=8080 \
  --config.env DOTNET_RUNNING_IN_CONTAINER=true --config.env "DOTNET_VERSION=$version" --config.env "ASPNET_VERSION=$version"
umoci gc --layout "$layout"
