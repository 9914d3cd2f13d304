"""The header of a JPEG XL file: size, bits, channels and colours, without a decoder (ISO/IEC 18181-1, annex D and E;
the boxes of 18181-2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from .icc import D65, Chromaticities
from .jpeg2000 import boxes

CODESTREAM = b"\xff\x0a"
CONTAINER = b"\0\0\0\x0cJXL \r\n\x87\n"
MOST_BYTES = 1 << 16
"""Of the codestream that are searched; a usual header has less than 50."""
RATIOS = ((1, 1), (12, 10), (4, 3), (3, 2), (16, 9), (5, 4), (2, 1))
RGB, GREY = 0, 1
ALPHA, SPOT, BLACK, FILTER = 0, 2, 4, 5
CUSTOM = 2
WHITES = {1: D65, 10: (1 / 3, 1 / 3), 11: (0.314, 0.351)}
PRIMARIES = {
    1: (0.64, 0.33, 0.30, 0.60, 0.15, 0.06),
    9: (0.708, 0.292, 0.170, 0.797, 0.131, 0.046),
    11: (0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
}
"""By their number; the numbers are those of ITU-T H.273, and so are those of the transfer functions."""
SRGB_TRANSFER = 13

Distribution = tuple[tuple[int, int], ...]
"""Four ways to store a number: (what is added, bits)."""
SIZE: Distribution = ((1, 9), (1, 13), (1, 18), (1, 30))
ENUM: Distribution = ((0, 0), (1, 0), (2, 4), (18, 6))
PLACE: Distribution = ((0, 19), (524288, 19), (1048576, 20), (2097152, 21))


@dataclass(frozen=True)
class Colours:
    """``places`` of white and primaries; None for those that are not known. ``gamma`` in place of a ``transfer``
    function (its number in ITU-T H.273): a value is light to the power of it.
    """

    places: Chromaticities | None = (*D65, *PRIMARIES[1])
    transfer: int = SRGB_TRANSFER
    gamma: float = 0.0


@dataclass(frozen=True)
class Header:
    """``size``: width and height as the photo stands upright; ``bits`` of each channel. ``has_profile``: colours are
    those of an ICC profile inside, else ``colours``. ``lossy``: pixels are stored in colours of the format's own (XYB).
    """

    size: tuple[int, int]
    bits: int = 8
    floating: bool = False
    grey: bool = False
    alpha: bool = False
    other_channels: int = 0
    animated: bool = False
    lossy: bool = True
    has_profile: bool = False
    colours: Colours = Colours()


def looks_jpeg_xl(head: bytes) -> bool:
    """``head``: at least the first 12 bytes of the file."""
    return head.startswith((CODESTREAM, CONTAINER))


def read_header(file: IO[bytes]) -> Header:
    """``file`` is left where it was. Raises ValueError and struct.error for what is damaged, or no JPEG XL."""
    place = file.tell()
    try:
        return _parsed(_Bits(_codestream(file)))
    finally:
        file.seek(place)


def _codestream(file: IO[bytes]) -> bytes:
    """Its beginning."""
    file.seek(0)
    head = file.read(12)
    if head.startswith(CODESTREAM):
        return head + file.read(MOST_BYTES)
    found = b""
    if head == CONTAINER:
        for kind, start, end in boxes(file, 0, file.seek(0, 2)):
            if kind in (b"jxlc", b"jxlp"):
                first = start + (4 if kind == b"jxlp" else 0)  # a part begins with its number
                file.seek(first)
                found += file.read(min(end - first, MOST_BYTES - len(found)))
                if kind == b"jxlc" or len(found) >= MOST_BYTES:
                    break
    if not found.startswith(CODESTREAM):
        raise ValueError("no JPEG XL codestream")
    return found


class _Bits:
    """Reads numbers, the lowest bit first. Raises ValueError behind the end."""

    def __init__(self, data: bytes) -> None:
        self._bits, self._length, self._at = int.from_bytes(data, "little"), 8 * len(data), 8 * len(CODESTREAM)

    def skip(self, count: int) -> None:
        self._at += count
        if self._at > self._length:
            raise ValueError("a JPEG XL header that is cut off")

    def number(self, count: int) -> int:
        start = self._at
        self.skip(count)
        return (self._bits >> start) & ((1 << count) - 1)

    def flag(self) -> bool:
        return self.number(1) == 1

    def one_of(self, ways: Distribution) -> int:
        base, bits = ways[self.number(2)]
        return base + self.number(bits)

    def signed(self) -> float:
        value = self.one_of(PLACE)
        return ((value >> 1) if value % 2 == 0 else -(value + 1 >> 1)) / 1e6


def _size(bits: _Bits) -> tuple[int, int]:
    small = bits.flag()

    def side() -> int:
        return 8 * (bits.number(5) + 1) if small else bits.one_of(SIZE)

    height = side()
    ratio = bits.number(3)
    if ratio == 0:
        return side(), height
    wide, high = RATIOS[ratio - 1]
    return height * wide // high, height


def _skip_preview(bits: _Bits) -> None:
    eighths = bits.flag()
    ways: Distribution = ((16, 0), (32, 0), (1, 5), (33, 9)) if eighths else ((1, 6), (65, 8), (321, 10), (1345, 12))
    bits.one_of(ways)
    if bits.number(3) == 0:
        bits.one_of(ways)


def _skip_animation(bits: _Bits) -> None:
    bits.one_of(((100, 0), (1000, 0), (1, 10), (1, 30)))
    bits.one_of(((1, 0), (1001, 0), (1, 8), (1, 10)))
    bits.one_of(((0, 0), (0, 3), (0, 16), (0, 32)))
    bits.skip(1)


def _depth(bits: _Bits) -> tuple[int, bool]:
    """Bits per value, and whether they are floating point."""
    if not bits.flag():
        return bits.one_of(((8, 0), (10, 0), (12, 0), (1, 6))), False
    found = bits.one_of(((32, 0), (16, 0), (24, 0), (1, 6)))
    bits.skip(4)
    return found, True


def _extra_channel(bits: _Bits) -> int:
    """What it holds."""
    if bits.flag():
        return ALPHA
    kind = bits.one_of(ENUM)
    _depth(bits)
    bits.one_of(((0, 0), (3, 0), (4, 0), (1, 3)))
    bits.skip(8 * bits.one_of(((0, 0), (0, 4), (16, 5), (48, 10))))
    if kind == ALPHA:
        bits.skip(1)
    elif kind == SPOT:
        bits.skip(4 * 16)
    elif kind == FILTER:
        bits.one_of(((1, 0), (0, 2), (3, 4), (19, 8)))
    return kind


def _colours(bits: _Bits) -> tuple[bool, bool, Colours]:
    """Whether they are grey, whether a profile says them, and what the header says."""
    if bits.flag():
        return False, False, Colours()
    has_profile, space = bits.flag(), bits.one_of(ENUM)
    if has_profile or space not in (RGB, GREY):
        return space == GREY, has_profile, Colours(None)
    number = bits.one_of(ENUM)
    white = (bits.signed(), bits.signed()) if number == CUSTOM else WHITES.get(number)
    primaries: tuple[float, ...] | None = PRIMARIES[1]
    if space == RGB:
        number = bits.one_of(ENUM)
        primaries = tuple(bits.signed() for _ in range(6)) if number == CUSTOM else PRIMARIES.get(number)
    gamma, transfer = 0.0, SRGB_TRANSFER
    if bits.flag():
        gamma = bits.number(24) / 1e7
    else:
        transfer = bits.one_of(ENUM)
    places = (*white, *primaries) if white and primaries else None
    return space == GREY, False, Colours(places, transfer, gamma)  # type: ignore[arg-type]


def _parsed(bits: _Bits) -> Header:
    width, height = _size(bits)
    if bits.flag():  # as most are
        return Header((width, height))
    orientation, animated = 1, False
    if bits.flag():
        orientation = 1 + bits.number(3)
        if bits.flag():
            _size(bits)
        if bits.flag():
            _skip_preview(bits)
        animated = bits.flag()
        if animated:
            _skip_animation(bits)
    depth, floating = _depth(bits)
    bits.skip(1)
    extra = [_extra_channel(bits) for _ in range(bits.one_of(((0, 0), (1, 0), (2, 4), (1, 12))))]
    lossy = bits.flag()
    grey, has_profile, colours = _colours(bits)
    return Header(
        size=(height, width) if orientation > 4 else (width, height), bits=depth, floating=floating, grey=grey,
        alpha=ALPHA in extra, other_channels=len(extra) - extra.count(ALPHA), animated=animated, lossy=lossy,
        has_profile=has_profile, colours=colours,
    )  # fmt: skip
