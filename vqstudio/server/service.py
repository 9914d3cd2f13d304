"""The server: what all connections share, and how it begins and ends."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vqstudio.core import private
from vqstudio.core.errors import FileError, RequestError
from vqstudio.core.paths import server_token
from vqstudio.engine.requests import StyleInfo

from .guard import new_token
from .jobs import Queue

if TYPE_CHECKING:
    from vqstudio.api import Studio

LOOPBACK = "127.0.0.1"
MOST_CONNECTIONS = 256
ROOM = 1 << 28
"""Bytes of all bodies together."""
LAST_ANSWERS = 5
"""Seconds for those that are still being sent when the server ends."""


@dataclass(frozen=True)
class Limits:
    """Of one request: bytes of its ``body``, ``pixels`` of a picture; and how many ``requests`` are taken at once."""

    body: int = 100 << 20
    pixels: int = 50_000_000
    requests: int = 100


class Service:
    def __init__(self, studio: Studio, limits: Limits) -> None:
        self.studio, self.limits = studio, limits
        self.token = new_token()
        self.queue = Queue(limits.requests, max(ROOM, limits.body))
        # Asked once: while an edit is made, the studio keeps others waiting.
        self.styles: list[StyleInfo] = studio.styles()
        self._device = studio.device.name

    def status(self) -> dict[str, Any]:
        running = self.queue.running
        return {
            "running": running.name if running else None,
            "progress": round(self.queue.progress, 3) if running else 0,
            "doing": self.queue.doing if running else "",
            "waiting": self.queue.waiting,
            "device": self._device,
        }


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # else some of many clients at once would be kept waiting by the system

    def __init__(self, port: int, handler: type[BaseHTTPRequestHandler]) -> None:
        self._free = threading.BoundedSemaphore(MOST_CONNECTIONS)
        super().__init__((LOOPBACK, port), handler)

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.server_address[1]}"

    def process_request(self, request: socket.socket | tuple[bytes, socket.socket], client_address: Any) -> None:
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no news."""

    def wait_for_answers(self) -> None:
        until = time.monotonic() + LAST_ANSWERS
        taken = 0
        while taken < MOST_CONNECTIONS and self._free.acquire(timeout=max(0.0, until - time.monotonic())):
            taken += 1
        for _ in range(taken):
            self._free.release()


@contextlib.contextmanager
def serving(
    studio: Studio, port: int = 0, limits: Limits | None = None, token_file: Path | None = None
) -> Iterator[tuple[Server, Service]]:
    """Answers until the ``with`` block ends; ``port`` 0 takes one that is free. The token stands in a file that the
    user alone can read meanwhile. Raises RequestError if the port is taken, FileError if the file cannot be written.
    """
    from .handler import Handler

    service = Service(studio, limits or Limits())
    file = token_file or server_token()
    try:
        server = Server(port, type("Bound", (Handler,), {"service": service}))
    except (OSError, OverflowError) as error:
        service.queue.end()
        raise RequestError(
            "The port {port} cannot be used ({reason}); give another one with --port, or 0 for any.",
            port=port,
            reason=getattr(error, "strerror", None) or error,
        ) from error
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, name="server", daemon=True)
    try:
        _write(file, service.token)
        thread.start()
        yield server, service
    finally:
        if thread.is_alive():
            server.shutdown()
        service.queue.end()
        server.wait_for_answers()
        server.server_close()
        _remove(file, service.token)


def _write(file: Path, token: str) -> None:
    if file.is_file() and not _holds_token(file, len(token)):
        raise FileError(
            "{name} holds something else than a token and would be lost; choose another file with --token-file.",
            name=file,
        )
    try:
        if file == server_token():
            private.make_folder(file.parent)
        private.write_file(file, token.encode())
    except OSError as error:
        raise FileError(
            "The token cannot be written to {name} ({reason}); choose another file with --token-file.",
            name=file,
            reason=error.strerror or os.strerror(error.errno or 0),
        ) from error


def _holds_token(file: Path, length: int) -> bool:
    """Of a server that was not ended in an orderly way, perhaps. Of what cannot be read nobody can say."""
    try:
        with file.open("rb") as opened:
            content = opened.read(length + 1)
    except OSError:
        return False
    return not content or (len(content) == length and content.isascii() and content.decode().isprintable())


def _remove(file: Path, token: str) -> None:
    """Unless another server has its own there by now."""
    with contextlib.suppress(OSError, ValueError):
        if private.read_file(file, 1024).decode() == token:
            file.unlink()
