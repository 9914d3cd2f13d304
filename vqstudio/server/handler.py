"""One connection: a request is checked before its body is read, waits for its edit, and is answered."""

from __future__ import annotations

import json
import selectors
import socket
import sys
import time
import traceback
from concurrent.futures import wait
from http.server import BaseHTTPRequestHandler
from typing import Any

from vqstudio import __version__
from vqstudio.core.document import Document
from vqstudio.core.errors import StudioError
from vqstudio.core.wording import one_line
from vqstudio.engine.cancel import Cancelled, CancelToken
from vqstudio.engine.requests import Progress

from . import guard
from .endpoints import BY_PATH, Edit
from .forms import FormError, boundary_of, parts_of
from .jobs import Answer, Full, Job
from .openapi import description
from .pictures import accepted, check_pixels, opened, written
from .service import Service

LISTENING = 0.2
"""Seconds between two looks at whether the client is still there."""
RETRY_AFTER = 5
"""Seconds."""
MOST_DRAINED, LONGEST_DRAINED = 1 << 28, 10
"""Bytes and seconds of a body that nobody needs: a client that still sends would not see the answer."""


class Problem(Exception):  # noqa: N818  not an error of ours
    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = f"VQStudio/{__version__}", ""
    timeout = 30
    """Seconds that a client may leave us waiting for what it sends, or takes to read some of the answer."""
    service: Service
    """Set by the server's subclass."""

    def do_GET(self) -> None:
        self._answer_or_say_why(self._told)

    def do_POST(self) -> None:
        self._answer_or_say_why(self._edited)

    def _answer_or_say_why(self, answer: Any) -> None:
        self._unread = MOST_DRAINED if self.headers.get("Transfer-Encoding") else self._length() or 0
        try:
            if refused := guard.refusal(self.headers, self.service.token):
                raise Problem(*refused)
            answer(self.path.partition("?")[0])
        except Problem as problem:
            self._say(problem.status, problem.sentence)
        except (ConnectionError, TimeoutError):  # the client has gone, and nobody is left to be told
            pass
        except Exception:  # noqa: BLE001  a defect of ours must not end the server
            traceback.print_exc(file=sys.stderr)
            self._say(500, "Something went wrong in VQ Studio; its terminal says more.")
        self.close_connection = True

    # -- what is told ------------------------------------------------------------------------------------------------

    def _told(self, path: str) -> None:
        answers: dict[str, Any] = {
            "/openapi.json": description,
            "/v1/styles": lambda: [{"name": style.name, "title": style.title} for style in self.service.styles],
            "/v1/status": self.service.status,
            "/v1/version": lambda: {"version": __version__},
        }
        if path not in answers:
            raise self._unknown(path, path in BY_PATH, "POST")
        self._send(200, json.dumps(answers[path]()).encode(), "application/json")

    # -- edits -------------------------------------------------------------------------------------------------------

    def _edited(self, path: str) -> None:
        edit = BY_PATH.get(path)
        if edit is None:
            raise self._unknown(path, path in ("/openapi.json", "/v1/styles", "/v1/status", "/v1/version"), "GET")
        length, most = self._length(), self.service.limits.body
        if length is None:
            raise Problem(411, "The request does not say how long it is; send Content-Length.")
        if length > most:
            raise Problem(413, f"The request has {length >> 20} MB, and this server takes {most >> 20} MB at most.")
        boundary = boundary_of(self.headers.get("Content-Type"))
        if boundary is None:
            raise Problem(415, "An edit is asked for by a form (multipart/form-data); see /openapi.json.")
        media_type = accepted(self.headers.get("Accept"))
        if media_type is None:
            raise Problem(406, "The answer is a PNG, a JPEG or a TIFF; accept image/png, image/jpeg or image/tiff.")
        try:
            with self.service.queue.admitted(length):
                answer = self._made(edit, self._values(edit, self._body(length), boundary), media_type)
                if answer is not None:
                    notices = {"X-VQ-Notices": json.dumps(answer.notices)} if answer.notices else {}
                    self._send(200, answer.data, media_type, **notices)
        except Full:
            raise Problem(503, "Too many requests are waiting; ask again later.") from None

    def _values(self, edit: Edit, body: bytes, boundary: bytes) -> dict[str, Any]:
        """What the form says by name, pictures as bytes."""
        fields = {field.name: field for field in edit.fields}
        try:
            values: dict[str, Any] = {}
            for name, content in parts_of(body, boundary).items():
                if name not in fields:
                    raise Problem(400, f"{edit.name} has no field {one_line(name, 40)}; it has {', '.join(fields)}.")
                field = fields[name]
                values[name] = content if field.is_picture else field.value_of(content.decode("utf-8", "replace"))
        except StudioError as error:
            raise Problem(400, str(error)) from None
        for field in edit.fields:
            if field.needed and field.name not in values:
                raise Problem(400, f"{edit.name} needs the field {field.name}.")
        return values

    def _made(self, edit: Edit, values: dict[str, Any], media_type: str) -> Answer | None:
        """None if the client has gone."""
        service, most = self.service, self.service.limits.pixels

        def work(progress: Progress, cancel: CancelToken) -> Answer:
            given = {name: opened(value, name, most) if isinstance(value, bytes) else value
                     for name, value in values.items()}  # fmt: skip
            values.clear()
            document: Document = given.pop("image")
            check_pixels(document.width, document.height, most, edit.growth(given))
            made = edit.run(service.studio, document, given, progress, cancel)
            cancel.check()
            return Answer(written(made, media_type), tuple(map(str, made.notices)))

        job = Job(edit.name, work)
        service.queue.add(job)
        while not wait([job.answer], LISTENING).done:
            if self._gone():
                service.queue.drop(job)
                return None
        try:
            return job.answer.result()
        except StudioError as error:
            raise Problem(400 if isinstance(error, FormError) else 422, str(error)) from None
        except Cancelled:
            raise Full from None  # the server ends
        except OSError as error:  # of the edit; one of the connection is for nobody
            raise RuntimeError("the edit failed") from error

    # -- the connection ----------------------------------------------------------------------------------------------

    def _gone(self) -> bool:
        with selectors.DefaultSelector() as selector:
            selector.register(self.connection, selectors.EVENT_READ)
            if not selector.select(0):
                return False
        try:
            return self.connection.recv(1, socket.MSG_PEEK) == b""
        except OSError:
            return True

    def _length(self) -> int | None:
        text = self.headers.get("Content-Length", "")
        return int(text) if text.isdecimal() and len(text) < 16 else None

    def _body(self, length: int) -> bytes:
        body = self.rfile.read(length)
        self._unread -= len(body)
        if len(body) < length:
            raise ConnectionError("the client has gone")
        return body

    def _unknown(self, path: str, exists: bool, method: str) -> Problem:
        if exists:
            return Problem(405, f"{one_line(path, 80)} is asked for by {method}.")
        return Problem(404, f"There is no {one_line(path, 80)} here; see /openapi.json.")

    def _say(self, status: int, sentence: str) -> None:
        more = {503: {"Retry-After": str(RETRY_AFTER)}, 401: {"WWW-Authenticate": "Bearer"}}.get(status, {})
        try:
            self._send(status, json.dumps({"error": sentence}).encode(), "application/json", **more)
            self._drain()
        except OSError:  # the client has gone
            self.close_connection = True

    def _send(self, status: int, data: bytes, media_type: str, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": media_type, "Content-Length": str(len(data)), "Connection": "close",
                            "Cache-Control": "no-store", **headers}.items():  # fmt: skip
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def _drain(self) -> None:
        """Read what is left of the body, or the client would be cut off before it reads the answer."""
        until, left = time.monotonic() + LONGEST_DRAINED, min(self._unread, MOST_DRAINED)
        self.connection.settimeout(1)
        while left > 0 and time.monotonic() < until:
            piece = self.rfile.read1(min(left, 1 << 16))
            if not piece:
                return
            left -= len(piece)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What http.server itself finds wrong."""
        self._unread = 0
        self._say(code, f"{message or 'This is no request'}.")

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is kept of what was asked."""
