from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.toy_packs import add_prior, make_photo_pack
from vqstudio.engine.cancel import Cancelled, CancelToken
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.tokens.prior import Sampling, TokenPrior, Told, draw, fill


@pytest.fixture(scope="module")
def prior(tmp_path_factory: pytest.TempPathFactory) -> TokenPrior:
    pack = make_photo_pack(tmp_path_factory.mktemp("prior") / "packs")
    add_prior(pack)
    return TokenPrior(read_pack(pack), ["CPUExecutionProvider"])


def grid_with_hole() -> tuple[np.ndarray, np.ndarray]:
    tokens = np.random.default_rng(0).integers(64, size=(9, 14))
    unknown = np.zeros((9, 14), bool)
    unknown[2:7, 3:11] = True
    return tokens, unknown


def test_only_unknown_tokens_are_drawn_and_a_seed_repeats_them(prior: TokenPrior) -> None:
    tokens, unknown = grid_with_hole()
    first, again, other = (prior.fill(tokens, unknown, seed, Sampling(), CancelToken()) for seed in (1, 1, 2))
    assert np.array_equal(first[~unknown], tokens[~unknown])
    assert first[unknown].max() < 64
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_what_was_unknown_has_no_say(prior: TokenPrior) -> None:
    tokens, unknown = grid_with_hole()
    changed = np.where(unknown, 0, tokens)
    one, two = (prior.fill(grid, unknown, 1, Sampling(), CancelToken()) for grid in (tokens, changed))
    assert np.array_equal(one, two)


def test_everything_is_drawn_in_one_step_or_in_more_steps_than_cells(prior: TokenPrior) -> None:
    tokens, unknown = grid_with_hole()
    shares: list[float] = []
    for steps in (1, 200):
        filled = prior.fill(tokens, unknown, 0, Sampling(steps=steps), CancelToken(), shares.append)
        assert filled.max() < 64
    assert shares[0] == 1


def test_a_fill_can_be_cancelled_between_steps(prior: TokenPrior) -> None:
    tokens, unknown = grid_with_hole()
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        prior.fill(tokens, unknown, 0, Sampling(), cancel, lambda share: cancel.cancel())


def test_tokens_of_the_prior_are_likelier_than_random_ones(prior: TokenPrior) -> None:
    tokens, unknown = grid_with_hole()
    cells = np.flatnonzero(unknown)
    own = prior.fill(tokens, unknown, 0, Sampling(steps=1, temperature=0), CancelToken())
    likelier, random = prior.log_likelihoods((own, tokens), unknown, cells, CancelToken())
    assert 0 > likelier > random


def test_draws_follow_the_probabilities_and_their_limits() -> None:
    share = np.array([0.5, 0.3, 0.15, 0.05])
    logits = np.tile(np.log(share, dtype=np.float32) + 3, (4000, 1))
    chance = (np.arange(4000) + 0.5) / 4000

    def frequencies(sampling: Sampling) -> np.ndarray:
        return np.bincount(draw(logits, sampling, chance)[0], minlength=4) / 4000

    assert np.allclose(frequencies(Sampling(nucleus=1)), share, atol=0.002)
    assert np.allclose(frequencies(Sampling(nucleus=0.6)), [0.625, 0.375, 0, 0], atol=0.002)
    assert np.allclose(frequencies(Sampling(nucleus=1, top_k=1)), [1, 0, 0, 0])
    assert np.allclose(frequencies(Sampling(temperature=0)), [1, 0, 0, 0])
    assert frequencies(Sampling(nucleus=1, temperature=2))[3] > 0.08


@pytest.mark.parametrize("wrong", [{"steps": 0}, {"temperature": -1.0}, {"nucleus": 0.0}, {"top_k": -1}])
def test_senseless_sampling_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="makes no sense"):
        Sampling(**wrong)  # type: ignore[arg-type]


def test_guidance_goes_beyond_what_a_subject_says(tmp_path: Path) -> None:
    pack = make_photo_pack(tmp_path / "packs")
    add_prior(pack, ("sea", "sky"))
    prior = TokenPrior(read_pack(pack), ["CPUExecutionProvider"])
    tokens, unknown = grid_with_hole()
    grid, cells, heights = np.where(unknown, 64, tokens)[None], np.flatnonzero(unknown), np.linspace(-1, 1, 9)

    def logits(told: Told | None) -> np.ndarray:
        return prior.logits(grid, cells, CancelToken(), told)

    plain, once, thrice = logits(None), logits(Told(2, heights, 1.0)), logits(Told(2, heights, 3.0))
    assert np.abs(once - plain).max() > 0.01
    np.testing.assert_allclose(thrice - plain, 3 * (once - plain), atol=1e-3)
    np.testing.assert_allclose(logits(Told(2, heights, 0.0)), plain, atol=1e-4)
    assert np.abs(logits(Told(1, heights, 1.0)) - once).max() > 0.01
    assert np.abs(logits(Told(2, -heights, 1.0)) - once).max() > 0.01


def test_tokens_that_are_drawn_together_lie_apart_if_they_are_to_be_spread() -> None:
    grids: list[np.ndarray] = []

    def logits(grid: np.ndarray, cells: np.ndarray) -> np.ndarray:
        grids.append(grid[0] < 64)
        return np.zeros((len(cells), 64), np.float32)

    unknown = np.ones((32, 32), bool)
    fill(logits, 64, np.zeros((32, 32), np.int64), unknown, 0, Sampling(steps=8, spread=True))
    first = grids[1]
    assert first.sum() > 15
    assert not (first[1:] & first[:-1]).any()
    assert not (first[:, 1:] & first[:, :-1]).any()
    quarters = [first[:16, :16], first[:16, 16:], first[16:, :16], first[16:, 16:]]
    assert max(part.sum() for part in quarters) - min(part.sum() for part in quarters) <= 2


@pytest.mark.parametrize("spread", [False, True])
def test_it_draws_the_same_whether_or_not_one_looks(prior: TokenPrior, spread: bool) -> None:
    tokens, unknown = grid_with_hole()
    seen: list[np.ndarray] = []
    sampling = Sampling(steps=8, spread=spread)

    def logits(grid: np.ndarray, cells: np.ndarray) -> np.ndarray:
        return prior.logits(grid, cells, CancelToken())

    unseen = fill(logits, 64, tokens, unknown, 3, sampling)
    assert np.array_equal(fill(logits, 64, tokens, unknown, 3, sampling, seen=seen.append), unseen)
    assert len(seen) == 3  # after rounds 2, 4 and 6
    assert all(guesses.max() < 64 and np.array_equal(guesses[~unknown], tokens[~unknown]) for guesses in seen)
