from __future__ import annotations

import numpy as np
import pytest

from tests.engine.conftest import picture
from vqstudio.core.border import edge_of
from vqstudio.core.deep import reduced
from vqstudio.core.document import Document
from vqstudio.core.errors import RequestError, StudioError
from vqstudio.core.geometry import Bounds, Margins
from vqstudio.engine.cancel import Cancelled, CancelToken
from vqstudio.engine.repair import large_strip
from vqstudio.engine.repair.extend import SIDES, strips, without_edges
from vqstudio.engine.requests import ExtendRequest, Result, of_document
from vqstudio.engine.studio import StudioEngine


def run(studio: StudioEngine, pixels: np.ndarray, margins: Margins, seed: int = 0) -> Result:
    return studio.run(ExtendRequest(pixels, margins, seed), lambda *_: None, CancelToken())


def test_the_canvas_grows_around_the_untouched_photo_and_back_again(studio: StudioEngine) -> None:
    photo = Document(picture(120, 160))
    patch = run(studio, photo.pixels, Margins(40, 30, 0, 25)).patch
    extended = photo.apply(patch)
    assert extended.pixels.shape == (175, 200, 3)
    assert np.array_equal(extended.pixels[30:150, 40:], photo.pixels)
    # The border repeated would be stripes, without a change along a margin that grows.
    assert np.abs(np.diff(extended.pixels[:30, 40:].astype(int), axis=0)).mean() > 1
    assert np.abs(np.diff(extended.pixels[30:150, :40].astype(int), axis=1)).mean() > 1
    back = extended.apply(patch.reversed())
    assert np.array_equal(back.pixels, photo.pixels)
    again = back.apply(patch.reversed().reversed())
    assert np.array_equal(again.pixels, extended.pixels)
    with pytest.raises(StudioError):
        extended.apply(patch)


def test_the_same_seed_gives_the_same_and_another_seed_something_else(studio: StudioEngine) -> None:
    pixels = picture(120, 160)
    one, same, *others = (run(studio, pixels, Margins(right=48), seed).patch.after for seed in (1, 1, 2, 0))
    assert np.array_equal(one, same)
    for other in others:
        assert np.abs(one.astype(int) - other).mean() > 1


def test_new_pixels_are_opaque_and_transparent_ones_stay_so(studio: StudioEngine) -> None:
    alpha = np.full((120, 160, 1), 255, np.uint8)
    alpha[:40] = 0
    photo = Document(np.concatenate([picture(120, 160), alpha], axis=2))
    extended = photo.apply(run(studio, photo.pixels, Margins(left=32)).patch)
    assert extended.pixels[:, :32, 3].min() == 255
    assert np.array_equal(extended.pixels[:, 32:], photo.pixels)


@pytest.mark.parametrize("margins", [Margins(), Margins(left=-5), Margins(left=20, right=-5)])
def test_margins_that_extend_nothing_are_refused(studio: StudioEngine, margins: Margins) -> None:
    with pytest.raises(RequestError, match="Nothing is to be extended"):
        run(studio, picture(120, 160), margins)


def test_a_canvas_larger_than_can_be_handled_is_refused_before_it_is_made(studio: StudioEngine) -> None:
    with pytest.raises(RequestError, match="200 megapixels"):
        run(studio, picture(120, 160), Margins(right=3_000_000))


def test_extending_can_be_cancelled(studio: StudioEngine) -> None:
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        studio.run(ExtendRequest(picture(120, 160), Margins(left=60)), lambda *_: cancel.cancel(), cancel)


@pytest.mark.parametrize("deep", [1, 25, 1000])
def test_strips_cover_the_margins_once_and_know_only_what_was_there_before(deep: int) -> None:
    photo, margins = Bounds(300, 10, 200, 120), Margins(300, 10, 7, 90)
    times = np.zeros((220, 507), int)
    times[photo.slices] = 1
    for strip, source in strips(photo, margins, lambda known, side: deep):
        assert times[source.slices].min() == 1
        assert times[strip.slices].max() == 0
        times[strip.slices] += 1
    assert times.min() == times.max() == 1


def landscape(sky: int, dark: tuple[int, int, int] = (60, 80, 120)) -> np.ndarray:
    """uint8 (160, 240, 3): about so many rows of a blue sky, ``dark`` at the top, over rough hills, and a red thing in
    the middle of these.
    """
    rng = np.random.default_rng(3)
    y, x = np.mgrid[:160, :240]
    share = (y / sky).clip(0, 1)[:, :, None]
    pixels = np.array(dark) * (1 - share) + np.array((190, 210, 255)) * share + rng.normal(0, 1, (160, 240, 1))
    hills = y > sky + 8 * np.sin(x / 14)
    pixels[hills] = (np.array((90, 110, 40)) + rng.normal(0, 25, (160, 240, 1)).clip(-60, 60))[hills]
    pixels[90:125, 100:140] = (220, 30, 30)
    return pixels.clip(0, 255).astype(np.uint8)


