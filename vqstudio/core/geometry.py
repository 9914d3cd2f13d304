"""Region arithmetic. All units are pixels; x grows to the right, y grows downwards."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """A rectangle of pixels: ``x <= column < x + width`` and ``y <= row < y + height``."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def area(self) -> int:
        return max(0, self.width) * max(0, self.height)

    @property
    def slices(self) -> tuple[slice, slice]:
        """Index for an array whose first two axes are rows and columns."""
        return slice(self.y, self.bottom), slice(self.x, self.right)

    @staticmethod
    def of(shape: tuple[int, ...]) -> Bounds:
        """The bounds of a whole array of shape (H, W, ...)."""
        return Bounds(0, 0, shape[1], shape[0])

    def pad(self, amount: int) -> Bounds:
        """Grow by ``amount`` on every side (shrink if it is negative)."""
        return Bounds(self.x - amount, self.y - amount, self.width + 2 * amount, self.height + 2 * amount)

    def intersect(self, other: Bounds) -> Bounds:
        x, y = max(self.x, other.x), max(self.y, other.y)
        return Bounds(x, y, max(0, min(self.right, other.right) - x), max(0, min(self.bottom, other.bottom) - y))

    def union(self, other: Bounds) -> Bounds:
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Bounds(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def shift(self, dx: int, dy: int) -> Bounds:
        return Bounds(self.x + dx, self.y + dy, self.width, self.height)

    def contains(self, other: Bounds) -> bool:
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom


@dataclass(frozen=True, slots=True)
class Margins:
    """How many pixels a canvas grows on each side; where negative, it is cut."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0

    def __bool__(self) -> bool:
        return bool(self.left or self.top or self.right or self.bottom)

    @property
    def grows(self) -> bool:
        """Whether no side is cut and one at least grows. Those of an edit are all of one sign."""
        return bool(self) and min(self.left, self.top, self.right, self.bottom) >= 0

    def part(self, sign: int) -> Margins:
        """Only what grows (1) or only what is cut (-1), the other sides 0."""
        sides = (self.left, self.top, self.right, self.bottom)
        return Margins(*(value if value * sign > 0 else 0 for value in sides))

    def __neg__(self) -> Margins:
        return Margins(-self.left, -self.top, -self.right, -self.bottom)

    def around(self, width: int, height: int) -> Bounds:
        """The new canvas of a picture of this size, in coordinates of the old one."""
        return Bounds(-self.left, -self.top, width + self.left + self.right, height + self.top + self.bottom)


NO_MARGINS = Margins()


def round_up(value: int, multiple: int) -> int:
    """The smallest multiple of ``multiple`` that is at least ``value``."""
    return -(-value // multiple) * multiple
