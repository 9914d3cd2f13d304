from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.engine.conftest import picture
from vqstudio.core.document import Document
from vqstudio.core.errors import MaskError, RequestError
from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import Mask
from vqstudio.engine.cancel import Cancelled, CancelToken
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.requests import ReconstructRequest, StyleRequest
from vqstudio.engine.studio import StudioEngine
from vqstudio.engine.style.paint import Brush, StylePainter, enlarged
from vqstudio.engine.tokens.tokenizer import Tokenizer

CPU = ["CPUExecutionProvider"]


def run(studio: StudioEngine, request: StyleRequest | ReconstructRequest) -> np.ndarray:
    result = studio.run(request, lambda share, text: None, CancelToken())
    return Document(request.pixels).apply(result.patch).pixels


def test_styles_are_listed_in_order_with_thumbnails(studio: StudioEngine) -> None:
    styles = studio.styles()
    assert [s.name for s in styles] == ["ochre", "indigo"]
    assert all(s.thumbnail and s.thumbnail.startswith(b"\xff\xd8") for s in styles)


def test_each_style_and_strength_gives_its_own_picture(studio: StudioEngine) -> None:
    pixels = picture(61, 83)
    full, half, other = (
        run(studio, StyleRequest(pixels.copy(), name, strength)).astype(int)
        for name, strength in (("ochre", 1.0), ("ochre", 0.5), ("indigo", 1.0))
    )
    assert full.shape == pixels.shape
    assert np.abs(full - other).mean() > 1
    assert np.abs(full - half).mean() > 1


def test_strength_zero_is_the_photo(studio: StudioEngine) -> None:
    pixels = picture(50, 70)
    assert np.array_equal(run(studio, StyleRequest(pixels.copy(), "ochre", 0.0)), pixels)


def test_inside_a_mask_the_style_fades_with_its_alpha_and_stops_at_its_border(studio: StudioEngine) -> None:
    pixels = picture(200, 200)
    alpha = np.zeros((200, 200), np.uint8)
    alpha[83:121, 83:121] = 128
    alpha[90:110, 90:110] = 255
    whole = run(studio, StyleRequest(pixels.copy(), "ochre"))
    masked = run(studio, StyleRequest(pixels.copy(), "ochre", mask=Mask(alpha)))
    assert np.array_equal(masked[alpha == 0], pixels[alpha == 0])
    inner = (slice(92, 108), slice(92, 108))
    assert np.abs(masked[inner].astype(int) - whole[inner]).max() <= 1
    between = pixels[85, 85] + (whole[85, 85].astype(float) - pixels[85, 85]) * 128 / 255
    assert np.abs(masked[85, 85] - between).max() <= 2


def test_no_tile_of_a_painting_can_be_seen(packs_folder: Path) -> None:
    info = read_pack(packs_folder / "paint-f4")
    pixels = picture(460, 330)
    vector = np.array(info.manifest.styles[0].vector, np.float32)

    def paint(tile: int) -> np.ndarray:
        painter = StylePainter(info, CPU, Tokenizer(info, CPU, tile), tile, whole=0)
        area, brush = Bounds.of(pixels.shape), Brush(vector, 1.0)
        return painter.paint(pixels, area, brush, lambda share, text: None, CancelToken()).astype(int)

    assert np.abs(paint(4096) - paint(320)).max() <= 1


def test_transparency_is_kept(studio: StudioEngine) -> None:
    rgba = np.dstack([picture(40, 40), np.arange(1600, dtype=np.uint16).reshape(40, 40).astype(np.uint8)])
    assert np.array_equal(run(studio, StyleRequest(rgba.copy(), "ochre"))[:, :, 3], rgba[:, :, 3])


def test_unknown_styles_and_strengths_are_clear_errors(studio: StudioEngine) -> None:
    with pytest.raises(RequestError, match=r"no style 'sepia'.*ochre, indigo"):
        run(studio, StyleRequest(picture(20, 20), "sepia"))
    with pytest.raises(RequestError, match="between 0 and 1"):
        run(studio, StyleRequest(picture(20, 20), "ochre", 1.5))
    with pytest.raises(RequestError, match="forms must be between 0 and 1"):
        run(studio, StyleRequest(picture(20, 20), "ochre", forms=-0.1))
    with pytest.raises(MaskError, match="Nothing is selected"):
        run(studio, StyleRequest(picture(20, 20), "ochre", mask=Mask.empty(20, 20)))


def test_reconstruct_works_for_sizes_that_fit_no_stride(studio: StudioEngine) -> None:
    pixels = picture(37, 53)
    assert run(studio, ReconstructRequest(pixels)).shape == pixels.shape


def test_a_mixture_lies_between_its_styles_and_names_unknown_ones(studio: StudioEngine) -> None:
    pixels = picture(64, 64)
    one, other, same, half, most = (
        run(studio, StyleRequest(pixels.copy(), style)).astype(int)
        for style in ("ochre", "indigo", "ochre:3,indigo:0", "ochre:1,indigo:1", "ochre:9,indigo:1")
    )
    assert np.array_equal(one, same)
    assert np.abs(half - one).mean() > 1
    assert np.abs(half - other).mean() > 1
    assert 0 < np.abs(most - one).mean() < np.abs(half - one).mean() / 2
    for wrong, message in (
        ("ochre:0.5,sepia:0.5", "no style 'sepia'"),
        ("ochre:much", "'much'.*not a number"),
        ("ochre:0", "not all 0"),
        ("ochre:1e308,indigo:1e308", "not all 0"),
        ("ochre:2,indigo:-1", "must not be negative"),
    ):
        with pytest.raises(RequestError, match=message):
            run(studio, StyleRequest(pixels, wrong))


