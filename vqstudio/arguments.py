"""The command line's parser, and the kinds of arguments that several commands share."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from vqstudio import __version__
from vqstudio.terminal import escaped

if TYPE_CHECKING:
    from vqstudio.commands.command import Command

LARGEST_NUMBER = 2**53
"""As a whole number; projects keep seeds up to this one."""
MOST_RESULTS = 1000


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """It repeats words of the command line, which may be names of files that hold anything."""
        super().error(escaped(message))


def build_parser(commands: dict[str, Command]) -> argparse.ArgumentParser:
    """``commands``: by their names."""
    parser = Parser(
        prog="vqstudio",
        description="Repairs photos and turns them into paintings, on this computer. "
        "Without a command, opens the window.",
        epilog="To open a photo that has the name of a command, write ./NAME.",
    )
    parser.add_argument("--version", action="version", version=f"VQ Studio {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in commands.values():
        sub = subparsers.add_parser(command.name, help=command.text, description=command.text, aliases=command.aliases)
        sub.set_defaults(run=command.run)
        command.add_arguments(sub)
    return parser


def add_output(command: argparse.ArgumentParser) -> None:
    command.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    add_saving(command)


def add_saving(command: argparse.ArgumentParser) -> None:
    command.add_argument("--quality", type=positive, metavar="1..100", help="of a JPEG, WebP or AVIF (default: 95)")
    command.add_argument(
        "--uncompressed", action="store_true", help="write a TIFF without compression, which some programs need"
    )
    command.add_argument("--max-side", type=positive, metavar="PX", help="reduce the result to this longest side")
    command.add_argument(
        "--metadata",
        choices=("all", "no-place", "none"),
        default="all",
        help="EXIF and XMP to keep: all, all but where it was taken, or none",
    )


def margin(text: str) -> Callable[[int], int]:
    """An argument that is a number of pixels or, with %, a share of a length: a function of that length."""
    share = text.endswith("%")
    number = float(text.removesuffix("%"))
    if not 0 <= number <= LARGEST_NUMBER or (not share and number != int(number)):
        raise argparse.ArgumentTypeError(f"must be a number of pixels or a percentage, 0 or more, not {text:.20}")
    return lambda length: round(length * number / 100) if share else int(number)


def picture_size(text: str) -> tuple[int, int]:
    """An argument that is a width and a height in pixels, such as 640x480."""
    width, _, height = text.lower().partition("x")
    sides = (width, height)
    if not all(side.isdecimal() and len(side) < 10 and int(side) for side in sides):
        raise argparse.ArgumentTypeError(f"must be a width and a height in pixels like 640x480, not {text:.20}")
    return int(width), int(height)


def rectangle(text: str) -> tuple[int, int, int, int]:
    """An argument that is a part of a photo in pixels: left, top, width and height, such as 10,20,300,200."""
    numbers = text.split(",")
    if len(numbers) != 4 or not all(one.strip().isdecimal() and len(one) < 10 for one in numbers):
        raise argparse.ArgumentTypeError(f"must be X,Y,W,H in pixels like 10,20,300,200, not {text:.40}")
    x, y, width, height = map(int, numbers)
    return x, y, width, height


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
