"""A photo with its edits, as it is kept on disk until it is saved, and between files and memory."""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from . import recovery_manifest
from .deep import reduced
from .document import Document, Patch
from .errors import StudioError
from .geometry import Bounds, Margins
from .history import (
    KeptChange,
    KeptEditStep,
    KeptMaskStep,
    KeptScene,
    KeptSceneStep,
    KeptStep,
    TakingBack,
    check_canvas,
)
from .kept_metadata import kept, metadata_of
from .paths import shown_name
from .recovery_manifest import (
    ChangeEntry,
    Edges,
    EditEntry,
    Manifest,
    MaskEntry,
    PatchEntry,
    Rectangle,
    ReshapeEntry,
    SceneEntry,
    SourceUse,
)
from .tiles import Picture, TileReader, TileWriter
from .wording import Sentence, mark

HISTORY_BUDGET = 512 << 20
"""Bytes of pixels in the steps of a history that are kept with a photo, the latest ones."""
LARGEST_PREVIEW = 512
LONGEST_PATH = 4096

NO_HISTORY = mark("A part of the steps of {name} could not be recovered; the photo itself is complete.")
NO_BEFORE = mark("{name} as it was opened could not be recovered, so it is compared with the recovered photo.")
NO_MASK = mark("The mask of {name} could not be recovered; the photo itself is complete.")


@dataclass(frozen=True, eq=False)
class Unfinished:
    """A photo with edits, its mask, uint8 (H, W), and what else there is to know of it.

    ``before``: uint8 (H, W, 3|4), what to compare it with; None: the photo itself. ``source`` and ``last_mask``: uint8
    (H, W). ``steps``: the history, the oldest first; ``edited`` says whether the photo had changed before the first of
    them. ``preview``: uint8 (h, w, 3|4), small. ``losses``: sentences about what could not be read.
    """

    document: Document
    mask: np.ndarray
    before: np.ndarray | None = None
    source: np.ndarray | None = None
    source_use: SourceUse = "everywhere"
    last_mask: np.ndarray | None = None
    steps: tuple[KeptStep, ...] = ()
    edited: bool = True
    preview: np.ndarray | None = None
    losses: tuple[Sentence, ...] = ()

    def without_history(self) -> Unfinished:
        return replace(self, before=None, steps=(), edited=True)

    def within(self, budget: int) -> Unfinished:
        """With as many of the latest steps as fit into ``budget`` bytes."""
        total = 0
        for count, step in enumerate(reversed(self.steps)):
            total += step.nbytes
            if total > budget or count == recovery_manifest.MOST_STEPS:
                return replace(self, steps=self.steps[len(self.steps) - count :], edited=True)
        return self


class ManifestWriter:
    """Methods raise OSError."""

    def __init__(self, tiles: TileWriter) -> None:
        self._tiles = tiles

    def manifest(self, edit: Unfinished) -> Manifest:
        document, picture = edit.document, self._tiles.picture
        return Manifest(
            version=recovery_manifest.VERSION, time=time.time(), metadata=kept(document.metadata),
            path_bytes=os.fsencode(document.path) if document.path else None,
            photo=picture(document.values), mask=picture(edit.mask), before=self._maybe(edit.before),
            source=self._maybe(edit.source), source_use=edit.source_use, last_mask=self._maybe(edit.last_mask),
            edited=edit.edited, steps=tuple(self._step(step) for step in edit.steps),
            preview=self._maybe(edit.preview),
        )  # fmt: skip

    def _maybe(self, pixels: np.ndarray | None) -> Picture | None:
        return None if pixels is None else self._tiles.picture(pixels)

    def _step(self, step: KeptStep) -> MaskEntry | EditEntry | ReshapeEntry:
        text, picture = str(step.text)[:500], self._maybe(step.picture)
        if isinstance(step, KeptMaskStep):
            return MaskEntry(text, picture, step.layer, self._change(step.change))
        if isinstance(step, KeptEditStep):
            bounds, margins = step.patch.bounds, step.patch.margins
            before, after = step.patch.deep or (step.patch.before, step.patch.after)
            entry = PatchEntry(
                Rectangle(bounds.x, bounds.y, bounds.width, bounds.height),
                self._tiles.picture(before), self._tiles.picture(after),
                Edges(margins.left, margins.top, margins.right, margins.bottom),
            )  # fmt: skip
            return EditEntry(text, picture, entry, self._change(step.change))
        assert isinstance(step, KeptSceneStep)
        return ReshapeEntry(text, picture, self._scene(step.old), self._scene(step.new))

    def _change(self, change: KeptChange) -> ChangeEntry:
        bounds = change.bounds
        area = Rectangle(bounds.x, bounds.y, bounds.width, bounds.height)
        return ChangeEntry(area, self._tiles.block(change.delta))

    def _scene(self, scene: KeptScene) -> SceneEntry:
        picture = self._tiles.picture
        return SceneEntry(
            picture(scene.values), picture(scene.before), picture(scene.mask), self._maybe(scene.source),
            self._maybe(scene.last_mask),
        )  # fmt: skip


