"""The command that changes light and colours."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vqstudio.arguments import add_output, number

from .command import Command, EngineFactory
from .editing import edit, mask_for

if TYPE_CHECKING:
    from vqstudio.core.adjust import Adjustment

ADJUSTMENTS = {
    "contrast": "more or less contrast around middle grey",
    "highlights": "bright areas darker or brighter, with their detail",
    "shadows": "dark areas darker or brighter, with their detail",
    "whites": "where white begins: below 0, nothing is quite white",
    "blacks": "where black begins: above 0, nothing is quite black",
    "warmth": "from blue to yellow",
    "tint": "from green to magenta",
    "saturation": "-1 = grey",
}
SHARES = {
    "fade": "bring back black, white and colours of a faded photo",
    "sharpness": "make fine detail stand out",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    parser.add_argument("--exposure", type=number, default=0.0, metavar="-3..3", help="stops: 1 doubles the light")
    for name, text in ADJUSTMENTS.items():
        parser.add_argument(f"--{name}", type=number, default=0.0, metavar="-1..1", help=text)
    for name, text in SHARES.items():
        parser.add_argument(f"--{name}", type=number, default=0.0, metavar="0..1", help=text)
    parser.add_argument(
        "--grey",
        default="",
        metavar="FILTER",
        help="black and white: neutral, or through a yellow, red, green or blue filter",
    )
    parser.add_argument("--mask", type=Path, help="only here: white (or opaque); grey fades")
    add_output(parser)


def run(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.core.adjust import Adjustment
    from vqstudio.engine.requests import AdjustRequest

    values = {name: getattr(options, name) for name in (*ADJUSTMENTS, *SHARES)}
    adjustment = Adjustment(options.exposure, **values, grey=options.grey)
    return edit(
        options,
        engine_factory,
        lambda pixels: [AdjustRequest(pixels, adjustment, mask_for(pixels, options.mask))],
    )


def adjustment_of(text: str) -> Adjustment:
    """What "exposure=0.5,grey=red" asks for. Raises RequestError."""
    from vqstudio.checked import shown
    from vqstudio.core.adjust import Adjustment
    from vqstudio.core.errors import RequestError

    names = ("exposure", *ADJUSTMENTS, *SHARES, "grey")
    values: dict[str, float | str] = {}
    for part in text.split(","):
        name, sign, value = (word.strip() for word in part.partition("="))
        if not sign or name not in names:
            raise RequestError(
                "--adjust takes NAME=VALUE,..., such as exposure=0.5,contrast=0.2, not {text}; the names are {names}.",
                text=shown(text),
                names=", ".join(names),
            )
        if name in values:
            raise RequestError("--adjust names {name} twice; name it once.", name=name)
        try:
            values[name] = value if name == "grey" else number(value)
        except (ValueError, argparse.ArgumentTypeError):
            raise RequestError("{name} must be a number, not {value}.", name=name, value=shown(value)) from None
    return Adjustment(**values)  # type: ignore[arg-type]


COMMAND = Command("adjust", "change the light and the colours of a photo", add_arguments, run)
