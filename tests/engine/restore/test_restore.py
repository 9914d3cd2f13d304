from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.engine.conftest import picture
from tests.toy_packs import add_restoring, make_photo_pack
from vqstudio.core.damage import LEAST, proposed
from vqstudio.core.deep import reduced
from vqstudio.core.document import Document
from vqstudio.core.errors import MaskError, PackError, RequestError
from vqstudio.core.mask import Mask
from vqstudio.core.paths import resources
from vqstudio.core.transform import Resize
from vqstudio.engine.cancel import Cancelled, CancelToken
from vqstudio.engine.models import Models
from vqstudio.engine.requests import ClearRequest, EnlargeRequest, Request, no_progress
from vqstudio.engine.restore import clarity, finder
from vqstudio.engine.studio import StudioEngine


@pytest.fixture(scope="module")
def restoring_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("restoring") / "packs"
    add_restoring(make_photo_pack(folder))
    return folder


@pytest.fixture(scope="module")
def engine(restoring_pack: Path) -> StudioEngine:
    return StudioEngine(restoring_pack)


def after(engine: StudioEngine, request: Request, document: Document | None = None) -> Document:
    document = document or Document(request.pixels)
    return document.apply(engine.run(request, no_progress, CancelToken()).patch)


def decibels(one: np.ndarray, other: np.ndarray) -> float:
    error = np.mean((one.astype(float) - other) ** 2)
    return 99.0 if error == 0 else 10 * np.log10(255**2 / error)


def deep_picture(height: int, width: int) -> np.ndarray:
    rng = np.random.default_rng(1)
    return (picture(height, width).astype(np.uint16) * 257 + rng.integers(0, 200, (height, width, 3))).astype(np.uint16)


# -- clear -------------------------------------------------------------------------------------------------------


def test_clearing_changes_the_photo_by_the_strengths_and_keeps_its_alpha(engine: StudioEngine) -> None:
    photo = np.dstack([picture(60, 84), np.random.default_rng(0).integers(0, 255, (60, 84), dtype=np.uint8)])
    weak, strong = (after(engine, ClearRequest(photo, noise, 0.0, 0.0)).pixels for noise in (0.3, 1.0))
    assert np.array_equal(strong[:, :, 3], photo[:, :, 3])
    assert not np.array_equal(weak, photo)
    assert not np.array_equal(weak, strong)


def test_a_photo_stays_as_it_is_if_nothing_is_to_go(engine: StudioEngine) -> None:
    result = engine.run(ClearRequest(picture(60, 84), 0.0, 0.0, 0.0), no_progress, CancelToken())
    assert result.patch.bounds.area == 0


def test_a_mask_limits_clearing_to_where_it_is_painted(engine: StudioEngine) -> None:
    photo, mask = picture(200, 300), np.zeros((200, 300), np.uint8)
    mask[80:120, 100:180], mask[80:120, 180:190] = 255, 128
    everywhere = after(engine, ClearRequest(photo, 1.0, 0.0, 0.0)).pixels.astype(int)
    there = after(engine, ClearRequest(photo, 1.0, 0.0, 0.0, Mask(mask))).pixels.astype(int)
    assert np.array_equal(there[mask == 0], photo[mask == 0])
    assert np.abs(there - everywhere)[mask == 255].max() <= 1
    half = np.abs(there - (photo + (everywhere - photo) * 128 / 255))[mask == 128]
    assert half.max() <= 2
    with pytest.raises(MaskError, match="same size"):
        after(engine, ClearRequest(photo, 1.0, 0.0, 0.0, Mask(mask[:100])))


@pytest.mark.parametrize("request_of", [ClearRequest, EnlargeRequest])
def test_between_faithful_and_rich_lies_their_mixture(engine: StudioEngine, request_of: type[Request]) -> None:
    photo = picture(60, 84)
    rich, half, faithful = (
        after(engine, request_of(photo, noise=0.8, compression=0.0, blur=0.0, faithful=share)).pixels.astype(int)  # type: ignore[call-arg]
        for share in (0.0, 0.5, 1.0)
    )
    assert np.abs(rich - faithful).mean() > 1
    assert np.abs(half - (rich + faithful) / 2)[(rich % 255 > 0) & (faithful % 255 > 0)].max() <= 1
    usual = after(engine, request_of(photo, noise=0.8, compression=0.0, blur=0.0)).pixels  # type: ignore[call-arg]
    assert np.array_equal(usual, faithful)


