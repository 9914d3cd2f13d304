"""The manifest of a model pack: what the pack promises. Shared by the application and by ``training``.

Every command reads manifests, so they are checked by msgspec, which is imported in a fraction of pydantic's time.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

SCHEMA_VERSION = 1
FILE_NAME = "manifest.json"
FEEDBACK_CELLS = 7
"""Side, in cells, of the mean that a pack's feedback corrects: the same in training and application."""

Positive = Annotated[int, Meta(gt=0)]
Relative = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_\-]+(/[A-Za-z0-9_\-]+)*\.[a-z0-9]+\Z")]
"""A path inside the pack: it can name nothing outside of it."""


GraphName = Literal["encoder", "quantizer", "codebook", "decoder", "repair", "prior", "style_affine", "style"]


class Strict(Struct, frozen=True, forbid_unknown_fields=True):
    """What is not promised here may not be in the file."""


class FileEntry(Strict, frozen=True):
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
    bytes: Annotated[int, Meta(ge=0)]


class TensorSpec(Strict, frozen=True):
    """One input or output: ``shape`` holds sizes, or names for the dimensions that may vary."""

    name: str
    dtype: Literal["float32", "int64"]
    shape: tuple[int | str, ...]


class GraphSpec(Strict, frozen=True, omit_defaults=True):
    """An ONNX file of the pack and its tensors.

    ``context`` is how far (in photo pixels) an output depends on its input; ``macs_per_pixel`` the multiply-accumulate
    operations per photo pixel. ``recipe`` is the recipe of the network as JSON, for training to go on from it; only
    ``training`` reads it. The tokenizer's is that of the :class:`Manifest`.
    """

    file: Relative
    inputs: tuple[TensorSpec, ...]
    outputs: tuple[TensorSpec, ...]
    context: Annotated[int, Meta(ge=0)]
    macs_per_pixel: Annotated[float, Meta(ge=0)]
    recipe: str = ""


class StyleEntry(Strict, frozen=True):
    """A named style: its vector (2 * S numbers, the gains and then the shifts), its picture and whom to credit.

    ``signature`` describes the painting that it was learned from (:mod:`vqstudio.engine.style_guess`).
    """

    name: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9\-]*\Z")]
    title: str
    group: str
    credit: str
    vector: tuple[float, ...]
    thumbnail: Relative | None = None
    signature: tuple[float, ...] = ()


class Manifest(Strict, frozen=True, kw_only=True):
    """A pack of kind ``photo`` (repair, generate) or ``paint`` (style).

    ``dither`` is the RMS length of the noise to add to unit latents before the quantizer, ``feedback`` how often the
    choice of codes is corrected by what it missed.
    """

    schema_version: Literal[1]
    id: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9\-]*\Z")]
    kind: Literal["photo", "paint"]
    stride: Literal[4, 8]
    codes: Positive
    dim: Positive
    dither: Annotated[float, Meta(ge=0, lt=1)] = 0.0
    feedback: Annotated[int, Meta(ge=0, le=8)] = 0
    value_range: tuple[float, float]
    opset: Positive
    graphs: dict[GraphName, GraphSpec]
    files: dict[Relative, FileEntry]
    styles: tuple[StyleEntry, ...] = ()
    licence: str
    training_data: str
    recipe: str
    figures: dict[str, float] = field(default_factory=dict)


def describe_file(path: Path) -> FileEntry:
    """Size and sha256 of a file. Raises OSError."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return FileEntry(sha256=digest, bytes=path.stat().st_size)
