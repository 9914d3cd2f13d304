"""Subcommands and their exit codes."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from vqstudio.engine.studio import StudioEngine

EngineFactory = Callable[[], "StudioEngine"]

DONE, SOME_FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
"""Exit codes."""
BY_SIGNAL = 128
"""The exit code of what a signal ended, less the number of the signal."""


class Command(NamedTuple):  # a dataclass would take longer to import than all commands
    name: str
    text: str
    """Its description in the help."""
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, EngineFactory], int]
    """Returns the exit code. It imports what it needs itself, so that other commands need not wait for that."""
    aliases: tuple[str, ...] = ()
    """Former names, which still work."""


def no_arguments(_parser: argparse.ArgumentParser) -> None:
    """For a command without arguments."""


def bundled_engine() -> StudioEngine:
    from vqstudio.engine.studio import StudioEngine

    return StudioEngine.with_bundled_packs()
