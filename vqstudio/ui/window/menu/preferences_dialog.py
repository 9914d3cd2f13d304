"""The preferences dialog: every change takes effect at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from vqstudio.core.paths import log_folder
from vqstudio.core.wording import mark

from ...files.recent import RecentPhotos
from ...kit.settings import DeviceChoice, limits
from ...kit.translation import LANGUAGES, tr
from ...kit.widgets import button, label, rule
from ..status_bar import reasons_of
from .menus import THEMES
from .preferences import Preferences

IN_USE_WIDTH = 330
"""Pixels for the words about the device."""
DEVICES = {
    DeviceChoice.AUTO: mark("The best that works"),
    DeviceChoice.CUDA: mark("NVIDIA graphics card (CUDA)"),
    DeviceChoice.WEBGPU: mark("Any graphics card (WebGPU)"),
    DeviceChoice.CPU: mark("Processor"),
}


class PreferencesDialog(QDialog):
    def __init__(self, preferences: Preferences, recent: RecentPhotos, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences, self._recent = preferences, recent
        self.setWindowTitle(tr("Preferences"))
        self.language = QComboBox()
        self.language.addItem(tr("Like the desktop"), "")
        for locale, own in LANGUAGES.items():
            self.language.addItem(own, locale)
        self.language.setToolTip(tr("The language of the window, from the next start on"))
        self.language.activated.connect(self._choose_language)
        self.theme = QComboBox()
        for choice, text in THEMES.items():
            self.theme.addItem(tr(text), choice)
        self.theme.setToolTip(tr("The colours of the window"))
        self.theme.activated.connect(lambda: preferences.set("theme", self.theme.currentData()))
        self.device = QComboBox()
        for device, words in DEVICES.items():
            self.device.addItem(tr(words), device)
        self.device.setToolTip(tr("What the models run on"))
        self.device.activated.connect(self._choose_device)
        self.in_use = label("", "muted", wrap=True)
        self.in_use.setFixedWidth(IN_USE_WIDTH)
        self.undo = self._spin(
            "undo_megabytes", " MB", tr("When the steps need more, the oldest can no longer be undone")
        )
        self.undo.setSingleStep(64)
        self.auto = QCheckBox(tr("&Repair when the brush is lifted"))
        self.auto.setToolTip(tr("Every stroke is repaired at once, without pressing Repair"))
        self.auto.toggled.connect(lambda on: preferences.set("repair_on_release", on))
        self.autosave = self._spin(
            "autosave_seconds", " s", tr("What is kept comes back at the next start after a crash")
        )
        self.quality = self._spin(
            "save_quality", " %", tr("Of JPEG, WebP and AVIF; PNG, JPEG XL, TIFF and BMP lose nothing")
        )
        self.kept = self._spin("recent_kept", "", tr("How many photos “Open recent” lists; 0 keeps none"))
        self.clear = button(tr("Clear &list"), tr("Forget the recent photos; their files stay"))
        self.clear.clicked.connect(recent.clear)
        kept = QHBoxLayout()
        kept.setSpacing(8)
        kept.addWidget(self.kept, 1)
        kept.addWidget(self.clear)
        self.logs = button(tr("Open the lo&g folder"), tr("Where VQ Studio writes what it does, for reports"))
        self.logs.clicked.connect(self._open_logs)
        self.defaults = button(tr("Reset to &defaults"), tr("Set everything on this page back"))
        self.defaults.clicked.connect(preferences.reset)
        self.close_button = button(tr("&Close"), tr("Close this window (Esc)"), primary=True)
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        self.note = label("", "muted", wrap=True)
        self.note.hide()

        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for text, control, part in (
            (tr("La&nguage"), self.language, self.language), (tr("&Theme"), self.theme, self.theme),
            (tr("Mod&els run on"), self.device, self.device),
            (tr("&Memory for undo"), self.undo, self.undo), (tr("&Autosave every"), self.autosave, self.autosave),
            (tr("&Quality of saved photos"), self.quality, self.quality), (tr("Recent &photos kept"), self.kept, kept),
        ):  # fmt: skip
            name = QLabel(text)
            name.setBuddy(control)
            name.setMinimumHeight(control.sizeHint().height())  # so that it is centred beside the control
            control.setAccessibleName(text.replace("&", ""))
            form.addRow(name, part)
        form.insertRow(3, "", self.in_use)
        form.insertRow(5, "", self.auto)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(16)
        layout.addWidget(label(tr("Preferences"), "heading"))
        layout.addLayout(form)
        layout.addWidget(self.note)
        layout.addWidget(rule())
        layout.addLayout(_row(self.logs, self.defaults, self.close_button))
        preferences.changed.connect(self._show)
        preferences.device_known.connect(self._show_device)
        recent.changed.connect(self._show)
        self.finished.connect(self._finished)
        self._show()
        self._show_device()
        self.theme.setFocus()

    def _spin(self, name: str, suffix: str, tip: str) -> QSpinBox:
        spin = QSpinBox()
        spin.setRange(*limits(name))
        spin.setSuffix(suffix)
        spin.setToolTip(tip)
        spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        spin.setMinimumWidth(110)
        spin.setKeyboardTracking(False)
        spin.setValue(self._preferences.get(name))
        spin.valueChanged.connect(lambda value: self._preferences.set(name, value))
        return spin

    def _show(self) -> None:
        get = self._preferences.get
        self.language.setCurrentIndex(max(0, self.language.findData(get("language"))))
        self.theme.setCurrentIndex(list(THEMES).index(get("theme")))
        self.device.setCurrentIndex(list(DEVICES).index(get("device")))
        self.auto.setChecked(get("repair_on_release"))
        for spin, name in (
            (self.undo, "undo_megabytes"), (self.autosave, "autosave_seconds"), (self.quality, "save_quality"),
            (self.kept, "recent_kept"),
        ):  # fmt: skip
            spin.setValue(get(name))
        self.clear.setEnabled(bool(self._recent.paths))

    def _choose_device(self) -> None:
        self._say_in_use(tr("Trying it…"))
        self._preferences.set("device", self.device.currentData())

    def _show_device(self) -> None:
        device = self._preferences.device
        self._say_in_use("" if device is None else "\n".join([device.name, *reasons_of(device)]))

    def _say_in_use(self, text: str) -> None:
        self.in_use.setText(text)
        # A form does not ask for the height of lines that wrap.
        self.in_use.setFixedHeight(self.in_use.heightForWidth(IN_USE_WIDTH))
        if self.isVisible():
            self.adjustSize()

    def _choose_language(self) -> None:
        self._preferences.set("language", self.language.currentData())
        self._tell(tr("The language changes when VQ Studio is started again."))

    def _open_logs(self) -> None:
        folder = log_folder()
        opened = folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        self._tell("" if opened else tr("No program here opens folders; the log is in {folder}", folder=folder))

    def _tell(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _finished(self) -> None:
        self._recent.trim()
        self._preferences.save()


def _row(first: QPushButton, second: QPushButton, last: QPushButton) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setSpacing(8)
    made.addWidget(first)
    made.addWidget(second)
    made.addSpacing(24)
    made.addStretch()
    made.addWidget(last)
    return made
