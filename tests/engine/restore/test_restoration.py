"""All steps for an old photo, one after the other."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest

from tests.engine.conftest import picture
from vqstudio.core.document import Document, Patch
from vqstudio.core.errors import MaskError, RequestError
from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import Mask
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.features.table import feature_of
from vqstudio.engine.protocol import Engine
from vqstudio.engine.requests import Progress, Request, Result, no_progress
from vqstudio.engine.restoration import Restoration, restored
from vqstudio.engine.studio import StudioEngine

NOTHING = Restoration(0.0, 0.0, 0.0, 0.0, 0.0)


class CheckingEngine:
    """Checks requests as the real one does, and changes nothing; damage must not be looked for."""

    def __init__(self) -> None:
        self.requests: list[Request] = []

    def run(self, request: Request, progress: Progress, cancel: CancelToken) -> Result:
        feature_of(request).check(request)
        self.requests.append(request)
        return Result(Patch.between(request.pixels, request.pixels, Bounds(0, 0, 0, 0)), 0.1, "CPU")


@pytest.fixture
def engine() -> CheckingEngine:
    return CheckingEngine()


def restore(
    engine: CheckingEngine, photo: np.ndarray, wish: Restoration, progress: Progress = no_progress,
    mask: np.ndarray | None = None,
) -> Document:  # fmt: skip
    selected = None if mask is None else Mask(mask)
    return restored(Document(photo), wish, cast(Engine, engine), progress, CancelToken(), selected)


@pytest.mark.parametrize(("factor", "told"), [(0.5, "1 to 4 times"), (5.0, "1 to 4 times"), (4.0, "smaller factor")])
def test_a_photo_that_cannot_be_enlarged_is_told_before_it_is_repaired(
    engine: CheckingEngine, factor: float, told: str
) -> None:
    photo = np.zeros((10, 8000, 3), np.uint8)
    with pytest.raises(RequestError, match=told):
        restore(engine, photo, Restoration(noise=1.0, factor=factor), mask=np.zeros((10, 8000), np.uint8))
    assert engine.requests == []


@pytest.mark.parametrize("value", [0, 128, 255])
def test_a_mask_of_another_size_is_refused_whatever_is_in_it(engine: CheckingEngine, value: int) -> None:
    with pytest.raises(MaskError, match="same size"):
        restore(engine, picture(30, 40), NOTHING, mask=np.full((30, 41), value, np.uint8))


def test_an_empty_mask_repairs_nothing(engine: CheckingEngine) -> None:
    photo = picture(30, 40)
    assert np.array_equal(restore(engine, photo, NOTHING, mask=np.zeros((30, 40), np.uint8)).pixels, photo)
    assert engine.requests == []


def test_a_mask_that_leaves_nothing_to_copy_from_is_told(plain_studio: StudioEngine) -> None:
    whole = Mask(np.full((30, 40), 255, np.uint8))
    with pytest.raises(MaskError, match="whole photo is selected"):
        restored(Document(picture(30, 40)), NOTHING, plain_studio, no_progress, CancelToken(), whole)


def test_progress_comes_to_its_end_even_if_the_last_step_is_not_needed(engine: CheckingEngine) -> None:
    told: list[float] = []
    vivid = np.random.default_rng(0).integers(0, 256, (64, 64, 3)).astype(np.uint8)
    wish = Restoration(0.0, 0.5, 0.0, 0.0, None)  # not faded
    restore(engine, vivid, wish, lambda share, _text: told.append(share))
    assert len(engine.requests) == 1
    assert told[-1] == 1
