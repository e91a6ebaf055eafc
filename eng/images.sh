#!/usr/bin/env bash
# Builds the image of each service. REGISTRY=host/path pushes them; without it they go to the container engine, and where
# none answers into artifacts/images as OCI archives. TAG names the version, BASE another base image, ARCH="x64 arm64"
# the architectures, SERVICES="Users Gateway" those that are wanted.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tag=${TAG:-$(git describe --tags --always --dirty 2>/dev/null || echo latest)}
services=${SERVICES:-Users Products Orders Gateway}
read -ra architectures <<<"${ARCH:-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')}"

revision=$(git rev-parse HEAD 2>/dev/null || true)
options=("-p:ContainerImageTag=$tag" "-p:SourceRevisionId=$revision")
[ -z "${BASE-}" ] || options+=("-p:BaseImage=$BASE")
if [ ${#architectures[@]} = 1 ]; then
  options+=(--os linux --arch "${architectures[0]}")
else
  identifiers=$(printf '%%3Blinux-%s' "${architectures[@]}")
  options+=("-p:ContainerRuntimeIdentifiers=${identifiers#%3B}")
fi

have_engine() { command -v docker >/dev/null && timeout 5 docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

dotnet tool restore >/dev/null
mkdir -p artifacts/images
for service in $services; do
  image="shop-${service,,}"
  where=()
  if [ -n "${REGISTRY-}" ]; then
    where=("-p:ContainerRegistry=${REGISTRY%%/*}")
    [ "${REGISTRY#*/}" = "$REGISTRY" ] || where+=("-p:ContainerRepository=${REGISTRY#*/}/$image")
  elif ! have_engine; then
    where=("-p:ContainerArchiveOutputPath=$PWD/artifacts/images/$image.tar")
  fi
  echo "images: $image:$tag"
  dotnet publish "Shop.$service" -c Release -v quiet --nologo -t:PublishContainer "${options[@]}" "${where[@]}"
  dotnet dotnet-CycloneDX "Shop.$service/Shop.$service.csproj" --disable-package-restore \
    --set-name "$image" --set-version "$tag" --output artifacts/images --filename "$image.cdx.json" \
    --output-format Json >/dev/null
done
