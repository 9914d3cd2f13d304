"""HEIC photos, whose decoder is an extra of the installation."""

from __future__ import annotations

HEIF_SUFFIXES = frozenset({".heic", ".heif"})
HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"})


def looks_heif(head: bytes) -> bool:
    """``head``: at least the first 12 bytes of the file."""
    return head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS


def knows_heif() -> bool:
    """Registers the decoder, which takes as long to load as all of Pillow, so it waits for the first such photo."""
    try:
        import pi_heif
    except ImportError:
        return False
    pi_heif.register_heif_opener()
    return True
