"""An open photo as it is kept for a recovery, and back."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtGui import QPixmap

from vqstudio.core.colour import converted
from vqstudio.core.history import KeptChange, KeptEditStep, KeptMaskStep, KeptScene, KeptSceneStep, KeptStep
from vqstudio.core.unfinished import Unfinished

from ..model.commands import Command, EditCommand, MaskCommand, SceneCommand, stored_text
from ..model.mask_layer import MaskChange
from ..model.open_photo import OpenPhoto
from ..model.photo_masks import SourceUse
from ..model.pyramid import Pyramid, pixels_of, wrap_pixels
from ..model.scene import Scene
from ..model.session import EditSession


class PhotoKeeper:
    """Describes one photo again and again. What has not changed is the same array each time, and so not written again.

    It runs on the window's thread, so pixels that never change in place are not copied.
    """

    def __init__(self) -> None:
        self._masks: tuple[tuple[object, ...], np.ndarray, np.ndarray | None] | None = None
        self._pictures: dict[int, np.ndarray] = {}

    @staticmethod
    def state(photo: OpenPhoto) -> tuple[object, ...]:
        """Another value whenever there is something new to keep."""
        masks = photo.masks
        return photo.version, masks.mask.version, masks.source_use, photo.stack.index(), photo.stack.last()

    def describe(self, photo: OpenPhoto) -> Unfinished:
        mask, source = self._masks_of(photo)
        steps = photo.stack.steps[photo.stack.oldest : photo.stack.index()]
        first = next(
            (step.versions[0] for step in steps if isinstance(step, EditCommand | SceneCommand)), photo.version
        )
        pictures, self._pictures = self._pictures, {}
        return Unfinished(
            document=photo.document,
            mask=mask,
            before=_before(photo),
            source=source,
            source_use=photo.masks.source_use.value,
            last_mask=photo.masks.last_used,
            steps=tuple(self._step(photo, step, pictures) for step in steps),
            edited=first != photo.opened_version,
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
        text = str(step.text())
        if isinstance(step, MaskCommand) and step.change is not None:
            green = step.layer is photo.masks.source
            return KeptMaskStep(text, picture, "source" if green else "mask", _kept(step.change))
        if isinstance(step, EditCommand) and step.payload is not None:
            patch, change = step.payload
            return KeptEditStep(text, picture, patch, _kept(change))
        if isinstance(step, SceneCommand) and step.scenes is not None:
            old, new = step.scenes
            return KeptSceneStep(text, picture, _kept_scene(old), _kept_scene(new))
        raise TypeError(f"a step of the history that cannot be kept: {type(step).__name__}")


@dataclass(frozen=True, eq=False)
class RecoveredPhoto:
    """What was kept, with its pyramids built: that takes time, :meth:`open` hardly any."""

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
        """As it was, beside what is open; not saved anywhere."""
        edit = self.edit
        photo = session.open(edit.document, self.pyramid, unsaved=True, before=self.before)
        if edit.edited:
            photo.count_version()
        photo.masks.source_use = SourceUse(edit.source_use)
        photo.masks.last_used = edit.last_mask
        for step in edit.steps:
            command = self._command(photo, step)
            if step.picture is not None:
                command.picture = QPixmap.fromImage(wrap_pixels(step.picture).copy())
            photo.stack.push(command)
        photo.masks.put(edit.mask, edit.source)
        session.set_undo_budget(session.undo_budget)  # which these steps count for, too
        return photo

    def _command(self, photo: OpenPhoto, step: KeptStep) -> Command:
        text = stored_text(step.text)
        if isinstance(step, KeptMaskStep):
            layer = photo.masks.source if step.layer == "source" else photo.masks.mask
            return MaskCommand(photo.masks, layer, _change(step.change), text)
        versions = (photo.version, photo.count_version())
        if isinstance(step, KeptEditStep):
            return EditCommand(photo, step.patch, _change(step.change), versions, text)
        assert isinstance(step, KeptSceneStep)
        return SceneCommand(photo, self._scene(step.old), self._scene(step.new), versions, text)

    def _scene(self, scene: KeptScene) -> Scene:
        source = np.zeros((0, 0), np.uint8) if scene.source is None else scene.source
        document = replace(self.edit.document, pixels=scene.photo, deep=scene.deep)
        pyramid, before = self.pyramids[id(scene.photo)], self.pyramids[id(scene.before)]
        return Scene(document, pyramid, before, scene.mask, source, scene.last_mask)


def _before(photo: OpenPhoto | Scene) -> np.ndarray:
    """The same array as the photo's own where it is the same picture."""
    return photo.document.values if photo.before.pixels is photo.document.pixels else photo.before.pixels


def _kept(change: MaskChange) -> KeptChange:
    return KeptChange(change.bounds, change.delta)


def _change(kept: KeptChange) -> MaskChange:
    return MaskChange(kept.bounds, kept.delta)


def _kept_scene(scene: Scene) -> KeptScene:
    return KeptScene(
        scene.document.pixels, scene.document.deep, _before(scene), scene.mask,
        scene.source if scene.source.size else None, scene.last_mask,
    )  # fmt: skip