class EditReader:
    """Methods raise OSError, ValueError, MemoryError, StudioError."""

    def __init__(self, tiles: TileReader, manifest: Manifest, complete: bool) -> None:
        self._tiles, self._manifest = tiles, manifest
        self._losses: list[Sentence] = []
        if not complete:
            self._lose(NO_HISTORY)

    def edit(self) -> Unfinished:
        manifest = self._manifest
        values = self._values(manifest.photo, deep=manifest.photo.deep or manifest.version == 2)
        if not values.size:
            raise ValueError(Sentence("the photo is empty"))
        pixels, deep = (reduced(values), values) if values.dtype == np.uint16 else (values, None)
        document = Document(pixels, metadata_of(manifest.metadata), path_of(manifest), deep=deep)
        mask = self._mask(manifest.mask, pixels)
        before = self._before(values, pixels)
        steps = self._steps(document)
        complete = len(steps) == len(manifest.steps)
        return Unfinished(
            document, np.zeros(pixels.shape[:2], np.uint8) if mask is None else mask, before,
            None if manifest.source is None else self._mask(manifest.source, pixels), manifest.source_use,
            None if manifest.last_mask is None else self._mask(manifest.last_mask, pixels), steps,
            manifest.edited or not complete, losses=tuple(dict.fromkeys(self._losses)),
        )  # fmt: skip

    def _values(self, picture: Picture, deep: bool) -> np.ndarray:
        return self._tiles.picture(Picture(picture.shape, picture.tiles, deep), (3, 4))

    def _lose(self, template: str) -> None:
        self._losses.append(Sentence(template, name=name_of(self._manifest)))

    def _mask(self, picture: Picture, pixels: np.ndarray) -> np.ndarray | None:
        try:
            mask = self._tiles.picture(picture)
            if mask.shape == pixels.shape[:2] and mask.dtype == np.uint8:
                return mask
        except (OSError, ValueError):  # said below
            pass
        self._lose(NO_MASK)
        return None

    def _before(self, values: np.ndarray, pixels: np.ndarray) -> np.ndarray | None:
        picture = self._manifest.before
        if picture is None:
            return None
        try:
            before = self._tiles.picture(picture, (3, 4))
            if before is values:
                return pixels
            before = reduced(before) if before.dtype == np.uint16 else before
            if before.shape[:2] == pixels.shape[:2]:
                return before
        except (OSError, ValueError):  # said below
            pass
        self._lose(NO_BEFORE)
        return None

    def _steps(self, document: Document) -> tuple[KeptStep, ...]:
        """The latest ones that can be read and taken back."""
        taking_back, found, total = TakingBack(document), [], 0
        for entry in reversed(self._manifest.steps):
            try:
                total += entry.nbytes
                if total > HISTORY_BUDGET:
                    raise ValueError(Sentence("its history is larger than any"))
                step = self._step(entry)
                taking_back.take_back(step)
            except (OSError, ValueError, StudioError):
                self._lose(NO_HISTORY)
                break
            found.append(step)
        return tuple(reversed(found))

    def _step(self, entry: MaskEntry | EditEntry | ReshapeEntry) -> KeptStep:
        picture = None
        if entry.picture is not None and max(entry.picture.shape) <= LARGEST_PREVIEW:
            with contextlib.suppress(OSError, ValueError):  # a picture less in the list of steps
                picture = self._tiles.picture(entry.picture, (3, 4))
        if isinstance(entry, MaskEntry):
            return KeptMaskStep(entry.text, picture, entry.layer, self._change(entry.change))
        if isinstance(entry, EditEntry):
            return KeptEditStep(entry.text, picture, self._patch(entry.patch), self._change(entry.change))
        old, new = self._scene(entry.old), self._scene(entry.new)
        if old.values.dtype != new.values.dtype:
            raise ValueError(Sentence("a step of its history is of two depths"))
        return KeptSceneStep(entry.text, picture, old, new)

    def _change(self, entry: ChangeEntry) -> KeptChange:
        bounds = _bounds(entry.bounds)
        # What compresses badly needs a little more than it was.
        return KeptChange(bounds, self._tiles.block(entry.delta, bounds.area + bounds.area // 100 + 1024))

    def _patch(self, entry: PatchEntry) -> Patch:
        before, after = (self._tiles.picture(picture, (3, 4)) for picture in (entry.before, entry.after))
        margins = entry.margins
        edges = Margins(margins.left, margins.top, margins.right, margins.bottom)
        if before.dtype == after.dtype == np.uint16:
            return Patch(_bounds(entry.bounds), reduced(before), reduced(after), edges, (before, after))
        return Patch(_bounds(entry.bounds), before, after, edges)

    def _scene(self, entry: SceneEntry) -> KeptScene:
        values, before = (self._tiles.picture(picture, (3, 4)) for picture in (entry.photo, entry.before))
        photo, deep = (reduced(values), values) if values.dtype == np.uint16 else (values, None)
        if before is values:
            before = photo
        scene = KeptScene(
            photo,
            deep,
            reduced(before) if before.dtype == np.uint16 else before,
            self._tiles.picture(entry.mask),
            None if entry.source is None else self._tiles.picture(entry.source),
            None if entry.last_mask is None else self._tiles.picture(entry.last_mask),
        )
        check_canvas(scene)
        masks = (scene.mask, scene.source, scene.last_mask)
        if any(mask is not None and mask.dtype != np.uint8 for mask in masks):
            raise ValueError(Sentence("a mask is of another kind"))
        return scene


def _bounds(entry: Rectangle) -> Bounds:
    return Bounds(entry.x, entry.y, entry.width, entry.height)


def name_of(manifest: Manifest) -> str:
    path = path_of(manifest)
    return shown_name(path) if path is not None else Sentence("Untitled")


def path_of(manifest: Manifest) -> Path | None:
    text = manifest.path if manifest.path_bytes is None else os.fsdecode(manifest.path_bytes)
    return Path(text) if text and "\0" not in text and len(text) <= LONGEST_PATH else None
