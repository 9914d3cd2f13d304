#!/bin/sh
# Removes what install.sh installed, from where this script lies. Your photos, projects, styles and settings stay.
set -eu
program=$(cd "$(dirname "$0")" && pwd)
list=$program/installed.txt
if [ ! -f "$list" ]; then
    echo "There is no $list; run the uninstall.sh that lies in the installed folder, such as ~/.local/lib/vqstudio." >&2
    exit 1
fi
prefix=$(cd "$program/../.." && pwd)
while IFS= read -r file; do
    rm -f "$prefix/share/$file"
done <"$list"
if [ "$(readlink "$prefix/bin/vqstudio" || true)" = ../lib/vqstudio/vqstudio ]; then rm -f "$prefix/bin/vqstudio"; fi
rm -rf "$prefix/share/doc/vqstudio" "$program"

refresh() { if command -v "$1" >/dev/null; then "$@" >/dev/null 2>&1 || true; fi; }
refresh update-mime-database "$prefix/share/mime"
refresh update-desktop-database "$prefix/share/applications"
echo "VQ Studio is removed. Your settings and styles stay in ${XDG_CONFIG_HOME:-$HOME/.config}/vqstudio and" \
    "${XDG_DATA_HOME:-$HOME/.local/share}/vqstudio."
