#!/usr/bin/env bash
# Installs the built .deb (as root) and uses it: commands, HEIC and raw photos, what the desktop is told, and every tab
# of the window on a virtual screen with a photo, then with a project and in German.
# Usage: [DEB=FILE] [PICTURES=FOLDER] packaging/smoke.sh [PHOTO]; without a photo the demo's sample photo from .venv is taken.
set -euo pipefail
cd "$(dirname "$0")/.."
python=$PWD/.venv/bin/python
root=$PWD
deb=$(realpath "${DEB:-$(ls -t dist/vqstudio_*.deb | head -1)}")
photo=${1:-$("$python" -c 'from vqstudio.demo import sample_photo; print(sample_photo())')}
photo=$(realpath "$photo")
out=$(mktemp -d)
pictures=${PICTURES:-$out/pictures}
mkdir -p "$pictures"
started=()
finish() {
    for process in "${started[@]}"; do kill "$process" 2>/dev/null || true; done
    rm -rf "$out"
}
trap finish EXIT
export XDG_CONFIG_HOME=$out XDG_STATE_HOME=$out XDG_CACHE_HOME=$out XDG_DATA_HOME=$out

apt-get update -qq
apt-get install -y -qq --no-install-recommends xvfb xdotool strace desktop-file-utils shared-mime-info libglib2.0-bin >/dev/null
apt-get install -y -qq --no-install-recommends --allow-downgrades --reinstall "$deb" >/dev/null

size=$(du -sm /usr/lib/vqstudio | cut -f1)
[ "$size" -le 370 ] || { echo "the package has $size MB, more than docs/packaging.md says" >&2; exit 1; }
desktop-file-validate /usr/share/applications/vqstudio.desktop
QT_QPA_PLATFORM=offscreen "$python" - "$photo" "$out/saved.vqs" <<'PYTHON_CODE'
import sys
from pathlib import Path

from vqstudio.app import screenshot
from vqstudio.ui.projects.writing import describe, save_project

photo, project = map(Path, sys.argv[1:])
screenshot(photo, project.with_suffix(".png"),
           prepare=lambda window: save_project(project, describe(window.session.shown)))
PYTHON_CODE
# Not grep -q, which ends before its writer has, and that would count as a failure.
gio info -a standard::content-type "$out/saved.vqs" | grep 'application/x-vqstudio-project$' >/dev/null
gio mime application/x-vqstudio-project | grep vqstudio.desktop >/dev/null

cd "$out"
/usr/bin/vqstudio doctor | tee doctor.txt
grep -q '^onnxruntime ' doctor.txt
/usr/bin/vqstudio demo -o demo --photo "$photo"
test -s demo/sheet.png && test -s demo/window.png
# Everything that needs another part of the package; and what it opens while it repairs.
(cd "$root" && PYTHON=$python bash packaging/use_commands.sh /usr/bin/vqstudio "$photo" "$out/used")
strace -f -qq -e trace=openat -o opened.txt \
    /usr/bin/vqstudio repair "$photo" --mask used/mask.png -o repaired.png
test -s repaired.png && grep -q 'csgraph/_flow.*= [0-9]' opened.txt

export DISPLAY=:97
Xvfb $DISPLAY -screen 0 1440x900x24 2>/dev/null &
started+=($!)
for _ in $(seq 50); do xdotool getdisplaygeometry >/dev/null 2>&1 && break || sleep 0.1; done

# The window with a file, and the name of its pictures; then it is closed, so that the next one's are its own.
shown() {
    /usr/bin/vqstudio "$1" &
    program=$!
    started+=($program)
    # Asked again and again: a window that goes while it looks ends the search.
    for _ in $(seq 240); do
        window=$(xdotool search --onlyvisible --name "$(basename "$1")" 2>/dev/null | tail -1) || true
        [ -z "$window" ] || break
        sleep 0.5
    done
    sleep 3
    xdotool windowfocus "$window" # there is nobody who manages windows
    kill -0 $program
    # Every tab by its key; what it shows is another picture.
    for key in F2 F3 F4 F5 F6 F7; do
        xdotool key --clearmodifiers "$key"
        sleep 2
        kill -0 $program
        "$python" "$root/packaging/window_picture.py" "$DISPLAY" "$pictures/$2-$key.png"
    done
    [ "$(cd "$pictures" && sha256sum "$2"-F?.png | cut -d' ' -f1 | sort -u | wc -l)" = 6 ] ||
        { echo "not every tab opened" >&2; exit 1; }
    cp /proc/$program/maps maps.txt
    kill $program
    wait $program || true
}
shown "$photo" photo
LANG=de_DE.UTF-8 LANGUAGE=de shown "$out/saved.vqs" project
for file in qtbase_de.qm $(cd "$root/resources" && ls translations 2>/dev/null | grep '_de\.qm$'); do
    grep -q "/$file" maps.txt || { echo "the window did not read $file" >&2; exit 1; }
done
# ONNX Runtime's telemetry would keep a device id and a queue of events in the cache.
if find "$out" -ipath '*onnxruntime*' | grep .; then echo "telemetry is on" >&2; exit 1; fi
echo "smoke test passed: $deb"
