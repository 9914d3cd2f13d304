#!/usr/bin/env bash
# Uses a packaged program by its commands, each that needs another part of the package.
# Usage: packaging/use_commands.sh PROGRAM PHOTO FOLDER, which is made; $PYTHON has Pillow, NumPy and the tests' DNG.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
program=$1 photo=$2 out=$3 python=${PYTHON:-$root/.venv/bin/python}
mkdir -p "$out"

# An object so thick that its fill is cut out of whole shifts of the photo, for which SciPy is in the package; raw
# files; 16 bits, which OpenCV reads.
(cd "$root" && "$python" - "$photo" "$out") <<'PYTHON_CODE'
import sys
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from tests.core.raw_files import write_dng

photo, out = Image.open(sys.argv[1]).convert("RGB"), Path(sys.argv[2])
mask = Image.new("L", photo.size)
mask.paste(255, [int(share * side) for share, side in zip((0.4, 0.4, 0.6, 0.65), photo.size * 2)])
mask.save(out / "mask.png")
thin = Image.new("L", photo.size)
thin.paste(255, (100, 20, 104, 300))
thin.save(out / "thin.png")
write_dng(out / "raw.dng", np.asarray(photo.resize((320, 240))))
deep = np.asarray(photo.resize((300, 200))).astype(np.uint16) * 257
cv2.imwrite(str(out / "deep.png"), deep)
cv2.imwrite(str(out / "deep.tif"), deep)
photo.resize((900, 600)).save(out / "small.png")
photo.resize((4200, 2800)).save(out / "large.jpg")
photo.resize((300, 200)).save(out / "tiny.jpg", quality=30)
PYTHON_CODE

run() { # command, then the file that it has to make
    local made=$out/${*: -1}
    "$program" "${@:1:$#-1}" -o "$made" >"$out/said.txt" 2>&1 || { cat "$out/said.txt"; exit 1; }
    test -s "$made" || { echo "$1 made no $made" >&2; exit 1; }
    echo "$1: $(basename "$made")"
}
run repair "$photo" --mask "$out/mask.png" repaired.png
run repair "$photo" --mask "$out/thin.png" repaired-thin.jpg
run extend "$out/small.png" --right 20% extended.webp
run create --size 256x256 created.png
# Places for the windows of a texture are found by transforms: SciPy.
run texture "$photo" --size 300x300 --tileable texture.png
run restore "$out/tiny.jpg" restored.png
run find-damage "$out/small.png" damage.png
run clear "$out/tiny.jpg" cleared.tif
run enlarge "$out/tiny.jpg" enlarged.avif
run reconstruct "$out/small.png" reconstructed.bmp
for style in oil impression-sunrise starry-night great-wave pencil ink-wash engraving mosaic halftone cartoon; do
    run style "$out/small.png" --style "$style" "$style.jpg"
done
# Large paintings by algorithm get the grain of paper, and palettes of masters move colours: SciPy again.
run style "$out/large.jpg" --style watercolour large-watercolour.jpg
run adjust "$root/packaging/smoke.heic" --exposure 1 from-heic.png
run adjust "$out/small.png" --exposure 0.2 made.jxl
run adjust "$out/made.jxl" --exposure 0.2 from-jxl.png
run adjust "$out/raw.dng" --exposure 0.5 from-raw.tif
run adjust "$out/deep.png" --contrast 0.2 from-deep.png
run adjust "$out/deep.tif" --shadows 0.3 from-deep.tif
(cd "$root" && "$python" - "$out") <<'PYTHON_CODE'
import sys
from pathlib import Path

import cv2

for name in ("from-raw.tif", "from-deep.png", "from-deep.tif"):
    found = cv2.imread(str(Path(sys.argv[1]) / name), cv2.IMREAD_UNCHANGED).dtype
    assert found == "uint16", f"{name} has {found}"
PYTHON_CODE
