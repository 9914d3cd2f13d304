"""Clearing, enlarging and finding damage, against peers on the same photos.

    python benchmarks/restore.py PHOTOS... [--packs FOLDER] [--only noise,jpeg,enlarge,damage,whole,speed]

noise    colour noise of 15, 25 and 50 levels: PSNR told its strength and by what is measured, and the difference to
         CBM3D (Dabov et al. 2007); the ratio of the times
jpeg     quality 10, 20 and 40, once, and twice with a shift between: PSNR gained over the file
enlarge  halved by Pillow, bicubic, and enlarged by 2: PSNR of luma over bicubic; kernel distances to photos (lower is
         better), with features of EfficientNet-Lite0 and with natural statistics
damage   photos damaged in code (--masks): precision, recall and F1; what is proposed on photos as they are
whole    photos as they are, cleared by what is measured: the change in levels, which should be below 1
speed    seconds on 1 MP, peak memory on 24 MP in a process of its own, and how soon a cancelled job ends

A peer that is not installed is named; a part whose graph the pack does not have is left out. The README beside says how
to install the peers.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from restoring.clearing import jpeg, noise
from restoring.common import Ours, Sheets, load_photos
from restoring.enlarging import enlarge
from restoring.finding import damage, whole
from restoring.speed import speed

from vqstudio.core.errors import PackError

PARTS = ("noise", "jpeg", "enlarge", "damage", "whole", "speed")


def parts_of(text: str) -> list[str]:
    """Raises ArgumentTypeError."""
    names = text.split(",")
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        raise argparse.ArgumentTypeError(f"there is no part {unknown[0]!r}; the parts are {', '.join(PARTS)}")
    return names


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", type=Path, nargs="+", help="photos, and folders of them")
    parser.add_argument("--packs", type=Path, help="a folder of packs; without it, those that are bundled")
    parser.add_argument("--only", type=parts_of, default=PARTS, help="parts, joined by commas")
    parser.add_argument("--longest", type=int, help="reduce the photos to this longest side in pixels")
    parser.add_argument("--limit", type=int, help="the first N photos only")
    parser.add_argument("--masks", type=Path, help="a folder of masks of damage, PNG, as training takes them")
    parser.add_argument("--peers", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--without", default="", help="peers to leave out, by parts of their names: CBM3D,wavelets")
    parser.add_argument("--megapixels", type=float, default=1.0, help="of the photo whose speed is measured")
    parser.add_argument("--large", type=float, default=24.0, help="megapixels of the photo whose memory is measured")
    parser.add_argument("--sheet", type=Path, help="save crops below this folder, side by side")
    options = parser.parse_args()

    photos = load_photos(options.photos, options.longest, options.limit)
    ours, without = Ours(options.packs), set(filter(None, options.without.split(",")))
    sheets = Sheets(options.sheet)
    peers = options.peers
    run: dict[str, Callable[[], None]] = {
        "noise": lambda: noise(photos, ours, sheets.part("noise"), peers, without),
        "jpeg": lambda: jpeg(photos, ours, sheets.part("jpeg"), peers, without),
        "enlarge": lambda: enlarge(photos, ours, sheets.part("enlarge"), peers, without),
        "damage": lambda: damage(photos, ours, sheets.part("damage"), options.masks, peers),
        "whole": lambda: whole(photos, ours, sheets.part("whole")),
        "speed": lambda: speed(photos, ours, options.packs, options.megapixels, options.large, peers, without),
    }
    for part in options.only:
        try:
            run[part]()
        except PackError as error:
            print(f"\n{part}: left out. {error}")
    print(f"\non {ours.engine.device.name}")


if __name__ == "__main__":
    main()
