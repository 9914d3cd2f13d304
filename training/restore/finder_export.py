"""Adds a trained damage finder to a pack."""

from __future__ import annotations

from pathlib import Path


def export_finder(run: Path, pack: Path) -> object:
    raise NotImplementedError
