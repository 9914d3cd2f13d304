from __future__ import annotations

import numpy as np
import pytest

from tests.engine.conftest import picture
from vqstudio.core.document import Document
from vqstudio.core.errors import RequestError, StudioError
from vqstudio.core.geometry import Bounds, Margins
from vqstudio.engine import large_strip
from vqstudio.engine.cancel import Cancelled, CancelToken
from vqstudio.engine.extend import strips, without_edge
from vqstudio.engine.requests import ExtendRequest, Result
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


def test_the_same_seed_imagines_the_same_and_another_seed_something_else(studio: StudioEngine) -> None:
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


def test_strips_cover_the_margins_once_and_know_only_what_was_there_before() -> None:
    photo, margins = Bounds(300, 10, 200, 120), Margins(300, 10, 7, 90)
    times = np.zeros((220, 507), int)
    times[photo.slices] = 1
    for strip, source in strips(photo, margins):
        assert times[source.slices].min() == 1
        assert times[strip.slices].max() == 0
        times[strip.slices] += 1
    assert times.min() == times.max() == 1


@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
def test_the_dark_edge_of_a_scan_is_not_carried_on(side: str) -> None:
    pixels = np.full((60, 80, 3), 120, np.uint8)
    dark = {"left": np.s_[:, 0], "right": np.s_[:, -1], "top": np.s_[0], "bottom": np.s_[-1]}[side]
    pixels[dark] = 20
    canvas = np.pad(pixels, ((30, 30), (40, 40), (0, 0)), mode="edge")
    selected = np.zeros(canvas.shape[:2], bool)
    beyond = {"left": np.s_[:, :40], "right": np.s_[:, -40:], "top": np.s_[:30], "bottom": np.s_[-30:]}[side]
    selected[beyond] = True
    crop = np.s_[30:90, :] if side in ("left", "right") else np.s_[:, 40:120]
    seen = without_edge(canvas[crop], selected[crop])
    known = seen[~selected[crop]]
    assert (known == 120).mean() > (canvas[crop][~selected[crop]] == 120).mean()
    again = without_edge(np.full_like(seen, 90), selected[crop])
    assert (again == 90).all()


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
