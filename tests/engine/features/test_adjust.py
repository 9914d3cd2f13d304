from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vqstudio.core.adjust import Adjustment
from vqstudio.core.deep import reduced
from vqstudio.core.document import Document
from vqstudio.core.errors import MaskError, RequestError
from vqstudio.core.mask import Mask
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import AdjustRequest
from vqstudio.engine.studio import StudioEngine


@pytest.fixture
def engine(tmp_path: Path) -> StudioEngine:
    """Adjusting needs no models."""
    return StudioEngine(tmp_path / "packs")


def photo() -> np.ndarray:
    return np.random.default_rng(0).integers(40, 200, (40, 50, 4)).astype(np.uint8)


def adjusted(engine: StudioEngine, adjustment: Adjustment, mask: np.ndarray | None = None) -> np.ndarray:
    request = AdjustRequest(photo(), adjustment, None if mask is None else Mask(mask))
    result = engine.run(request, lambda share, text: None, CancelToken())
    return Document(photo()).apply(result.patch).pixels


def test_the_whole_photo_gets_brighter_without_its_alpha(engine: StudioEngine) -> None:
    after = adjusted(engine, Adjustment(exposure=1))
    assert (after[:, :, :3] > photo()[:, :, :3]).all()
    assert np.array_equal(after[:, :, 3], photo()[:, :, 3])


def test_a_mask_says_where_and_how_much(engine: StudioEngine) -> None:
    mask = np.zeros((40, 50), np.uint8)
    mask[10:20], mask[20:30] = 128, 255
    after, before = adjusted(engine, Adjustment(exposure=1), mask).astype(int), photo().astype(int)
    gain = (after - before)[:, :, :3].mean((1, 2))
    assert not gain[:10].any()
    assert 0.4 < gain[10:20].mean() / gain[20:30].mean() < 0.6


@pytest.mark.parametrize("masked", [False, True])
def test_16_bits_are_adjusted_with_their_precision(engine: StudioEngine, masked: bool) -> None:
    ramp = np.linspace(0, 20_000, 4096).astype(np.uint16).reshape(64, 64)
    deep = np.dstack([ramp] * 3 + [np.full_like(ramp, 60_001)])
    document = Document(reduced(deep), deep=deep)
    mask = Mask(np.where(ramp < 10_000, 0, 255).astype(np.uint8)) if masked else None
    request = AdjustRequest(document.pixels, Adjustment(exposure=2), mask, deep)
    result = engine.run(request, lambda share, text: None, CancelToken())
    after = document.apply(result.patch)
    assert after.deep is not None
    assert np.array_equal(after.pixels, reduced(after.deep))
    assert np.array_equal(after.deep[:, :, 3], deep[:, :, 3])
    assert len(np.unique(after.deep[:, :, 0])) > 3500  # no bands
    outside = ramp < 10_000 if masked else np.zeros_like(ramp, bool)
    assert np.array_equal(after.deep[outside], deep[outside])
    assert (after.deep[:, :, :3][~outside & (ramp > 100)] > deep[:, :, :3][~outside & (ramp > 100)]).all()
    assert np.array_equal(after.apply(result.patch.reversed()).deep, deep)


def test_a_change_too_small_for_8_bits_is_kept_in_16(engine: StudioEngine) -> None:
    deep = np.full((8, 8, 3), 30_000, np.uint16)
    request = AdjustRequest(reduced(deep), Adjustment(exposure=0.001), deep=deep)
    result = engine.run(request, lambda share, text: None, CancelToken())
    after = Document(reduced(deep), deep=deep).apply(result.patch)
    assert np.array_equal(after.pixels, reduced(deep))
    assert after.deep is not None
    assert (after.deep > deep).all()


def test_what_makes_no_sense_is_told(engine: StudioEngine) -> None:
    with pytest.raises(RequestError, match="too far"):
        adjusted(engine, Adjustment(contrast=1.5))
    with pytest.raises(RequestError, match="too far"):
        adjusted(engine, Adjustment(fade=-0.1))
    with pytest.raises(RequestError, match="neutral"):
        adjusted(engine, Adjustment(grey="sepia"))
    with pytest.raises(MaskError, match="same size"):
        adjusted(engine, Adjustment(contrast=0.5), np.zeros((3, 3), np.uint8))
