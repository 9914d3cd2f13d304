"""What can be done with many photos besides painting them, on the real window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.batch.test_batch import choose, click, results, rows, run_through
from tests.ui.conftest import FakeEngine, make_pixels
from vqstudio.core.document import Patch
from vqstudio.core.geometry import Bounds
from vqstudio.core.transform import Resize
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import (
    AdjustRequest,
    ClearRequest,
    EnlargeRequest,
    Progress,
    RepairRequest,
    Request,
    Result,
    StyleRequest,
)
from vqstudio.ui.batch.dialog import BatchDialog
from vqstudio.ui.window.main_window import MainWindow


@pytest.fixture
def restoring(engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    """It finds damage in a corner, clears by making everything 50, and enlarges by resampling."""

    def find_damage(pixels: np.ndarray, progress: Progress, cancel: CancelToken) -> np.ndarray:
        likely = np.zeros(pixels.shape[:2], np.uint8)
        likely[:10, :10] = 255
        return likely

    run = engine.run

    def run_or_restore(request: Request, progress: Progress, cancel: CancelToken) -> Result:
        if isinstance(request, ClearRequest):
            engine.requests.append(request)
            after = np.full_like(request.pixels, 50)
            return Result(Patch.between(request.pixels, after, Bounds.of(after.shape)), 0.1, "CPU")
        if isinstance(request, EnlargeRequest):
            engine.requests.append(request)
            height, width = (round(side * request.factor) for side in request.pixels.shape[:2])
            return Result(Patch.resizing(request.pixels, Resize(width, height).apply(request.pixels)), 0.1, "CPU")
        return run(request, progress, cancel)

    monkeypatch.setattr(engine, "find_damage", find_damage, raising=False)
    monkeypatch.setattr(engine, "run", run_or_restore)
    return engine


def test_forms_are_set_for_styles_that_the_network_paints(
    window: MainWindow, dialog: BatchDialog, folder: Path, engine: FakeEngine, qtbot: QtBot
) -> None:
    (folder / "b-broken.jpg").unlink()
    forms = dialog.settings.forms
    assert (forms.value, forms.isEnabled()) == (80, True)
    run_through(window, dialog, qtbot)
    for _ in range(3):
        qtbot.keyClick(forms.slider, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: dialog.summary.text() == "3 photos to do, 3 of them in place of older results.")
    run_through(window, dialog, qtbot)
    choose(dialog.settings.style_choice, "Ink")
    assert not forms.isEnabled()
    assert forms.slider.toolTip().startswith("For styles that the network paints")
    qtbot.waitUntil(lambda: set(rows(dialog).values()) == {"Waiting"})
    run_through(window, dialog, qtbot)
    asked = [request for request in engine.requests if isinstance(request, StyleRequest)]
    assert [round(request.forms, 2) for request in asked] == [0.8] * 3 + [0.5] * 3 + [0.8] * 3
    choose(dialog.settings.style_choice, "Oil")
    assert (forms.value, forms.isEnabled()) == (50, True)


def test_old_photos_are_restored_one_after_the_other(
    window: MainWindow, dialog: BatchDialog, folder: Path, restoring: FakeEngine, qtbot: QtBot
) -> None:
    (folder / "b-broken.jpg").unlink()
    choose(dialog.settings.what, "Restore old photos")
    assert not dialog.settings.strength.isVisible()
    qtbot.waitUntil(lambda: len(rows(dialog)) == 3)
    run_through(window, dialog, qtbot)
    assert dialog.summary.text() == "3 done."
    assert results(folder) == ["a.png", "b.jpg", "c.png"]
    assert [type(request) for request in restoring.requests[:2]] == [RepairRequest, ClearRequest]
    repaired = restoring.requests[0]
    assert isinstance(repaired, RepairRequest)
    assert repaired.mask.selected[5, 5]
    assert not repaired.mask.selected[40, 40]
    choose(dialog.settings.what, "Paint in a style")
    qtbot.waitUntil(lambda: dialog.summary.text() == "3 photos to do, 3 of them in place of older results.")


@pytest.mark.parametrize(("text", "factor"), [("2 times as wide and high", 2), ("4 times as wide and high", 4)])
def test_photos_are_enlarged_by_the_factor_that_is_chosen(
    window: MainWindow, dialog: BatchDialog, folder: Path, restoring: FakeEngine, text: str, factor: int, qtbot: QtBot
) -> None:
    choose(dialog.settings.what, "Enlarge")
    assert dialog.settings.factor.isVisible()
    choose(dialog.settings.factor, text)
    qtbot.waitUntil(lambda: len(rows(dialog)) == 4)
    run_through(window, dialog, qtbot)
    height, width = make_pixels().shape[:2]
    assert Image.open(folder.with_name("trip-edited") / "a.png").size == (factor * width, factor * height)
    assert "b-broken.jpg is not an image" in rows(dialog)["b-broken.jpg"]


def test_light_and_colours_are_changed_as_the_sliders_say(
    window: MainWindow, dialog: BatchDialog, folder: Path, engine: FakeEngine, qtbot: QtBot
) -> None:
    choose(dialog.settings.what, "Change light and colours")
    assert dialog.settings.adjusted.isVisible()
    assert not dialog.settings.rich.isVisible()
    assert dialog.summary.text() == "Move a slider to say what changes."
    assert not dialog.start.isEnabled()
    dialog.settings.adjusted.sliders["exposure"].set_value(33)
    choose(dialog.settings.adjusted.grey, "Black and white")
    qtbot.waitUntil(lambda: len(rows(dialog)) == 4)
    run_through(window, dialog, qtbot)
    asked = {request.adjustment for request in engine.requests if isinstance(request, AdjustRequest)}
    (adjustment,) = asked
    assert adjustment.exposure == pytest.approx(0.99)
    assert adjustment.grey == "neutral"
    assert "a.png" in results(folder)


@pytest.mark.parametrize("what", ["Restore old photos", "Enlarge"])
def test_photos_get_as_rich_as_the_slider_says(
    window: MainWindow, dialog: BatchDialog, folder: Path, restoring: FakeEngine, what: str, qtbot: QtBot
) -> None:
    choose(dialog.settings.what, what)
    dialog.settings.rich.set_value(75)
    qtbot.waitUntil(lambda: len(rows(dialog)) == 4)
    run_through(window, dialog, qtbot)
    asked = [request for request in restoring.requests if isinstance(request, ClearRequest | EnlargeRequest)]
    assert asked
    assert {request.faithful for request in asked} == {0.25}


def test_one_mask_serves_all_photos(
    window: MainWindow, dialog: BatchDialog, folder: Path, tmp_path: Path, engine: FakeEngine, qtbot: QtBot
) -> None:
    alpha = np.zeros(make_pixels().shape[:2], np.uint8)
    alpha[20:60, 30:90] = 255
    Image.fromarray(alpha).save(tmp_path / "stain.png")
    Image.fromarray(make_pixels(5)[:50]).save(folder / "low.png")
    choose(dialog.settings.what, "Remove what masks show")
    assert not dialog.start.isEnabled()
    window.prompts.ask_open_mask = lambda start, parent: tmp_path / "stain.png"  # type: ignore[method-assign]
    click(dialog.settings.choose_mask, qtbot)
    qtbot.waitUntil(lambda: len(rows(dialog)) == 5)
    run_through(window, dialog, qtbot)
    made = np.asarray(Image.open(folder.with_name("trip-edited") / "c.png"))
    assert (made[alpha > 0] == 10).all()
    assert np.array_equal(made[alpha == 0], make_pixels(2)[alpha == 0])
    assert "they must have the same size" in rows(dialog)["low.png"]
    masks = tmp_path / "masks"
    masks.mkdir()
    Image.fromarray(alpha).save(masks / "a.png")
    window.prompts.ask_folder = lambda title, start, parent: masks  # type: ignore[method-assign]
    click(dialog.settings.choose_masks, qtbot)
    qtbot.waitUntil(lambda: list(rows(dialog)) == ["a.png"])
