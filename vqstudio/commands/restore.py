"""The command that does all that an old photo needs."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from vqstudio.arguments import add_output, number
from vqstudio.terminal import complain, show_progress

from .clear import add_faithful, add_strengths, faithful, strengths
from .command import Command, EngineFactory
from .editing import Made, Make, make, mask_for

if TYPE_CHECKING:
    from vqstudio.core.document import Document
    from vqstudio.engine.cancel import CancelToken
    from vqstudio.engine.studio import StudioEngine


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    parser.add_argument(
        "--damage", type=number, default=0.5, metavar="0..1",
        help="repair damage: 0 = leave it, 1 = all that is at all likely (default: 0.5)",
    )  # fmt: skip
    add_strengths(parser, None)
    add_faithful(parser)
    parser.add_argument(
        "--fade", type=number, metavar="0..1", help="bring back faded colours (default: as far as they have faded)"
    )
    parser.add_argument(
        "--scale", type=number, default=1.0, metavar="1..4", help="enlarge the photo in the end, such as 2 or 4 times"
    )
    parser.add_argument(
        "--mask", type=Path, help="what is damaged, in place of looking for it: white (or opaque) = repair"
    )
    add_output(parser)


def run(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.checked import maybe_share, share
    from vqstudio.engine.restoration import Restoration, check, restored

    wish = Restoration(
        share("damage", options.damage),
        *strengths(options),
        maybe_share("fade", options.fade),
        options.scale,
        faithful(options),
    )
    check(wish)

    def makes(document: Document) -> list[Make]:
        mask = mask_for(document.pixels, options.mask)

        def restore(document: Document, engine: StudioEngine, cancel: CancelToken) -> Made:
            start = time.perf_counter()
            done = restored(document, wish, engine, show_progress, cancel, mask)
            for notice in done.notices[len(document.notices) :]:
                complain(notice)
            return Made(done, time.perf_counter() - start, engine.device.name)

        return [restore]

    return make(options, engine_factory, makes)


COMMAND = Command("restore", "repair, clear and refresh an old photo", add_arguments, run)
