"""Learns a style from a painting: runs the training module in its own process, at low priority."""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from vqstudio.core.paths import training_module
from vqstudio.core.wording import mark
from vqstudio.engine.requests import Lesson

from ...kit.translation import tr

MINUTES = 5.0
SHORTEST_SIDE = 320
"""Minimum shorter side, in pixels, of the photo that is practised on, because crops are cut from it."""
MISSING = mark(
    "Learning a style needs the training extra of VQ Studio (PyTorch), which is not installed here: "
    "pip install 'vqstudio[training]'. The first guess works without it."
)


def why_not() -> str | None:
    """Why nothing can be learned here, as a sentence to translate for the user; None if it can."""
    frozen = getattr(sys, "frozen", False)
    found = all(importlib.util.find_spec(name) for name in ("torch", "efficientnet_lite_pytorch"))
    return MISSING if frozen or not found or training_module() is None else None


class StyleLearning(QObject):
    """One lesson at a time. ``finished`` follows every :meth:`start`, unless the process was cancelled."""

    progress = Signal(float, int)
    """Share done in 0..1, and the seconds left."""

    preview = Signal(bytes)
    """A JPEG: the photo in the style as learned so far."""

    finished = Signal(object, str)
    """The path of the style file, or None and what went wrong. The file exists until the next lesson."""

    state_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = ""
        """The style that is being learned; empty if there is none."""

        self._process: QProcess | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._said = ""
        self._looked = 0.0
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._look)

    @property
    def active(self) -> bool:
        return bool(self.name)

    def start(self, name: str, lesson: Lesson, photo: Image.Image, minutes: float = MINUTES) -> None:
        """Learn the style called ``name``, practising on ``photo``, as made by :func:`practice`."""
        assert not self.active
        self.close()
        self._folder = tempfile.TemporaryDirectory(prefix="vqstudio-learn-")
        folder = Path(self._folder.name)
        (folder / "photos").mkdir()
        (folder / "painting.jpg").write_bytes(lesson.painting)
        photo.save(folder / "photos" / "photo.bmp")  # uncompressed, because the window waits
        self.name, self._said, self._looked = name, "", 0.0
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        self._process.readyRead.connect(self._read)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._failed)
        self._process.setProgram(sys.executable)
        self._process.setArguments(
            [
                "-P", "-m", training_module() or "", "learn-style", str(folder / "painting.jpg"),
                "--photos", str(folder / "photos"), "--pack", str(lesson.pack), "--title", lesson.title,
                "--name", name, "--minutes", str(minutes), "--preview", str(folder / "preview.jpg"), "--background",
                "-o", str(folder / "style.vqstyle"),
            ]
        )  # fmt: skip
        self._process.start()
        self._timer.start()
        self.state_changed.emit()

    def stop(self) -> None:
        """Stop early and keep what was learned."""
        if self._process is not None:
            self._process.write(b"stop\n")

    def cancel(self) -> None:
        """Stop now and keep nothing."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.waitForFinished(3000)
            process.deleteLater()
            self._end()

    def close(self) -> None:
        """Cancel, and delete what is left of the last lesson."""
        self.cancel()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _read(self) -> None:
        if self._process is None:
            return
        self._said += bytes(self._process.readAll().data()).decode("utf-8", "replace")
        *lines, self._said = self._said.split("\n")
        for line in lines:
            if line.startswith("{"):
                told = json.loads(line)
                self.progress.emit(float(told["share"]), int(told["left"]))
        self._said = "\n".join([*(line for line in lines[-20:] if not line.startswith("{")), self._said])

    def _look(self) -> None:
        if self._folder is None:
            return
        path = Path(self._folder.name) / "preview.jpg"
        if path.is_file() and path.stat().st_mtime > self._looked:
            self._looked = path.stat().st_mtime
            self.preview.emit(path.read_bytes())

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._finished(-1)

    def _finished(self, code: int, _status: object = None) -> None:
        process, folder = self._process, self._folder
        if process is None or folder is None:
            return  # cancelled
        self._read()
        self._process = None
        path = Path(folder.name) / "style.vqstyle"
        learned = code == 0 and path.is_file()
        last = [line for line in self._said.splitlines() if line.strip()][-1:]
        said = " ".join(last) or process.errorString()
        why = "" if learned else tr("The style was not learned: {reason}", reason=said)
        process.deleteLater()
        self.finished.emit(path if learned else None, why)
        self._end()

    def _end(self) -> None:
        self._timer.stop()
        self.name = ""
        self.state_changed.emit()


def practice(photo: np.ndarray) -> Image.Image:
    """``photo``, uint8 (H, W, 3), at a size suitable for cutting crops. Takes a moment for a large photo."""
    image = Image.fromarray(np.ascontiguousarray(photo))
    side = min(image.size)
    factor = max(SHORTEST_SIDE / side, min(1.0, 900 / side))
    if factor == 1:
        return image
    return image.resize((round(image.width * factor), round(image.height * factor)), Image.Resampling.LANCZOS)
