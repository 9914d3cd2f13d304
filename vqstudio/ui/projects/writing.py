"""Projects (``.vqs``): a photo with its mask, its history and its last request, to continue another day.

Each step of the history is stored as what it changed, so that undo restores the exact pixels. The request of the last
edit is stored too, so that further versions can be computed. :mod:`vqstudio.ui.projects.reading` opens projects.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QPixmap

from vqstudio.core.adjust import Adjustment
from vqstudio.core.archive import ArchiveWriter
from vqstudio.core.document import Document, Patch
from vqstudio.core.geometry import Margins
from vqstudio.core.kept_metadata import kept
from vqstudio.core.mask import Mask
from vqstudio.engine.requests import Request

from ..model.commands import Command
from ..model.mask_layer import MaskChange
from ..model.open_photo import OpenPhoto
from ..model.scene import Scene
from ..model.stored_steps import EditParts, MaskParts, edited_before, parts_of, values_before
from .format import DEEP_VERSION, FORMAT, MOST_STEPS, RICH_VERSION, VERSION

SUFFIX = ".vqs"
PARTS: dict[str, type] = {"Margins": Margins, "Adjustment": Adjustment}
"""What a request may hold besides numbers, words, masks and pictures."""


# -- writing -----------------------------------------------------------------------------------------------------


def save_project(path: Path, parts: tuple[ArchiveWriter, dict[str, Any]]) -> None:
    """Write what :func:`describe` found. Raises FileError; the file that was there is then untouched."""
    writer, manifest = parts
    writer.save(path, manifest)


def describe(photo: OpenPhoto) -> tuple[ArchiveWriter, dict[str, Any]]:
    """An open photo as it is now; later painting and edits do not affect the result."""
    writer = ArchiveWriter()
    steps = photo.stack.steps[photo.stack.oldest : photo.stack.index()][-MOST_STEPS:]
    masks = photo.masks
    mask, source = masks.mask.alpha, masks.source.alpha
    manifest = {
        "format": FORMAT,
        "version": _version(photo.document),
        "metadata": msgspec.to_builtins(kept(photo.document.metadata)),
        "photo": writer.picture(photo.document.values),
        "before": writer.picture(values_before(photo)),
        "mask": writer.picture(mask.copy()),
        "source": writer.picture(source.copy()) if source.size else None,
        "source_use": masks.source_use.value,
        "last_mask": _maybe(writer, masks.last_used),
        "edited": edited_before(photo, steps),
        "steps": [_step(writer, step, photo) for step in steps],
        "last_edit": _last_edit(writer, photo),
    }
    return writer, manifest


def _version(document: Document) -> int:
    if not kept(document.metadata).plain:
        return RICH_VERSION
    return VERSION if document.deep is None else DEEP_VERSION


def _maybe(writer: ArchiveWriter, pixels: np.ndarray | None) -> str | list[int] | None:
    return None if pixels is None else writer.picture(pixels)


def _step(writer: ArchiveWriter, step: Command, photo: OpenPhoto) -> dict[str, Any]:
    about: dict[str, Any] = {"text": step.text(), "picture": writer.block(_png(step.picture))}
    parts = parts_of(photo, step)
    if isinstance(parts, MaskParts):
        return about | {"kind": "mask", "layer": parts.layer, "change": _change(writer, parts.change)}
    if isinstance(parts, EditParts):
        return about | {"kind": "edit", "patch": _patch(writer, parts.patch), "change": _change(writer, parts.change)}
    return about | {"kind": "scene", "old": _scene(writer, parts.old), "new": _scene(writer, parts.new)}


def _change(writer: ArchiveWriter, change: MaskChange) -> dict[str, Any]:
    return {"bounds": dataclasses.astuple(change.bounds), "delta": writer.block(change.delta)}


def _scene(writer: ArchiveWriter, scene: Scene) -> dict[str, Any]:
    return {
        "photo": writer.picture(scene.document.values),
        "before": writer.picture(values_before(scene)),
        "mask": writer.picture(scene.mask),
        "source": writer.picture(scene.source) if scene.source.size else None,
        "last_mask": _maybe(writer, scene.last_mask),
    }


def _last_edit(writer: ArchiveWriter, photo: OpenPhoto) -> dict[str, Any] | None:
    edit = photo.edit_of(Request)
    if edit is None:
        return None
    values: dict[str, Any] = {}
    for field in dataclasses.fields(edit.request):
        value = getattr(edit.request, field.name)
        if field.name in ("pixels", "deep", "icc"):
            continue
        if isinstance(value, Mask):
            value = {"mask": writer.picture(value.alpha)}
        elif isinstance(value, np.ndarray):
            value = {"picture": writer.picture(value)}
        elif type(value).__name__ in PARTS:
            value = {"part": type(value).__name__, "values": dataclasses.asdict(value)}
        values[field.name] = value
    return {
        "kind": type(edit.request).__name__,
        "values": values,
        "base": writer.picture(edit.base.values),
        "patch": _patch(writer, edit.patch),
        "bounds": dataclasses.astuple(edit.bounds),
    }


def _patch(writer: ArchiveWriter, patch: Patch) -> dict[str, Any]:
    before, after = patch.deep or (patch.before, patch.after)
    return {
        "bounds": dataclasses.astuple(patch.bounds),
        "margins": dataclasses.astuple(patch.margins),
        "before": writer.picture(before),
        "after": writer.picture(after),
    }


def _png(picture: QPixmap | None) -> bytes:
    data = QByteArray()
    if picture is not None:
        buffer = QBuffer(data)
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        picture.save(buffer, "PNG")
    return bytes(data.data())
