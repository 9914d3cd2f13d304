"""Deep holes in a pack that has a token prior."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from tests.engine.conftest import picture
from tests.toy_packs import add_prior, add_repair_decoder, make_photo_pack
from vqstudio.core.document import Document
from vqstudio.core.geometry import Margins
from vqstudio.core.mask import Mask
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.repair import models as repair_models
from vqstudio.engine.repair.holes import ALL_WAYS
from vqstudio.engine.requests import ExtendRequest, RepairRequest
from vqstudio.engine.studio import StudioEngine


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> tuple[StudioEngine, StudioEngine]:
    """With the prior, and without."""
    folder = tmp_path_factory.mktemp("prior")
    plain = make_photo_pack(folder / "plain" / "packs")
    add_repair_decoder(plain, wild=True)
    shutil.copytree(plain.parent, folder / "packs")
    add_prior(folder / "packs" / "photo-f8")
    return StudioEngine(folder / "packs"), StudioEngine(plain.parent)


def fill(engine: StudioEngine, turn: int = 0, only: bool = False) -> np.ndarray:
    """What votes of patches make of a hole when it is their ``turn`` for the second, third, ... time."""
    seed = ALL_WAYS * turn + ALL_WAYS - 1
    pixels = picture(160, 200, 0)
    hole, source = np.zeros((2, 160, 200), np.uint8)
    hole[40:110, 60:140] = 255
    source[:, :50] = 255
    request = RepairRequest(pixels, Mask(hole), seed, Mask(source) if only else None, detail=0.0)
    result = engine.run(request, lambda share, text: None, CancelToken())
    return Document(pixels.copy()).apply(result.patch).pixels


def test_tokens_are_drawn_and_copied_in_turn(engines: tuple[StudioEngine, StudioEngine]) -> None:
    drawing, copying = engines
    assert np.array_equal(fill(drawing, 1), fill(copying, 1))
    assert not np.array_equal(fill(drawing, 2), fill(copying, 2))
    assert np.array_equal(fill(drawing, 2), fill(drawing, 2))


@pytest.mark.parametrize(("clearly", "drawn"), [(-100.0, True), (100.0, False)])
def test_the_first_fill_is_drawn_where_that_is_clearly_likelier(
    engines: tuple[StudioEngine, StudioEngine], clearly: float, drawn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repair_models, "CLEARLY", clearly)
    drawing, copying = engines
    assert np.array_equal(fill(drawing), fill(copying)) is not drawn


def test_nothing_is_drawn_where_the_source_is_chosen(engines: tuple[StudioEngine, StudioEngine]) -> None:
    drawing, copying = engines
    assert np.array_equal(fill(drawing, only=True), fill(copying, only=True))


@pytest.mark.parametrize(("seed", "drawn"), [(0, False), (4, True)])
def test_a_photo_is_extended_by_copies_before_any_are_drawn(
    engines: tuple[StudioEngine, StudioEngine], seed: int, drawn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repair_models, "CLEARLY", -100.0)
    request = ExtendRequest(picture(120, 200, 0), Margins(right=100), seed)
    pictures = [engine.run(request, lambda share, text: None, CancelToken()).patch.after for engine in engines]
    assert np.array_equal(*pictures) is not drawn
