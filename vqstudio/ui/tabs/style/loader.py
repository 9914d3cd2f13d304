"""Connects engine and gallery: lists styles, and adds, learns, shares and removes the user's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QMimeData, Signal

from vqstudio.core.wording import mark
from vqstudio.engine.requests import Lesson, StyleInfo
from vqstudio.engine.style.files import SUFFIX

from ...control.controller import Controller
from ...control.services import Services
from ...jobs.notices import Level, Notice, notice_of
from ...kit.drops import dropped_files
from ...kit.translation import said, tr
from .learning import StyleLearning, practice, why_not
from .panel import StylePanel


class StyleLoader(Controller):
    changed = Signal()
    """The styles in the gallery changed."""

    def __init__(self, services: Services, panel: StylePanel) -> None:
        super().__init__(services)
        self._panel = panel
        self.loaded = False
        self._left_out: set[str] = set()
        self.learning = StyleLearning(self)
        self._then: Callable[[], object] | None = None
        gallery, row = panel.gallery, panel.learning
        gallery.picture_dropped.connect(self.add)
        gallery.add.clicked.connect(self.ask_add)
        gallery.swap_asked.connect(self.swap)
        gallery.save_asked.connect(self.save)
        gallery.remove_asked.connect(self.remove)
        gallery.learn_asked.connect(self.learn)
        row.learn_asked.connect(self.learn)
        row.stop_asked.connect(self.learning.stop)
        row.cancel_asked.connect(self.learning.cancel)
        self.learning.progress.connect(row.show_progress)
        self.learning.preview.connect(lambda picture: gallery.show_picture(self.learning.name, picture))
        self.learning.finished.connect(self._learned)
        self.learning.state_changed.connect(lambda: row.show_learning(self.learning.name))

    def load(self) -> None:
        """Request the styles on the engine's thread, so that the window appears at once."""
        self.loaded = False

        def known(styles: object, error: BaseException | None) -> None:
            self.loaded = True
            if error is not None:
                self._panel.show_error(notice_of(error, mark("loading the styles")).text)
            elif isinstance(styles, list):
                self._panel.show_styles([info for info in styles if isinstance(info, StyleInfo)])
                self.changed.emit()
                self._tell_what_is_left_out()

        self._bridge.call(self._bridge.engine.styles, known)

    def _tell_what_is_left_out(self) -> None:
        """Report packs and styles that cannot be used, each once."""

        def known(problems: object) -> None:
            assert isinstance(problems, list)
            new = [problem for problem in problems if problem not in self._left_out]
            self._left_out.update(new)
            for problem in new:
                self.notice.emit(Notice(Level.WARNING, said(problem)))

        self._call(lambda: self._bridge.engine.problems, known, mark("loading the models"))

    def add(self, path: Path) -> None:
        """Add a style file, or a first guess at the style of a picture, to the user's own styles, and choose it."""

        def added(info: object) -> None:
            assert isinstance(info, StyleInfo)
            self._panel.gallery.choose(info.name)
            self.load()
            known = mark("“{title}” is now among your styles.")
            guessed = mark("“{title}” is a first guess; Learn it makes it a good one.")
            self._tell(tr(known if info.learned or info.has_other else guessed, title=info.title))

        self._call(lambda: self._bridge.engine.add_style(path), added, mark("adding the style"))

    def ask_add(self) -> None:
        """Ask for a painting or a style file, and add it."""
        path = self._prompts.ask_painting()
        if path is not None:
            self.add(path)

    def swap(self, name: str) -> None:
        """Switch one of the user's own styles between the first guess and what was learned."""
        exchange = partial(self._bridge.engine.swap_style, name)
        self._call(exchange, lambda _: self.load(), mark("changing the style"))

    def save(self, name: str) -> None:
        """Save one of the user's own styles to a file of their choice."""
        path = self._prompts.ask_save_style(name)
        if path is not None:
            told = tr("Saved as {name}. Dropped on VQ Studio, it joins the styles there.", name=path.name)
            write = partial(self._bridge.engine.save_style, name, path)
            self._call(write, lambda _: self._tell(told), mark("saving the style"))

    def remove(self, info: StyleInfo) -> None:
        """Delete one of the user's own styles after asking."""
        if self._prompts.ask_remove_style(said(info.title)):
            delete = partial(self._bridge.engine.remove_style, info.name)
            self._call(delete, lambda _: self.load(), mark("removing the style"))

    def learn(self, name: str) -> None:
        document, why = self._session.document, why_not()
        if why is None and document is None:
            why = mark("Open a photo first: a style is practised on it.")
        if why is None and self.learning.active:
            why = mark("One style is being learned already.")
        if why is not None or document is None:
            self._tell(tr(why or ""))
            return
        pixels = document.pixels[:, :, :3]

        def prepare() -> tuple[Lesson, Image.Image]:
            return self._bridge.engine.lesson(name), practice(pixels)

        def known(prepared: object) -> None:
            assert isinstance(prepared, tuple)
            if not self.learning.active:
                self._then = None
                self.learning.start(name, *prepared)

        self._call(prepare, known, mark("learning the style"))

    def keep_lesson(self, then: Callable[[], object]) -> None:
        """Stop the lesson; ``then`` is called once the learned style has been added, but not if that failed."""
        self._then = then
        self.learning.stop()

    def _learned(self, path: Path | None, why: str) -> None:
        if path is None:
            self.notice.emit(Notice(Level.ERROR, why))
            return
        keep = partial(self._bridge.engine.add_style, path, self.learning.name)

        def added(info: object) -> None:
            assert isinstance(info, StyleInfo)
            self.load()
            self._tell(tr("“{title}” is learned.", title=info.title))
            then, self._then = self._then, None
            if then is not None:
                then()

        self._call(keep, added, mark("adding the style"))

    def _tell(self, text: str) -> None:
        self.notice.emit(Notice(Level.INFO, text))

    def _call(self, function: Callable[[], object], done: Callable[[object], None], doing: str) -> None:
        def came(value: object, error: BaseException | None) -> None:
            if error is not None:
                self.notice.emit(notice_of(error, doing))
            else:
                done(value)

        self._bridge.call(function, came)


def style_files(mime: QMimeData) -> list[Path]:
    """The style files among the dropped files."""
    return [path for path in dropped_files(mime) if path.suffix.lower() == SUFFIX]
