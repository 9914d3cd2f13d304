from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from training.common import checkpoint
from training.common.fabric import make_fabric
from training.common.recipes import TokenizerRecipe, load_recipe
from training.common.run import Run, Trainer
from training.tokenizer.export import export_pack
from training.tokenizer.model import Tokenizer


@pytest.fixture
def photo_folder(tmp_path: Path) -> Path:
    """A folder of six small pictures with gradients and blocks, in a subfolder too."""
    folder = tmp_path / "photos"
    (folder / "more").mkdir(parents=True)
    rng = np.random.default_rng(0)
    for number in range(6):
        small = rng.integers(0, 255, (6, 8, 3), dtype=np.uint8)
        image = Image.fromarray(small).resize((96, 72), Image.Resampling.BICUBIC)
        image.save(folder / ("more" if number % 2 else ".") / f"{number}.png")
    return folder


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run folder with random weights whose residual branches are not zero, as after training; no dither."""
    torch.manual_seed(0)
    recipe = load_recipe("tiny", TokenizerRecipe)
    recipe = recipe.model_copy(update={"model": recipe.model.model_copy(update={"dither": 0.0})})
    tokenizer = Tokenizer(recipe.model)
    with torch.no_grad():
        for parameter in tokenizer.parameters():
            parameter.add_(0.05 * torch.randn_like(parameter))
    state = {"recipe": recipe.model_dump_json(), "step": 1, "weights": tokenizer.state_dict()}
    checkpoint.save(state, tmp_path / "run" / "weights.pt")
    return tmp_path / "run"


@pytest.fixture
def token_pack(run: Path) -> Path:
    """The tokenizer of ``run`` as a pack."""
    export_pack(run, run.parent / "token-pack")
    return run.parent / "token-pack"


def assert_equal_states(whole: Path, parts: Path, step: int) -> None:
    """The checkpoints of two run folders stand at ``step`` and hold the same, but for the seconds that it took."""
    first, second = (checkpoint.load(folder / "last.pt") for folder in (whole, parts))
    assert (first.pop("step"), second.pop("step")) == (step, step)
    del first["seconds"], second["seconds"]
    assert_equal(first, second, "checkpoint")


def assert_equal(first: object, second: object, name: str) -> None:
    """Numbers, texts and tensors in dicts and lists, bit by bit."""
    assert type(first) is type(second), name
    if isinstance(first, dict) and isinstance(second, dict):
        assert first.keys() == second.keys(), name
        for key in first:
            assert_equal(first[key], second[key], f"{name}[{key!r}]")
    elif isinstance(first, (list, tuple)) and isinstance(second, (list, tuple)):
        assert len(first) == len(second), name
        for index, pair in enumerate(zip(first, second, strict=True)):
            assert_equal(*pair, f"{name}[{index}]")
    elif isinstance(first, torch.Tensor) and isinstance(second, torch.Tensor):
        assert torch.equal(first, second), name
    else:
        assert first == second, name


def assert_it_resumes_exactly(make: Callable[[], Trainer], folder: Path) -> None:
    """A run of four steps, and one that is cut off in its fourth and resumed at its checkpoint, end with equal states.

    The recipe of the trainers saves every second step.
    """

    def begin(name: str) -> Run:
        return Run(make(), folder / name, make_fabric(precision="32-true"))

    begin("whole").train()
    killed = begin("parts")
    step = killed.trainer.step

    def fail_after_the_checkpoint(run: Run, batch: object) -> dict[str, float]:
        if run.step == 3:
            raise RuntimeError("power cut")
        return step(run, batch)

    killed.trainer.step = fail_after_the_checkpoint  # type: ignore[method-assign]
    with pytest.raises(RuntimeError, match="power cut"):
        killed.train()
    second = begin("parts")
    second.resume()
    assert second.step == 2
    second.train()
    assert_equal_states(folder / "whole", folder / "parts", step=4)
