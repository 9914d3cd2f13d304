"""What the manifest of a project may say: types and ranges. Whether it fits together: :mod:`.history`."""

from __future__ import annotations

import atexit
import gc
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Raw, Struct

from vqstudio.core.adjust import GREYS, MOST_EXPOSURE, Adjustment
from vqstudio.core.geometry import Bounds, Margins
from vqstudio.core.image_limits import LARGEST_PHOTO
from vqstudio.core.kept_metadata import Blocks
from vqstudio.core.wording import Sentence
from vqstudio.engine.requests import (
    MAX_SCALE,
    MIN_SCALE,
    AdjustRequest,
    ClearRequest,
    CreateRequest,
    ExtendRequest,
    ReconstructRequest,
    RepairRequest,
    StyleRequest,
    TextureRequest,
)

# After decoding these types beside Qt, the final garbage collection of the interpreter crashes one time in five
# (msgspec 0.22, Python 3.11). Nothing needs that collection, so it is given nothing to look at.
atexit.register(gc.freeze)

FORMAT, VERSION, DEEP_VERSION, RICH_VERSION = "VQ Studio project", 1, 2, 3
"""DEEP_VERSION is for photos of 16 bits per channel, RICH_VERSION for more metadata than ICC, EXIF and XMP. Programs
that only know lower versions refuse such projects.
"""
MOST_STEPS = 10_000
LARGEST_SEED = 2**53

Name = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_./\-]+\Z", max_length=200)]
"""The name of a part of the archive."""
Side = Annotated[int, Meta(ge=0, le=LARGEST_PHOTO)]
Empty = Annotated[list[Side], Meta(min_length=2, max_length=3)]
"""The shape of a picture without pixels."""
Picture = Name | Empty
Margin = Annotated[int, Meta(ge=-LARGEST_PHOTO, le=LARGEST_PHOTO)]
Rectangle = tuple[Side, Side, Side, Side]
"""x, y, width, height."""
Sides = tuple[Margin, Margin, Margin, Margin]
"""left, top, right, bottom."""
Seed = Annotated[int, Meta(ge=0, le=LARGEST_SEED)]
Share = Annotated[float, Meta(ge=0, le=1)]
Signed = Annotated[float, Meta(ge=-1, le=1)]
GREY = rf"^({'|'.join(GREYS)})?\Z"
Pack = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9\-]*\Z", max_length=100)]
"""The name of the pack's folder."""


class Strict(Struct, frozen=True, forbid_unknown_fields=True):
    """Unknown fields are refused: they might change what the others mean."""


class Head(Struct, frozen=True):
    """Read first, whatever the version."""

    format: str
    version: int


class ChangeEntry(Strict, frozen=True):
    bounds: Rectangle
    delta: Name


class PatchEntry(Strict, frozen=True):
    bounds: Rectangle
    margins: Sides
    before: Picture
    after: Picture


class SceneEntry(Strict, frozen=True):
    photo: Name
    before: Name
    mask: Name
    source: Name | None
    last_mask: Name | None


class StepEntry(Strict, frozen=True, tag_field="kind"):
    """``picture`` is the name of a small PNG, or of an empty part."""

    text: Annotated[str, Meta(max_length=1000)]
    picture: Name


class MaskEntry(StepEntry, frozen=True, tag="mask"):
    layer: Literal["mask", "source"]
    change: ChangeEntry


class EditEntry(StepEntry, frozen=True, tag="edit"):
    patch: PatchEntry
    change: ChangeEntry


class ShapeEntry(StepEntry, frozen=True, tag="scene"):
    old: SceneEntry
    new: SceneEntry


class LastEdit(Strict, frozen=True):
    kind: Annotated[str, Meta(max_length=100)]
    values: Raw
    base: Name
    patch: PatchEntry
    bounds: Rectangle


class Manifest(Strict, frozen=True):
    format: str
    version: Literal[1, 2, 3]
    metadata: Blocks
    photo: Name
    before: Name
    mask: Name
    source: Name | None
    source_use: Literal["everywhere", "only", "avoid"]
    last_mask: Name | None
    edited: bool
    steps: Annotated[list[MaskEntry | EditEntry | ShapeEntry], Meta(max_length=MOST_STEPS)]
    last_edit: LastEdit | None


# -- requests ----------------------------------------------------------------------------------------------------


class MaskValue(Strict, frozen=True):
    mask: Name


class MarginValues(Strict, frozen=True):
    left: Margin = 0
    top: Margin = 0
    right: Margin = 0
    bottom: Margin = 0


