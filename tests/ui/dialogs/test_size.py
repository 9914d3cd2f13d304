from __future__ import annotations

from vqstudio.ui.dialogs.size import SizeDialog
from vqstudio.ui.window.main_window import MainWindow


def test_the_size_dialog_keeps_the_shape_and_refuses_the_impossible(window: MainWindow) -> None:
    dialog = SizeDialog(400, 300, window)
    dialog.across.setValue(200)
    assert dialog.size_chosen == (200, 150)
    dialog.keep.setChecked(False)
    dialog.down.setValue(400)
    assert dialog.size_chosen == (200, 400)
    dialog.across.setValue(30_000)
    dialog.down.setValue(30_000)
    assert not dialog.ok.isEnabled()
