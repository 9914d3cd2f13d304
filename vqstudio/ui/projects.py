"""Projects (``.vqs``): a photo with its mask, its history and its last request, to go on with another day.

A step of the history is stored as what it changed, so that undo gives back the very pixels; the request of the last
edit is stored beside, so that other versions of it can still be asked for.
"""

from __future__ import annotations

import base64
import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QPixmap

from vqstudio.core.adjust import Adjustment
from vqstudio.core.archive import ArchiveReader, ArchiveWriter, damaged
from vqstudio.core.document import Document, Metadata, Patch
from vqstudio.core.errors import FileError
from vqstudio.core.geometry import Bounds, Margins
from vqstudio.core.mask import Mask
from vqstudio.core.wording import Sentence
from vqstudio.engine.requests import (
    AdjustRequest,
    ExtendRequest,
    ImagineRequest,
    ReconstructRequest,
    RepairRequest,
    Request,
    StyleRequest,
    of_document,
)

from .commands import Command, EditCommand, MaskCommand, SceneCommand, stored_text
from .mask_layer import MaskChange
from .open_photo import Edit, OpenPhoto, SourceUse
from .pyramid import Pyramid
from .scene import Scene
from .session import EditSession

SUFFIX = ".vqs"
FORMAT, VERSION, DEEP_VERSION = "VQ Studio project", 1, 2
"""The latter for photos of 16 bits per channel, which programs that know the former alone do not open."""
REQUESTS: dict[str, type] = {
    kind.__name__: kind
    for kind in (RepairRequest, StyleRequest, ExtendRequest, ImagineRequest, AdjustRequest, ReconstructRequest)
}
PARTS: dict[str, type] = {"Margins": Margins, "Adjustment": Adjustment}
"""What a request may hold beside numbers, words and masks."""


# -- writing -----------------------------------------------------------------------------------------------------


def save_project(path: Path, parts: tuple[ArchiveWriter, dict[str, Any]]) -> None:
    """Write what :func:`describe` found. Raises FileError; the file that was there is then untouched."""
    writer, manifest = parts
    writer.save(path, manifest)


def describe(session: EditSession, photo: OpenPhoto) -> tuple[ArchiveWriter, dict[str, Any]]:
    """All of an open photo, as it is now: what is painted or edited later does not get into it."""
    writer = ArchiveWriter()
    steps = photo.stack.steps[photo.stack.oldest : photo.stack.index()]
    mask, source = session.masks_of(photo)
    manifest = {
        "format": FORMAT,
        "version": VERSION if photo.document.deep is None else DEEP_VERSION,
        "metadata": {
            name: base64.b64encode(block).decode("ascii")
            for name, block in vars(photo.document.metadata).items()
            if block is not None
        },
        "photo": writer.picture(photo.document.values),
        "before": _before(writer, photo),
        "mask": writer.picture(mask.copy()),
        "source": writer.picture(source.copy()) if source.size else None,
        "source_use": photo.source_use.value,
        "last_mask": _maybe(writer, photo.last_mask),
        "edited": _first_version(photo, steps) != photo.opened_version,
        "steps": [_step(writer, step, session) for step in steps],
        "last_edit": _last_edit(writer, photo),
    }
    return writer, manifest


def _first_version(photo: OpenPhoto, steps: list[Command]) -> int:
    """Of the pixels before the steps."""
    return next((step.versions[0] for step in steps if isinstance(step, EditCommand | SceneCommand)), photo.version)


def _before(writer: ArchiveWriter, photo: OpenPhoto | Scene) -> str | list[int]:
    """The same picture as the photo itself where it is."""
    same = photo.before.pixels is photo.document.pixels
    return writer.picture(photo.document.values if same else photo.before.pixels)


def _maybe(writer: ArchiveWriter, pixels: np.ndarray | None) -> str | list[int] | None:
    return None if pixels is None else writer.picture(pixels)


