#!/usr/bin/env bash
# Installs the built .deb (as root) and uses it: doctor, demo, and the window on a virtual screen.
# Usage: [DEB=FILE] packaging/smoke.sh [PHOTO]; without a photo the demo's sample photo from .venv is taken.
set -euo pipefail
cd "$(dirname "$0")/.."
python=$PWD/.venv/bin/python
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

apt-get update -qq
apt-get install -y -qq --no-install-recommends --allow-downgrades --reinstall "$deb" >/dev/null
command -v Xvfb >/dev/null && command -v xdotool >/dev/null ||
    apt-get install -y -qq --no-install-recommends xvfb xdotool >/dev/null

cd "$out"
/usr/bin/vqstudio doctor | tee doctor.txt
grep -q '^onnxruntime ' doctor.txt
/usr/bin/vqstudio demo -o demo --photo "$photo"
test -s demo/sheet.png && test -s demo/window.png

export DISPLAY=:97 XDG_CONFIG_HOME=$out XDG_STATE_HOME=$out
Xvfb $DISPLAY -screen 0 1440x900x24 2>/dev/null &
started+=($!)
for _ in $(seq 50); do xdotool getdisplaygeometry >/dev/null 2>&1 && break || sleep 0.1; done
/usr/bin/vqstudio "$photo" &
program=$!
started+=($program)
timeout 60 xdotool search --sync --onlyvisible --name "$(basename "$photo")" >/dev/null
sleep 3
kill -0 $program
"$python" - <<'PYTHON_CODE'
import sys

import numpy as np
from PIL import ImageGrab

shown = np.asarray(ImageGrab.grab(xdisplay=":97").convert("RGB"))
colours = len(np.unique(shown.reshape(-1, 3), axis=0))
print(f"the window shows {colours} colours")
sys.exit(0 if shown.std() > 20 and colours > 1000 else "the window is blank")
PYTHON_CODE
echo "smoke test passed: $deb"
