"""What Windows is told of the program: the files it opens, and how. All of it in the user's own part of the registry.

Projects open with a double click. Photos keep the program that opens them now; ours is offered under "Open with".
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass

from pins import ROOT
from starters import WINDOW

sys.path.insert(0, str(ROOT))
from vqstudio.core.formats import OPEN_SUFFIXES

PROJECT_SUFFIX = ".vqs"
CLASSES = r"Software\Classes"
PROJECT, PHOTO = "VQStudio.Project", "VQStudio.Photo"
PROGRAM = rf"$INSTDIR\{WINDOW}.exe"
APPLICATION = rf"{CLASSES}\Applications\{WINDOW}.exe"
CAPABILITIES = r"Software\VQ Studio\Capabilities"
OPEN = f'"{PROGRAM}" "%1"'


@dataclass(frozen=True)
class Value:
    """One value of the registry, below HKEY_CURRENT_USER; ``name`` is "" for a key's own value."""

    key: str
    name: str
    data: str


OWN_KEYS = (
    rf"{CLASSES}\{PROJECT}", rf"{CLASSES}\{PHOTO}", APPLICATION, r"Software\VQ Studio",
    rf"Software\Microsoft\Windows\CurrentVersion\App Paths\{WINDOW}.exe",
)  # fmt: skip
"""Keys that nobody else writes to: they go when the program is uninstalled."""


def values() -> list[Value]:
    """All that is written, in :data:`OWN_KEYS` and beside what others wrote in the keys of types of files."""
    found = []
    for kind, text in ((PROJECT, "VQ Studio project"), (PHOTO, "Photo")):
        key = rf"{CLASSES}\{kind}"
        found += [Value(key, "", text), Value(rf"{key}\shell\open\command", "", OPEN)]
    found += [
        Value(rf"{CLASSES}\{PROJECT}\DefaultIcon", "", f"{PROGRAM},0"),
        Value(APPLICATION, "FriendlyAppName", "VQ Studio"),
        Value(rf"{APPLICATION}\shell\open\command", "", OPEN),
        Value(OWN_KEYS[-1], "", PROGRAM),
        Value(CAPABILITIES, "ApplicationName", "VQ Studio"),
        Value(CAPABILITIES, "ApplicationDescription", "Repairs photos and turns them into paintings"),
        Value(r"Software\RegisteredApplications", "VQ Studio", CAPABILITIES),
    ]
    for suffix in (PROJECT_SUFFIX, *sorted(OPEN_SUFFIXES)):
        kind = PROJECT if suffix == PROJECT_SUFFIX else PHOTO
        found += [
            Value(rf"{APPLICATION}\SupportedTypes", suffix, ""),
            Value(rf"{CLASSES}\{suffix}\OpenWithProgids", kind, ""),
            Value(rf"{CAPABILITIES}\FileAssociations", suffix, kind),
        ]
    return [*found, Value(rf"{CLASSES}\{PROJECT_SUFFIX}", "", PROJECT)]


def script() -> str:
    """NSIS macros ``Register`` and ``Unregister``."""
    own = tuple(f"{key}\\".lower() for key in OWN_KEYS)
    foreign = [value for value in values() if not f"{value.key}\\".lower().startswith(own)]
    register = [f"WriteRegStr HKCU {quoted(one.key)} {quoted(one.name)} {quoted(one.data)}" for one in values()]
    unregister = [f"DeleteRegKey HKCU {quoted(key)}" for key in OWN_KEYS]
    unregister += [f"DeleteRegValue HKCU {quoted(one.key)} {quoted(one.name)}" for one in foreign if one.name]
    for one in foreign:
        if not one.name:  # what a file is, which another program may have changed since
            unregister += [
                f"ReadRegStr $0 HKCU {quoted(one.key)} ''",
                f"StrCmp $0 {quoted(one.data)} 0 +2",
                f"DeleteRegValue HKCU {quoted(one.key)} ''",
            ]
    unregister += [f"DeleteRegKey /ifempty HKCU {quoted(key)}" for key in emptied(one.key for one in foreign)]
    return macro("Register", register) + macro("Unregister", unregister)


def emptied(keys: Iterable[str]) -> list[str]:
    """Keys of types of files that may be empty afterwards, each after those in it."""
    found = dict.fromkeys(key for key in keys if key.startswith(CLASSES))
    return [*found, *(dict.fromkeys(key.rpartition("\\")[0] for key in found if key.endswith("OpenWithProgids")))]


def quoted(text: str) -> str:
    return "'" + text.replace("'", "$\\'") + "'"


def macro(name: str, lines: list[str]) -> str:
    return "\n".join([f"!macro {name}", *(f"  {line}" for line in lines), "!macroend", ""])
