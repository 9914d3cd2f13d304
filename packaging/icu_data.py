"""Qt's Unicode data without what the window never asks for, 7 MB instead of 32: names of languages, countries,
currencies and units, spelt numbers, transliteration, and tables of old encodings.

How texts are sorted, in every language, and time zones stay. Linux only; needs ``readelf`` and a C compiler.
"""

from __future__ import annotations

import re
import struct
import subprocess
from pathlib import Path

NOT_NEEDED = re.compile(
    r"(curr|lang|region|unit|zone|rbnf|brkitr|translit)/|.*\.(cnv|cfu|spp)$|unames\.icu$|[a-z]{2,3}(_\w+)?\.res$"
)
"""Files in the data; what stands right there of two or three letters are languages."""
TOC_ENTRY = struct.Struct("<II")
ALIGNMENT = 16

ASSEMBLY = """
.section .rodata
.balign 16
.globl {symbol}
.type {symbol}, %object
.size {symbol}, {size}
{symbol}: .incbin "{data}"
.section .note.GNU-stack, "", %progbits
"""


def data_of(library: Path) -> tuple[str, bytes]:
    """The one symbol of an ICU data library and what it names. Raises ValueError if it has another form."""
    told = subprocess.run(["readelf", "-W", "--dyn-syms", str(library)], check=True, capture_output=True, text=True)
    found = re.search(r": ([0-9a-f]+) +(\w+) +OBJECT .* (icudt\d+_dat)$", told.stdout, re.MULTILINE)
    if not found:
        raise ValueError(f"{library.name} has no ICU data")
    # Its first segment begins at 0, so an address is a place in the file.
    start, size = int(found[1], 16), int(found[2], 0)
    return found[3], library.read_bytes()[start : start + size]


def lean(data: bytes) -> bytes:
    """ICU's common data without NOT_NEEDED (unicode-org.github.io/icu/userguide/icu_data). Raises ValueError."""
    header, magic = struct.unpack_from("<H2s", data)
    if magic != b"\xda\x27" or data[12:16] != b"CmnD":
        raise ValueError("this is no common data of ICU for this processor")
    (count,) = struct.unpack_from("<I", data, header)
    places = [TOC_ENTRY.unpack_from(data, header + 4 + number * TOC_ENTRY.size) for number in range(count)]
    ends = [place for _, place in places[1:]] + [len(data) - header]
    kept: list[tuple[bytes, bytes]] = []
    for (name_at, place), end in zip(places, ends, strict=True):
        name = data[header + name_at : data.index(0, header + name_at)]
        if not NOT_NEEDED.match(name.decode("ascii").partition("/")[2]):
            kept.append((name, data[header + place : header + end]))
    name_at = 4 + len(kept) * TOC_ENTRY.size
    place = name_at + sum(len(name) + 1 for name, _ in kept)
    entries, files = [], []
    for name, content in kept:
        fill = -(header + place) % ALIGNMENT
        files.append(bytes(fill) + content)
        entries.append(TOC_ENTRY.pack(name_at, place + fill))
        name_at += len(name) + 1
        place += fill + len(content)
    names = b"".join(name + b"\0" for name, _ in kept)
    return b"".join([data[:header], struct.pack("<I", len(kept)), *entries, names, *files])


def lean_library(library: Path, folder: Path) -> Path:
    """A library of the same name in ``folder`` with lean data. Raises ValueError, CalledProcessError."""
    symbol, data = data_of(library)
    folder.mkdir(parents=True, exist_ok=True)
    content, source, made = folder / f"{symbol}.dat", folder / f"{symbol}.s", folder / library.name
    content.write_bytes(lean(data))
    source.write_text(ASSEMBLY.format(symbol=symbol, size=content.stat().st_size, data=content), encoding="ascii")
    flags = ["-shared", "-nostdlib", "-s", f"-Wl,-soname,{library.name}"]
    subprocess.run(["cc", *flags, "-o", str(made), str(source)], check=True)
    return made
