"""A view of the photo that can be zoomed and moved."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..model.open_photo import PhotoView
from ..model.session import EditSession
from .viewport import Viewport, step_zoom


class CanvasView(QWidget):
    """Where the photo lies in the widget. Drawing and the pointer are left to the canvas."""

    zoom_changed = Signal(float)
    """The view has changed, by zooming or moving."""

    def __init__(self, session: EditSession) -> None:
        super().__init__()
        self._session = session
        self._view = Viewport()
        self._fitted = True
        self._coming = False
        """Another photo is shown, and :meth:`come_back` is still to be called."""
        session.opened.connect(self._expect)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 200)
        self.installEventFilter(self)

    def sizeHint(self) -> QSize:
        return QSize(960, 640)

    @property
    def view(self) -> Viewport:
        return self._view

    @property
    def fitted(self) -> bool:
        return self._fitted

    def fit(self) -> None:
        if self.photo_size is not None:
            self._fitted = True
            self._set_view(self._fitted_view(self.photo_size))

    def come_back(self) -> None:
        """Show the present photo as it was last viewed; fit a new one. It acts once for each photo: when several are
        shown in quick succession, the calls come after the last of them.
        """
        if not self._coming:
            return
        self._coming = False
        last = self._session.shown.view if self._session.shown else None
        if self.photo_size is None or last is None or last.ratio != self.devicePixelRatioF():
            self.fit()
        else:
            self._fitted = False
            view = Viewport(last.zoom, last.left, last.top, last.ratio)
            view = view.panned((self.width() - last.size[0]) / 2, (self.height() - last.size[1]) / 2)
            self._set_view(view.kept_visible(self.photo_size, self._size))

    def _expect(self) -> None:
        self._coming = True

    def _fitted_view(self, photo: tuple[int, int]) -> Viewport:
        """The view that shows all of a photo of this width and height."""
        return self._ratio_view().fitted(photo, self._size)

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom about a widget point, the view's centre by default."""
        if self.photo_size is None:
            return
        point = at or QPointF(self.width() / 2, self.height() / 2)
        self._fitted = False
        self._set_view(self._view.zoomed(zoom, point.x(), point.y()).kept_visible(self.photo_size, self._size))

    def actual_size(self) -> None:
        self.zoom_to(1.0)

    def zoom_in(self) -> None:
        self.zoom_to(step_zoom(self._view.zoom, 1))

    def zoom_out(self) -> None:
        self.zoom_to(step_zoom(self._view.zoom, -1))

    def pan(self, dx: float, dy: float) -> None:
        if self.photo_size is not None:
            self._fitted = False
            self._set_view(self._view.panned(dx, dy).kept_visible(self.photo_size, self._size))

    @property
    def photo_size(self) -> tuple[int, int] | None:
        """Width and height of the photo that is shown."""
        document = self._session.document
        return (document.width, document.height) if document else None

    @property
    def _size(self) -> tuple[int, int]:
        return self.width(), self.height()

    def _ratio_view(self) -> Viewport:
        return Viewport(self._view.zoom, self._view.left, self._view.top, self.devicePixelRatioF())

    def _set_view(self, view: Viewport) -> None:
        photo = self._session.shown
        if photo is not None and not self._coming:  # until then it must be remembered as it was last viewed
            known = None if self._fitted else PhotoView(view.zoom, view.left, view.top, view.ratio, self._size)
            photo.view = known
        if view != self._view:
            self._view = view
            self.update()
            self.zoom_changed.emit(view.zoom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self.photo_size is None:
            return
        if self._fitted:
            self.fit()
        else:
            self._set_view(self._ratio_view().kept_visible(self.photo_size, self._size))

    # No event(): a Python exception in a handler that is called from there ends the program (PySide 6.11).
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Of its own events."""
        if event.type() == QEvent.Type.DevicePixelRatioChange and self.photo_size is not None:
            # The same place of the photo on a screen of another density.
            if self._fitted:
                self.fit()
            else:
                self._set_view(self._ratio_view())
        return False
