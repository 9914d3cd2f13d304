"""Textures made of an area of a photo."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from tests.engine.conftest import picture
from vqstudio.core.document import Document, Metadata
from vqstudio.core.errors import MaskError, RequestError, StudioError
from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import Mask
from vqstudio.engine.cancel import Cancelled, CancelToken
from vqstudio.engine.requests import TextureRequest, of_document
from vqstudio.engine.studio import StudioEngine
from vqstudio.engine.texture import texture
from vqstudio.engine.texture.area import area_of, canvas_like
from vqstudio.engine.texture.source import Source


def made(studio: StudioEngine, area: np.ndarray, width: int, height: int, **options: object) -> np.ndarray:
    canvas = canvas_like(Document(area), width, height)
    request = of_document(TextureRequest(canvas.pixels, area, **options), canvas)  # type: ignore[arg-type]
    return canvas.apply(studio.run(request, lambda *_: None, CancelToken()).patch).values


def grain(height: int, width: int, seed: int = 0) -> np.ndarray:
    """uint8 (height, width, 3): spots of some pixels, the same everywhere."""
    spots = cv2.GaussianBlur(np.random.default_rng(seed).normal(0, 1, (height, width)).astype(np.float32), (0, 0), 1.5)
    levels = np.clip(128 + 40 * spots / spots.std(), 0, 255).astype(np.uint8)
    return np.dstack([levels, levels, levels // 2 + 40])


def steps(pixels: np.ndarray) -> tuple[float, float]:
    """The mean step across the sides at which tiles meet, and inside."""
    values = pixels.astype(float)
    across = [np.abs(np.take(values, 0, axis) - np.take(values, -1, axis)).mean() for axis in (0, 1)]
    inside = [np.abs(np.diff(values, axis=axis)).mean() for axis in (0, 1)]
    return float(np.mean(across)), float(np.mean(inside))


def test_a_tile_repeats_without_a_seam(studio: StudioEngine) -> None:
    across, inside = steps(made(studio, grain(90, 120), 100, 80, tileable=True))
    assert across < 1.15 * inside
    across, inside = steps(made(studio, grain(90, 120), 100, 80))
    assert across > 2 * inside


def test_seams_show_no_more_than_the_area_itself(studio: StudioEngine) -> None:
    """Where windows were laid side by side without a cut there would be steps."""
    area = grain(90, 120)
    large = made(studio, area, 240, 200)
    _, inside = steps(large)
    _, usual = steps(area)
    assert 0.9 * usual < inside < 1.1 * usual
    high = [np.percentile(np.abs(np.diff(pixels.astype(float), axis=1)), 99.9) for pixels in (large, area)]
    assert high[0] < 1.2 * high[1]


def test_what_is_regular_goes_on(studio: StudioEngine) -> None:
    """Tiles of 12 pixels with joints of 2."""
    y, x = np.mgrid[:100, :110]
    area = np.where(((y % 12 < 2) | (x % 12 < 2))[:, :, None], np.uint8(60), grain(100, 110) // 4 + np.uint8(120))
    wall = made(studio, area, 180, 180).astype(float).mean(2)
    assert np.abs(wall[:, 12:] - wall[:, :-12]).mean() < 0.3 * np.abs(wall[:, 6:] - wall[:, :-6]).mean()
    assert np.abs(wall[12:] - wall[:-12]).mean() < 0.3 * np.abs(wall[6:] - wall[:-6]).mean()


def test_light_from_one_side_makes_no_stripes_and_the_mean_stays(studio: StudioEngine) -> None:
    shade = np.linspace(0.5, 1.5, 120)[None, :, None]
    area = np.clip(grain(100, 120) * shade, 0, 255).astype(np.uint8)
    lit = made(studio, area, 200, 200)
    assert np.abs(lit.mean((0, 1)) - area.mean((0, 1))).max() < 6
    columns = cv2.blur(lit.mean((0, 2))[None], (25, 1), borderType=cv2.BORDER_REFLECT)
    assert np.ptp(columns) < 0.3 * np.ptp(cv2.blur(area.mean((0, 2))[None], (25, 1)))


def test_a_wall_keeps_its_colour_beside_a_window(studio: StudioEngine) -> None:
    area = grain(120, 120) // 6 + np.array([150, 120, 90], np.uint8)
    wall = np.median(area, (0, 1))
    area[:50, 70:] = (40, 150, 200)
    assert np.abs(np.median(made(studio, area, 200, 200), (0, 1)) - wall).max() < 6


def test_what_stands_out_is_not_everywhere(studio: StudioEngine) -> None:
    """The middle of an area fits into every window; its white spot comes hardly more often than all else."""
    area = grain(100, 100)
    area[46:54, 46:54] = 255
    large = made(studio, area, 400, 400)
    white = np.count_nonzero(large.min(2) > 225) / np.count_nonzero(area.min(2) > 225)
    assert white < 2 * 16


def test_what_is_foreign_to_the_area_is_left_out(studio: StudioEngine) -> None:
    area = grain(60, 200)
    area[10:26, 100:116] = (0, 0, 250)

    def blue(pixels: np.ndarray) -> float:
        return float(np.mean((pixels[:, :, 2] > 200) & (pixels[:, :, 0] < 60)))

    assert np.mean([blue(made(studio, area, 300, 300, seed=seed)) for seed in range(3)]) < 0.55 * blue(area)


def test_what_lies_beside_a_selection_does_not_make_its_rim_foreign() -> None:
    area = np.full((200, 200, 3), 120, np.float32) + grain(200, 200)[:, :, :1] / np.float32(20)
    wanted = np.zeros((200, 200), bool)
    wanted[50:150, 50:150] = True
    area[~wanted] = 255
    assert Source.of(area, wanted, False, CancelToken()).striking().max() == 0


def test_a_sunset_keeps_its_colours(studio: StudioEngine) -> None:
    """What is wide is evened out only if it is little beside what is fine."""
    down = np.linspace(0, 1, 160)[:, None, None]
    sky = down * (200, 120, 140) + (1 - down) * (60, 100, 200) + np.random.default_rng(0).normal(0, 1, (160, 240, 1))
    area = sky.round().astype(np.uint8)
    reds = [float(np.ptp(cv2.blur(pixels[:, :, 0], (9, 9)))) for pixels in (area, made(studio, area, 300, 300))]
    assert reds[1] > 0.3 * reds[0]


def test_only_what_is_selected_is_copied(studio: StudioEngine) -> None:
    photo = grain(120, 160)
    photo[30:50, 70:, 2] = 255
    mask = np.zeros((120, 160), np.uint8)
    mask[:, 70:] = 255
    mask[30:50] = 0
    area = area_of(Document(photo), mask=Mask(mask))
    assert area.shape == (120, 90, 4)
    assert made(studio, area, 120, 120)[:, :, 2].max() < 200


def test_a_seed_is_one_texture_and_another_seed_another(studio: StudioEngine) -> None:
    area = picture(80, 90)
    one, same, other = (made(studio, area, 96, 96, seed=seed, tileable=True) for seed in (1, 1, 2))
    assert np.array_equal(one, same)
    assert np.abs(one.astype(int) - other).mean() > 2


def test_turned_copies_are_used_only_if_they_may_be(studio: StudioEngine) -> None:
    """Dashes that all lie level, on even ground."""
    area = np.full((96, 96, 3), 90, np.uint8)
    rng = np.random.default_rng(0)
    for y, x in rng.integers(4, 82, (60, 2)):
        area[y : y + 2, x : x + 10] = 220

    def upright(pixels: np.ndarray) -> float:
        values = pixels.astype(float).mean(2)
        return float(np.abs(np.diff(values, axis=1)).mean() / np.abs(np.diff(values, axis=0)).mean())

    assert upright(made(studio, area, 240, 240)) < 0.6
    assert upright(made(studio, area, 240, 240, turned=True)) > 0.75


def test_the_scale_enlarges_detail(studio: StudioEngine) -> None:
    area = grain(90, 90)
    assert steps(made(studio, area, 96, 96, scale=2.0))[1] < 0.7 * steps(made(studio, area, 96, 96))[1]


def test_a_large_canvas_of_a_small_area_is_filled_in_two_steps(studio: StudioEngine, monkeypatch) -> None:
    monkeypatch.setattr(texture, "WINDOWS", 24)
    across, inside = steps(made(studio, grain(60, 60), 240, 240, tileable=True))
    assert across < 1.15 * inside
    assert inside > 0.8 * steps(grain(60, 60))[1]


def test_16_bits_give_a_texture_of_16_bits_in_the_colours_of_the_photo(studio: StudioEngine) -> None:
    deep = (grain(80, 80).astype(np.uint16) * 257) + np.arange(80, dtype=np.uint16)[:, None, None]
    photo = Document((deep // 257).astype(np.uint8), Metadata(icc=None, exif=b"Exif"), deep=deep)
    canvas = canvas_like(photo, 96, 64)
    assert canvas.metadata.exif is None
    request = of_document(TextureRequest(canvas.pixels, area_of(photo)), canvas)
    result = canvas.apply(studio.run(request, lambda *_: None, CancelToken()).patch)
    assert result.deep is not None
    assert result.deep.shape == (64, 96, 3)
    assert np.count_nonzero(result.deep % 257) > 0.9 * result.deep.size


@pytest.mark.parametrize(
    ("options", "size", "told"),
    [
        ({}, (5000, 100), "16 to 4096"),
        ({}, (100, 8), "16 to 4096"),
        ({"scale": 0.1}, (100, 100), "scale must be between"),
        ({"scale": 0.25}, (100, 100), "select more, or scale it up"),
    ],
)
def test_what_cannot_be_made_is_one_sentence(studio: StudioEngine, options, size, told: str) -> None:
    with pytest.raises(RequestError, match=told):
        studio.run(TextureRequest(np.zeros((size[1], size[0], 3), np.uint8), grain(60, 60), **options),
                   lambda *_: None, CancelToken())  # fmt: skip


def test_an_area_must_be_in_the_photo_and_have_enough_pixels(studio: StudioEngine) -> None:
    photo = Document(grain(60, 80))
    for part in (Bounds(50, 0, 40, 40), Bounds(0, 0, 0, 10)):
        with pytest.raises(RequestError, match="not inside the photo, which has 80x60 pixels"):
            area_of(photo, part)
    assert np.array_equal(area_of(photo, Bounds(10, 20, 30, 40)), photo.pixels[20:60, 10:40])
    with pytest.raises(MaskError, match="selects nothing"):
        area_of(photo, mask=Mask(np.zeros((60, 80), np.uint8)))
    thin = np.zeros((60, 80), np.uint8)
    thin[::4] = 255
    with pytest.raises(StudioError, match="too small or too thin"):
        made(studio, area_of(photo, mask=Mask(thin)), 64, 64)


def test_cancelling_ends_it(studio: StudioEngine) -> None:
    cancel = CancelToken()

    def progress(share: float, _text: str) -> None:
        if share > 0.3:
            cancel.cancel()

    with pytest.raises(Cancelled):
        studio.run(TextureRequest(np.zeros((300, 300, 3), np.uint8), grain(80, 80)), progress, cancel)


def test_of_a_large_area_the_part_is_taken_that_is_selected(studio: StudioEngine) -> None:
    area = np.dstack([np.full((2100, 2400, 3), 255, np.uint8), np.zeros((2100, 2400), np.uint8)])
    area[:60, :2400, :3], area[:60, :2400, 3] = grain(60, 2400), 255  # a strip at the top; the middle holds nothing
    assert made(studio, area, 80, 64)[:, :, 1].std() > 20


def test_an_area_that_hardly_can_be_seen_is_told(studio: StudioEngine) -> None:
    with pytest.raises(MaskError, match="transparent"):
        made(studio, np.dstack([grain(64, 64), np.full((64, 64), 100, np.uint8)]), 64, 64)


def test_a_selection_that_is_gone_at_its_scale_is_told(studio: StudioEngine) -> None:
    area = np.dstack([grain(200, 200), np.zeros((200, 200), np.uint8)])
    area[1, :, 3] = 255
    with pytest.raises(RequestError, match="too thin"):
        made(studio, area, 64, 64, scale=0.25)
