"""Changes a pack behind its manifest's back, or with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from vqstudio.engine.packs.manifest import FILE_NAME, describe_file

Change = Callable[[dict[str, Any]], None]


def change_manifest(pack: Path, change: Change) -> None:
    path = pack / FILE_NAME
    manifest = json.loads(path.read_text("utf-8"))
    change(manifest)
    path.write_text(json.dumps(manifest), "utf-8")


def replace_file(pack: Path, name: str, data: bytes) -> None:
    """Other contents for a file of the pack, under their true hash."""
    (pack / name).write_bytes(data)
    entry = describe_file(pack / name)
    change_manifest(pack, lambda m: m["files"].update({name: {"sha256": entry.sha256, "bytes": entry.bytes}}))
