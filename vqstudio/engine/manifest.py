"""The manifest of a model pack: what the pack promises. Shared by the application and by ``training``."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = 1
FILE_NAME = "manifest.json"
FEEDBACK_CELLS = 7
"""Side, in cells, of the mean that a pack's feedback corrects: the same in training and application."""

Positive = Annotated[int, Field(gt=0)]
Relative = Annotated[str, Field(pattern=r"^[A-Za-z0-9_\-]+(/[A-Za-z0-9_\-]+)*\.[a-z0-9]+$")]
"""A path inside the pack: it can name nothing outside of it."""


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FileEntry(Strict):
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    bytes: Annotated[int, Field(ge=0)]


class TensorSpec(Strict):
    """One input or output: ``shape`` holds sizes, or names for the dimensions that may vary."""

    name: str
    dtype: Literal["float32", "int64"]
    shape: tuple[int | str, ...]


class GraphSpec(Strict):
    """An ONNX file of the pack and its tensors.

    ``context`` is how far (in photo pixels) an output depends on its input; ``macs_per_pixel`` the multiply-accumulate
    operations per photo pixel.
    """

    file: Relative
    inputs: tuple[TensorSpec, ...]
    outputs: tuple[TensorSpec, ...]
    context: Annotated[int, Field(ge=0)]
    macs_per_pixel: Annotated[float, Field(ge=0)]


class StyleEntry(Strict):
    """A named style: its vector (2 * S numbers, the gains and then the shifts), its picture and whom to credit."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9\-]*$")]
    title: str
    group: str
    credit: str
    vector: tuple[float, ...]
    thumbnail: Relative | None = None


class Manifest(Strict):
    """A pack of kind ``photo`` (repair, generate) or ``paint`` (style).

    ``dither`` is the RMS length of the noise to add to unit latents before the quantizer, ``feedback`` how often the
    choice of codes is corrected by what it missed.
    """

    schema_version: Literal[1]
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9\-]*$")]
    kind: Literal["photo", "paint"]
    stride: Literal[4, 8]
    codes: Positive
    dim: Positive
    dither: Annotated[float, Field(ge=0, lt=1)] = 0.0
    feedback: Annotated[int, Field(ge=0, le=8)] = 0
    value_range: tuple[float, float]
    opset: Positive
    graphs: dict[Literal["encoder", "quantizer", "decoder", "repair", "style_affine", "style"], GraphSpec]
    files: dict[Relative, FileEntry]
    styles: tuple[StyleEntry, ...] = ()
    licence: str
    training_data: str
    recipe: str
    figures: dict[str, float] = Field(default_factory=dict)


def describe_file(path: Path) -> FileEntry:
    """Size and sha256 of a file. Raises OSError."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return FileEntry(sha256=digest, bytes=path.stat().st_size)
