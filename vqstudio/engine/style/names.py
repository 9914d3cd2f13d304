"""Translatable texts of the styles that come with the program: texts in their manifest cannot be marked."""

from __future__ import annotations

from vqstudio.core.wording import Sentence, mark

from .files import GROUP

GROUPS = (mark("Oil"), mark("Watercolour"), mark("Woodcut and ink"), mark("Pastel and pencil"), mark("Modern"))
TITLES = (
    mark("Oil"), mark("Impression, Sunrise"), mark("Irises"), mark("Night Café"), mark("Woman with a Hat"),
    mark("Little Blue Horse"), mark("La Grande Jatte"), mark("Picture Book"), mark("Coloured Pencil"),
    mark("Pointillism"), mark("Cartoon"),
    mark("Starry Night"), mark("Wheat Field"), mark("Water Lilies"), mark("Tahiti"), mark("Watercolour"),
    mark("Ink Wash"), mark("Great Wave"), mark("Engraving"), mark("The Scream"),
    mark("Pastel"), mark("Pencil"), mark("Charcoal"), mark("Udnie"), mark("Composition"), mark("Mosaic"),
    mark("Halftone Print"),
)  # fmt: skip
CREDITS = (
    mark("after Vincent van Gogh, 1889"),
    mark("after Vincent van Gogh, 1888"),
    mark("after Claude Monet, 1872"),
    mark("after Claude Monet, 1919"),
    mark("after Henri Matisse, 1905"),
    mark("after Franz Marc, 1912"),
    mark("after Georges Seurat, 1886"),
    mark("after Beatrix Potter, 1900s"),
    mark("after Paul Gauguin, 1890s"),
    mark("after Katsushika Hokusai, 1831"),
    mark("after Edvard Munch, 1893"),
    mark("after Francis Picabia, 1913"),
    mark("after Piet Mondrian, 1913"),
    mark("drawn by code"),
)

_known = frozenset((GROUP, *GROUPS, *TITLES, *CREDITS))


def translatable(text: str) -> str:
    """``text`` as a Sentence if it comes with the program; texts of other packs and styles are shown as they are."""
    return Sentence(text) if text in _known else text
