"""The help menu: about this computer, about the program, and what happened when something failed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox

import vqstudio
from vqstudio.core.wording import mark

from ...control.controller import Controller
from ...control.services import Services
from ...dialogs.report import ReportDialog
from ...dialogs.showing import answer_of
from ...jobs.notices import notice_of
from ...kit.translation import tr


class Help(Controller):
    """``doctor`` returns the text of "About this computer"; it runs on the engine's thread."""

    def __init__(self, services: Services, doctor: Callable[[], str] | None) -> None:
        super().__init__(services)
        self._doctor = doctor

    @property
    def has_doctor(self) -> bool:
        return self._doctor is not None

    def show_details(self, details: str) -> None:
        lead = tr("This is a defect of VQ Studio. The text below helps to find it.")
        answer_of(ReportDialog(tr("What happened"), lead, details, self._window))

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
        lead = tr("What VQ Studio found here.")
        answer_of(ReportDialog(tr("About this computer"), lead, str(text), self._window))

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
        answer_of(box)
