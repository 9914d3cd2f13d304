"""Hollow libraries: what a wheel's libraries are linked with and never use here, as a few kilobytes instead of many MB.

OpenCV's wheel is linked with all of FFmpeg and SciPy's with a linear algebra library, and neither is loaded without.
A hollow library has the name, and of the symbols and their versions those that others take from it; a call of one
ends the program and says which it was. Linux only; needs ``objdump`` and a C compiler.
"""

from __future__ import annotations

import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

SYMBOL = re.compile(
    r"^[0-9a-f]+ (?P<flags>.{7}) (?P<section>\S+)\s+[0-9a-f]+\s+(?:\(?(?P<version>[\w.]+)\)?\s+)?"
    r"(?:\.(?:protected|hidden|internal) )?(?P<name>\S+)$"
)
"""A line of ``objdump -T``."""

SOURCE = """
#include <string.h>
#include <unistd.h>
static void tell(const char *text) { if (write(2, text, strlen(text)) < 0) _exit(70); }
static void missing(const char *name) {
    tell("VQ Studio was packaged without " LIBRARY ", which is asked for ");
    tell(name);
    tell(".\\n");
    _exit(70);
}
"""


def dynamic_symbols(library: Path) -> Iterable[tuple[str, str, bool, bool]]:
    """Name, version or "", whether it is defined there, whether it is data, of all that it offers and takes."""
    told = subprocess.run(["objdump", "-T", str(library)], check=True, capture_output=True, text=True).stdout
    for line in told.splitlines():
        if found := SYMBOL.match(line):
            yield found["name"], found["version"] or "", found["section"] != "*UND*", "O" in found["flags"]


def asked_for(library: Path, takers: Iterable[Path]) -> dict[str, str]:
    """The symbols of ``library`` that ``takers`` take, with their versions. Raises ValueError if one is data, which
    cannot be left out: it is read without a call.
    """
    taken = {name for taker in takers for name, _, defined, _ in dynamic_symbols(taker) if not defined}
    found = {}
    for name, version, defined, data in dynamic_symbols(library):
        if defined and name in taken:
            if data:
                raise ValueError(f"{library.name} cannot be hollow: {name} is data")
            found[name] = version if version != "Base" else ""
    return found


def hollow(library: Path, takers: Iterable[Path], folder: Path) -> Path:
    """A hollow library of the same name in ``folder``, for ``takers``. Raises ValueError, CalledProcessError."""
    symbols = asked_for(library, takers)
    folder.mkdir(parents=True, exist_ok=True)
    source, versions, made = folder / f"{library.name}.c", folder / f"{library.name}.map", folder / library.name
    functions = "".join(f'void {name}(void) {{ missing("{name}"); }}\n' for name in sorted(symbols))
    source.write_text(f'#define LIBRARY "{library.name}"\n{SOURCE}{functions}', encoding="ascii")
    by_version: dict[str, list[str]] = defaultdict(list)
    for name, version in symbols.items():
        by_version[version].append(name)
    unnamed = by_version.pop("", [])
    nodes = [f"{version} {{ global: {'; '.join(sorted(names))}; }};" for version, names in by_version.items()]
    if not by_version:
        nodes = [f"{{ global: {'; '.join(sorted(unnamed))}; local: *; }};"] if unnamed else []
    elif unnamed:
        raise ValueError(f"{library.name} cannot be hollow: {unnamed[0]} has no version, and others have")
    versions.write_text("\n".join(nodes) + "\n", encoding="ascii")
    script = [f"-Wl,--version-script={versions}"] if nodes else []
    flags = ["-shared", "-fPIC", "-Os", "-s", "-fno-builtin", "-w", f"-Wl,-soname,{library.name}"]
    subprocess.run(["cc", *flags, *script, "-o", str(made), str(source)], check=True)
    return made
