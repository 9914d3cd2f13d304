#!/usr/bin/env bash
# Builds all that this system can build into dist/, and dist/SHA256SUMS: make release.
#   Linux: .deb, .rpm, tarball, wheel, sdist; and with "make windows" what that makes. macOS: dmg, wheel, sdist.
# A package whose tools are missing is left out, and said so at the end.
set -euo pipefail
cd "$(dirname "$0")/.."
export PYTHON=${PYTHON:-python3} MAKE=${MAKE:-make}
version=$(bash packaging/version.sh)
left_out=()
mkdir -p dist
find dist -maxdepth 1 -type f -delete # of an earlier version, they would be summed up as well

bash packaging/build.sh
bash packaging/python_packages.sh
case $(uname) in
    Linux)
        bash packaging/stage.sh
        bash packaging/tarball.sh
        if command -v dpkg-deb >/dev/null; then bash packaging/deb.sh; else left_out+=(".deb: no dpkg-deb"); fi
        if command -v rpmbuild >/dev/null; then bash packaging/rpm.sh; else left_out+=(".rpm: no rpmbuild"); fi
        # Made on Linux, by a part of its own that may not be there.
        if "$MAKE" -n windows >/dev/null 2>&1; then
            "$MAKE" windows
        else
            left_out+=("Windows: there is no make windows")
        fi
        ;;
    Darwin) bash packaging/macos/dmg.sh ;;
    *) left_out+=("packages of $(uname): none but those of Python") ;;
esac

checksum() { if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi; }
(cd dist && find . -maxdepth 1 -type f ! -name SHA256SUMS -exec basename {} \; | LC_ALL=C sort | while IFS= read -r file; do
    checksum "$file"
done >SHA256SUMS)
echo "VQ Studio $version, in dist/:"
cat dist/SHA256SUMS
for one in "${left_out[@]+"${left_out[@]}"}"; do echo "left out: $one"; done
