"""Converts an open photo into what is kept for a recovery, and back."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtGui import QPixmap

from vqstudio.core.colour import converted
from vqstudio.core.history import KeptChange, KeptEditStep, KeptMaskStep, KeptScene, KeptSceneStep, KeptStep
from vqstudio.core.unfinished import Unfinished

from ..model.commands import Command
from ..model.mask_layer import MaskChange
from ..model.open_photo import OpenPhoto
from ..model.photo_masks import SourceUse
from ..model.pyramid import Pyramid, pixels_of, wrap_pixels
from ..model.scene import Scene
from ..model.session import EditSession
from ..model.stored_steps import (
    EditParts,
    MaskParts,
    Parts,
    SceneParts,
    edited_before,
    parts_of,
    push_steps,
    values_before,
)


class PhotoKeeper:
    """Describes one photo repeatedly. Whatever has not changed is the same array each time, so it is not written again.

    It runs on the window's thread, so pixels that never change in place are not copied.
    """

    def __init__(self) -> None:
        self._masks: tuple[tuple[object, ...], np.ndarray, np.ndarray | None] | None = None
        self._pictures: dict[int, np.ndarray] = {}

    @staticmethod
    def state(photo: OpenPhoto) -> tuple[object, ...]:
        """A value that changes whenever there is something new to keep."""
        masks = photo.masks
        return photo.version, masks.mask.version, masks.source_use, photo.stack.index(), photo.stack.last()

    def describe(self, photo: OpenPhoto) -> Unfinished:
        mask, source = self._masks_of(photo)
        steps = photo.stack.steps[photo.stack.oldest : photo.stack.index()]
        pictures, self._pictures = self._pictures, {}
        return Unfinished(
            document=photo.document,
            mask=mask,
            before=values_before(photo),
            source=source,
            source_use=photo.masks.source_use.value,
            last_mask=photo.masks.last_used,
            steps=tuple(self._step(photo, step, pictures) for step in steps),
            edited=edited_before(photo, steps),
            preview=converted(pixels_of(photo.pyramid.image(photo.pyramid.levels - 1)), photo.document.metadata.icc),
        )

    def _masks_of(self, photo: OpenPhoto) -> tuple[np.ndarray, np.ndarray | None]:
        now = self.state(photo)
        if self._masks is None or self._masks[0] != now:
            mask, source = photo.masks.mask.alpha, photo.masks.source.alpha
            self._masks = now, mask.copy(), source.copy() if source.size else None
        return self._masks[1:]

    def _step(self, photo: OpenPhoto, step: Command, pictures: dict[int, np.ndarray]) -> KeptStep:
        picture = None
        if step.picture is not None and not step.picture.isNull():
            key = step.picture.cacheKey()
            picture = pictures[key] if key in pictures else pixels_of(step.picture.toImage())
            self._pictures[key] = picture
        text, parts = str(step.text()), parts_of(photo, step)
        if isinstance(parts, MaskParts):
            return KeptMaskStep(text, picture, parts.layer, _kept(parts.change))
        if isinstance(parts, EditParts):
            return KeptEditStep(text, picture, parts.patch, _kept(parts.change))
        return KeptSceneStep(text, picture, _kept_scene(parts.old), _kept_scene(parts.new))


@dataclass(frozen=True, eq=False)
class RecoveredPhoto:
    """What was kept, with its pyramids built, which takes time; :meth:`open` is fast."""

    edit: Unfinished
    pyramid: Pyramid
    before: Pyramid
    pyramids: dict[int, Pyramid]

    @staticmethod
    def of(edit: Unfinished) -> RecoveredPhoto:
        pyramids: dict[int, Pyramid] = {}
        scenes = [scene for step in edit.steps if isinstance(step, KeptSceneStep) for scene in (step.old, step.new)]
        for pixels in [
            edit.document.pixels,
            edit.before,
            *(p for scene in scenes for p in (scene.photo, scene.before)),
        ]:
            if pixels is not None and id(pixels) not in pyramids:
                pyramids[id(pixels)] = Pyramid.build(pixels)
        pyramid = pyramids[id(edit.document.pixels)]
        return RecoveredPhoto(edit, pyramid, pyramid if edit.before is None else pyramids[id(edit.before)], pyramids)

    def open(self, session: EditSession) -> OpenPhoto:
        """Open the photo as it was, in addition to those that are open, as unsaved."""
        edit = self.edit
        photo = session.open(edit.document, self.pyramid, unsaved=True, before=self.before)
        photo.masks.source_use = SourceUse(edit.source_use)
        photo.masks.last_used = edit.last_mask
        push_steps(photo, edit.edited, ((self._parts(step), step.text, _picture(step)) for step in edit.steps))
        photo.masks.put(edit.mask, edit.source)
        session.set_undo_budget(session.undo_budget)  # these steps count, too
        return photo

    def _parts(self, step: KeptStep) -> Parts:
        if isinstance(step, KeptMaskStep):
            return MaskParts(step.layer, _change(step.change))
        if isinstance(step, KeptEditStep):
            return EditParts(step.patch, _change(step.change))
        assert isinstance(step, KeptSceneStep)
        return SceneParts(self._scene(step.old), self._scene(step.new))

    def _scene(self, scene: KeptScene) -> Scene:
        source = np.zeros((0, 0), np.uint8) if scene.source is None else scene.source
        document = replace(self.edit.document, pixels=scene.photo, deep=scene.deep)
        pyramid, before = self.pyramids[id(scene.photo)], self.pyramids[id(scene.before)]
        return Scene(document, pyramid, before, scene.mask, source, scene.last_mask)


def _picture(step: KeptStep) -> QPixmap | None:
    return None if step.picture is None else QPixmap.fromImage(wrap_pixels(step.picture).copy())


def _kept(change: MaskChange) -> KeptChange:
    return KeptChange(change.bounds, change.delta)


def _change(kept: KeptChange) -> MaskChange:
    return MaskChange(kept.bounds, kept.delta)


def _kept_scene(scene: Scene) -> KeptScene:
    return KeptScene(
        scene.document.pixels, scene.document.deep, values_before(scene), scene.mask,
        scene.source if scene.source.size else None, scene.last_mask,
    )  # fmt: skip
