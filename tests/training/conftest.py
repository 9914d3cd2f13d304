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


def train_whole_and_in_parts(
    make: Callable[[], Trainer], folder: Path
) -> tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]]:
    """The weights of a run of four steps, and of one that is cut off in its fourth and resumed at its checkpoint.

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
    whole, parts = (checkpoint.load(folder / name / "last.pt")["model"] for name in ("whole", "parts"))
    return whole, parts
