from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.engine.conftest import picture
from vqstudio.core.document import Document
from vqstudio.core.errors import MaskError, RequestError
from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import Mask
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.packs import read_pack
from vqstudio.engine.requests import ReconstructRequest, StyleRequest
from vqstudio.engine.studio import StudioEngine
from vqstudio.engine.style import Brush, StylePainter
from vqstudio.engine.tokenizer import Tokenizer

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
    pixels = picture(300, 210)
    vector = np.array(info.manifest.styles[0].vector, np.float32)

    def paint(tile: int) -> np.ndarray:
        painter = StylePainter(info, CPU, Tokenizer(info, CPU, tile), tile)
        area, brush = Bounds.of(pixels.shape), Brush(vector, 1.0)
        return painter.paint(pixels, area, brush, lambda share, text: None, CancelToken()).astype(int)

    assert np.abs(paint(4096) - paint(224)).max() <= 1


def test_transparency_is_kept(studio: StudioEngine) -> None:
    rgba = np.dstack([picture(40, 40), np.arange(1600, dtype=np.uint16).reshape(40, 40).astype(np.uint8)])
    assert np.array_equal(run(studio, StyleRequest(rgba.copy(), "ochre"))[:, :, 3], rgba[:, :, 3])


def test_unknown_styles_and_strengths_are_clear_errors(studio: StudioEngine) -> None:
    with pytest.raises(RequestError, match=r"no style 'sepia'.*ochre, indigo"):
        run(studio, StyleRequest(picture(20, 20), "sepia"))
    with pytest.raises(RequestError, match="between 0 and 1"):
        run(studio, StyleRequest(picture(20, 20), "ochre", 1.5))
    with pytest.raises(MaskError, match="Nothing is selected"):
        run(studio, StyleRequest(picture(20, 20), "ochre", mask=Mask.empty(20, 20)))


def test_reconstruct_works_for_sizes_that_fit_no_stride(studio: StudioEngine) -> None:
    pixels = picture(37, 53)
    assert run(studio, ReconstructRequest(pixels)).shape == pixels.shape