def test_a_pack_without_rich_networks_stays_faithful(
    restoring_pack: Path, engine: StudioEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clarity, "RICH", {"clarity": "prior", "enlarge": "prior"})  # which this pack lacks
    photo = picture(60, 84)
    rich = after(StudioEngine(restoring_pack), ClearRequest(photo, 0.8, 0.0, 0.0, faithful=0.0)).pixels
    assert np.array_equal(rich, after(engine, ClearRequest(photo, 0.8, 0.0, 0.0)).pixels)


@pytest.mark.parametrize("request_of", [ClearRequest, EnlargeRequest])
def test_16_bits_are_computed_with_their_precision(engine: StudioEngine, request_of: type[Request]) -> None:
    deep = deep_picture(48, 64)
    document = Document(reduced(deep), deep=deep)
    request = request_of(document.pixels, noise=0.5, compression=0.0, blur=0.0, deep=deep)  # type: ignore[call-arg]
    fine = after(engine, request, document)
    coarse = after(engine, request_of(document.pixels, noise=0.5, compression=0.0, blur=0.0))  # type: ignore[call-arg]
    assert fine.deep is not None
    assert np.array_equal(reduced(fine.deep), fine.pixels)
    assert decibels(fine.pixels, coarse.pixels) > 40
    unclipped = (fine.deep > 0) & (fine.deep < 65535)
    assert unclipped.mean() > 0.5
    assert (fine.deep[unclipped] % 257 != 0).mean() > 0.9


