"""Files as somebody who means harm, or a broken disk, would change them: always the same change for the same number."""

from __future__ import annotations

import copy
import io
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image

DEEP = "\0deep\0"
"""Stands for lists in lists until the JSON is text: Python itself cannot write them."""
NESTING = 100_000
LONG = "x" * 10_000_000
VALUES: tuple[Any, ...] = (
    -1, 0, 1, 7, 2**31, 2**63, 10**400, 1e308, -1e308, float("nan"), float("inf"), None, True, "", "../../x", LONG,
    "\x1b[2J\n\x07", DEEP, [], [0, 0, 0], [-1, 5, 3], [2**40, 0, 3], {}, {"mask": "manifest.json"},
)  # fmt: skip
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="48">'
    b'<image href="/etc/hostname" width="9" height="9"/><rect width="64" height="48" fill="red"/></svg>'
)

Place = tuple[str | int, ...]


def as_text(value: Any) -> bytes:
    """JSON, with :data:`DEEP` as what it stands for."""
    return json.dumps(value).encode().replace(json.dumps(DEEP).encode(), b"[" * NESTING + b"]" * NESTING)


def places(value: Any, here: Place = ()) -> Iterator[Place]:
    """Of everything inside ``value``."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*here, key)
            yield from places(inner, (*here, key))


def with_value(value: Any, place: Place, new: Any) -> Any:
    """A copy with ``new`` at that place."""
    result = copy.deepcopy(value)
    holder = result
    for key in place[:-1]:
        holder = holder[key]
    holder[place[-1]] = new
    return result


def without(value: Any, place: Place) -> Any:
    """A copy that lacks what is at that place."""
    result = copy.deepcopy(value)
    holder = result
    for key in place[:-1]:
        holder = holder[key]
    del holder[place[-1]]
    return result


def tampered_json(value: Any, chance: random.Random) -> bytes:
    """One thing left out, or replaced by what does not belong there, or moved by a little."""
    place = chance.choice(list(places(value)))
    old: Any = value
    for key in place:
        old = old[key]
    harm = chance.randrange(8)
    if harm == 0:
        return as_text(without(value, place))
    if harm == 1 and isinstance(old, int | float):
        return as_text(with_value(value, place, old + chance.choice((-1, 1, 2, 8))))
    if harm == 2:
        others = [other for other in places(value) if other != place]
        found: Any = value
        for key in chance.choice(others):
            found = found[key]
        return as_text(with_value(value, place, found))
    if harm == 3 and isinstance(old, list):
        return as_text(with_value(value, place, chance.choice((old[::-1], old * 2, old[:-1], old * 3000))))
    return as_text(with_value(value, place, chance.choice(VALUES)))


def tampered_bytes(data: bytes, chance: random.Random) -> bytes:
    """Cut off, lengthened, or with other bytes at some places."""
    harm = chance.randrange(4)
    if harm == 0:
        return data[: chance.randrange(len(data))]
    if harm == 1:
        return data + chance.randbytes(chance.randrange(1, 3000))
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 4, 40))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def flat_png(width: int, height: int, colour: int = 2, claim: tuple[int, int] | None = None) -> bytes:
    """Black, in one of PNG's kinds of colour; it may ``claim`` another size (width, height)."""
    channels = {0: 1, 2: 3, 6: 4}[colour]
    squeeze = zlib.compressobj(9)
    row = bytes(1 + width * channels)
    data = b"".join(squeeze.compress(row) for _ in range(height)) + squeeze.flush()
    head = struct.pack(">IIBBBBB", *(claim or (width, height)), 8, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head) + png_chunk(b"IDAT", data) + png_chunk(b"IEND", b"")


def zeros(count: int) -> bytes:
    """So many bytes of 0 in zlib's format."""
    squeeze = zlib.compressobj(9)
    block = bytes(1 << 20)
    return b"".join(squeeze.compress(block) for _ in range(count >> 20)) + squeeze.flush()


def other_picture(data: bytes, chance: random.Random) -> bytes:
    """In the place of a PNG."""
    width, height, _, colour = struct.unpack(">IIBB", data[16:26]) if len(data) > 26 else (8, 8, 8, 2)
    size = min(width, 500), min(height, 500)
    kind = colour if colour in (0, 2, 6) else 2
    harm = chance.randrange(8)
    if harm == 0:
        return SVG
    if harm == 1:
        return flat_png(*size, kind, (14_000, 14_000))
    if harm == 2:
        return flat_png(*size, chance.choice((0, 2, 6)))
    if harm == 3:
        return flat_png(size[1], size[0] + 1, kind)
    if harm == 4:
        return flat_png(*size, kind)
    if harm == 5:
        return saved("GIF", size) if chance.random() < 0.5 else saved("JPEG", size)
    if harm == 6:
        return flat_png(3000, 3000, kind)
    return tampered_bytes(data, chance) if data else SVG


def saved(form: str, size: tuple[int, int]) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "red").save(buffer, form)
    return buffer.getvalue()


def parts_of(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def write_parts(path: Path, parts: list[tuple[str, bytes]], packed: bool = False) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, data in parts:
            archive.writestr(name, data)


def tamper_archive(good: Path, path: Path, number: int, manifest: str = "manifest.json") -> None:
    """Write a zip file like ``good`` to ``path`` with the change of that ``number``."""
    chance = random.Random(number)
    harm = chance.randrange(10)
    if harm == 0:
        path.write_bytes(tampered_bytes(good.read_bytes(), chance))
        return
    parts = parts_of(good)
    names = [name for name in parts if name != manifest]
    name = chance.choice(names)
    if harm == 1:
        del parts[name]
    elif harm == 2:
        parts[name] = parts[chance.choice(names)]
    elif harm == 3:
        png = parts[name].startswith(b"\x89PNG")
        parts[name] = other_picture(parts[name], chance) if png else zeros(chance.choice((1, 64, 1024)) << 20)
    elif harm == 4:
        parts[name] = tampered_bytes(parts[name] or b"x", chance)
    else:
        parts[manifest] = tampered_json(json.loads(parts[manifest]), chance)
    doubled = [(name, parts[name])] if harm == 2 and number % 3 == 0 else []
    write_parts(path, [*parts.items(), *doubled], packed=number % 2 == 0)
