"""What can be written on the command line."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from vqstudio import __version__
from vqstudio.terminal import escaped

LARGEST_NUMBER = 2**53
"""As a whole number; projects keep seeds up to this one."""
MOST_RESULTS = 1000

Run = Callable[[argparse.Namespace, Callable], int]  # type: ignore[type-arg]

ADJUSTMENTS = {
    "contrast": "steeper or flatter about the middle grey",
    "warmth": "from blue to yellow",
    "tint": "from green to magenta",
    "saturation": "-1 = grey",
}


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """It repeats words of the command line, which may be names of files that hold anything."""
        super().error(escaped(message))


def build_parser(runs: dict[str, Run]) -> argparse.ArgumentParser:
    """``runs``: by the name of a command, what carries it out."""
    parser = Parser(
        prog="vqstudio",
        description="Repairs photos and turns them into paintings, on this computer. Without a command: the window.",
        epilog="A photo whose name is that of a command is opened as ./NAME.",
    )
    parser.add_argument("--version", action="version", version=f"VQ Studio {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(name: str, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(run=runs[name])
        return sub

    window = command("window", "open the window, with photos or empty")
    window.add_argument("photos", type=Path, nargs="*", metavar="PHOTO")

    repair = command("repair", "fill the masked part of a photo")
    repair.add_argument("photo", type=Path, metavar="PHOTO")
    repair.add_argument(
        "--mask", type=Path, required=True, help="image of the photo's size: white (or opaque) = repair"
    )
    add_output(repair)
    repair.add_argument("--seed", type=natural, default=0, help="another number gives another fill")
    repair.add_argument(
        "--candidates", type=several, default=1, metavar="N", help="write N fills to choose from: OUT-1, OUT-2, ..."
    )
    repair.add_argument("--only", type=Path, metavar="MASK", help="take texture from here only: white (or opaque)")
    repair.add_argument("--avoid", type=Path, metavar="MASK", help="take no texture from here: white (or opaque)")

    repair.add_argument(
        "--detail", type=number, default=1.0, metavar="0..1", help="1 = detail copied from the photo, 0 = smooth"
    )

    extend = command("extend", "let a photo go on beyond its frame")
    extend.add_argument("photo", type=Path, metavar="PHOTO")
    for side in ("left", "top", "right", "bottom"):
        extend.add_argument(
            f"--{side}", type=margin, default="0", metavar="N", help="pixels, or with %% a share of the photo's side"
        )
    extend.add_argument(
        "--trim-border", action="store_true", help="cut off the even border of a scan first, which would be carried on"
    )
    extend.add_argument("--seed", type=natural, default=0, help="another number imagines something else")
    add_output(extend)

    generate = command("generate", "imagine a new picture, a texture, or a photo anew")
    generate.add_argument("--size", type=picture_size, metavar="WxH", help="pixels; 256x256 if left out")
    generate.add_argument("--seed", type=natural, default=0, help="another number imagines something else")
    generate.add_argument(
        "--count",
        type=several,
        default=1,
        metavar="N",
        help="write N pictures: OUT-1, OUT-2, ...",
    )
    generate.add_argument("--tileable", action="store_true", help="a texture that repeats without a seam")
    generate.add_argument("--like", type=Path, metavar="PHOTO", help="start from this photo, in its size")
    generate.add_argument(
        "--share", type=number, default=0.5, metavar="0..1", help="with --like: how much of the photo to imagine anew"
    )
    add_output(generate)

    adjust = command("adjust", "change the light and the colours of a photo")
    adjust.add_argument("photo", type=Path, metavar="PHOTO")
    adjust.add_argument("--exposure", type=number, default=0.0, metavar="-3..3", help="stops: 1 doubles the light")
    for name, text in ADJUSTMENTS.items():
        adjust.add_argument(f"--{name}", type=number, default=0.0, metavar="-1..1", help=text)
    adjust.add_argument("--mask", type=Path, help="only here: white (or opaque); grey fades")
    add_output(adjust)

    style = command("style", "paint a photo in a style")
    style.add_argument("photo", type=Path, metavar="PHOTO")
    style.add_argument(
        "--style", required=True, metavar="NAME", help="see: vqstudio styles; a mixture is written as a:0.6,b:0.4"
    )
    style.add_argument("--strength", type=number, default=1.0, metavar="0..1", help="0 = the photo, 1 = the full style")
    style.add_argument("--scale", type=number, default=1.0, metavar="0.25..4", help="size of the strokes, 1 = usual")
    style.add_argument("--keep-colours", action="store_true", help="paint light and dark only")
    style.add_argument("--mask", type=Path, help="paint only here: white (or opaque); grey fades")
    style.add_argument("--outside", action="store_true", help="with --mask: paint everywhere else instead")
    style.add_argument(
        "--feather", type=number, default=0.0, metavar="PX", help="with --mask: fade over so many pixels"
    )
    style.add_argument("--seed", type=natural, default=0, help="another number lays other strokes")
    add_output(style)

    batch = command("batch", "repair or paint every photo of a folder; started again, it goes on")
    batch.add_argument("folder", type=Path, metavar="FOLDER")
    batch.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FOLDER", help="results, under the same names"
    )
    add_saving(batch)
    batch.add_argument("--masks", type=Path, metavar="FOLDER", help="masks under the photos' names: what to repair")
    batch.add_argument("--style", metavar="NAME", help="paint in this style instead; masks then say where")
    batch.add_argument("--strength", type=number, default=1.0, metavar="0..1", help="of the style")
    batch.add_argument("--scale", type=number, default=1.0, metavar="0.25..4", help="size of the strokes")
    batch.add_argument("--keep-colours", action="store_true", help="paint light and dark only")
    batch.add_argument("--seed", type=natural, default=0, help="another number gives other fills or strokes")
    batch.add_argument(
        "--format", choices=("jpg", "png", "webp", "tif"), help="of the results; that of each photo if left out"
    )
    batch.add_argument(
        "--again", action="store_true", help="also what is done already, and in place of files that no batch made"
    )
    batch.add_argument(
        "--scheduler", metavar="ADDRESS", help="on the workers of this Dask scheduler, as tcp://host:8786"
    )

    styles = command("styles", "list the installed styles, or add one")
    styles.add_argument("--add", type=Path, metavar="FILE", help="a style file (.vqstyle), or a picture of a painting")

    reconstruct = command("reconstruct", "show what the tokens of a pack keep of a photo")
    reconstruct.add_argument("photo", type=Path, metavar="PHOTO")
    add_output(reconstruct)
    reconstruct.add_argument("--pack", default="photo-f8", metavar="ID", help="see: vqstudio packs")

    command("packs", "list the installed model packs and their measured figures")
    command("doctor", "versions, device, packs, missing libraries")

    demo = command("demo", "repair and paint a sample photo, without a window")
    demo.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER")
    demo.add_argument("--photo", type=Path, help="instead of the sample photo")
    return parser


def add_output(command: argparse.ArgumentParser) -> None:
    command.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    add_saving(command)


def add_saving(command: argparse.ArgumentParser) -> None:
    command.add_argument("--quality", type=positive, metavar="1..100", help="of a JPEG, WebP or AVIF; 95 if left out")
    command.add_argument(
        "--uncompressed", action="store_true", help="write a TIFF as programs want it that read no compressed one"
    )
    command.add_argument("--max-side", type=positive, metavar="PX", help="reduce the result to this longest side")
    command.add_argument(
        "--metadata", choices=("all", "no-place", "none"), default="all", help="EXIF and XMP: all, without GPS, or none"
    )


def margin(text: str) -> Callable[[int], int]:
    """An argument that is a number of pixels or, with %, a share of a length: a function of that length."""
    share = text.endswith("%")
    number = float(text.removesuffix("%"))
    if not 0 <= number <= LARGEST_NUMBER or (not share and number != int(number)):
        raise argparse.ArgumentTypeError(f"must be a number of pixels or a percentage, 0 or more, not {text:.20}")
    return lambda length: round(length * number / 100) if share else int(number)


def picture_size(text: str) -> tuple[int, int]:
    """An argument that is a width and a height in pixels, as 640x480."""
    width, _, height = text.lower().partition("x")
    sides = (width, height)
    if not all(side.isdecimal() and len(side) < 10 and int(side) for side in sides):
        raise argparse.ArgumentTypeError(f"must be a width and a height in pixels like 640x480, not {text:.20}")
    return int(width), int(height)


def number(text: str) -> float:
    """An argument that is a number, and neither infinite nor NaN."""
    value = float(text)
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"must be a number, not {text}")
    return value


def positive(text: str) -> int:
    """An argument that is a whole number above 0."""
    return whole(text, 1)


def several(text: str) -> int:
    """An argument that is a number of results."""
    return whole(text, 1, MOST_RESULTS)


def natural(text: str) -> int:
    """An argument that is a whole number of 0 or more."""
    return whole(text, 0)


def whole(text: str, least: int, most: int = LARGEST_NUMBER) -> int:
    number = int(text)
    if not least <= number <= most:
        shown = text if len(text) <= 20 else f"{text[:20]}…"
        raise argparse.ArgumentTypeError(f"must be a whole number from {least} to {most}, not {shown}")
    return number
