"""Packs that were tampered with, the same for the same number."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import struct
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from vqstudio.core.errors import StudioError
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import ReconstructRequest, Request, StyleRequest
from vqstudio.engine.studio import StudioEngine

ODD: list[Any] = [
    None, True, -1, 0, 1, 2**31, 2**63, 10**30, 1e308, -1e308, "", "x" * 10_000, "\x1b[31m", "../x.onnx", [], {}, [[]],
    "batch", 3, 64, 0.5,
]  # fmt: skip


def tampered(pack: Path, folder: Path, number: int) -> Path:
    """A copy of ``pack`` below ``folder`` with a changed manifest, or with changed models whose hashes agree."""
    rng = random.Random(number)
    place = folder / pack.name
    shutil.copytree(pack, place)
    path = place / "manifest.json"
    manifest = json.loads(path.read_text())
    kind = rng.choice(("value", "value", "value", "key", "text", "models", "models", "swap"))
    if kind in ("value", "key"):
        for _ in range(rng.randint(1, 3)):
            _change(manifest, rng, kind)
        path.write_text(json.dumps(manifest))
    elif kind == "text":
        text = bytearray(path.read_bytes())
        for _ in range(rng.randint(1, 8)):
            text[rng.randrange(len(text))] = rng.randrange(256)
        path.write_bytes(text if rng.random() < 0.7 else text[: rng.randrange(len(text))])
    else:
        names = sorted(name for name in manifest["files"] if name.endswith(".onnx"))
        name, other = rng.sample(names, 2)
        content = bytearray((place / (other if kind == "swap" else name)).read_bytes())
        if kind == "models":
            for _ in range(rng.randint(1, 30)):
                at = rng.randrange(len(content) - 4)
                content[at : at + 4] = rng.choice(
                    (rng.randbytes(4), struct.pack("<f", np.nan), b"\xff\xff\xff\x7f", b"\x00\x7e\x00\x7e")
                )
        (place / name).write_bytes(content)
        manifest["files"][name] = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        path.write_text(json.dumps(manifest))
    return place


def _change(manifest: dict[str, Any], rng: random.Random, kind: str) -> None:
    """Replace or remove something anywhere in it."""
    place: Any = manifest
    while True:
        key = rng.choice(list(place) if isinstance(place, dict) else range(len(place)))
        inside = place[key]
        if not isinstance(inside, dict | list) or not inside or rng.random() < 0.15:
            break
        place = inside
    if kind == "key" and isinstance(place, dict):
        value = place.pop(key)
        if rng.random() < 0.5:
            place[rng.choice(("x", "quantizer", "../y.onnx"))] = value
    else:
        place[key] = rng.choice(ODD)


def outcome(pack: Path) -> str:
    """What an edit with the pack comes to: "works", or the sentence that says why not. Raises what else goes wrong."""
    pixels = np.asarray(Image.radial_gradient("L").convert("RGB").resize((56, 48)))
    request: Request = ReconstructRequest(pixels, pack.name)
    try:
        engine = StudioEngine(pack.parent)
        engine.run(request, lambda share, text: None, CancelToken())
        if pack.name.startswith("paint"):
            style = engine.styles()[0].name
            request = StyleRequest(pixels, style, pack=pack.name)
        else:
            engine.look_of_code(3)
            engine.prepare_repair()
            return "works"
        engine.run(request, lambda share, text: None, CancelToken())
    except StudioError as error:
        return str(error)
    return "works"
