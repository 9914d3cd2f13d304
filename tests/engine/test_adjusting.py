from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vqstudio.core.adjust import Adjustment
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


def test_what_makes_no_sense_is_told(engine: StudioEngine) -> None:
    with pytest.raises(RequestError, match="too far"):
        adjusted(engine, Adjustment(contrast=1.5))
    with pytest.raises(MaskError, match="same size"):
        adjusted(engine, Adjustment(contrast=0.5), np.zeros((3, 3), np.uint8))
