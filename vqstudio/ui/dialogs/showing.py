"""How a dialog is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


def answer_of(dialog: QDialog) -> int:
    """Show ``dialog`` until the user has answered, and return that of :meth:`QDialog.exec`.

    It is deleted as soon as the event loop runs again, so read what it holds before. Else its parent, the window, would
    keep it to the end.
    """
    try:
        return dialog.exec()
    finally:
        dialog.deleteLater()
