"""The format of a kept edit's manifest."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from . import private
from .image_limits import LARGEST_PHOTO
from .kept_metadata import Blocks
from .tiles import Name, Picture, Strict

NAME = "edit.json"
VERSION: Literal[4] = 4
"""1 and 2, the latter of 16 bits per channel, held the photo and the mask alone; 3 less of the metadata."""
LARGEST = 1 << 24
MOST_STEPS = 10_000
YEAR_9999 = 253_402_300_799

Length = Annotated[int, msgspec.Meta(ge=0, le=LARGEST_PHOTO)]
Edge = Annotated[int, msgspec.Meta(ge=-LARGEST_PHOTO, le=LARGEST_PHOTO)]
SourceUse = Literal["everywhere", "only", "avoid"]
Text = Annotated[str, msgspec.Meta(max_length=500)]


class Rectangle(Strict, frozen=True, array_like=True):
    x: Length
    y: Length
    width: Length
    height: Length


class Edges(Strict, frozen=True, array_like=True):
    left: Edge
    top: Edge
    right: Edge
    bottom: Edge


class ChangeEntry(Strict, frozen=True):
    """A change of a mask; ``delta`` names the block of its compressed exclusive-or."""

    bounds: Rectangle
    delta: Name


class PatchEntry(Strict, frozen=True):
    bounds: Rectangle
    before: Picture
    after: Picture
    margins: Edges = Edges(0, 0, 0, 0)


class SceneEntry(Strict, frozen=True):
    photo: Picture
    before: Picture
    mask: Picture
    source: Picture | None = None
    last_mask: Picture | None = None

    @property
    def nbytes(self) -> int:
        pictures = (self.photo, self.before, self.mask, self.source, self.last_mask)
        return sum(picture.nbytes for picture in pictures if picture is not None)


class StepEntry(Strict, frozen=True, tag_field="kind"):
    """``picture``: RGBA, small, how the photo looked after it."""

    text: Text
    picture: Picture | None

    @property
    def nbytes(self) -> int:
        """Bytes of its large pictures."""
        return 0


class MaskEntry(StepEntry, frozen=True, tag="mask"):
    layer: Literal["mask", "source"]
    change: ChangeEntry


class EditEntry(StepEntry, frozen=True, tag="edit"):
    patch: PatchEntry
    change: ChangeEntry

    @property
    def nbytes(self) -> int:
        return self.patch.before.nbytes + self.patch.after.nbytes


class ReshapeEntry(StepEntry, frozen=True, tag="scene"):
    old: SceneEntry
    new: SceneEntry

    @property
    def nbytes(self) -> int:
        return self.old.nbytes + self.new.nbytes


class Manifest(Strict, frozen=True):
    """``path`` is that of the photo, as the system's bytes since version 3: a name need be no text."""

    version: Literal[1, 2, 3, 4]
    time: Annotated[float, msgspec.Meta(ge=0, le=YEAR_9999)]
    metadata: Blocks
    photo: Picture
    mask: Picture
    path: str | None = None
    path_bytes: bytes | None = None
    preview: Picture | None = None
    before: Picture | None = None
    source: Picture | None = None
    source_use: SourceUse = "everywhere"
    last_mask: Picture | None = None
    edited: bool = True
    steps: Annotated[tuple[MaskEntry | EditEntry | ReshapeEntry, ...], msgspec.Meta(max_length=MOST_STEPS)] = ()


class _Version(msgspec.Struct, frozen=True):
    version: int


class _PhotoAlone(msgspec.Struct, frozen=True):
    """The part that matters most, read even if the rest is damaged."""

    version: Literal[1, 2, 3, 4]
    time: Annotated[float, msgspec.Meta(ge=0, le=YEAR_9999)]
    photo: Picture
    mask: Picture
    metadata: Blocks = Blocks()
    path: str | None = None
    path_bytes: bytes | None = None


def read(folder: Path) -> tuple[Manifest, bool]:
    """The manifest, and whether it is complete; otherwise it holds the photo alone. Raises OSError, ValueError, and
    LookupError if a later version wrote it.
    """
    data = private.read_file(folder / NAME, LARGEST)
    try:
        if msgspec.json.decode(data, type=_Version).version > VERSION:
            raise LookupError
        try:
            return msgspec.json.decode(data, type=Manifest), True
        except msgspec.ValidationError:
            alone = msgspec.json.decode(data, type=_PhotoAlone)
            return Manifest(**msgspec.structs.asdict(alone)), False
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error


def write(folder: Path, manifest: Manifest) -> None:
    """Replaced in one go. Raises OSError."""
    private.write_file(folder / NAME, msgspec.json.encode(manifest))


def names_in(manifest: Manifest) -> set[str]:
    """The names of all files that it needs."""
    found: set[str] = set()

    def look(value: object) -> None:
        if isinstance(value, Picture):
            found.update(value.tiles)
        elif isinstance(value, ChangeEntry):
            found.add(value.delta)
        elif isinstance(value, tuple):
            for one in value:
                look(one)
        elif isinstance(value, msgspec.Struct):
            for name in value.__struct_fields__:
                look(getattr(value, name))

    look(manifest)
    return found
