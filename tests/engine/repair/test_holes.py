from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.conftest import picture
from vqstudio.core.deep import reduced
from vqstudio.core.document import Document
from vqstudio.core.errors import MaskError
from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import Mask
from vqstudio.engine.cancel import Cancelled, CancelToken
from vqstudio.engine.repair.exemplar import Searcher
from vqstudio.engine.repair.pyramid import Level
from vqstudio.engine.requests import RepairRequest, Result, of_document
from vqstudio.engine.studio import StudioEngine
from vqstudio.engine.tokens.fill import fill_tokens


def run(studio: StudioEngine, pixels: np.ndarray, alpha: np.ndarray, seed: int = 0) -> tuple[np.ndarray, Result]:
    document = Document(pixels)
    request = RepairRequest(document.pixels, Mask(alpha), seed)
    result = studio.run(request, lambda share, text: None, CancelToken())
    return document.apply(result.patch).pixels, result


@pytest.mark.parametrize("seed", [0, 4], ids=["shifts", "votes"])
@pytest.mark.parametrize("hole", [np.s_[40:80, 60:110], np.s_[50:53, 20:140]], ids=["thick", "thin"])
def test_16_bits_are_filled_with_16_bits(knowing_studio: StudioEngine, seed: int, hole: tuple[slice, slice]) -> None:
    rows, columns = np.mgrid[:120, :160]
    deep = np.repeat((20_000 + 3 * columns + 7 * rows)[:, :, None], 3, 2).astype(np.uint16)  # of 8 bits six levels
    document = Document(reduced(deep), deep=deep)
    alpha = np.zeros(deep.shape[:2], np.uint8)
    alpha[hole] = 255
    request = of_document(RepairRequest(document.pixels, Mask(alpha), seed), document)
    after = document.apply(knowing_studio.run(request, lambda share, text: None, CancelToken()).patch)
    assert after.deep is not None
    assert np.array_equal(after.deep[alpha == 0], deep[alpha == 0])
    assert np.array_equal(after.pixels, reduced(after.deep))
    across, down = (np.diff(after.deep.astype(int), axis=axis)[hole] for axis in (1, 0))
    assert max(np.abs(across).max(), np.abs(down).max()) < 60  # a level of 8 bits is 257
    assert np.abs(after.deep.astype(int) - deep)[hole].mean() < 100


