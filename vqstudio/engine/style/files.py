"""The user's own styles: small files that hold what was learned from a painting, to keep and to share."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import numpy as np
from msgspec import Meta
from PIL import Image

from vqstudio.core.errors import FileError, RequestError
from vqstudio.core.image_limits import check_before_decoding
from vqstudio.core.paths import shown_name
from vqstudio.core.replacing import write_whole
from vqstudio.core.unreadable import read_small
from vqstudio.core.wording import Sentence, mark, one_line

from ..packs.manifest import Number, Strict, StyleEntry, decoded
from ..packs.pack import PackInfo
from .forms import TEXTURE
from .techniques.palette import PAINTED_SIDE, palette_of

SUFFIX = ".vqstyle"
GROUP = mark("My styles")
PAINTING_SIDE = 800
"""Shorter side (pixels) of the painting kept in a style file: as much as learning looks at."""
THUMBNAIL_SIDE = 160
LARGEST_FILE = 32 << 20
"""Bytes; nearly all of it is the painting, of which even a very long one has less."""
LARGEST_THUMBNAIL = 1 << 20
"""Pixels."""
LARGEST_PAINTING = 40_000_000
"""Pixels."""
LONGEST_NAME, LONGEST_TITLE = 100, 120
"""Characters."""
LARGEST_WEIGHT = 1000.0
"""Largest number in a vector; learned ones are below 10."""


class StyleVersion(Strict, frozen=True):
    """A vector with the small JPEG or PNG that shows it."""

    vector: Annotated[tuple[Number, ...], Meta(max_length=100_000)]
    thumbnail: bytes


class StyleFile(Strict, frozen=True, kw_only=True):
    """``decoder`` is what :func:`decoder_of` says of the pack: a vector speaks to the decoder that it was learned with.

    ``thumbnail`` is a small JPEG or PNG, ``painting`` a JPEG of what it is to be learned from. Until it is ``learned``
    the style is a guess. ``other`` is the version that is not in use: the first guess of a ``learned`` style, or what
    was learned.
    """

    schema_version: Literal[1] = 1
    pack: Annotated[str, Meta(max_length=LONGEST_NAME)]
    decoder: Annotated[str, Meta(max_length=64)]
    style: StyleEntry
    thumbnail: bytes
    painting: bytes | None = None
    learned: bool = True
    other: StyleVersion | None = None

    @property
    def lesson(self) -> StyleVersion | None:
        """What was learned, if there is anything."""
        return StyleVersion(self.style.vector, self.thumbnail) if self.learned else self.other

    @property
    def guess(self) -> StyleVersion | None:
        """The first guess, if it was kept."""
        return self.other if self.learned else StyleVersion(self.style.vector, self.thumbnail)


@dataclass(frozen=True)
class OwnStyle:
    """``file`` under a name that no other style has, whatever it calls itself. ``path`` is where it was read."""

    path: Path
    file: StyleFile


def name_of(title: str) -> str:
    """A style's name for the command line: "My Café" becomes "my-caf"."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:LONGEST_NAME] or "style"


def title_of(text: str) -> str:
    """``text`` as one can show it in the gallery and on the terminal; a Sentence stays one."""
    return text if text.isprintable() and len(text) <= LONGEST_TITLE else one_line(text, LONGEST_TITLE)


def jpeg(pixels: np.ndarray, side: int) -> bytes:
    """uint8 (H, W, 3), its shorter side scaled to ``side`` if it is longer."""
    image = Image.fromarray(np.ascontiguousarray(pixels))
    factor = min(1.0, side / min(image.size))
    buffer = io.BytesIO()
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    image.resize(size, Image.Resampling.LANCZOS).save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def decoder_of(pack: PackInfo) -> str:
    """Whose decoder the pack has: the sha256 of its style graph, or of the file that this one replaced. Raises
    RequestError if it has none.
    """
    graph = pack.manifest.graphs.get("style")
    if graph is None:
        raise RequestError("The pack {pack} has no styles; choose a paint pack.", pack=pack.id)
    return graph.identity or pack.manifest.files[graph.file].sha256


def write_style(style: StyleFile, path: Path, mode: int | None = None) -> None:
    """``mode``: see :func:`~vqstudio.core.replacing.write_whole`. Raises FileError."""
    write_whole(path, lambda file: file.write(msgspec.json.encode(style)), mode)


