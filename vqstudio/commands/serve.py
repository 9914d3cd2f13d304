"""The command that answers other programs on this computer."""

from __future__ import annotations

import argparse
import threading
from pathlib import Path

from vqstudio.arguments import natural, positive
from vqstudio.terminal import say

from .command import DONE, Command, EngineFactory
from .signals import cancel_on_interrupt

PORT = 8765


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=natural, default=PORT, help=f"default: {PORT}; 0 = any that is free")
    parser.add_argument("--token-file", type=Path, metavar="FILE", help="where to leave the token for other programs")
    parser.add_argument("--megabytes", type=positive, default=100, metavar="N", help="of one request (default: 100)")
    parser.add_argument("--megapixels", type=positive, default=50, metavar="N", help="of one picture (default: 50)")
    parser.add_argument("--requests", type=positive, default=100, metavar="N", help="taken at once (default: 100)")


def run(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.api import Studio
    from vqstudio.core.paths import server_token
    from vqstudio.server.service import Limits, serving

    limits = Limits(options.megabytes << 20, options.megapixels * 1_000_000, options.requests)
    studio = Studio.of_engine(engine_factory())
    file = options.token_file or server_token()
    ended = threading.Event()
    with cancel_on_interrupt() as interrupted, serving(studio, options.port, limits, file) as (server, service):
        interrupted.on_cancel(ended.set)
        say(f"VQ Studio answers at {server.url} (described at /openapi.json). Ctrl-C ends it.")
        say(f"token: {service.token}")
        say(f"token file: {file}")
        while not ended.wait(0.5):  # without an end of its own, Windows would not notice Ctrl-C
            pass
    say("ended.")
    return DONE


COMMAND = Command("serve", "answer other programs on this computer (HTTP)", add_arguments, run)
