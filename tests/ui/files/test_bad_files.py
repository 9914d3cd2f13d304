"""Bad and odd files in the window: what is open stays as it was, and one sentence says why."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from tests.core.odd_files import SMOOTH, encoded, exif, jpeg_claiming, rgb_tiff
from tests.ui.conftest import MakeWindow, drag, open_photo, pixels
from tests.ui.files.test_files import choose, drop, files
from vqstudio.core.files import open_document
from vqstudio.ui.dialogs.prompts import Prompts, Unsaved
from vqstudio.ui.jobs.notices import Level
from vqstudio.ui.window.main_window import MainWindow

BAD = {
    "text.jpg": b"no photo",
    "cut.png": encoded("PNG")[:700],
    "lying.jpg": jpeg_claiming(65_000, 65_000),
    "nothing.tif": b"",
    "strips.tif": rgb_tiff({273: (4, [10**9])}),
}


def make_bad(folder: Path, name: str) -> Path:
    path = folder / name
    if name == "pipe.png":
        os.mkfifo(path)
    elif name != "gone.png":
        path.write_bytes(BAD[name])
    return path


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX systems")
@pytest.mark.parametrize("name", [*BAD, "pipe.png", "gone.png"])
@pytest.mark.parametrize("how", [lambda window, path: drop(window, files(path)),
                                 lambda window, path: window.open_path(path)], ids=["dropped", "opened"])  # fmt: skip
def test_a_bad_file_leaves_photo_mask_and_undo(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str,
    how: Callable[[MainWindow, Path], object],
) -> None:  # fmt: skip
    drag(opened, qtbot, (100, 100), (140, 100))
    opened.operations.repair()
    qtbot.waitUntil(lambda: not opened.operations.busy)
    repaired = pixels(opened).copy()
    drag(opened, qtbot, (50, 150), (90, 150))
    session = opened.session
    document, mask, title = session.document, session.mask.alpha.copy(), opened.windowTitle()
    recent = [action.text() for action in opened.menus.recent.actions()]
    assert mask.any()
    monkeypatch.setattr(Prompts, "ask_unsaved", lambda self, name: Unsaved.DISCARD)

    how(opened, make_bad(tmp_path, name))
    qtbot.waitUntil(lambda: opened.banner.current is not None and opened.idle)

    assert opened.banner.isVisible()
    assert opened.banner.current.level is Level.ERROR
    text = opened.banner.text.text()
    assert text.startswith(name)
    assert text.endswith(".")
    assert "\n" not in text
    assert not opened.banner.details.isVisible()  # of the file's making, not a defect
    opened.banner.dismiss.click()
    assert opened.banner.current is None  # that was all

    assert session.document is document
    assert np.array_equal(session.mask.alpha, mask)
    assert opened.windowTitle() == title
    assert opened.isWindowModified()
    assert [action.text() for action in opened.menus.recent.actions()] == recent
    session.stack.undo()  # the stroke
    session.stack.undo()  # the repair
    assert not np.array_equal(pixels(opened), repaired)
    session.stack.redo()
    assert np.array_equal(pixels(opened), repaired)


ODD = {
    "broken-profile.png": (encoded("PNG", icc_profile=bytes(4) + b"profile" * 100), "colour profile is damaged"),
    "huge-exif.png": (encoded("PNG", exif=exif((0x10F, 7, 3_000_000, 26), rest=bytes(3_000_000))), ""),
    "numbers-for-xmp.tif": (rgb_tiff({700: (3, [1, 2, 3])}), "(XMP) is damaged"),
    "long-xmp.webp": (encoded("WEBP", xmp=b"<x>" + b"a" * 200_000 + b"</x>", lossless=True), ""),
}


@pytest.mark.parametrize("suffix", [".jpg", ".tif"])
@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_is_opened_saved_and_opened_again(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str, suffix: str
) -> None:
    data, notice = ODD[name]
    (tmp_path / name).write_bytes(data)
    open_photo(window, tmp_path / name, qtbot)
    assert np.array_equal(pixels(window), SMOOTH)
    assert (window.banner.current is not None) == bool(notice)
    assert notice in window.banner.text.text()
    window.banner.clear()
    target = tmp_path / f"saved{suffix}"
    choose(monkeypatch, target)
    window.actions_by_name["save_as"].trigger()
    qtbot.waitUntil(lambda: window.idle and target.exists())
    told = window.banner.current
    assert told is None or told.text.startswith(f"{target.name} was saved without")
    window.session.close(window.session.shown)
    open_photo(window, target, qtbot)
    assert np.abs(pixels(window).astype(int) - SMOOTH).mean() < 6
    assert window.banner.current is None


@pytest.mark.skipif(os.name != "posix", reason="names of POSIX systems")
@pytest.mark.parametrize("name", [os.fsdecode(b"fran\xe7ais.png"), "two\nlines.png"], ids=["not UTF-8", "two lines"])
def test_a_photo_of_an_odd_name_is_opened_and_saved(
    make_window: MakeWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    window = make_window()
    path, target = tmp_path / name, tmp_path / f"saved-{name}"
    Image.fromarray(SMOOTH).save(path)
    open_photo(window, path, qtbot)
    assert window.banner.current is None
    assert ".png" in window.windowTitle()
    assert "\n" not in window.windowTitle()
    choose(monkeypatch, target)
    window.actions_by_name["save_as"].trigger()
    qtbot.waitUntil(lambda: window.idle and not window.isWindowModified() and target.exists())
    assert window.banner.current is None
    assert np.array_equal(open_document(target).pixels, SMOOTH)
    window.close()
    again = make_window()  # its settings could be saved and read
    open_photo(again, path, qtbot)
    assert again.banner.current is None
