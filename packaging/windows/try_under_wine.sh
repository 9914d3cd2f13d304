#!/usr/bin/env bash
# Installs the package for Windows under Wine and uses it as a person would: commands, the window with a photo that is
# painted over and repaired, a second window with a project; then uninstalls it. Leaves screenshots.
#
#     packaging/windows/try_under_wine.sh [FOLDER]      pictures go there (default: out/wine)
#
# Needs, as root: Wine 10 for 64 and 32 bits (the installer has 32), Xvfb, openbox, xdotool, and ImageMagick's import.
# Where this system has no such Wine, WINE_ROOT names a folder with a system that has it; --make-root FOLDER makes one:
#
#     packaging/windows/try_under_wine.sh --make-root /var/tmp/wine-root      (Debian 13; 2 GB)
#     WINE_ROOT=/var/tmp/wine-root packaging/windows/try_under_wine.sh
#
# Nothing of it touches the Wine of whoever runs it. Where Wine is missing it says so and does nothing.
set -euo pipefail
cd "$(dirname "$0")/../.."

make_root() {
    debootstrap --variant=minbase trixie "$1" >/dev/null
    chroot "$1" sh -c 'dpkg --add-architecture i386 && apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get \
        -qq install -y --no-install-recommends wine wine64 wine32:i386 xvfb openbox xdotool imagemagick procps \
        fonts-dejavu-core >/dev/null'
}
if [ "${1:-}" = --make-root ]; then
    make_root "$2"
    exit
fi

skip() { echo "skipped: $1"; exit 0; }
dist=${DIST:-dist}
installer=$(ls -t "$dist"/vqstudio-*-windows-x64-setup.exe 2>/dev/null | head -1) || true
archive=$(ls -t "$dist"/vqstudio-*-windows-x64.zip 2>/dev/null | head -1) || true
[ -n "$installer" ] && [ -n "$archive" ] || skip "there is no package; make windows makes it"
if [ -n "${WINE_ROOT:-}" ]; then
    [ "$(id -u)" = 0 ] || skip "WINE_ROOT needs root"
    # Mounts of its own, which go when the script ends.
    [ -n "${MOUNTED:-}" ] || MOUNTED=1 exec unshare --mount --propagation private "$BASH" "$0" "$@"
    mount -t proc proc "$WINE_ROOT/proc"
    mount --bind /dev "$WINE_ROOT/dev"
    mount --bind /sys "$WINE_ROOT/sys"
    mount -t tmpfs tmpfs "$WINE_ROOT/tmp"
fi
# Microsoft's OpenMP, which comes with LibRaw: raw files come out wrong with Wine's own.
overrides="mscoree,mshtml=;vcomp140=n"
here() { # the system with Wine in it, and a home folder that goes with it
    ${WINE_ROOT:+chroot "$WINE_ROOT"} env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin LANG=C.UTF-8 HOME="$home" \
        WINEPREFIX="$home/prefix" WINEDEBUG="${WINEDEBUG:--all}" WINEDLLOVERRIDES="$overrides" DISPLAY=:97 "$@"
}
home=/tmp
for program in wine Xvfb openbox xdotool import; do
    here sh -c "command -v $program" >/dev/null || skip "$program is missing (see --make-root in this file)"
done
case $(here wine --version 2>/dev/null) in
    wine-[1-9].*) skip "Wine 10 or newer is needed" ;;
esac

pictures=$(realpath -m "${1:-out/wine}")
mkdir -p "$pictures"
home=$(here mktemp -d /tmp/vqstudio-wine.XXXXXX)
inside=${WINE_ROOT:-}$home
drive=$inside/prefix/drive_c
started=()
finish() {
    here wineserver -k 2>/dev/null || true
    for process in "${started[@]}"; do kill "$process" 2>/dev/null || true; done
    rm -rf "$inside"
}
trap finish EXIT
trap 'echo "FAILED: line $LINENO" >&2' ERR

fail() { here import -window root png:- >"$pictures/failure.png" 2>/dev/null || true; echo "FAILED: $1" >&2; exit 1; }
did() { printf '%4d s  %s\n' $SECONDS "$1"; }
# Its output through a pipe and no input: Wine's own console would draw it.
windows() { here wine "$@" </dev/null 2>&1 | tr -d '\r' | cat; }
value() { windows reg query "$1" ${2:+/v "$2"} | grep -a "REG_"; }
within() { # SECONDS COMMAND...
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do [ $SECONDS -lt $end ] || return 1; sleep 1; done
}
shown() { here xdotool search --onlyvisible --name "$1"; }
picture() { here import -window root png:- >"$pictures/$1.png"; }

