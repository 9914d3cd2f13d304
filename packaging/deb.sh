#!/usr/bin/env bash
# Makes dist/vqstudio_VERSION_ARCH.deb from build/stage (packaging/stage.sh).
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(bash packaging/version.sh)
arch=$(dpkg --print-architecture)
libraries=$(python3 - <<'PYTHON_CODE'
from vqstudio.doctor import QT_LIBRARIES, X11_LIBRARIES

names = [*QT_LIBRARIES.values(), *X11_LIBRARIES.values()]
# Newer Debian and Ubuntu releases renamed this one.
print(", ".join(f"{name} | {name}t64" if name == "libglib2.0-0" else name for name in names))
PYTHON_CODE
)
stage=build/deb
package=dist/vqstudio_${version}_${arch}.deb
rm -rf "$stage"
mkdir -p "$stage/DEBIAN"
cp -al build/stage/usr "$stage/usr"
cat >"$stage/DEBIAN/control" <<CONTROL
Package: vqstudio
Version: $version
Architecture: $arch
Maintainer: VQ Studio developers <vqstudio@localhost>
Section: graphics
Priority: optional
Installed-Size: $(du -sk "$stage/usr" | cut -f1)
Depends: libc6 (>= $(bash packaging/glibc.sh)), $libraries
Recommends: libvulkan1, libwayland-client0, libwayland-cursor0, libwayland-egl1
Description: photo editor that repairs and paints on your own machine
 Removes objects, scratches and text from photos and turns photos into
 paintings, with VQ-GAN models that run locally: no account, no cloud.
CONTROL
dpkg-deb --root-owner-group --build -Zzstd "$stage" "$package" >/dev/null
echo "$package"
