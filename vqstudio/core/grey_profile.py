"""Colour profiles of grey photos, made to fit the same values in red, green and blue."""

from __future__ import annotations

import struct

from .icc import HEADER, SIGNATURE, XYZ_SPACE, packed

CURVES = frozenset({b"curv", b"para"})
COLOURS = {
    b"rXYZ": (0.43607, 0.22249, 0.01392), b"gXYZ": (0.38515, 0.71687, 0.09708), b"bXYZ": (0.14307, 0.06061, 0.71410),
}  # fmt: skip
"""Those of sRGB as seen under D50. Which ones does not matter where all three are alike, as long as they sum to D50."""


def for_colours(icc: bytes) -> bytes | None:
    """The ICC profile of kind RGB that gives to three equal values the light that the grey profile ``icc`` gives to
    one. None if ``icc`` is more than a curve of light, or damaged.
    """
    try:
        tags = _tags(icc)
    except struct.error:
        return None
    curve = tags.get(b"kTRC", b"")
    if icc[36:40] != SIGNATURE or icc[20:24] != XYZ_SPACE or b"A2B0" in tags or curve[:4] not in CURVES:
        return None
    blocks: dict[bytes, bytes] = {name: tags[name] for name in (b"desc", b"cprt", b"wtpt") if name in tags}
    blocks |= {name: b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(v * 65536) for v in xyz))
               for name, xyz in COLOURS.items()}  # fmt: skip
    for name in (b"rTRC", b"gTRC", b"bTRC"):
        blocks[name] = curve
    header = bytearray(icc[:HEADER])
    header[12:20] = b"mntrRGB "
    header[84:100] = bytes(16)  # a sum over the old content
    return packed(bytes(header), blocks)


def _tags(icc: bytes) -> dict[bytes, bytes]:
    """Raises struct.error where they are cut off."""
    (count,) = struct.unpack_from(">I", icc, HEADER)
    found = {}
    for number in range(min(count, 100)):
        name, offset, length = struct.unpack_from(">4sII", icc, HEADER + 4 + 12 * number)
        if offset + length > len(icc):
            raise struct.error
        found[name] = icc[offset : offset + length]
    return found
