"""Models see sRGB, whatever the photo's colours are, and what they paint is in the photo's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.colours import ADOBE, GREY, P3, PROFILES, PROPHOTO, far, in_srgb
from tests.engine.conftest import picture
from vqstudio.batch import items_of, run_here
from vqstudio.batch_work import Painting
from vqstudio.core.colour import converted
from vqstudio.core.document import Document, Metadata
from vqstudio.core.encoding import PLAIN
from vqstudio.core.files import open_document
from vqstudio.core.geometry import Bounds, Margins
from vqstudio.core.mask import Mask
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import (
    ExtendRequest,
    RepairRequest,
    Request,
    StyleRequest,
    of_document,
)
from vqstudio.engine.studio import StudioEngine

SHAPE = (96, 128)


def photo(height: int = SHAPE[0], width: int = SHAPE[1]) -> np.ndarray:
    return (picture(height, width) // 3 + 85).astype(np.uint8)


def close(one: np.ndarray, other: np.ndarray) -> bool:
    """Within 2 levels. The 8 bits of a wide space are coarser where sRGB ends: a pixel in fifty may differ."""
    difference = np.abs(one.astype(int) - other).max(axis=-1)
    return bool((difference <= 2).mean() >= 0.98 and difference.max() <= 12)


def opened(tmp_path: Path, name: str) -> Document:
    """A photo with such a profile; its strongest colours are beyond sRGB where the profile has such."""
    pixels = photo()
    pixels[:30, :30] = (10, 250, 10)
    image = Image.fromarray(pixels).convert("L" if name == "grey" else "RGB")
    image.save(tmp_path / "a.png", icc_profile=PROFILES[name])
    return open_document(tmp_path / "a.png")


def edited(studio: StudioEngine, document: Document, request: Request) -> Document:
    result = studio.run(of_document(request, document), lambda *_: None, CancelToken())
    return document.apply(result.patch)


def as_srgb(document: Document) -> Document:
    assert document.metadata.icc is not None
    return Document(in_srgb(document.rgb, document.metadata.icc))


@pytest.mark.parametrize("name", PROFILES)
def test_a_style_is_that_of_the_photo_in_srgb(studio: StudioEngine, tmp_path: Path, name: str) -> None:
    document = opened(tmp_path, name)
    styled = edited(studio, document, StyleRequest(document.pixels, "ochre"))
    plain = as_srgb(document)
    expected = edited(studio, plain, StyleRequest(plain.pixels, "ochre"))
    assert styled.metadata == document.metadata
    if name == "grey":  # the file has room for colours as well: its profile became one of colours
        assert np.ptp(styled.pixels.astype(int), axis=2).max() > 5
    if name == "ProPhoto":  # whose 8 bits are the coarsest, and this style's colours are strong
        assert np.abs(as_srgb(styled).pixels.astype(int) - expected.pixels).mean() < 1.5
    else:
        assert close(as_srgb(styled).pixels, expected.pixels)
    raw = edited(studio, Document(document.pixels), StyleRequest(document.pixels, "ochre"))
    assert far(raw.pixels, styled.pixels) > 5  # what came of it before


@pytest.mark.parametrize("icc", [P3, ADOBE, PROPHOTO], ids=["P3", "Adobe RGB", "ProPhoto"])
def test_a_repair_leaves_colours_beyond_srgb_outside_the_mask(studio: StudioEngine, icc: bytes) -> None:
    document = Document(photo(), Metadata(icc=icc))
    document.pixels.flags.writeable = True
    document.pixels[:, :40] = (10, 250, 10)
    alpha = np.zeros(SHAPE, np.uint8)
    alpha[30:60, 60:90] = 255
    repaired = edited(studio, document, RepairRequest(document.pixels, Mask(alpha)))
    assert np.array_equal(repaired.pixels[alpha == 0], document.pixels[alpha == 0])
    plain = as_srgb(document)
    expected = edited(studio, plain, RepairRequest(plain.pixels, Mask(alpha))).pixels
    # Compared in the wide space: near the edge of sRGB one of its levels is many of sRGB's. The same pixels are copied,
    # but brought to the tone of the rim in other numbers.
    there = converted(expected, None, icc)
    assert np.abs(repaired.pixels.astype(int) - there)[alpha > 0].mean() <= 1
    assert far(repaired.pixels[alpha > 0], document.pixels[alpha > 0]) > 5


@pytest.mark.parametrize("icc", [P3, ADOBE, PROPHOTO], ids=["P3", "Adobe RGB", "ProPhoto"])
@pytest.mark.parametrize("hole", [np.s_[30:60, 60:90], np.s_[40:43, 20:110]], ids=["thick", "thin"])
def test_a_repair_copies_colours_beyond_srgb(studio: StudioEngine, icc: bytes, hole: tuple[slice, slice]) -> None:
    grain = np.random.default_rng(0).integers(0, 40, (*SHAPE, 3))
    document = Document((np.array((4, 215, 4)) + grain).astype(np.uint8), Metadata(icc=icc))
    alpha = np.zeros(SHAPE, np.uint8)
    alpha[hole] = 255
    repaired = edited(studio, document, RepairRequest(document.pixels, Mask(alpha)))
    in_sight = converted(converted(repaired.pixels, icc), None, icc)  # what sRGB can hold of it
    assert far(in_sight[alpha > 0], repaired.pixels[alpha > 0]) > 4


def test_an_extended_photo_goes_on_in_its_own_colours(studio: StudioEngine) -> None:
    document = Document(photo(), Metadata(icc=P3))
    extended = edited(studio, document, ExtendRequest(document.pixels, Margins(left=32, top=8)))
    assert np.array_equal(extended.pixels[8:, 32:], document.pixels)
    plain = as_srgb(document)
    expected = edited(studio, plain, ExtendRequest(plain.pixels, Margins(left=32, top=8))).pixels
    # The same pixels are copied, but brought to the tone of the rim in other numbers.
    assert np.abs(as_srgb(extended).pixels.astype(int) - expected).mean() < 1


def test_previews_are_in_the_photos_colours_too(studio: StudioEngine) -> None:
    document = Document(photo(200, 200), Metadata(icc=P3))
    alpha = np.zeros((200, 200), np.uint8)
    alpha[60:140, 60:140] = 255
    seen: dict[bytes | None, np.ndarray] = {}
    for one in (document, as_srgb(document)):
        request = of_document(RepairRequest(one.pixels, Mask(alpha)), one)

        def keep(_: Bounds, pixels: np.ndarray, icc: bytes | None = one.metadata.icc) -> None:
            seen.setdefault(icc, pixels)

        studio.run(request, lambda *_: None, CancelToken(), keep)
    assert close(converted(seen[P3], P3), seen[None])


def test_a_batch_paints_what_the_photos_look_like(studio: StudioEngine, tmp_path: Path) -> None:
    photos, out = tmp_path / "in", tmp_path / "out"
    photos.mkdir()
    document = opened(photos, "P3")
    items = items_of(photos, out, Painting("ochre"), suffix=".png", saving=PLAIN)
    assert [outcome.error for outcome in run_here(items, studio, CancelToken())] == [None]
    plain = as_srgb(document)
    expected = edited(studio, plain, StyleRequest(plain.pixels, "ochre"))
    (made,) = out.iterdir()
    assert close(as_srgb(open_document(made)).pixels, expected.pixels)


def test_the_levels_of_a_grey_photo_stay_where_nothing_is_painted(studio: StudioEngine, tmp_path: Path) -> None:
    document = opened(tmp_path, "grey")
    assert document.metadata.icc is not None
    assert document.metadata.icc != GREY
    edited_anew = edited(studio, document, StyleRequest(document.pixels, "ochre", strength=0))
    assert np.array_equal(edited_anew.pixels, document.pixels)
