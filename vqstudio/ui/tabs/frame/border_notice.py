"""Warns that extending would continue a border, and offers to trim it."""

from __future__ import annotations

import weakref

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vqstudio.core.border import border_of
from vqstudio.core.document import Document
from vqstudio.core.geometry import Margins

from ...kit.translation import tr
from ...kit.widgets import button, label


class BorderNotice(QWidget):
    trim = Signal(object)
    """The Margins of the border to cut off."""

    def __init__(self) -> None:
        super().__init__()
        self._border = Margins()
        self._of: weakref.ref[np.ndarray] | None = None
        """The pixels that were searched for a border."""
        self.text = label("", "label", wrap=True)
        self.button = button(tr("Trim the border"), tr("Cut the border off, as a step that can be undone"))
        self.button.clicked.connect(lambda: self.trim.emit(self._border))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.text)
        layout.addWidget(self.button)
        self.hide()

    def show_for(self, document: Document | None, added: Margins, free: bool) -> None:
        """Show the notice if needed for a ``document`` that will be extended by ``added``; ``free``: it can be trimmed
        now.
        """
        carried = 0
        if document is not None and added:
            if self._of is None or self._of() is not document.pixels:
                self._border, self._of = border_of(document.pixels), weakref.ref(document.pixels)
            sides = ("left", "top", "right", "bottom")
            carried = max(getattr(self._border, side) for side in sides if getattr(added, side))
        self.setVisible(carried > 0)
        self.button.setEnabled(free)
        self.text.setText(tr("The photo has a border of {width} px, which would go on. Trim it first.", width=carried))
