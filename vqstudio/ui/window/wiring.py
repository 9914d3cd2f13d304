"""Connects parts of the window directly, where the window itself has nothing to decide.

Nothing here may depend on the order of connections: where one thing must happen before another, one function does both,
in the window or in a tab's page.
"""

from __future__ import annotations

from ..canvas.canvas import Canvas
from ..files.controller import FileController
from ..files.empty_state import EmptyState
from ..files.film_strip import FilmStrip
from ..files.recent import RecentPhotos
from ..mask.brush import Brush
from ..mask.rest import MaskRest
from ..model.operations import Operations
from ..model.session import EditSession
from .banner import Banner
from .status_bar import StatusBar


def connect_operations(
    operations: Operations, session: EditSession, brush: Brush, mask_rest: MaskRest, canvas: Canvas
) -> None:
    session.mask_changing.connect(brush.split)
    session.mask_replaced.connect(brush.refresh)
    operations.committing.connect(brush.split)
    operations.committed.connect(brush.refresh)
    operations.committed.connect(mask_rest.styled)
    layer = canvas.preview_layer()
    operations.preview.connect(layer.show)
    operations.preview_over.connect(layer.clear)


def connect_files(
    files: FileController, empty: EmptyState, film: FilmStrip, recent: RecentPhotos, banner: Banner
) -> None:
    files.opening.connect(banner.clear)
    files.used.connect(recent.remember)
    film.close_wanted.connect(files.close)
    empty.recent_chosen.connect(files.open_path)


def connect_status(status: StatusBar, operations: Operations, canvas: Canvas) -> None:
    operations.progress.connect(status.set_progress)
    status.cancel_clicked.connect(operations.cancel)
    canvas.zoom_changed.connect(status.set_zoom)
    status.zoom_chosen.connect(canvas.zoom_to)
    status.fit_chosen.connect(canvas.fit)
