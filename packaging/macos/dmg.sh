#!/usr/bin/env bash
# On macOS: puts "dist/VQ Studio.app", which packaging/build.sh made, into dist/vqstudio-VERSION-macos-ARCH.dmg.
# With CODESIGN_IDENTITY ("Developer ID Application: ...") both are signed; with NOTARY_PROFILE (of xcrun notarytool
# store-credentials) the image is notarised as well. NOT TRIED: nobody has run this on a Mac yet (docs/releasing.md).
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' vqstudio/__init__.py)
app="dist/VQ Studio.app"
image="dist/vqstudio-$version-macos-$(uname -m).dmg"
[ -d "$app" ] || { echo "There is no $app; run packaging/build.sh first." >&2; exit 1; }

if [ -n "${CODESIGN_IDENTITY:-}" ]; then
    codesign --force --deep --options runtime --timestamp --entitlements packaging/macos/entitlements.plist \
        --sign "$CODESIGN_IDENTITY" "$app"
    codesign --verify --deep --strict "$app"
else
    # Without any signature Apple silicon starts nothing; this one says of nobody.
    codesign --force --deep --sign - --entitlements packaging/macos/entitlements.plist "$app"
fi

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$app" "$stage/"
ln -s /Applications "$stage/Applications"
cp LICENSE "$stage/"
rm -f "$image"
hdiutil create -volname "VQ Studio $version" -srcfolder "$stage" -format ULFO "$image"

if [ -n "${CODESIGN_IDENTITY:-}" ]; then
    codesign --timestamp --sign "$CODESIGN_IDENTITY" "$image"
    if [ -n "${NOTARY_PROFILE:-}" ]; then
        xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
        xcrun stapler staple "$image"
    fi
fi
echo "$image"
