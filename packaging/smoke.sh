#!/usr/bin/env bash
# Installs the built .deb (as root, with Xvfb at hand) and uses it: doctor, demo, and the window on a virtual screen.
# Usage: packaging/smoke.sh [PHOTO]; without one the demo's sample photo of the development environment is taken.
set -euo pipefail
cd "$(dirname "$0")/.."
deb=$(ls -t dist/vqstudio_*.deb | head -1)
photo=${1:-$(.venv/bin/python -c 'from vqstudio.demo import sample_photo; print(sample_photo())')}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

apt-get install -y -qq --allow-downgrades --reinstall "./$deb" >/dev/null
command -v Xvfb >/dev/null && command -v xdotool >/dev/null || apt-get install -y -qq xvfb xdotool >/dev/null
cd "$out"
/usr/bin/vqstudio doctor
/usr/bin/vqstudio demo -o demo --photo "$photo"
test -s demo/sheet.png && test -s demo/window.png

export DISPLAY=:97
Xvfb $DISPLAY -screen 0 1440x900x24 2>/dev/null &
screen=$!
trap 'kill $screen 2>/dev/null; rm -rf "$out"' EXIT
sleep 1
/usr/bin/vqstudio "$photo" &
program=$!
xdotool search --sync --onlyvisible --name 'VQ Studio' | head -1
sleep 3
kill -0 $program
xdotool search --onlyvisible --name "$(basename "$photo")" >/dev/null
kill $program
echo "smoke test passed: $deb"