def test_kept_colours_are_the_photos(studio: StudioEngine) -> None:
    pixels = picture(64, 64)
    painted = run(studio, StyleRequest(pixels.copy(), "ochre", keep_colours=True))

    def colour(image: np.ndarray) -> np.ndarray:
        return np.asarray(Image.fromarray(image).convert("YCbCr"), int)[:, :, 1:]

    inside = ((painted > 4) & (painted < 251)).all(axis=2)  # where no channel was cut off
    assert inside.mean() > 0.2
    assert np.abs(colour(painted) - colour(pixels))[inside].max() <= 3
    assert np.abs(painted.astype(int) - pixels).mean() > 1


def test_larger_strokes_and_other_seeds_are_other_pictures_of_the_same_size(studio: StudioEngine) -> None:
    pixels = picture(96, 128)
    usual, large, again = (
        run(studio, StyleRequest(pixels.copy(), "ochre", scale=scale, seed=seed)).astype(int)
        for scale, seed in ((1.0, 0), (2.0, 0), (1.0, 1))
    )
    assert usual.shape == large.shape == pixels.shape
    assert np.abs(usual - large).mean() > 1
    assert np.abs(usual - again).mean() > 0.2


def test_outside_paints_what_the_mask_leaves_and_a_feather_fades(studio: StudioEngine) -> None:
    pixels = picture(160, 160)
    alpha = np.zeros((160, 160), np.uint8)
    alpha[40:120, 40:120] = 255
    inside, outside, soft = (
        run(studio, StyleRequest(pixels.copy(), "ochre", mask=Mask(alpha), outside=out, feather=feather))
        for out, feather in ((False, 0.0), (True, 0.0), (False, 20.0))
    )
    chosen = alpha > 0
    assert np.array_equal(outside[chosen], pixels[chosen])
    assert np.array_equal(inside[~chosen], pixels[~chosen])
    assert (outside[~chosen] != pixels[~chosen]).any(axis=1).mean() > 0.9
    edge = (slice(60, 100), slice(34, 40))
    assert (soft[edge] != pixels[edge]).any()
    assert np.array_equal(soft[:10], pixels[:10])


def test_thumbnails_of_every_style_can_be_cancelled(studio: StudioEngine) -> None:
    seen: list[tuple[str, tuple[int, ...]]] = []
    studio.style_thumbnails(picture(50, 50), lambda name, image: seen.append((name, image.shape)), CancelToken())
    assert seen == [("ochre", (50, 50, 3)), ("indigo", (50, 50, 3))]
    token = CancelToken()
    with pytest.raises(Cancelled):
        studio.style_thumbnails(picture(50, 50), lambda name, image: token.cancel(), token)


def test_a_painting_that_takes_long_shows_a_preview_of_all_of_it_first(studio: StudioEngine) -> None:
    pixels = picture(1000, 1200)
    events: list[object] = []

    def preview(bounds: Bounds, image: np.ndarray) -> None:
        events.append((bounds, image))

    request = StyleRequest(pixels, "ochre", scale=0.5)
    result = studio.run(request, lambda share, text: events.append(share), CancelToken(), preview)
    (at,) = [i for i, event in enumerate(events) if isinstance(event, tuple)]
    bounds, image = events[at]  # type: ignore[misc]
    assert bounds == Bounds.of(pixels.shape)
    assert max(event for event in events[:at] if isinstance(event, float)) < 0.2
    small = np.asarray(Image.fromarray(result.patch.after).resize((image.shape[1], image.shape[0])), int)
    assert np.abs(image - small).mean() < np.abs(image - small.mean((0, 1))).mean()


def test_a_painting_is_enlarged_with_the_sharp_edges_of_its_photo() -> None:
    photo = np.full((192, 288, 3), 60, np.uint8)
    photo[:, 143:] = 190
    small = np.asarray(Image.fromarray(photo).resize((96, 64), Image.Resampling.LANCZOS))
    strokes = np.random.default_rng(0).integers(-9, 9, small.shape)
    painting = np.clip(small + strokes, 0, 255).astype(np.uint8)
    whole = Bounds.of(photo.shape)
    made = enlarged(painting, small, photo, whole, 1.0)
    assert np.abs(made.astype(int) - photo).mean() < 6
    plain = np.asarray(Image.fromarray(painting).resize((288, 192), Image.Resampling.BICUBIC))
    edge = [np.abs(np.diff(each.astype(int).mean(0)[:, 0])).max() for each in (made, plain)]
    assert edge[0] > 1.3 * edge[1]
    for area in (Bounds(0, 0, 20, 30), Bounds(131, 57, 90, 101), Bounds(280, 190, 8, 2)):
        assert np.array_equal(enlarged(painting, small, photo, area, 1.0), made[area.slices])


def test_enlarging_stops_when_it_is_told_to() -> None:
    def step(share: float) -> None:
        raise Cancelled

    photo = picture(90, 120)
    with pytest.raises(Cancelled):
        enlarged(photo[::3, ::3], photo[::3, ::3], photo, Bounds.of(photo.shape), 1.0, step)
