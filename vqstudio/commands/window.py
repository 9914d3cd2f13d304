"""The command that opens the window."""

from __future__ import annotations

import argparse
import gc
from pathlib import Path

from .command import Command, EngineFactory


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("photos", type=Path, nargs="*", metavar="PHOTO")


def run(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio import doctor

    doctor.check_window()
    from vqstudio import app

    gc.enable()
    return app.run(options.photos, engine_factory, lambda: doctor.report(engine_factory))


COMMAND = Command("window", "open the window, with photos or empty", add_arguments, run)
