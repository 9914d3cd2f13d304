"""What a batch has made, and of what: so that it can tell its own results from files that are somebody else's.

For every folder of results there is a file among what is kept for the user, never in the folder itself. A line is added
when a result is written; the last one about a result counts. Results go by hashes, so no names of photos are kept.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import logging
import os
import threading
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from vqstudio.core import private
from vqstudio.core.encoding import PLAIN, WITH_LOSSLESS, WITH_QUALITY
from vqstudio.core.files import SAVE_FORMATS
from vqstudio.core.paths import batch_folder, shown_name

if TYPE_CHECKING:
    from vqstudio.batch import Item
    from vqstudio.engine.protocol import Engine

log = logging.getLogger(__name__)

LARGEST_RECORD = 64 << 20
"""Bytes: a few hundred thousand results in one folder."""
SPARE_LINES = 1000
"""So many lines that count no more may be in a file before it is written anew."""


class Standing(Enum):
    """Of a result, before the batch comes to it."""

    MISSING = "missing"
    """No file is there."""

    OUTDATED = "outdated"
    """Made by a batch from another state of the photo, or asked for in other words, and as it was left."""

    DONE = "done"
    """Made as it is asked for now, and as it was left."""

    FOREIGN = "foreign"
    """No batch here made it, or it was changed since."""


@dataclass(frozen=True)
class Order:
    """An item, a hash of all that its result depends on, and how the result stands."""

    item: Item
    asked: str
    standing: Standing


class _Made(msgspec.Struct, frozen=True):
    """A line: which result, what was asked, and the size and time (ns) of the file that came of it."""

    result: str
    asked: str
    size: int
    time: int


class Records:
    """Of all folders. Any thread may use it."""

    def __init__(self) -> None:
        self._folder = batch_folder()
        self._read: dict[Path, dict[str, _Made]] = {}
        self._lock = threading.Lock()

    def order(self, item: Item, edition: str) -> Order:
        """``edition`` is that of the engine, see :meth:`vqstudio.engine.protocol.Engine.edition`."""
        asked = _digest(item, edition)
        about = _stamp(item.output)
        if about is None:
            return Order(item, asked, Standing.MISSING)
        file, result = self._place(item.output)
        with self._lock:
            if file not in self._read:
                self._read[file] = _read(file)
            made = self._read[file].get(result)
        if made is None or about != (made.size, made.time):
            # What is no file cannot be a result either: writing tells why.
            return Order(item, asked, Standing.FOREIGN if item.output.is_file() else Standing.MISSING)
        return Order(item, asked, Standing.DONE if made.asked == asked else Standing.OUTDATED)

    def note(self, order: Order) -> None:
        """The result of ``order`` was written. If that cannot be kept, the next batch takes it for somebody else's."""
        file, result = self._place(order.item.output)
        try:
            about = order.item.output.stat()
            made = _Made(result, order.asked, about.st_size, about.st_mtime_ns)
            with self._lock:
                self._read.get(file, {})[result] = made
                private.make_folder(file.parent)
                with open(file, "ab", opener=private.opener) as record:
                    # Begins with the line's end: what a program that was ended here left of its line spoils no other.
                    record.write(b"\n" + msgspec.json.encode(made) + b"\n")
        except OSError as error:
            log.warning("It is not kept that %s was made: %s", shown_name(order.item.output), error)

    def _place(self, output: Path) -> tuple[Path, str]:
        """Its file, and what the result is called there."""
        folder = _hash(os.fsencode(output.parent.resolve()))
        return self._folder / f"{folder[:32]}.jsonl", _hash(os.fsencode(output.name))[:32]


def orders_of(items: list[Item], engine: Engine, records: Records) -> list[Order]:
    """Of items that are to be edited alike."""
    weights = items[0].work.weights if items else None
    edition = engine.edition(*weights) if weights else ""
    return [records.order(item, edition) for item in items]


def _digest(item: Item, edition: str) -> str:
    sources = [path and _stamp(path) for path in (item.photo, item.mask)]
    words = [*item.work.asked, _saving(item), edition, sources]
    return _hash(json.dumps(words, sort_keys=True).encode())


def _saving(item: Item) -> dict[str, Any]:
    """The options that this format knows."""
    form = SAVE_FORMATS.get(item.output.suffix.lower())
    without = {"quality"} if form not in WITH_QUALITY else set()
    without |= {"lossless"} if form not in WITH_LOSSLESS else set()
    plain = dataclasses.asdict(PLAIN)
    asked = dataclasses.asdict(item.saving).items()
    return {name: value for name, value in asked if name not in without and value != plain[name]}


def _stamp(path: Path) -> tuple[int, int] | None:
    """Size and time (ns); None if there is no such file, or nobody can tell. Whoever opens it will say so."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_size, about.st_mtime_ns


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read(file: Path) -> dict[str, _Made]:
    """By result; without what cannot be read, be it all of it. A file with many lines that count no more is cleared of
    them.
    """
    found: dict[str, _Made] = {}
    try:
        lines = [line for line in private.read_file(file, LARGEST_RECORD).splitlines() if line]
    except (OSError, ValueError):
        return found
    for line in lines:
        try:
            made = msgspec.json.decode(line, type=_Made)
        except (ValueError, RecursionError):
            continue
        found[made.result] = made
    if len(lines) > 2 * len(found) + SPARE_LINES:
        try:
            private.write_file(file, b"".join(msgspec.json.encode(made) + b"\n" for made in found.values()))
        except OSError as error:
            log.warning("%s was not tidied up: %s", file, error)
    return found
