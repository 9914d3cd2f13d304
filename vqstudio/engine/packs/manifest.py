"""The manifest of a model pack: what the pack promises. Shared by the application and by ``training``.

Every command reads manifests, so they are checked by msgspec, which is imported in a fraction of pydantic's time.
"""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct, field

SCHEMA_VERSION = 1
FILE_NAME = "manifest.json"
FEEDBACK_CELLS = 7
"""Side, in cells, of the mean that a pack's feedback corrects: the same in training and application."""

LARGEST_MANIFEST = 16 * 2**20
"""Bytes; that of the styles that come with the program has half a million."""

Relative = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_\-]+(/[A-Za-z0-9_\-]+)*\.[a-z0-9]+\Z", max_length=200)]
"""A path inside the pack: it can name nothing outside of it."""
Model = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_\-]+(/[A-Za-z0-9_\-]+)*\.onnx\Z", max_length=200)]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Name = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9\-]*\Z", max_length=64)]
Label = Annotated[str, Meta(max_length=300)]
Text = Annotated[str, Meta(max_length=1_000_000)]
Number = Annotated[float, Meta(ge=-1e6, le=1e6)]
Level = Annotated[float, Meta(ge=-128, le=128)]
"""L, a or b of a colour (CIELAB)."""
Size = Annotated[int, Meta(ge=1, le=2**20)]

GraphName = Literal[
    "encoder", "quantizer", "codebook", "decoder", "repair", "critic", "faces", "prior", "layout", "looks", "refiner",
    "finder", "clarity", "clarity_rich", "meter", "enlarge", "enlarge_rich", "style_affine", "style",
]  # fmt: skip


class Strict(Struct, frozen=True, forbid_unknown_fields=True):
    """Fields that are not declared here are refused."""


class FileEntry(Strict, frozen=True):
    sha256: Sha256
    bytes: Annotated[int, Meta(ge=0, lt=2**31)]


class TensorSpec(Strict, frozen=True):
    """One input or output: ``shape`` holds sizes, or names for the dimensions that may vary."""

    name: Label
    dtype: Literal["float32", "int64"]
    shape: Annotated[tuple[Size | Label, ...], Meta(max_length=8)]


class GraphSpec(Strict, frozen=True, omit_defaults=True):
    """An ONNX file of the pack and its tensors.

    ``context`` is how far (in photo pixels) an output depends on its input; ``macs_per_pixel`` the multiply-accumulate
    operations per photo pixel. ``recipe`` is the recipe of the network as JSON, for training to go on from it; only
    ``training`` reads it. The tokenizer's is that of the :class:`Manifest`.

    ``weights`` is another model file of the pack, whose constants this one uses and does not repeat. ``identity`` says
    whose decoder this is where that is not the sha256 of its ``file``: of weights that were written anew, that of the
    file which the user's styles were learned with. ``subjects`` are what a prior or a refiner can be told that a
    picture shows; it counts them from 1.
    """

    file: Model
    inputs: Annotated[tuple[TensorSpec, ...], Meta(max_length=8)]
    outputs: Annotated[tuple[TensorSpec, ...], Meta(max_length=8)]
    context: Annotated[int, Meta(ge=0, le=512)]
    macs_per_pixel: Annotated[float, Meta(ge=0, le=1e12)]
    recipe: Text = ""
    weights: Model | None = None
    identity: Sha256 | None = None
    subjects: Annotated[tuple[Name, ...], Meta(max_length=256)] = ()


class StyleEntry(Strict, frozen=True, omit_defaults=True):
    """A named style: its vector (2 * S numbers, the gains and then the shifts), its picture and whom to credit.

    ``signature`` describes the painting that it was learned from (:mod:`vqstudio.engine.style.guess`). With a
    ``technique`` (:mod:`vqstudio.engine.style.techniques`) an algorithm paints it, in strokes of ``stroke`` times the
    usual size and in the colours of a ``palette`` (three numbers each) if there is one; the vector is for mixtures, or
    for the network to lay a ``texture`` on it, so much of its strokes.
    """

    name: Name
    title: Label
    group: Label
    credit: Annotated[str, Meta(max_length=2000)]
    vector: Annotated[tuple[Number, ...], Meta(max_length=100_000)]
    thumbnail: Relative | None = None
    signature: Annotated[tuple[Number, ...], Meta(max_length=100_000)] = ()
    technique: Annotated[str, Meta(pattern=r"^([a-z0-9][a-z0-9\-]*)?\Z", max_length=64)] = ""
    stroke: Annotated[float, Meta(ge=0.25, le=4)] = 1.0
    palette: Annotated[tuple[Level, ...], Meta(max_length=3000)] = ()
    texture: Annotated[float, Meta(ge=0, le=1)] = 0.0


class Manifest(Strict, frozen=True, kw_only=True):
    """A pack of kind ``photo`` (repair, create) or ``paint`` (style).

    ``dither`` is the RMS length of the noise to add to unit latents before the quantizer, ``feedback`` how often the
    choice of codes is corrected by what it missed. How its parts depend on each other is checked by
    :mod:`vqstudio.engine.packs.promises`.
    """

    schema_version: Literal[1]
    id: Name
    kind: Literal["photo", "paint"]
    stride: Literal[4, 8]
    codes: Annotated[int, Meta(ge=1, le=2**16)]
    dim: Annotated[int, Meta(ge=1, le=64)]
    dither: Annotated[float, Meta(ge=0, lt=1)] = 0.0
    feedback: Annotated[int, Meta(ge=0, le=8)] = 0
    value_range: tuple[Annotated[float, Meta(ge=-1, le=-1)], Annotated[float, Meta(ge=1, le=1)]]
    opset: Annotated[int, Meta(ge=1, le=100)]
    graphs: dict[GraphName, GraphSpec]
    files: Annotated[dict[Relative, FileEntry], Meta(max_length=2000)]
    styles: Annotated[tuple[StyleEntry, ...], Meta(max_length=1000)] = ()
    licence: Text
    training_data: Text
    recipe: Text
    figures: Annotated[dict[Label, float], Meta(max_length=200)] = field(default_factory=dict)


_decoding = threading.Lock()
Read = TypeVar("Read")


def decoded(data: bytes, kind: type[Read]) -> Read:
    """JSON as ``kind``; raises what msgspec does. From any thread: msgspec, first asked to convert into one type by two
    threads at once, crashes.
    """
    with _decoding:
        return msgspec.json.decode(data, type=kind)


def describe_file(path: Path) -> FileEntry:
    """Size and sha256 of a file. Raises OSError."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return FileEntry(sha256=digest, bytes=path.stat().st_size)