class AdjustmentValues(Strict, frozen=True):
    exposure: Annotated[float, Meta(ge=-MOST_EXPOSURE, le=MOST_EXPOSURE)] = 0.0
    contrast: Signed = 0.0
    warmth: Signed = 0.0
    tint: Signed = 0.0
    saturation: Signed = 0.0
    shadows: Signed = 0.0
    highlights: Signed = 0.0
    blacks: Signed = 0.0
    whites: Signed = 0.0
    fade: Share = 0.0
    sharpness: Share = 0.0
    grey: Annotated[str, Meta(pattern=GREY)] = ""


class MarginsPart(Strict, frozen=True):
    part: Literal["Margins"]
    values: MarginValues

    def made(self) -> Margins:
        return Margins(**msgspec.structs.asdict(self.values))


class AdjustmentPart(Strict, frozen=True):
    part: Literal["Adjustment"]
    values: AdjustmentValues

    def made(self) -> Adjustment:
        return Adjustment(**msgspec.structs.asdict(self.values))


class RepairValues(Strict, frozen=True):
    mask: MaskValue
    seed: Seed = RepairRequest.seed
    only: MaskValue | None = None
    avoid: MaskValue | None = None
    detail: Share = RepairRequest.detail
    pack: Pack = RepairRequest.pack


class StyleValues(Strict, frozen=True):
    style: Annotated[str, Meta(max_length=2000)]
    strength: Share = StyleRequest.strength
    mask: MaskValue | None = None
    scale: Annotated[float, Meta(ge=MIN_SCALE, le=MAX_SCALE)] = StyleRequest.scale
    keep_colours: bool = StyleRequest.keep_colours
    outside: bool = StyleRequest.outside
    feather: Annotated[float, Meta(ge=0, le=LARGEST_PHOTO)] = StyleRequest.feather
    seed: Seed = StyleRequest.seed
    pack: Pack = StyleRequest.pack
    forms: Share = 0.0  # that of projects written before there was one


class ExtendValues(Strict, frozen=True):
    margins: MarginsPart
    seed: Seed = ExtendRequest.seed
    pack: Pack = ExtendRequest.pack


class CreateValues(Strict, frozen=True):
    share: Annotated[float, Meta(gt=0, le=1)] = CreateRequest.share
    seed: Seed = CreateRequest.seed
    tileable: bool = CreateRequest.tileable
    freedom: Share | None = CreateRequest.freedom
    pack: Pack = CreateRequest.pack
    subject: Annotated[str, Meta(max_length=64)] = CreateRequest.subject


class PictureValue(Strict, frozen=True):
    """A picture of any size that a request holds."""

    picture: Name


class TextureValues(Strict, frozen=True):
    area: PictureValue
    seed: Seed = TextureRequest.seed
    tileable: bool = TextureRequest.tileable
    scale: Annotated[float, Meta(ge=MIN_SCALE, le=MAX_SCALE)] = TextureRequest.scale
    turned: bool = TextureRequest.turned


class AdjustValues(Strict, frozen=True):
    adjustment: AdjustmentPart
    mask: MaskValue | None = None


class ClearValues(Strict, frozen=True):
    noise: Share | None = ClearRequest.noise
    compression: Share | None = ClearRequest.compression
    blur: Share | None = ClearRequest.blur
    mask: MaskValue | None = None
    faithful: Share = ClearRequest.faithful
    pack: Pack = ClearRequest.pack


class ReconstructValues(Strict, frozen=True):
    pack: Pack = ReconstructRequest.pack


REQUESTS: dict[str, tuple[type, type[Struct]]] = {
    kind.__name__: (kind, values)
    for kind, values in (
        (RepairRequest, RepairValues), (StyleRequest, StyleValues), (ExtendRequest, ExtendValues),
        (CreateRequest, CreateValues), (AdjustRequest, AdjustValues), (ClearRequest, ClearValues),
        (ReconstructRequest, ReconstructValues), (TextureRequest, TextureValues),
    )
}  # fmt: skip
"""The kinds of requests and the struct that stores each, by the name of the kind."""
REQUESTS["ImagineRequest"] = REQUESTS[CreateRequest.__name__]  # the name of CreateRequest in older projects


def read_head(data: bytes) -> Head:
    """Raises ValueError, or RecursionError for what is nested deeply."""
    return msgspec.json.decode(data, type=Head)


def read_manifest(data: bytes) -> Manifest:
    """Raises ValueError, or RecursionError for what is nested deeply."""
    return msgspec.json.decode(data, type=Manifest)


def read_values(values: Raw, kind: type[Struct]) -> dict[str, object]:
    """The stored values of a request. Raises ValueError."""
    found = msgspec.json.decode(values, type=kind)
    return {name: getattr(found, name) for name in found.__struct_fields__}


def bounds_of(entry: Rectangle) -> Bounds:
    """Raises ValueError if it has a width but no height."""
    bounds = Bounds(*entry)
    if (bounds.width == 0) != (bounds.height == 0):
        raise ValueError(Sentence("a step of the history does not fit"))
    return bounds
