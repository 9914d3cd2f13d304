from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest
import torch
from PIL import Image

from training import checkpoint
from training.recipes import TokenizerRecipe, load_recipe
from training.tokenizer import Tokenizer


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


class ResumableTrainer(Protocol):
    step: int
    train_step: Callable[[torch.Tensor], dict[str, float]]

    def run(self) -> None: ...

    def resume(self) -> None: ...


def train_whole_and_in_parts(
    make: Callable[[str], ResumableTrainer], folder: Path
) -> tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]]:
    """The weights of a run of four steps, and of one that is cut off in its fourth and resumed at its checkpoint.

    ``make`` gets the name of the run below ``folder``; its recipe saves every second step.
    """
    make("whole").run()
    killed = make("parts")
    train_step = killed.train_step

    def fail_after_the_checkpoint(crops: torch.Tensor) -> dict[str, float]:
        if killed.step == 3:
            raise RuntimeError("power cut")
        return train_step(crops)

    killed.train_step = fail_after_the_checkpoint
    with pytest.raises(RuntimeError, match="power cut"):
        killed.run()
    second = make("parts")
    second.resume()
    assert second.step == 2
    second.run()
    whole, parts = (checkpoint.load(folder / name / "last.pt")["model"] for name in ("whole", "parts"))
    return whole, parts
