"""Other fills of a repair are ready before anybody asks for them."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, paint, pixels, run_repair
from vqstudio.engine.requests import RepairRequest, StyleRequest
from vqstudio.ui.tabs import spare_fills
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def two_spares(no_spare_fills: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spare_fills, "SPARES", 2)


def test_other_fills_are_there_to_flip_through_while_the_first_one_stays(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    original = pixels(opened).copy()
    paint(opened, qtbot)
    selected = opened.session.mask.snapshot().selected
    run_repair(opened, qtbot)
    qtbot.waitUntil(lambda: len(opened.repair_panel.versions.strip.tiles) == 3)
    assert [r.seed for r in engine.requests if isinstance(r, RepairRequest)] == [0, 1, 2]
    assert (pixels(opened)[selected] == 10).all()
    opened.actions_by_name["next_fill"].trigger()
    assert (pixels(opened)[selected] == 20).all()
    opened.session.stack.undo()
    assert np.array_equal(pixels(opened), original)


def test_more_versions_go_on_after_those_that_are_ready(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    qtbot.waitUntil(lambda: len(opened.operations.fills) == 3)
    qtbot.mouseClick(opened.repair_panel.versions.more, LEFT)
    qtbot.waitUntil(lambda: not opened.operations.busy)
    assert [r.seed for r in engine.requests if isinstance(r, RepairRequest)] == [0, 1, 2, 3, 4, 5]


def test_what_the_user_asks_for_does_not_wait_for_other_fills(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    paint(opened, qtbot)
    engine.hold()
    qtbot.mouseClick(opened.repair_panel.repair, LEFT)
    qtbot.waitUntil(lambda: len(engine.requests) == 1)
    engine.release()
    qtbot.waitUntil(lambda: not opened.operations.busy)
    engine.hold()  # the spare that runs now, or that comes next
    opened.actions_by_name["undo"].trigger()
    opened.show_panel("style")
    qtbot.mouseClick(opened.pages["style"].panel.apply, LEFT)
    qtbot.waitUntil(lambda: any(isinstance(r, StyleRequest) for r in engine.requests), timeout=3000)
    engine.release()
    qtbot.waitUntil(lambda: not opened.operations.busy)
    assert opened.operations.fills == []
