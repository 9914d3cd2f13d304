"""Photos are opened, edited, shown and closed in any order: each keeps what is its own, and nothing of it stays."""

from __future__ import annotations

import gc
import weakref
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, MakeWindow, at, drag, make_pixels, run_repair
from vqstudio.core.geometry import NO_MARGINS
from vqstudio.ui.dialogs.prompts import Unsaved
from vqstudio.ui.model.open_photo import OpenPhoto
from vqstudio.ui.model.photo_masks import SourceUse
from vqstudio.ui.window.main_window import MainWindow

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
MOST_OPEN = 4


@dataclass
class Seen:
    """What there was of a photo when it was shown last."""

    trail: list[tuple[np.ndarray, ...]] = field(default_factory=list)
    """Pixels, mask and source area after so many steps of its history."""
    around: tuple[object, ...] = ()
    fitted: bool = True
    zoom: float = 1.0
    middle: tuple[float, float] = (0.0, 0.0)
    height: int = 0
    """Of the canvas."""


class Walk:
    """Does one thing after another, chosen by a seed; :meth:`check` says what must be true after each."""

    def __init__(self, window: MainWindow, engine: FakeEngine, folder: Path, qtbot: QtBot, seed: int) -> None:
        self.window, self.engine, self.qtbot = window, engine, qtbot
        self.random = np.random.default_rng(seed)
        self.seen: weakref.WeakKeyDictionary[OpenPhoto, Seen] = weakref.WeakKeyDictionary()
        self.paths = [folder / f"photo{number}.png" for number in range(MOST_OPEN + 1)]
        for number, path in enumerate(self.paths):
            Image.fromarray(make_pixels(number)).save(path)

    # What can be done

    def open(self) -> None:
        window, number = self.window, len(self.window.session.photos)
        path = self.pick([path for path in self.paths if window.session.living_in(path) is None])
        window.open_path(path)
        self.qtbot.waitUntil(lambda: len(window.session.photos) == number + 1 and window.idle)

    def show(self) -> None:
        self.qtbot.mouseClick(self.pick(self.window.film.tiles), LEFT)

    def close(self) -> None:
        """By the cross of its tile, or its key: shown or not, edited or not."""
        window = self.window
        number, tile = len(window.session.photos), self.pick(window.film.tiles)
        if number > 1:
            self.qtbot.mouseClick(tile, LEFT, pos=tile.cross.center().toPoint())
        else:
            window.actions_by_name["close_photo"].trigger()
        assert len(window.session.photos) == number - 1

    def paint(self) -> None:
        self.window.brush.set_size(int(self.random.integers(8, 40)))
        width, height = self.window.session.document.width, self.window.session.document.height
        places = self.random.uniform(0.2, 0.8, (3, 2)) * (width, height)
        canvas = self.window.canvas
        if all(canvas.rect().contains(at(self.window, *place)) for place in places):
            drag(self.window, self.qtbot, *places)

    def repair(self) -> None:
        if self.window.operations.can_repair:
            run_repair(self.window, self.qtbot)

    def ask_for_more(self) -> None:
        self.window.operations.more_fills()
        self.qtbot.waitUntil(lambda: not self.window.operations.busy)

    def take_source(self) -> None:
        self.window.session.use_source(self.pick(list(SourceUse)))

    def turn(self) -> None:
        self.window.actions_by_name["turn_left"].trigger()
        self.qtbot.waitUntil(lambda: self.window.idle and self.window.shapes.can_change)

    def zoom(self) -> None:
        for _ in range(3):
            self.window.actions_by_name["zoom_in"].trigger()
        drag(self.window, self.qtbot, (100, 100), (130, 90), button=MIDDLE)

    def fit(self) -> None:
        self.window.actions_by_name["fit"].trigger()

    def pull_frame(self) -> None:
        self.window.show_panel("frame")
        box = self.window.frame_panel.sides[self.pick(["left", "bottom"])]
        box.selectAll()
        self.qtbot.keyClicks(box, str(self.random.integers(5, 60)))
        self.qtbot.keyClick(box, Qt.Key.Key_Return)
        self.window.show_panel("repair")

    def undo_anywhere(self) -> None:
        """Also of a photo that is not shown; afterwards perhaps again."""
        photo = self.pick(self.window.session.photos)
        size = photo.document.pixels.shape
        (photo.stack.redo if self.random.random() < 0.3 else photo.stack.undo)()
        if photo.document.pixels.shape != size:  # it lies elsewhere then
            self.seen[photo].fitted = True
            self.seen[photo].around = (NO_MARGINS, *self.seen[photo].around[1:])

    def keep(self) -> None:
        self.qtbot.waitUntil(lambda: not self.window.autosave.busy)  # by its own clock
        self.window.autosave.keep()
        self.qtbot.waitUntil(lambda: not self.window.autosave.busy)

    def pick(self, things: list):
        return things[int(self.random.integers(len(things)))]

    def step(self) -> None:
        count = len(self.window.session.photos)
        edits = [self.paint] * 4 + [self.repair] * 3 + [self.ask_for_more, self.take_source, self.turn]
        looks = [self.zoom, self.zoom, self.fit, self.pull_frame]
        others = [self.show] * 4 + [self.close, self.keep] + [self.undo_anywhere] * 3
        if not count:
            act = self.open
        elif count == 1:
            act = self.pick([*edits, *looks, self.close, *[self.open] * 6])
        elif count == MOST_OPEN:
            act = self.pick([*edits, *looks, *others, self.close])
        else:
            act = self.pick([*edits, *looks, *others, self.open, self.open])
        gone = [(photo.name, remains(photo)) for photo in self.window.session.photos]
        act()
        settle()
        self.check(act.__name__, changed=act in edits)
        still_open = {photo.name for photo in self.window.session.photos}
        refs = next((refs for name, refs in gone if name not in still_open), {})
        if refs:
            self.engine.requests.clear()  # the real one remembers none
            self.keep()  # which lets go of what was written of it
            settle()
            gc.collect()
            assert [part for part, ref in refs.items() if ref() is not None] == []

    def check(self, what: str, changed: bool) -> None:
        shown = self.window.session.shown
        for photo in self.window.session.photos:
            seen = self.seen.setdefault(photo, Seen())
            if photo is shown:
                self.look_at(photo, seen, what, changed)
            now = seen.trail[photo.stack.index()]
            for found, wanted in zip(content(photo), now, strict=True):
                assert np.array_equal(found, wanted), what
            assert (photo.frame, *self.settings(photo)) == seen.around, what

    def look_at(self, photo: OpenPhoto, seen: Seen, what: str, changed: bool) -> None:
        window, canvas = self.window, self.window.canvas
        assert window.brush.layer is photo.masks.layer
        view = canvas.view
        middle = view.to_photo(canvas.width() / 2, canvas.height() / 2)
        if what in ("show", "close"):
            assert canvas.fitted is seen.fitted
            if not canvas.fitted:
                assert view.zoom == seen.zoom
                if canvas.height() == seen.height:  # the strip of photos may have come or gone
                    assert np.allclose(middle, seen.middle, atol=2 / view.scale)
            assert window.frame.margins == seen.around[0]
            assert window.frame_panel.sides["left"].value() == window.frame.margins.left
            assert window.history.list.count() == 1 + len(photo.stack.steps)
        if changed or not seen.trail:
            seen.trail[photo.stack.index() :] = [content(photo), *seen.trail[photo.stack.index() + 1 :]]
            del seen.trail[len(photo.stack.steps) + 1 :]
        seen.fitted, seen.zoom, seen.middle, seen.height = canvas.fitted, view.zoom, middle, canvas.height()
        seen.around = window.frame.margins, *self.settings(photo)

    @staticmethod
    def settings(photo: OpenPhoto) -> tuple[object, ...]:
        texts = tuple(step.text() for step in photo.stack.steps)
        return photo.masks.source_use, photo.masks.painting_source, texts, len(photo.edits.kept_fills)


def content(photo: OpenPhoto) -> tuple[np.ndarray, ...]:
    mask, source = photo.masks.mask.alpha, photo.masks.source.alpha
    return photo.document.pixels.copy(), mask.copy(), source.copy() if source.any() else np.zeros(0)


def remains(photo: OpenPhoto) -> dict[str, weakref.ref]:
    parts = {
        "photo": photo, "pixels": photo.document.pixels, "before": photo.before.pixels, "pyramid": photo.pyramid,
        "mask": photo.masks.mask.alpha, "layer": photo.masks.mask, "history": photo.stack,
    }  # fmt: skip
    return {name: weakref.ref(part) for name, part in parts.items()}


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("seed", range(3))
def test_each_photo_keeps_what_is_its_own_and_nothing_of_a_closed_one_stays(
    seed: int,
    make_window: MakeWindow,
    engine: FakeEngine,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = make_window(recovery=tmp_path / "unfinished")
    monkeypatch.setattr(window.prompts, "ask_unsaved", lambda name: Unsaved.DISCARD)
    walk = Walk(window, engine, tmp_path, qtbot, seed)
    for _ in range(60):
        walk.step()