def _step(writer: ArchiveWriter, step: Command, session: EditSession) -> dict[str, Any]:
    about: dict[str, Any] = {"text": step.text(), "picture": writer.block(_png(step.picture))}
    if isinstance(step, MaskCommand) and step.change is not None:
        layer = "source" if step.layer is session.source else "mask"
        return about | {"kind": "mask", "layer": layer, "change": _change(writer, step.change)}
    if isinstance(step, EditCommand) and step.payload is not None:
        patch, change = step.payload
        return about | {
            "kind": "edit",
            "patch": _patch(writer, patch),
            "change": _change(writer, change),
        }
    if isinstance(step, SceneCommand) and step.scenes is not None:
        old, new = step.scenes
        return about | {"kind": "scene", "old": _scene(writer, old), "new": _scene(writer, new)}
    raise TypeError(f"a step of the history that projects do not know: {type(step).__name__}")


def _change(writer: ArchiveWriter, change: MaskChange) -> dict[str, Any]:
    return {"bounds": dataclasses.astuple(change.bounds), "delta": writer.block(change.delta)}


def _scene(writer: ArchiveWriter, scene: Scene) -> dict[str, Any]:
    return {
        "photo": writer.picture(scene.document.values),
        "before": _before(writer, scene),
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


# -- reading -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Step:
    """``parts``: what the command of that kind is made of; ``picture``: a PNG, maybe empty."""

    kind: str
    text: str
    picture: bytes
    parts: Any


@dataclass(frozen=True, eq=False)
class Project:
    """A project in memory, with all pyramids built; :meth:`open` shows it."""

    document: Document
    pyramid: Pyramid
    before: Pyramid
    manifest: dict[str, Any]
    masks: dict[str, np.ndarray | None]
    steps: list[_Step]
    last_edit: tuple[Request, Document, Patch, Bounds] | None

    def open(self, session: EditSession) -> OpenPhoto:
        """As it was when it was saved, beside what is open."""
        photo = session.open(self.document, self.pyramid, before=self.before)
        if self.manifest["edited"]:
            session.count_version(photo)
        photo.source_use = SourceUse(self.manifest["source_use"])
        photo.last_mask = self.masks["last_mask"]
        for step in self.steps:
            command = self._command(session, photo, step)
            if step.picture:
                command.picture = QPixmap()
                command.picture.loadFromData(step.picture)
            photo.stack.push(command)
        if self.last_edit is not None:
            photo.last_edit = Edit(*self.last_edit, photo.version)
        photo.saved_version = photo.version
        photo.save_target = self.document.path
        session.put_masks(self.masks["mask"], self.masks["source"])
        photo.holds_steps, photo.saved_step = True, photo.stack.last()
        session.state_changed.emit()
        return photo

    @staticmethod
    def _command(session: EditSession, photo: OpenPhoto, step: _Step) -> Command:
        if step.kind == "mask":
            layer, change = step.parts
            return MaskCommand(session, session.source if layer == "source" else session.mask, change, step.text)
        versions = (photo.version, session.count_version(photo))
        if step.kind == "edit":
            patch, change = step.parts
            return EditCommand(session, patch, change, versions, step.text)
        old, new = step.parts
        return SceneCommand(session, old, new, versions, step.text)


def open_project(path: Path) -> Project:
    """Raises FileError if it is damaged, or was written by a later version."""
    try:
        with ArchiveReader(path) as archive:
            return _project(archive, path)
    except FileNotFoundError:
        raise FileError("{name} does not exist; it may have been moved or renamed.", name=path.name) from None
    except PermissionError:
        raise FileError("{name} may not be read by this user; change its permissions.", name=path.name) from None
    except FileError:
        raise
    except Exception as error:  # zipfile, zlib, Pillow and a manifest of anything raise nearly anything
        raise damaged(path, error) from error


def _project(archive: ArchiveReader, path: Path) -> Project:
    manifest = archive.manifest()
    if manifest["format"] != FORMAT:
        raise ValueError(Sentence("it is no project of VQ Studio"))
    if manifest["version"] > DEEP_VERSION:
        raise FileError("{name} was saved by a later version of VQ Studio; update to open it.", name=path.name)
    blocks = {name: base64.b64decode(text) for name, text in manifest["metadata"].items()}
    deep = archive.deep(manifest["photo"])
    document = Document(archive.picture(manifest["photo"]), Metadata(**blocks), path, deep=deep)
    pyramids = _Pyramids()
    before = archive.picture(manifest["before"])
    masks = {
        name: archive.picture(manifest[name]) if manifest[name] else None for name in ("mask", "source", "last_mask")
    }
    if masks["mask"] is None or any(
        mask is not None and mask.shape != document.pixels.shape[:2] for mask in masks.values()
    ):
        raise ValueError(Sentence("a mask has another size than the photo"))
    steps = [_step_of(archive, step, document, pyramids) for step in manifest["steps"]]
    last = _request(archive, manifest["last_edit"], document) if manifest["last_edit"] else None
    return Project(document, pyramids.of(document.pixels), pyramids.of(before), manifest, masks, steps, last)


class _Pyramids:
    """Each picture's is built once."""

    def __init__(self) -> None:
        self._built: dict[int, Pyramid] = {}

    def of(self, pixels: np.ndarray) -> Pyramid:
        if id(pixels) not in self._built:
            self._built[id(pixels)] = Pyramid.build(pixels)
        return self._built[id(pixels)]


def _step_of(archive: ArchiveReader, about: dict[str, Any], document: Document, pyramids: _Pyramids) -> _Step:
    kind = str(about["kind"])
    parts: Any
    if kind == "mask":
        parts = (about["layer"], _change_of(archive, about["change"]))
    elif kind == "edit":
        parts = (_patch_of(archive, about["patch"]), _change_of(archive, about["change"]))
    elif kind == "scene":
        parts = tuple(_scene_of(archive, about[name], document, pyramids) for name in ("old", "new"))
    else:
        raise ValueError(Sentence("its history holds a step of an unknown kind"))
    return _Step(kind, stored_text(str(about["text"])), archive.block(about["picture"]), parts)


def _patch_of(archive: ArchiveReader, about: dict[str, Any]) -> Patch:
    bounds, before, after = Bounds(*about["bounds"]), archive.picture(about["before"]), archive.picture(about["after"])
    if before.shape != after.shape or before.shape[:2] != (bounds.height, bounds.width):
        raise ValueError(Sentence("a step of the history does not fit"))
    deep = archive.deep(about["before"]), archive.deep(about["after"])
    if (deep[0] is None) != (deep[1] is None) and before.size:
        raise ValueError(Sentence("a step of the history is of two depths"))
    both = None if deep[0] is None or deep[1] is None else (deep[0], deep[1])
    return Patch(bounds, before, after, Margins(*about["margins"]), both)


def _change_of(archive: ArchiveReader, about: dict[str, Any]) -> MaskChange:
    change = MaskChange(Bounds(*about["bounds"]), archive.block(about["delta"]))
    change.pixels()  # raises if it does not fit its bounds
    return change


def _scene_of(archive: ArchiveReader, about: dict[str, Any], document: Document, pyramids: _Pyramids) -> Scene:
    pixels, before = archive.picture(about["photo"]), archive.picture(about["before"])
    mask = archive.picture(about["mask"])
    source = archive.picture(about["source"]) if about["source"] else np.zeros((0, 0), np.uint8)
    last = archive.picture(about["last_mask"]) if about["last_mask"] else None
    whole = dataclasses.replace(document, pixels=pixels, deep=archive.deep(about["photo"]))
    return Scene(whole, pyramids.of(pixels), pyramids.of(before), mask, source, last)


def _request(
    archive: ArchiveReader, about: dict[str, Any], document: Document
) -> tuple[Request, Document, Patch, Bounds] | None:
    kind = REQUESTS.get(about["kind"])
    if kind is None:
        return None
    base = dataclasses.replace(document, pixels=archive.picture(about["base"]), deep=archive.deep(about["base"]))
    values: dict[str, Any] = {}
    for name, value in about["values"].items():
        if isinstance(value, dict):
            part = PARTS.get(value.get("part", ""))
            value = part(**value["values"]) if part else Mask(archive.picture(value["mask"]))
        values[name] = value
    patch = _patch_of(archive, about["patch"])
    return of_document(kind(pixels=base.pixels, **values), base), base, patch, Bounds(*about["bounds"])