def read_style(path: Path, packs: list[PackInfo]) -> StyleFile:
    """All that a style file says is checked here. Raises FileError if it is no style file, RequestError if it does not
    belong to one of ``packs``.
    """
    try:
        style = _checked(decoded(read_small(path, LARGEST_FILE), StyleFile))
    except FileNotFoundError:
        raise FileError("There is no file {path}.", path=path) from None
    except FileError:
        raise
    except Exception as error:  # Pillow raises nearly anything for damaged pictures
        raise FileError("{name} is not a style file of VQ Studio, or it is damaged.", name=shown_name(path)) from error
    for pack in packs:
        if pack.id == style.pack and "style" in pack.manifest.graphs and decoder_of(pack) == style.decoder:
            if any(len(style.style.vector) != len(other.vector) for other in pack.manifest.styles[:1]):
                break
            return style
    raise RequestError(
        "The style {title!r} was learned with another version of the pack {pack}; learn it again.",
        title=style.style.title,
        pack=one_line(style.pack, LONGEST_NAME),
    )


def _checked(file: StyleFile) -> StyleFile:
    """With texts that can be shown. Raises ValueError for what a style cannot have, and whatever Pillow raises."""
    style = file.style
    other = file.other or StyleVersion(style.vector, file.thumbnail)
    numbers = (*style.vector, *style.signature, *other.vector)
    if len(style.name) > LONGEST_NAME or not all(math.isfinite(n) and abs(n) <= LARGEST_WEIGHT for n in numbers):
        raise ValueError
    if len(other.vector) != len(style.vector) or len(style.palette) % 3:
        raise ValueError
    for thumbnail in {file.thumbnail, other.thumbnail}:
        _check_picture(thumbnail, ("JPEG", "PNG"), LARGEST_THUMBNAIL, whole=True)
    if file.painting is not None:
        _check_picture(file.painting, ("JPEG",), LARGEST_PAINTING, whole=False)
    texts = {name: title_of(getattr(style, name)) for name in ("title", "group", "credit")}
    if not style.palette and file.painting is not None:  # as files were before learned styles had forms
        style = msgspec.structs.replace(style, palette=_palette(file.painting))
    return msgspec.structs.replace(file, style=msgspec.structs.replace(style, **texts))


def _palette(painting: bytes) -> tuple[int, ...]:
    with Image.open(io.BytesIO(painting), formats=("JPEG",)) as image:
        image.draft("RGB", (2 * PAINTED_SIDE,) * 2)  # decoded at no more than that, in a tenth of the time
        return palette_of(np.asarray(image.convert("RGB")))


def _check_picture(data: bytes, formats: tuple[str, ...], most: int, whole: bool) -> None:
    """Check its header, or decode it as a ``whole`` if Qt is to show it, which would draw damaged ones, too."""
    buffer = io.BytesIO(data)
    with Image.open(buffer, formats=formats) as image:
        if image.width * image.height > most:
            raise ValueError
        check_before_decoding(image, buffer, "")
        if whole:
            image.load()


def find_styles(folder: Path, packs: Callable[[], list[PackInfo]]) -> tuple[list[OwnStyle], list[Sentence]]:
    """The usable style files in ``folder``, by name, and one sentence for each that had to be left out.

    ``packs`` are those that they may belong to, not asked for where there are no files.
    """
    styles: dict[str, OwnStyle] = {}
    problems = []
    for path in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []:
        try:
            file = read_style(path, packs())
        except (FileError, RequestError) as error:
            problems.append(error.sentence)
            continue
        taken = {style.name for pack in packs() for style in pack.manifest.styles} | styles.keys()
        found = renamed(file, free_name(file.style.name, taken))
        styles[found.style.name] = OwnStyle(path, found)
    return list(styles.values()), problems


def in_use(file: StyleFile) -> StyleEntry:
    """The style as it paints: a guess by an algorithm; what was learned is a texture that the network lays on that."""
    return msgspec.structs.replace(file.style, texture=TEXTURE if file.learned else 0.0)


def free_name(name: str, taken: set[str]) -> str:
    """``name``, or with a number if another style has it."""
    return next(n for n in (name, *(f"{name}-{i}" for i in range(2, 10_000))) if n not in taken)


def renamed(file: StyleFile, name: str) -> StyleFile:
    return msgspec.structs.replace(file, style=msgspec.structs.replace(file.style, name=name))


def swapped(file: StyleFile) -> StyleFile:
    """With its first guess and what was learned in each other's place. Raises RequestError if it has only one."""
    if file.other is None:
        raise RequestError(
            "The style {title!r} has only one version; there is no other to use.", title=file.style.title
        )
    return msgspec.structs.replace(
        file,
        style=msgspec.structs.replace(file.style, vector=file.other.vector),
        thumbnail=file.other.thumbnail,
        learned=not file.learned,
        other=StyleVersion(file.style.vector, file.thumbnail),
    )
