#!/usr/bin/env bash
# Makes dist/vqstudio-VERSION-1.ARCH.rpm from build/stage (packaging/stage.sh), with rpmbuild.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v rpmbuild >/dev/null || { echo "rpmbuild is missing; on Debian: apt-get install rpm" >&2; exit 1; }
version=$(bash packaging/version.sh)
# Fedora and openSUSE call their packages differently; the libraries are called the same.
libraries=$(python3 -c '
from vqstudio.doctor import QT_LIBRARIES, X11_LIBRARIES

print(*(f"{library}()(64bit)" for library in (*QT_LIBRARIES, *X11_LIBRARIES)))')
rm -rf build/rpm
rpmbuild --quiet -bb packaging/vqstudio.rpm.spec \
    --define "_topdir $PWD/build/rpm" --define "_rpmdir $PWD/build/rpm/made" --define "_binary_payload w6.gzdio" \
    --define "version $version" --define "glibc $(bash packaging/glibc.sh)" --define "stage $PWD/build/stage" \
    --define "libraries $libraries"
mv build/rpm/made/*/*.rpm dist/
ls dist/vqstudio-"$version"-1.*.rpm
