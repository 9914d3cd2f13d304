#!/usr/bin/env bash
# Installs the built .deb (as root) and uses it: commands, a HEIC photo, what the desktop is told, and the window on a
# virtual screen with a photo, then with a project and in German.
# Usage: [DEB=FILE] packaging/smoke.sh [PHOTO]; without a photo the demo's sample photo from .venv is taken.
set -euo pipefail
cd "$(dirname "$0")/.."
python=$PWD/.venv/bin/python
root=$PWD
deb=$(realpath "${DEB:-$(ls -t dist/vqstudio_*.deb | head -1)}")
photo=${1:-$("$python" -c 'from vqstudio.demo import sample_photo; print(sample_photo())')}
photo=$(realpath "$photo")
out=$(mktemp -d)
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

# 450 MB are expected; a CUDA runtime or the training tools would make it more than twice as large.
[ "$(du -sm /usr/lib/vqstudio | cut -f1)" -lt 600 ] || { echo "the package has grown" >&2; exit 1; }
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
# An object so thick that its fill is cut out of whole shifts of the photo, for which SciPy is in the package.
"$python" - "$photo" mask.png <<'PYTHON_CODE'
import sys

from PIL import Image

photo = Image.open(sys.argv[1])
mask = Image.new("L", photo.size)
mask.paste(255, [int(share * side) for share, side in zip((0.4, 0.4, 0.6, 0.65), photo.size * 2)])
mask.save(sys.argv[2])
PYTHON_CODE
strace -f -qq -e trace=openat -o opened.txt /usr/bin/vqstudio repair "$photo" --mask mask.png -o repaired.png
test -s repaired.png && grep -q 'csgraph/_flow.*= [0-9]' opened.txt
/usr/bin/vqstudio adjust "$root/packaging/smoke.heic" --exposure 1 -o from-heic.png

export DISPLAY=:97
Xvfb $DISPLAY -screen 0 1440x900x24 2>/dev/null &
started+=($!)
for _ in $(seq 50); do xdotool getdisplaygeometry >/dev/null 2>&1 && break || sleep 0.1; done

# The window with a file; then it is closed, so that its picture is not taken for the next one's.
shown() {
    /usr/bin/vqstudio "$1" &
    program=$!
    started+=($program)
    timeout 60 xdotool search --sync --onlyvisible --name "$(basename "$1")" >/dev/null
    sleep 3
    kill -0 $program
    "$python" - "${WINDOW_PNG:-$out/window.png}" <<'PYTHON_CODE'
import sys

import numpy as np
from PIL import ImageGrab

picture = ImageGrab.grab(xdisplay=":97").convert("RGB")
picture.save(sys.argv[1])
shown = np.asarray(picture)
colours = len(np.unique(shown.reshape(-1, 3), axis=0))
print(f"the window shows {colours} colours")
sys.exit(0 if shown.std() > 20 and colours > 1000 else "the window is blank")
PYTHON_CODE
    cp /proc/$program/maps maps.txt
    kill $program
    wait $program || true
}
shown "$photo"
LANG=de_DE.UTF-8 LANGUAGE=de shown "$out/saved.vqs"
for file in qtbase_de.qm $(cd "$root/resources" && ls translations 2>/dev/null | grep '_de\.qm$'); do
    grep -q "/$file" maps.txt || { echo "the window did not read $file" >&2; exit 1; }
done
# ONNX Runtime's telemetry would keep a device id and a queue of events in the cache.
if find "$out" -ipath '*onnxruntime*' | grep .; then echo "telemetry is on" >&2; exit 1; fi
echo "smoke test passed: $deb"
