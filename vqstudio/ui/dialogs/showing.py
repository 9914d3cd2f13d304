"""Shows dialogs."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


def answer_of(dialog: QDialog) -> int:
    """Show ``dialog`` until the user has answered, and return the result of :meth:`QDialog.exec`.

    The dialog is deleted as soon as the event loop runs again, so read its values before that. Otherwise its parent,
    the window, would keep it until the end.
    """
    try:
        return dialog.exec()
    finally:
        dialog.deleteLater()