here Xvfb :97 -screen 0 1440x900x24 >/dev/null 2>&1 &
started+=($!)
within 20 here xdotool getdisplaygeometry || fail "no screen"
here openbox >/dev/null 2>&1 &
started+=($!)
here wineboot -i </dev/null >/dev/null 2>&1
did "Windows: $(windows cmd /c ver | grep -a Windows), $(here wine --version)"

# -- the portable zip ----------------------------------------------------------------------------------------------
portable="$drive/Ohne Installation/größer 大"
mkdir -p "$portable"
python3 -m zipfile -e "$archive" "$portable"
windows "C:\\Ohne Installation\\größer 大\\VQ Studio\\vqstudio.exe" doctor >"$pictures/doctor.txt"
grep -qa "^onnxruntime " "$pictures/doctor.txt" && grep -qa "photo-f8" "$pictures/doctor.txt" || fail "the doctor of the zip"
rm -rf "$portable"
did "the zip runs from a folder with spaces and other letters"

# -- installing ----------------------------------------------------------------------------------------------------
cp "$installer" "$inside/setup.exe"
place="C:\\Programme für Fotos\\照片 VQ Studio"
program="$drive/Programme für Fotos/照片 VQ Studio"
for time in "installed without a word" "installed over itself"; do
    # /D must not be in quotes, in which Wine puts every word with spaces; cmd takes them off.
    windows cmd /c "Z:${home//\//\\}\\setup.exe /S /D=$place"
    [ -s "$program/VQ Studio.exe" ] || fail "not $time"
    did "$time, $(du -sm "$program" | cut -f1) MB"
done
value 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\VQ Studio' DisplayVersion >/dev/null || fail "not listed"
value 'HKCU\Software\Classes\.vqs' | grep -qa VQStudio.Project || fail "projects are not registered"
value 'HKCU\Software\Classes\.jpg\OpenWithProgids' VQStudio.Photo >/dev/null || fail "photos are not offered"
ls "$drive"/users/*/AppData/Roaming/Microsoft/Windows/Start\ Menu/Programs/VQ\ Studio.lnk >/dev/null || fail "no start menu"

# -- commands ------------------------------------------------------------------------------------------------------
user=$(ls -d "$drive"/users/*/AppData | grep -v Public | head -1)
user=${user%/AppData}
mkdir -p "$user/Pictures"
photo="$user/Pictures/Ein Foto – 照片 & mehr.jpg"
windows_photo="C:\\users\\${user##*/}\\Pictures\\Ein Foto – 照片 & mehr.jpg"
cp resources/sample.jpg "$photo"
cp resources/sample.jpg "$user/Pictures/second.jpg"
windows "$place\\vqstudio.exe" doctor >"$pictures/doctor.txt"
grep -qa "^Device: " "$pictures/doctor.txt" || fail "the doctor"
did "doctor: $(grep -a '^Device: ' "$pictures/doctor.txt")"
windows "$place\\vqstudio.exe" demo -o "C:\\Demo Größe 照片" --photo "$windows_photo" >"$pictures/demo.txt"
cp "$drive/Demo Größe 照片/"{sheet,window}.png "$pictures/" || fail "the demo: $(tail -3 "$pictures/demo.txt")"
did "demo: $(head -1 "$pictures/demo.txt")"
cp packaging/smoke.heic "$user/Pictures/photo.heic"
PYTHONPATH=. "${PYTHON:-.venv/bin/python}" -c '
import sys
from pathlib import Path
import numpy as np
from tests.core.raw_files import write_dng
write_dng(Path(sys.argv[1]), np.full((96, 160, 3), 120, np.uint8))' "$user/Pictures/photo.dng"
windows "$place\\vqstudio.exe" adjust "$windows_photo" --exposure 0.01 -o "C:\\users\\${user##*/}\\Pictures\\photo.jxl" >/dev/null
for kind in heic jxl dng; do
    windows "$place\\vqstudio.exe" adjust "C:\\users\\${user##*/}\\Pictures\\photo.$kind" --exposure 0.01 \
        -o "C:\\Demo Größe 照片\\$kind.png" >/dev/null
