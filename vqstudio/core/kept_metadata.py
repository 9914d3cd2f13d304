"""Metadata as recovery and projects keep it, in JSON."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from .document import TEXT_NAME, Metadata

Text = tuple[Annotated[str, Meta(pattern=TEXT_NAME)], Annotated[str, Meta(max_length=1 << 20)]]
"""Its name, as short as a PNG wants it, and itself."""
Density = Annotated[float, Meta(gt=1, lt=65_536)]


class Blocks(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The blocks of :class:`~vqstudio.core.document.Metadata`."""

    icc: bytes | None = None
    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None
    texts: Annotated[tuple[Text, ...], Meta(max_length=1000)] = ()
    resolution: tuple[Density, Density] | None = None

    @property
    def plain(self) -> bool:
        """Whether the first three, which older versions know, are all."""
        return not (self.iptc or self.texts or self.resolution)


def kept(metadata: Metadata) -> Blocks:
    return Blocks(**vars(metadata))


def metadata_of(blocks: Blocks) -> Metadata:
    return Metadata(**msgspec.structs.asdict(blocks))