def test_a_sky_grows_without_the_hills_below_it(studio: StudioEngine) -> None:
    photo = Document(landscape(sky=60))
    extended = photo.apply(run(studio, photo.pixels, Margins(top=60)).patch).pixels.astype(int)
    assert (extended[:60, :, 2] >= extended[:60, :, 1]).all()


def test_a_sky_that_grows_darker_upward_shows_no_step(studio: StudioEngine) -> None:
    photo = Document(landscape(sky=40, dark=(5, 10, 40)))
    extended = photo.apply(run(studio, photo.pixels, Margins(top=60)).patch).pixels.astype(int)
    rows = extended[:75].mean(axis=(1, 2))
    assert np.abs(np.diff(rows[:60])).max() < 1.5 * np.abs(np.diff(rows[60:])).max()
    assert abs(rows[60] - rows[59]) < 1.5 * np.abs(np.diff(rows[60:])).max()


def test_what_stands_inside_the_photo_does_not_come_twice(studio: StudioEngine) -> None:
    photo = Document(landscape(sky=50))
    margins = Margins(60, 0, 60, 40)
    extended = photo.apply(run(studio, photo.pixels, margins).patch).pixels.astype(int)
    red = extended[:, :, 0] > extended[:, :, 1] + 60
    assert red.sum() == (photo.pixels[:, :, 0] > photo.pixels[:, :, 1].astype(int) + 60).sum()


@pytest.mark.parametrize("side", SIDES)
def test_the_dark_edge_of_a_scan_is_neither_carried_on_nor_copied(studio: StudioEngine, side: str) -> None:
    pixels = np.random.default_rng(0).integers(110, 131, (80, 100, 3)).astype(np.uint8)
    dark = {"left": np.s_[:, 0], "right": np.s_[:, -1], "top": np.s_[0], "bottom": np.s_[-1]}[side]
    pixels[dark] = 20
    photo = Document(pixels)
    extended = photo.apply(run(studio, pixels, Margins(30, 30, 30, 30)).patch).pixels
    assert (extended < 80).sum() == (pixels < 80).sum()
    even = np.full_like(pixels, 90)
    assert np.array_equal(without_edges(even, edge_of(even)), even)


@pytest.mark.parametrize("largest", [large_strip.LARGEST, 8000], ids=["small", "large"])
def test_16_bits_go_on_in_16_bits(studio: StudioEngine, largest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_strip, "LARGEST", largest)
    rows = np.mgrid[:120, :160][0]
    alpha = np.full((120, 160), 65_535)
    deep = np.dstack([20_000 + 8 * rows] * 3 + [alpha]).astype(np.uint16)  # of 8 bits four levels
    document, margins = Document(reduced(deep), deep=deep), Margins(left=40, right=30)
    request = of_document(ExtendRequest(document.pixels, margins), document)
    after = document.apply(studio.run(request, lambda *_: None, CancelToken()).patch)
    assert after.deep is not None
    assert np.array_equal(after.deep[:, 40:200], deep)
    assert np.array_equal(after.pixels, reduced(after.deep))
    assert np.abs(np.diff(after.deep.astype(int), axis=0)).max() < 100  # a level of 8 bits is 257
    assert len(np.unique(after.deep[:, :40, 0])) > 60


@pytest.mark.parametrize("margins", [Margins(left=45, bottom=31), Margins(right=9)])
def test_a_large_photo_goes_on_as_sharp_as_it_is(
    studio: StudioEngine, margins: Margins, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large_strip, "LARGEST", 8000)
    pixels = np.random.default_rng(0).integers(0, 256, (203, 250, 3)).astype(np.uint8)
    photo = Document(pixels)
    extended = photo.apply(run(studio, pixels, margins).patch).pixels
    assert np.array_equal(extended[:203, margins.left : margins.left + 250], pixels)
    for added in (extended[:, : margins.left], extended[203:], extended[:, margins.left + 250 :]):
        if added.size:  # every pixel of its own, as in the photo: neither enlarged nor repeated along a side
            for axis in (0, 1):
                assert np.abs(np.diff(added.astype(int), axis=axis)).mean() > 40
