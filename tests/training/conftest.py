from __future__ import annotations

from pathlib import Path

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
