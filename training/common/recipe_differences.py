"""How two recipes differ, and what is wrong with one."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError


def differences(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Dotted names of the values that differ between two recipes; ``steps`` may differ."""
    found = []
    for key in sorted(old.keys() | new.keys()):
        a, b = old.get(key), new.get(key)
        if isinstance(a, dict) and isinstance(b, dict):
            found += [f"{key}.{name}" for name in differences(a, b)]
        elif a != b and key != "steps":
            found.append(key)
    return found


def place_of(error: ValidationError) -> str:
    """The first thing that is wrong with a recipe: where, and what."""
    first = error.errors()[0]
    place = ".".join(str(step) for step in first["loc"])
    return f"{place}: {first['msg']}" if place else first["msg"]