def test_tiles_agree_with_the_whole(engine: StudioEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = picture(300, 420)
    requests = [ClearRequest(photo, 1.0, 0.2, 0.1), EnlargeRequest(photo)]
    whole = [after(engine, request).pixels for request in requests]
    likely = engine.find_damage(photo, no_progress, CancelToken())
    for module, name in ((clarity, "TILE"), (clarity, "SMALL_TILE"), (finder, "TILE")):
        monkeypatch.setattr(module, name, 240)
    for request, expected in zip(requests, whole, strict=True):
        assert decibels(after(engine, request).pixels, expected) > 60
    assert decibels(engine.find_damage(photo, no_progress, CancelToken()), likely) > 60


def test_the_largest_tiles_stay_within_the_memory_of_models() -> None:
    studio = StudioEngine(resources() / "packs")
    found = studio.find_damage(picture(finder.TILE, finder.TILE), no_progress, CancelToken())
    assert found.shape == (finder.TILE, finder.TILE)


def test_strengths_beyond_their_range_are_told(engine: StudioEngine) -> None:
    for request in (ClearRequest(picture(32, 32), 1.2), EnlargeRequest(picture(32, 32), blur=-0.1)):
        with pytest.raises(RequestError, match="between 0 and 1"):
            engine.run(request, no_progress, CancelToken())
    with pytest.raises(RequestError, match="How faithful"):
        engine.run(ClearRequest(picture(32, 32), faithful=1.5), no_progress, CancelToken())


def test_what_is_not_said_is_measured(engine: StudioEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = picture(150, 200)
    monkeypatch.setattr(clarity, "LEAST", (0.0, 0.0, 0.0))
    measured = engine.measure(photo, CancelToken())
    assert measured.valid
    assert any(measured)
    automatic = after(engine, ClearRequest(photo)).pixels
    assert np.array_equal(automatic, after(engine, ClearRequest(photo, *measured)).pixels)
    monkeypatch.setattr(clarity, "LEAST", (2.0, 2.0, 2.0))
    assert not any(engine.measure(photo, CancelToken()))


def test_a_sky_that_compression_left_flat_says_nothing_of_it(
    engine: StudioEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clarity, "LEAST", (0.0, 0.0, 0.0))
    detail = np.random.default_rng(3).integers(60, 200, (256, 256, 3), dtype=np.uint8)
    photo = np.concatenate([np.full((256, 384, 3), 128, np.uint8), detail], 1)
    whole, part = (engine.measure(pixels, CancelToken()) for pixels in (photo, detail))
    assert 0 < part.compression < 1
    assert whole.compression == pytest.approx(part.compression)
    assert engine.measure(photo[:, :256], CancelToken()).valid


# -- enlarge -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("factor", "size"), [(2.0, (100, 142)), (1.5, (75, 106)), (3.0, (150, 213)), (4.0, (200, 284))]
)
def test_a_photo_gets_larger_and_stays_where_it_was(engine: StudioEngine, factor: float, size: tuple[int, int]) -> None:
    photo = np.dstack([picture(50, 71), np.full((50, 71), 200, np.uint8)])
    large = after(engine, EnlargeRequest(photo, factor)).pixels
    assert large.shape == (*size, 4)
    assert (large[:, :, 3] == 200).all()
    plain = Resize(size[1], size[0]).apply(photo)[:, :, :3]
    shifts = [decibels(np.roll(plain, (dy, dx), (0, 1)), large[:, :, :3]) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    assert int(np.argmax(shifts)) == 4


def test_outside_of_the_mask_a_photo_is_only_resampled(engine: StudioEngine) -> None:
    photo, mask = picture(60, 80), np.zeros((60, 80), np.uint8)
    mask[:, :40] = 255
    large = after(engine, EnlargeRequest(photo, mask=Mask(mask))).pixels
    plain = Resize(160, 120).apply(photo)
    assert np.array_equal(large[:, 90:], plain[:, 90:])
    assert not np.array_equal(large[:, :70], plain[:, :70])


@pytest.mark.parametrize("factor", [1.0, 4.5, -2.0])
def test_factors_that_make_no_sense_are_told(engine: StudioEngine, factor: float) -> None:
    with pytest.raises(RequestError, match="enlarged up to 4 times"):
        engine.run(EnlargeRequest(picture(20, 20), factor), no_progress, CancelToken())


def test_a_photo_does_not_grow_beyond_what_can_be_opened(engine: StudioEngine) -> None:
    with pytest.raises(RequestError, match="choose a smaller factor"):
        engine.run(EnlargeRequest(np.zeros((4000, 4000, 3), np.uint8), 4), no_progress, CancelToken())


def test_a_resizing_patch_can_be_reversed_and_fits_its_own_photo_alone(engine: StudioEngine) -> None:
    photo = Document(picture(40, 50))
    patch = engine.run(EnlargeRequest(photo.pixels), no_progress, CancelToken()).patch
    assert np.array_equal(photo.apply(patch).apply(patch.reversed()).pixels, photo.pixels)
    other = photo.pixels.copy()
    other[3, 3] += 1
    with pytest.raises(Exception, match="run it again"):
        Document(other).apply(patch)


# -- damage ------------------------------------------------------------------------------------------------------


def test_damage_is_looked_for_in_the_whole_photo(engine: StudioEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float] = []
    photo = picture(131, 245)
    likely = engine.find_damage(
        np.dstack([photo, photo[:, :, 0]]), lambda share, _text: told.append(share), CancelToken()
    )
    assert likely.shape == (131, 245)
    assert likely.dtype == np.uint8
    assert told
    monkeypatch.setattr(finder, "LARGEST_SEEN", 131 * 245 // 4)
    assert engine.find_damage(photo, no_progress, CancelToken()).shape == (131, 245)


def test_looking_for_damage_can_be_cancelled(engine: StudioEngine) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        engine.find_damage(picture(64, 64), no_progress, token)


def test_a_pack_without_a_finder_says_so(packs_folder: Path) -> None:
    engine = StudioEngine(packs_folder)
    with pytest.raises(PackError, match="has no finder"):
        engine.find_damage(picture(64, 64), no_progress, CancelToken())
    assert Models(packs_folder).restore("photo-f8")  # other features are not harmed


def test_more_sensitivity_proposes_more_and_specks_are_left_out() -> None:
    likely = np.zeros((60, 60), np.uint8)
    likely[10:20, 10:20], likely[10:20, 20:24], likely[30:40, 30:40], likely[50, 50] = 254, 250, 180, 255
    sure, usual, all_of_it = (proposed(likely, sensitivity) for sensitivity in (0.1, 0.5, 0.9))
    for mask in (sure, usual, all_of_it):
        assert set(np.unique(mask)) == {0, 255}
    assert sure[15, 15]
    assert sure[9, 15], "the rim belongs to it"
    assert sure[15, 23], "what touches a certain place may be less certain"
    assert not sure[50, 50], f"less than {LEAST} pixels"
    assert not usual[35, 35]
    assert all_of_it[35, 35]


@pytest.mark.parametrize("request_of", [ClearRequest, EnlargeRequest])
def test_what_hides_under_transparency_does_not_darken_the_rim(engine: StudioEngine, request_of: type[Request]) -> None:
    photo = np.zeros((40, 40, 4), np.uint8)
    photo[10:30, 10:30] = 255
    white = np.full_like(photo, 255)
    white[:, :, 3] = photo[:, :, 3]
    faults = {"noise": 0.8, "compression": 0.2, "blur": 0.3}
    black, bright = (after(engine, request_of(each, **faults)).pixels for each in (photo, white))  # type: ignore[call-arg]
    assert np.array_equal(black[:, :, 3], bright[:, :, 3])
    assert np.array_equal(black[black[:, :, 3] > 0], bright[bright[:, :, 3] > 0])