done
level=$("${PYTHON:-.venv/bin/python}" -c 'import sys; from PIL import Image, ImageStat
print(*(round(mean) for mean in ImageStat.Stat(Image.open(sys.argv[1]).convert("RGB")).mean))' "$drive/Demo Größe 照片/dng.png")
[ -s "$drive/Demo Größe 照片/heic.png" ] && [ -s "$drive/Demo Größe 照片/jxl.png" ] && [ "$level" = "120 120 120" ] || fail "HEIC, JPEG XL and RAW: $level, not 120 120 120"
did "a HEIC photo is read, a JPEG XL written and read, and a raw file of 120 120 120 developed to $level"
cp "$photo" "$user/Pictures/same.jpg"
windows "$place\\vqstudio.exe" adjust "C:\\users\\${user##*/}\\Pictures\\same.jpg" --exposure 1 \
    -o "C:\\users\\${user##*/}\\Pictures\\same.jpg" >/dev/null
! cmp -s "$photo" "$user/Pictures/same.jpg" || fail "a photo is not saved over itself"
did "a photo is saved over itself"

# -- the window ----------------------------------------------------------------------------------------------------
starter="$place\\VQ Studio.exe"
colour() { here import -window root -crop "1x1+$1+$2" +repage -format '%[hex:p{0,0}]' info:-; }
still() { local now; now=$(here import -window root png:- | sha256sum); sleep 5; [ "$now" = "$(here import -window root png:- | sha256sum)" ]; }
changed() { [ "$(colour 548 400)" != "$1" ]; }
close_window() { # TITLE
    # The window may be gone before its key is let go.
    here xdotool windowactivate --sync "$(shown "$1" | head -1)" key ctrl+q 2>/dev/null || true
    within 60 gone "$1" || fail "$1 does not close"
}
gone() { ! shown "$1"; }

here wine "$starter" "$windows_photo" </dev/null >/dev/null 2>&1 &
within 180 shown "Ein Foto" || fail "the window with the photo"
sleep 15 # until it is drawn
picture 1-opened
did "the window shows the photo that was dropped on the starter"
here sh -c 'xdotool mousemove 500 400 mousedown 1; for step in $(seq 12); do
    xdotool mousemove $((500 + 8 * step)) 400; sleep 0.1; done; xdotool mouseup 1'
sleep 3
picture 2-painted
painted=$(colour 548 400)
here xdotool key ctrl+r
within 300 changed "$painted" || fail "nothing is repaired"
within 300 still || fail "the repair does not end"
picture 3-repaired
did "painted over and repaired"
here xdotool key ctrl+s
within 60 shown "Save as" || fail "no question where to save"
sleep 3
picture 4-saving
here xdotool key Return
within 60 test -s "${photo%.jpg}-edited.jpg" || fail "the repaired photo is not saved"
did "saved by the dialog of Windows as $(basename "${photo%.jpg}-edited.jpg")"

QT_QPA_PLATFORM=offscreen "${PYTHON:-.venv/bin/python}" - resources/sample.jpg "$user/Pictures/Ein Projekt.vqs" <<'PYTHON_CODE'
import sys
from pathlib import Path

from vqstudio.app import screenshot
from vqstudio.ui.projects.writing import describe, save_project

photo, project = map(Path, sys.argv[1:])
screenshot(photo, project.with_suffix(".png"),
           prepare=lambda window: save_project(project, describe(window.session.shown)))
PYTHON_CODE
here wine "$starter" "C:\\users\\${user##*/}\\Pictures\\Ein Projekt.vqs" </dev/null >/dev/null 2>&1 &
within 180 shown "Ein Projekt" || fail "a project does not open"
shown "Ein Foto" >/dev/null || fail "the first window is gone"
sleep 15
picture 5-project-in-a-second-window
did "a project opens, and a second start is a second window, as on Linux"
close_window "Ein Projekt"
close_window "Ein Foto"

# -- uninstalling --------------------------------------------------------------------------------------------------
touch "$program/mine.txt"
windows "$place\\Uninstall.exe" /S
within 90 sh -c '[ ! -e "$1/VQ Studio.exe" ] && [ ! -e "$1/Uninstall.exe" ]' sh "$program" || fail "not uninstalled"
[ "$(ls "$program")" = mine.txt ] || fail "left behind or taken along: $(ls "$program")"
! value 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\VQ Studio' >/dev/null || fail "still listed"
! value 'HKCU\Software\Classes\VQStudio.Project' >/dev/null || fail "types of files stayed"
[ -s "$photo" ] && ls "$user"/AppData/Local/vqstudio/settings.json >/dev/null || fail "the user's files are gone"
did "uninstalled; photos, settings and other people's files stayed"
echo "tried under Wine: $installer; pictures in $pictures"
