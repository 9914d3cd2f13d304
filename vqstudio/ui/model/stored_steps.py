"""Steps of a history on their way into a file and back: what projects and recovery have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from PySide6.QtGui import QPixmap

from vqstudio.core.document import Patch
from vqstudio.core.wording import Sentence
from vqstudio.engine.style.names import translatable

from .commands import STYLE_STEP, Command, EditCommand, MaskCommand, SceneCommand
from .mask_layer import MaskChange
from .open_photo import OpenPhoto
from .scene import Scene


@dataclass(frozen=True, eq=False)
class MaskParts:
    layer: Literal["mask", "source"]
    change: MaskChange


@dataclass(frozen=True, eq=False)
class EditParts:
    patch: Patch
    change: MaskChange
    """Of the mask that the edit used up."""


@dataclass(frozen=True, eq=False)
class SceneParts:
    old: Scene
    new: Scene


Parts = MaskParts | EditParts | SceneParts
"""What a step changed."""


def parts_of(photo: OpenPhoto, step: Command) -> Parts:
    """What ``step`` of the history of ``photo`` changed. Raises TypeError for a step of an unknown kind, and for one
    whose memory was released.
    """
    if isinstance(step, MaskCommand) and step.change is not None:
        return MaskParts("source" if step.layer is photo.masks.source else "mask", step.change)
    if isinstance(step, EditCommand) and step.payload is not None:
        return EditParts(*step.payload)
    if isinstance(step, SceneCommand) and step.scenes is not None:
        return SceneParts(*step.scenes)
    raise TypeError(f"a step of the history that cannot be stored: {type(step).__name__}")


def edited_before(photo: OpenPhoto, steps: Sequence[Command]) -> bool:
    """Whether the pixels had changed before the first of ``steps``, the last ones of the history of ``photo``."""
    changes = (step for step in steps if isinstance(step, EditCommand | SceneCommand))
    first = next((step.versions[0] for step in changes), photo.version)
    return first != photo.opened_version


def values_before(canvas: OpenPhoto | Scene) -> np.ndarray:
    """What to compare with, uint8 (H, W, 3|4). Where that is the photo itself: the very array of its values, uint8 or
    uint16, so that it is stored once.
    """
    same = canvas.before.pixels is canvas.document.pixels
    return canvas.document.values if same else canvas.before.pixels


def push_steps(photo: OpenPhoto, edited: bool, steps: Iterable[tuple[Parts, str, QPixmap | None]]) -> None:
    """Put ``steps`` (what changed, text, small picture), the oldest first, into the history of ``photo``, which shows
    their result already. ``edited``: whether its pixels had changed before them.
    """
    if edited:
        photo.count_version()
    for parts, text, picture in steps:
        command = _command(photo, parts, _stored_text(text))
        command.picture = picture
        photo.stack.push(command)


def _command(photo: OpenPhoto, parts: Parts, text: str) -> Command:
    if isinstance(parts, MaskParts):
        layer = photo.masks.source if parts.layer == "source" else photo.masks.mask
        return MaskCommand(photo.masks, layer, parts.change, text)
    versions = (photo.version, photo.count_version())
    if isinstance(parts, EditParts):
        return EditCommand(photo, parts.patch, parts.change, versions, text)
    return SceneCommand(photo, parts.old, parts.new, versions, text)


def _stored_text(text: str) -> str:
    """The text of a step as it was before it was stored: one with a value in it is a Sentence again."""
    before, after = STYLE_STEP.split("{title}")
    if text.startswith(before) and text.endswith(after):
        return Sentence(STYLE_STEP, title=translatable(text.removeprefix(before).removesuffix(after)))
    return text
