"""The help menu: about this computer, about the program, and what happened when something failed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

import vqstudio
from vqstudio.core.wording import mark

from ...dialogs.report import ReportDialog
from ...jobs.job_bridge import JobBridge
from ...jobs.notices import notice_of
from ...kit.translation import tr


class Help(QObject):
    """``doctor`` makes the text of "About this computer"; it runs on the engine's thread."""

    notice = Signal(object)
    message = Signal(str)

    def __init__(self, window: QWidget, bridge: JobBridge, doctor: Callable[[], str] | None) -> None:
        super().__init__(window)
        self._window, self._bridge, self._doctor = window, bridge, doctor

    @property
    def has_doctor(self) -> bool:
        return self._doctor is not None

    def show_details(self, details: str) -> None:
        lead = tr("This is a defect of VQ Studio. The text below helps to find it.")
        ReportDialog(tr("What happened"), lead, details, self._window).exec()

    def show_doctor(self) -> None:
        if self._doctor is None:
            return
        self.message.emit(tr("Looking at this computer…"))
        self._bridge.call(self._doctor, self._doctor_done)

    def _doctor_done(self, text: object, error: BaseException | None) -> None:
        self.message.emit("")
        if error is not None:
            self.notice.emit(notice_of(error, mark("looking at this computer")))
            return
        ReportDialog(tr("About this computer"), tr("What VQ Studio found here."), str(text), self._window).exec()

    def show_about(self) -> None:
        box = QMessageBox(self._window)
        box.setWindowTitle(tr("About VQ Studio"))
        box.setIconPixmap(self._window.windowIcon().pixmap(64))
        box.setText(tr("VQ Studio {version}", version=vqstudio.__version__))
        box.setInformativeText(
            tr(
                "A photo editor whose repair and style tools run on vector-quantised models, on your own computer. "
                "No photo leaves it.\n\nApache License 2.0"
            )
        )
        box.exec()
