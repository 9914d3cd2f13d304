"""Styles of one's own: small files that hold what was learned from a painting, to keep and to share."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np
from PIL import Image

from vqstudio.core.errors import FileError, RequestError
from vqstudio.core.files import write_whole
from vqstudio.core.wording import Sentence, mark

from .manifest import Strict, StyleEntry
from .packs import PackInfo

SUFFIX = ".vqstyle"
GROUP = mark("My styles")
PAINTING_SIDE = 800
"""Shorter side (pixels) of the painting kept in a style file: as much as learning looks at."""
THUMBNAIL_SIDE = 160


class StyleFile(Strict, frozen=True, kw_only=True):
    """``decoder`` is the sha256 of the pack's style graph: a vector speaks to the decoder that it was learned with.

    ``thumbnail`` is a small JPEG or PNG, ``painting`` a JPEG of what it is to be learned from. Until it is ``learned``
    the style is a guess.
    """

    schema_version: Literal[1] = 1
    pack: str
    decoder: str
    style: StyleEntry
    thumbnail: bytes
    painting: bytes | None = None
    learned: bool = True


def name_of(title: str) -> str:
    """A style's name for the command line: "My Café" becomes "my-caf"."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "style"


def jpeg(pixels: np.ndarray, side: int) -> bytes:
    """uint8 (H, W, 3), its shorter side scaled to ``side`` if it is longer."""
    image = Image.fromarray(np.ascontiguousarray(pixels))
    factor = min(1.0, side / min(image.size))
    buffer = io.BytesIO()
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    image.resize(size, Image.Resampling.LANCZOS).save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def decoder_of(pack: PackInfo) -> str:
    """The sha256 of the pack's style graph. Raises RequestError if it has none."""
    graph = pack.manifest.graphs.get("style")
    if graph is None:
        raise RequestError("The pack {pack} has no styles; choose a paint pack.", pack=pack.id)
    return pack.manifest.files[graph.file].sha256


def write_style(style: StyleFile, path: Path, mode: int | None = None) -> None:
    """``mode``: see :func:`~vqstudio.core.files.write_whole`. Raises FileError."""
    write_whole(path, lambda file: file.write(msgspec.json.encode(style)), mode)


def read_style(path: Path, packs: list[PackInfo]) -> StyleFile:
    """Raises FileError if it is no style file, RequestError if it does not belong to one of ``packs``."""
    try:
        style = msgspec.json.decode(path.read_bytes(), type=StyleFile)
    except FileNotFoundError:
        raise FileError("There is no file {path}.", path=path) from None
    except (OSError, ValueError) as error:
        raise FileError("{name} is not a style file of VQ Studio, or it is damaged.", name=path.name) from error
    for pack in packs:
        if pack.id == style.pack and "style" in pack.manifest.graphs and decoder_of(pack) == style.decoder:
            if any(len(style.style.vector) != len(other.vector) for other in pack.manifest.styles[:1]):
                break
            return style
    raise RequestError(
        "The style {title!r} was learned with another version of the pack {pack}; learn it again.",
        title=style.style.title,
        pack=style.pack,
    )


def find_styles(folder: Path, packs: Callable[[], list[PackInfo]]) -> tuple[list[StyleFile], list[Sentence]]:
    """The usable style files in ``folder``, by name, and one sentence for each that had to be left out.

    ``packs`` are those that they may belong to, not asked for where there are no files.
    """
    styles: dict[str, StyleFile] = {}
    problems = []
    for path in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []:
        try:
            style = read_style(path, packs())
        except (FileError, RequestError) as error:
            problems.append(error.sentence)
            continue
        styles[style.style.name] = style
    return list(styles.values()), problems