def random_mask(rng: np.random.Generator, height: int, width: int, kind: str) -> np.ndarray:
    alpha = np.zeros((height, width), np.uint8)
    if kind == "dots":
        alpha[rng.random((height, width)) < 0.02] = rng.integers(1, 256)
    elif kind == "line":
        rows = np.linspace(rng.integers(height), rng.integers(height), width).astype(int)
        alpha[rows, np.arange(width)] = 255
    else:
        y, x = rng.integers(height), rng.integers(width)
        alpha[y : y + max(1, height // 3), x : x + max(1, width // 3)] = 255
    alpha[rng.integers(height), rng.integers(width)] = 255
    return alpha


@settings(max_examples=40, deadline=None)
@given(
    height=st.integers(1, 150),
    width=st.integers(1, 150),
    kind=st.sampled_from(["dots", "line", "box"]),
    channels=st.sampled_from([3, 4]),
    seed=st.integers(0, 2**16),
)
def test_pixels_outside_the_mask_stay_bit_identical(
    studio: StudioEngine, height: int, width: int, kind: str, channels: int, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    pixels = np.concatenate([picture(height, width, seed), rng.integers(0, 256, (height, width, 1), np.uint8)], axis=2)
    pixels = np.ascontiguousarray(pixels[:, :, :channels])
    alpha = random_mask(rng, height, width, kind)
    if (alpha > 0).all():
        with pytest.raises(MaskError):
            run(studio, pixels.copy(), alpha)
        return
    after, _ = run(studio, pixels.copy(), alpha)
    assert np.array_equal(after[alpha == 0], pixels[alpha == 0])
    assert np.array_equal(after[:, :, 3:], pixels[:, :, 3:])


def test_the_fill_comes_from_the_surroundings(studio: StudioEngine) -> None:
    pixels = picture(160, 200)
    truth = pixels.copy()
    alpha = np.zeros((160, 200), np.uint8)
    alpha[60:90, 80:120] = 255
    pixels[alpha > 0] = (255, 0, 255)
    after, result = run(studio, pixels, alpha)
    filled = after[alpha > 0].astype(int)
    assert np.abs(filled - truth[alpha > 0]).mean() < 50  # pixels drawn at random from the picture: 66
    assert not (filled == (255, 0, 255)).all(axis=1).any()
    assert result.patch.bounds.width <= 40
    assert result.patch.bounds.height <= 30


def test_a_regular_pattern_continues(studio: StudioEngine) -> None:
    yy, xx = np.mgrid[:160, :160]
    pattern = np.where((xx // 8 + yy // 8) % 2, 220, 30).astype(np.uint8)
    truth = np.repeat(pattern[:, :, None], 3, axis=2)
    pixels = truth.copy()
    alpha = np.zeros((160, 160), np.uint8)
    alpha[70:74, 40:120] = 255
    pixels[alpha > 0] = 128
    after, _ = run(studio, pixels, alpha)
    assert np.abs(after[alpha > 0].astype(int) - truth[alpha > 0]).mean() < 12


def test_scratches_all_over_a_large_photo_are_filled_like_their_surroundings(studio: StudioEngine) -> None:
    truth = picture(420, 640, seed=4)
    alpha = np.zeros((420, 640), np.uint8)
    for number in range(14):
        rows = np.clip(np.linspace(30 * number, 420 - 20 * number, 640).astype(int), 0, 416)
        for thickness in range(3):
            alpha[rows + thickness, np.arange(640)] = 255
    pixels = truth.copy()
    pixels[alpha > 0] = 255
    after, _ = run(studio, pixels, alpha)
    assert np.abs(after[alpha > 0].astype(int) - truth[alpha > 0]).mean() < 12


def test_ten_repairs_in_a_row_leave_the_rest_alone(studio: StudioEngine) -> None:
    pixels = picture(120, 120)
    rows, columns = np.mgrid[:120, :120]
    touched = np.zeros((120, 120), bool)
    now = pixels.copy()
    for number in range(10):
        disc = (rows - 12 * number) ** 2 + (columns - 45) ** 2 < 60
        alpha = np.where(disc, 255, 0).astype(np.uint8)
        touched |= alpha > 0
        now, _ = run(studio, now.copy(), alpha, seed=number)
    assert np.array_equal(now[~touched], pixels[~touched])


def test_the_same_request_gives_the_same_pixels(studio: StudioEngine) -> None:
    pixels, alpha = picture(140, 140), np.zeros((140, 140), np.uint8)
    alpha[50:90, 50:90] = 255
    first, second = (run(studio, pixels.copy(), alpha, seed=7)[0] for _ in range(2))
    assert np.array_equal(first, second)


def test_islands_far_apart_change_only_themselves(studio: StudioEngine) -> None:
    pixels = picture(300, 420)
    alpha = np.zeros((300, 420), np.uint8)
    alpha[20:40, 20:50] = 255
    alpha[250:280, 380:410] = 255
    messages: list[str] = []
    request = RepairRequest(pixels, Mask(alpha))
    result = studio.run(request, lambda share, text: messages.append(text), CancelToken())
    assert any("part 2 of 2" in message for message in messages)
    assert result.patch.bounds.width == 390


def test_a_preview_of_every_part_comes_before_the_result(studio: StudioEngine) -> None:
    pixels = picture(300, 420)
    alpha = np.zeros((300, 420), np.uint8)
    alpha[20:40, 20:50] = 255
    alpha[250:280, 380:410] = 255
    pixels[alpha > 0] = (255, 0, 255)
    seen = np.zeros((300, 420), bool)
    before = []

    def preview(bounds: Bounds, part: np.ndarray) -> None:
        seen[bounds.slices] = True
        known = alpha[bounds.slices] == 0
        assert np.array_equal(part[known], pixels[bounds.slices][known])
        assert not (part == (255, 0, 255)).all(axis=2).any()
        before.append(bounds)

    def progress(share: float, text: str) -> None:
        if share == 1:
            assert before

    studio.run(RepairRequest(pixels, Mask(alpha)), progress, CancelToken(), preview)
    assert seen[alpha > 0].all()


def test_an_empty_mask_and_a_wrong_size_are_clear_errors(studio: StudioEngine) -> None:
    with pytest.raises(MaskError, match="Nothing is selected"):
        run(studio, picture(40, 40), np.zeros((40, 40), np.uint8))
    with pytest.raises(MaskError, match="30x20 pixels, the photo 40x40"):
        run(studio, picture(40, 40), np.zeros((20, 30), np.uint8))


@pytest.mark.parametrize("seed", range(4))
def test_progress_moves_with_the_work(studio: StudioEngine, seed: int) -> None:
    alpha = np.zeros((700, 800), np.uint8)
    alpha[200:420, 250:500] = 255
    alpha[600, 20:700] = 255
    shares: list[float] = []
    request = RepairRequest(picture(700, 800), Mask(alpha), seed)
    studio.run(request, lambda share, text: shares.append(share), CancelToken())
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert max(b - a for a, b in itertools.pairwise(shares)) < 0.25  # nothing long is done in one go


def test_cancelling_stops_the_work(studio: StudioEngine) -> None:
    alpha = np.zeros((200, 200), np.uint8)
    alpha[80:120, 80:120] = 255
    cancel = CancelToken()

    def progress(share: float, text: str) -> None:
        if share > 0.3:
            cancel.cancel()

    with pytest.raises(Cancelled):
        studio.run(RepairRequest(picture(200, 200), Mask(alpha)), progress, cancel)


def test_another_seed_is_another_fill(studio: StudioEngine) -> None:
    pixels, alpha = picture(140, 140), np.zeros((140, 140), np.uint8)
    alpha[50:90, 50:90] = 255
    fills = [run(studio, pixels.copy(), alpha, seed)[0][alpha > 0].astype(int) for seed in (0, 1, 2)]
    for one, other in itertools.combinations(fills, 2):
        assert np.abs(one - other).mean() > 1


def test_another_seed_takes_tokens_from_elsewhere() -> None:
    z = np.random.default_rng(0).standard_normal((4, 20, 20), dtype=np.float32)
    unknown = np.zeros((20, 20), bool)
    unknown[8:12, 8:12] = True

    def origin(seed: int) -> np.ndarray:
        return fill_tokens(z, np.zeros((3, 20, 20), np.float32), unknown, ~unknown, seed, CancelToken())[unknown]

    assert np.array_equal(origin(1), origin(1))
    assert (origin(0) != origin(1)).mean() > 0.25
    assert (origin(1) != origin(2)).mean() > 0.25


def test_another_seed_takes_patches_from_elsewhere() -> None:
    hole = np.zeros((60, 60), bool)
    hole[20:40, 20:40] = True

    def sources(prefer: bool) -> np.ndarray:
        level = Level(picture(60, 60).astype(np.float32), hole)
        searcher = Searcher(level, ~hole, np.random.default_rng(0), CancelToken())
        if prefer:
            searcher.prefer_places()
        field = searcher.exact()
        return field.sy * 60 + field.sx

    assert (sources(False) != sources(True)).mean() > 0.25
