"""What a result depends on besides its request: the weights of a pack, and the vector of a style."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from vqstudio.core.errors import StudioError

from .faces import GRAPH as FACES
from .packs.pack import PackInfo, read_manifest
from .requests import RepairRequest
from .style.files import find_styles, in_use
from .style.mixture import ingredients
from .style.paint import mixed_vector


def edition(pack: Path, styles: Path | None, style: str = "") -> str:
    """A text that changes with the weights of the pack in the folder ``pack`` and, if given, of a ``style`` or mixture:
    one of the user's own, kept in the folder ``styles``, may have been learned since.

    Empty if something cannot be read; carrying out the request then reports why. Only reads files, so it may be called
    from any thread.
    """
    try:
        manifest = read_manifest(pack)
        whole = hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(manifest, styles=())))
        if style:
            own = find_styles(styles, lambda: [PackInfo(pack, manifest)])[0] if styles is not None else []
            vectors = [*(in_use(found.file) for found in own), *manifest.styles]
            whole.update(mixed_vector(vectors, style).tobytes())
            for one in ingredients(vectors, style):
                whole.update(f"{one.share}{one.edition}".encode())
                if one.hand and one.hand.heeds_faces:
                    whole.update(_face_finder(pack.parent / RepairRequest.pack).encode())
    except (StudioError, OSError):
        return ""
    return whole.hexdigest()


def _face_finder(pack: Path) -> str:
    """What tells the face finder of a pack from others; nothing if it has none."""
    try:
        manifest = read_manifest(pack)
        return manifest.files[manifest.graphs[FACES].file].sha256
    except (StudioError, OSError, KeyError):
        return ""
