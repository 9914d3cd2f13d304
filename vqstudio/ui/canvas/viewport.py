"""Where the photo lies in the view: zoom and pan as plain arithmetic.

``zoom`` is device pixels per photo pixel, so that 100 % is sharp on every screen. Widget coordinates are Qt's
logical pixels; ``ratio`` is the screen's device pixel ratio between the two.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from vqstudio.core.geometry import Bounds

MIN_ZOOM, MAX_ZOOM = 0.01, 32.0
FIT_MARGIN = 32
"""Logical pixels that stay free around a photo that is fitted to the view."""

KEEP_VISIBLE = 48
"""Logical pixels of the photo that panning cannot push out of the view."""

ZOOM_STEPS = (
    0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.25, 0.33, 0.5, 0.67, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0,
    16.0, 24.0, 32.0,
)  # fmt: skip


def clamp_zoom(zoom: float) -> float:
    return min(MAX_ZOOM, max(MIN_ZOOM, zoom))


def step_zoom(zoom: float, direction: int) -> float:
    """The next zoom level of the ladder above (``direction`` > 0) or below the present one."""
    if direction > 0:
        return next((step for step in ZOOM_STEPS if step > zoom * 1.01), MAX_ZOOM)
    return next((step for step in reversed(ZOOM_STEPS) if step < zoom * 0.99), MIN_ZOOM)


@dataclass(frozen=True)
class Viewport:
    """``left`` and ``top`` are the widget coordinates of the photo's corner."""

    zoom: float = 1.0
    left: float = 0.0
    top: float = 0.0
    ratio: float = 1.0

    @property
    def scale(self) -> float:
        """Logical pixels per photo pixel."""
        return self.zoom / self.ratio

    def to_photo(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.left) / self.scale, (y - self.top) / self.scale

    def to_widget(self, x: float, y: float) -> tuple[float, float]:
        return x * self.scale + self.left, y * self.scale + self.top

    def zoomed(self, zoom: float, x: float, y: float) -> Viewport:
        """The same view at another zoom; the photo point under widget point (x, y) stays there."""
        photo_x, photo_y = self.to_photo(x, y)
        view = replace(self, zoom=clamp_zoom(zoom))
        return replace(view, left=x - photo_x * view.scale, top=y - photo_y * view.scale)._snapped()

    def panned(self, dx: float, dy: float) -> Viewport:
        return replace(self, left=self.left + dx, top=self.top + dy)._snapped()

    def kept_visible(self, photo: tuple[int, int], widget: tuple[int, int]) -> Viewport:
        """Moved as little as needed for a strip of the photo to stay inside the view. Sizes are (width, height)."""
        return replace(
            self,
            left=_keep(self.left, photo[0] * self.scale, widget[0]),
            top=_keep(self.top, photo[1] * self.scale, widget[1]),
        )._snapped()

    def centred(self, zoom: float, photo: tuple[int, int], widget: tuple[int, int]) -> Viewport:
        view = replace(self, zoom=clamp_zoom(zoom))
        left, top = (widget[0] - photo[0] * view.scale) / 2, (widget[1] - photo[1] * view.scale) / 2
        return replace(view, left=left, top=top)._snapped()

    def fitted(self, photo: tuple[int, int], widget: tuple[int, int]) -> Viewport:
        """The whole photo, centred; a small photo is not enlarged beyond 100 %."""
        room = [max(16, side - 2 * FIT_MARGIN) for side in widget]
        zoom = min(room[0] / photo[0], room[1] / photo[1]) * self.ratio
        return self.centred(min(zoom, 1.0), photo, widget)

    def visible(self, x: float, y: float, width: float, height: float, photo: Bounds) -> Bounds:
        """The photo pixels that a widget rectangle shows any part of."""
        left, top = self.to_photo(x, y)
        right, bottom = self.to_photo(x + width, y + height)
        found = Bounds(int(left // 1), int(top // 1), 0, 0)
        found = Bounds(found.x, found.y, int(-(-right // 1)) - found.x, int(-(-bottom // 1)) - found.y)
        return found.intersect(photo)

    def _snapped(self) -> Viewport:
        # Whole device pixels: otherwise a photo at 100 % would be resampled, and so look soft.
        return replace(
            self, left=round(self.left * self.ratio) / self.ratio, top=round(self.top * self.ratio) / self.ratio
        )


def _keep(offset: float, length: float, room: int) -> float:
    strip = min(KEEP_VISIBLE, length)
    return min(max(offset, strip - length), room - strip)
