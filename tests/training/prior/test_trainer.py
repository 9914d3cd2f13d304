from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from tests.toy_packs import make_photo_pack
from tests.training.conftest import assert_it_resumes_exactly
from training.__main__ import main
from training.common.prior_recipes import PriorModelRecipe, PriorRecipe
from training.common.recipes import load_recipe
from training.prior.masks import hidden_tokens
from training.prior.network import TokenPrior
from training.prior.trainer import PriorTrainer, drawn_anew, nearest_known
from vqstudio.engine.packs.pack import read_pack

PRIOR = """
id = "toy"
[model]
channels = 16
heads = 2
dilations = [1, 2]
attend_every = 2
[schedule]
steps = 4
batch = 2
crop = 64
max_shrink = 1.0
learning_rate = 1e-3
warm_up = 1
gradient_clip = 1.0
ema = 0.9
sheet_every = 2
checkpoint_every = 2
"""
SHAPE = PriorModelRecipe(channels=16, heads=2, dilations=(1, 2), attend_every=2)


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    (tmp_path / "toy.toml").write_text(PRIOR)
    return tmp_path / "toy.toml"


def test_the_command_trains_and_the_prior_joins_its_pack(
    recipe: Path, photo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack, out = make_photo_pack(tmp_path / "packs"), tmp_path / "prior"
    arguments = ["--recipe", str(recipe), "--tokenizer", str(pack), "--data", str(photo_folder)]
    assert main(["prior", *arguments, "--out", str(out), "--export", str(pack)]) == 0
    assert list((out / "sheets").glob("*.png"))
    assert "prior" in read_pack(pack).manifest.graphs
    assert main(["prior", *arguments, "--out", str(tmp_path / "more"), "--init", str(pack), "--steps", "1"]) == 0
    capsys.readouterr()
    said = []
    for _ in range(2):
        assert main(["evaluate-prior", str(pack), "--data", str(photo_folder)]) == 0
        said.append(capsys.readouterr().out)
    assert [line.split()[0] for line in said[0].splitlines()][:3] == ["cross_entropy", "unigram", "copy"]
    assert said[0] == said[1]


def test_an_interrupted_run_resumes_to_the_very_same_state(recipe: Path, photo_folder: Path, tmp_path: Path) -> None:
    pack = make_photo_pack(tmp_path / "packs")
    loaded = load_recipe(str(recipe), PriorRecipe)
    assert_it_resumes_exactly(lambda: PriorTrainer(loaded, pack, photo_folder), tmp_path)


def test_a_run_is_not_resumed_on_other_tokens(
    recipe: Path, photo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, other = make_photo_pack(tmp_path / "packs"), make_photo_pack(tmp_path / "packs", "other", stride=4)
    command = ["prior", "--recipe", str(recipe), "--data", str(photo_folder), "--out", str(tmp_path / "run")]
    assert main([*command, "--tokenizer", str(first), "--steps", "1"]) == 0
    capsys.readouterr()
    assert main([*command, "--tokenizer", str(other), "--steps", "2", "--resume"]) == 2
    assert "belongs to a run with another --tokenizer;" in capsys.readouterr().err


def test_a_prior_of_other_dilations_is_no_start_though_its_weights_fit(
    recipe: Path, photo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = make_photo_pack(tmp_path / "packs")
    command = ["prior", "--data", str(photo_folder), "--tokenizer", str(pack), "--steps", "1"]
    assert main([*command, "--recipe", str(recipe), "--out", str(tmp_path / "run"), "--export", str(pack)]) == 0
    recipe.write_text(PRIOR.replace("dilations = [1, 2]", "dilations = [2, 1]"))
    capsys.readouterr()
    assert main([*command, "--recipe", str(recipe), "--out", str(tmp_path / "other"), "--init", str(pack)]) == 2
    assert "has another shape than the recipe's" in capsys.readouterr().err


def test_the_prior_learns_what_its_neighbours_tell() -> None:
    """Stripes of two codes: a hidden token is what stands beside it in its row."""
    torch.manual_seed(0)
    prior = TokenPrior(torch.nn.functional.normalize(torch.randn(6, 4), dim=1), SHAPE)
    optimizer = torch.optim.Adam(prior.parameters(), 3e-3)
    rng = np.random.default_rng(0)

    def stripes(count: int) -> torch.Tensor:
        rows = rng.integers(6, size=(count, 12, 1))
        return torch.from_numpy(np.repeat(rows, 12, 2))

    def loss(tokens: torch.Tensor) -> torch.Tensor:
        hidden = torch.from_numpy(rng.random(tokens.shape) < 0.4)
        logits = prior(tokens.masked_fill(hidden, prior.codes))
        return torch.nn.functional.cross_entropy(logits[hidden], tokens[hidden])

    for _ in range(80):
        optimizer.zero_grad()
        loss(stripes(8)).backward()
        optimizer.step()
    assert float(loss(stripes(16)).detach()) < 0.6 < np.log(6)
    tokens = stripes(4)
    hidden = torch.zeros_like(tokens, dtype=torch.bool)
    hidden[:, :, 6:] = True
    filled = drawn_anew(prior.eval(), tokens, hidden, seed=0)
    assert torch.equal(filled[:, :, :6], tokens[:, :, :6])
    assert float((filled == tokens)[hidden].float().mean()) > 0.6


def test_any_size_of_grid_fits_and_a_hidden_token_is_not_seen() -> None:
    torch.manual_seed(0)
    prior = TokenPrior(torch.nn.functional.normalize(torch.randn(6, 4), dim=1), SHAPE).eval()
    tokens = torch.randint(6, (2, 7, 9))
    assert prior(tokens).shape == (2, 7, 9, 6)
    other = tokens.clone()
    tokens[0, 3, 3], other[0, 3, 3] = 1, 2
    assert not torch.equal(prior(tokens), prior(other))
    tokens[0, 3, 3] = other[0, 3, 3] = prior.codes
    assert torch.equal(prior(tokens), prior(other))


def test_cells_scored_alone_are_scored_as_in_the_whole_grid() -> None:
    torch.manual_seed(0)
    prior = TokenPrior(torch.nn.functional.normalize(torch.randn(6, 4), dim=1), SHAPE).eval()
    tokens, cells = torch.randint(6, (3, 7, 9)), torch.rand(3, 7, 9) < 0.3
    assert torch.allclose(prior(tokens, cells), prior(tokens)[cells], atol=1e-5)


@pytest.mark.parametrize("side", [8, 32])
def test_some_but_rarely_all_tokens_are_hidden(side: int) -> None:
    masks = [hidden_tokens(side, np.random.default_rng(seed)) for seed in range(200)]
    shares = np.array([mask.mean() for mask in masks])
    assert shares.min() > 0
    assert np.mean(shares == 1) < 0.1
    assert np.std(shares) > 0.1


def test_the_nearest_known_token_is_copied() -> None:
    tokens = np.array([[[1, 2], [3, 4]], [[1, 2], [3, 4]]])
    hidden = np.array([[[False, False], [True, False]], [[True, True], [True, True]]])
    guesses = nearest_known(tokens, hidden)
    assert guesses[0] in (1, 4)
    assert list(guesses[1:]) == [-1] * 4
