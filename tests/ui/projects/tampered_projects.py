"""Projects that were changed by hand, and what a user could do with one that opens.

By hand: ``python -m tests.ui.projects.tampered_projects 200`` tries so many and tells time and memory.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication

from tests.core.tampered import tamper_archive
from tests.ui.conftest import FakeEngine
from vqstudio.core.adjust import Adjustment
from vqstudio.core.document import Document, Patch
from vqstudio.core.errors import StudioError
from vqstudio.core.geometry import Margins
from vqstudio.core.mask import Mask
from vqstudio.core.transform import Crop, Turn
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import AdjustRequest, ExtendRequest, RepairRequest, Request, StyleRequest, of_document
from vqstudio.ui.model.mask_layer import MaskChange
from vqstudio.ui.model.photo_edits import Seeded
from vqstudio.ui.model.photo_masks import SourceUse
from vqstudio.ui.model.session import EditSession
from vqstudio.ui.model.small_picture import small_picture
from vqstudio.ui.model.tool import Tool
from vqstudio.ui.projects.reading import open_project
from vqstudio.ui.projects.writing import describe, save_project

WIDTH, HEIGHT = 64, 48


def result_of(request: Request) -> Patch:
    return FakeEngine().run(request, lambda share, text: None, CancelToken()).patch


def stroke(session: EditSession, top: int, left: int) -> None:
    after = session.layer.alpha.copy()
    after[top : top + 6, left : left + 9] = 255
    change = MaskChange.between(session.layer.alpha, after)
    session.layer.toggle(change)
    session.push_stroke(change, Tool.BRUSH)


def edit(session: EditSession, request: Request, text: str, used: np.ndarray | None = None) -> None:
    document = session.document
    assert document is not None
    request = of_document(request, document)
    session.shown.push_edit(document, result_of(request), request, text, used)


def repair(session: EditSession) -> None:
    assert session.document is not None
    mask = session.mask.snapshot()
    only, avoid = session.shown.masks.for_repair()
    edit(session, RepairRequest(session.document.pixels, mask, only=only, avoid=avoid), "Repair", mask.alpha)


def make_project(path: Path, last: str = "repair", deep: bool = False) -> None:
    """One with steps of all kinds; ``last`` is the last edit."""
    rng = np.random.default_rng(1)
    pixels = rng.integers(100, 200, (HEIGHT, WIDTH, 3), dtype=np.uint8)
    session = EditSession()
    session.open(Document(pixels, deep=pixels.astype(np.uint16) * 257 if deep else None))
    stroke(session, 4, 4)
    repair(session)
    for change in (Turn(1), Turn(-1)):
        scene = session.shown.scene()
        session.shown.push_scene(scene, scene.changed(change), "Turn")
    session.use_source(SourceUse.AVOID)
    stroke(session, 20, 30)
    session.paint_source(False)
    assert session.document is not None
    edit(session, AdjustRequest(session.document.pixels, Adjustment(exposure=0.5)), "Adjust")
    scene = session.shown.scene()
    session.shown.push_scene(scene, scene.changed(Crop(scene.document.bounds.pad(-2))), "Crop")
    stroke(session, 30, 12)
    if last == "extend":
        edit(session, ExtendRequest(session.document.pixels, Margins(4, 0, 2, 3)), "Extend")
    elif last == "style":
        mask = Mask(session.mask.alpha.copy())
        edit(session, StyleRequest(session.document.pixels, "oil", 0.5, mask, feather=2.0), "Style “Oil”")
    else:
        repair(session)
    stroke(session, 2, 2)
    for step in session.stack.steps:
        assert session.shown is not None
        step.picture = small_picture(session.shown.pyramid, QSize(32, 24))
    assert session.shown is not None
    save_project(path, describe(session.shown))


def look_through(path: Path) -> bool:
    """Open the project, undo and redo all, click through the history, and ask for another version of its last edit.

    False if it was refused in a sentence. Raises what went wrong, also what a window would only report.
    """
    try:
        project = open_project(path)
    except StudioError as error:
        text = str(error)
        assert path.name in text
        assert text.endswith(".")
        assert len(text) < 400
        assert all(c.isprintable() for c in text), text
        return False
    raised: list[BaseException] = []
    hook, sys.excepthook = sys.excepthook, lambda kind, error, trace: raised.append(error)
    try:
        session = EditSession()
        photo = project.open(session)
        walk(session, raised)
        last = photo.edit_of(Seeded)
        if last is not None:
            request = replace(last.request, seed=last.request.seed + 1)
            other = result_of(replace(request, seed=1))
            for wanted, patch in ((request, other), (last.request, last.patch)):
                used = wanted.mask.alpha if isinstance(wanted, RepairRequest) else None
                session.shown.replace_edit(patch, wanted, "Another version", used)
            walk(session, raised)
    finally:
        sys.excepthook = hook
    if raised:
        raise raised[0]
    return True


def walk(session: EditSession, raised: list[BaseException]) -> None:
    """Back to the start and forth again, which must lead to the same."""
    assert session.document is not None
    state = session.document.values.copy()
    count = session.stack.index()
    while session.stack.can_undo():
        session.stack.undo()
        assert session.mask.alpha.shape == session.document.pixels.shape[:2]
    session.stack.go_to(count // 2)
    session.stack.go_to(count)
    if not raised:
        assert np.array_equal(session.document.values, state)


def main(count: int) -> None:
    app = QGuiApplication([])
    start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    slowest, opened = 0.0, 0
    with tempfile.TemporaryDirectory() as folder:
        kinds = [(last, deep) for last in ("repair", "extend", "style") for deep in (False, True)]
        for kind, (last, deep) in enumerate(kinds):
            make_project(Path(folder) / f"good{kind}.vqs", last, deep)
        path = Path(folder) / "bad.vqs"
        for number in range(count):
            tamper_archive(Path(folder) / f"good{number % len(kinds)}.vqs", path, number)
            began = time.perf_counter()
            try:
                opened += look_through(path)
            except BaseException as error:
                error.add_note(f"number {number}")
                raise
            slowest = max(slowest, time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count} projects: {opened} opened, all others refused in a sentence; slowest {slowest:.2f} s;")
    print(f"memory {start} MB before, {peak} MB at most")
    del app


if __name__ == "__main__":
    main(int(sys.argv[1]))
