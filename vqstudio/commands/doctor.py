"""The command that reports on this installation."""

from __future__ import annotations

import argparse

from vqstudio.terminal import say

from .command import DONE, Command, EngineFactory, no_arguments


def run(_options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.doctor import report

    for line in report(engine_factory).splitlines():
        say(line)
    return DONE


COMMAND = Command("doctor", "report versions, device, packs and missing libraries", no_arguments, run)
