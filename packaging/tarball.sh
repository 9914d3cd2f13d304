#!/usr/bin/env bash
# Makes dist/vqstudio-VERSION-linux-ARCH.tar.gz from build/stage: for every distribution, installed by a user for
# themselves. Gzip, because every system can unpack it.
set -euo pipefail
cd "$(dirname "$0")/.."
name=vqstudio-$(bash packaging/version.sh)-linux-$(uname -m)
rm -rf "build/tarball"
mkdir -p "build/tarball/$name"
cp -al build/stage/usr/{lib,share} "build/tarball/$name/"
install -m755 packaging/linux/install.sh packaging/linux/uninstall.sh "build/tarball/$name/"
cp LICENSE "build/tarball/$name/"
tar -C build/tarball --owner=0 --group=0 --numeric-owner --sort=name -czf "dist/$name.tar.gz" "$name"
echo "dist/$name.tar.gz"
