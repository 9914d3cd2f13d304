#!/bin/sh
# Installs VQ Studio for you alone, into ~/.local: no root, nothing outside of your home. Another place: PREFIX=/there.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
prefix=${PREFIX:-$HOME/.local}
mkdir -p "$prefix/lib" "$prefix/bin" "$prefix/share"
prefix=$(cd "$prefix" && pwd)
program=$prefix/lib/vqstudio

# Beside its place first: an earlier version stays whole until this one is there.
rm -rf "$program.new"
trap 'rm -rf "$program.new"' EXIT
cp -R "$here/lib/vqstudio" "$program.new"
cp "$here/uninstall.sh" "$program.new/uninstall.sh"
(cd "$here/share" && find . -type f -o -type l) | sed 's|^\./||' >"$program.new/installed.txt"
rm -rf "$program"
mv "$program.new" "$program"
ln -sf ../lib/vqstudio/vqstudio "$prefix/bin/vqstudio"

cp -R "$here/share/." "$prefix/share/"
# The desktop may not look into ~/.local/bin. Its own quoting: a backslash before what is special in quotes.
quoted=$(printf '%s' "$prefix/bin/vqstudio" | sed 's/[\\"`$]/\\\\&/g; s/%/%%/g')
entry=$prefix/share/applications/vqstudio.desktop
awk -v command="$(printf '%s' "$quoted" | sed 's/\\/\\\\/g')" \
    '/^Exec=/ { print "Exec=\"" command "\" %F"; next } { print }' "$here/share/applications/vqstudio.desktop" >"$entry"

refresh() { if command -v "$1" >/dev/null; then "$@" >/dev/null 2>&1 || true; fi; }
refresh update-mime-database "$prefix/share/mime"
refresh update-desktop-database "$prefix/share/applications"
refresh gtk-update-icon-cache -q -t "$prefix/share/icons/hicolor"

echo "VQ Studio is installed in $program."
case ":$PATH:" in
    *":$prefix/bin:"*) echo "Start it from your desktop's menu, or with: vqstudio" ;;
    *) echo "Start it from your desktop's menu, or with: $prefix/bin/vqstudio" ;;
esac
"$program/vqstudio" doctor | sed -n '/^Missing system libraries/p'
echo "To remove it: $program/uninstall.sh"
