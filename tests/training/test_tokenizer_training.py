from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from training import checkpoint
from training.__main__ import main
from training.fabric import make_fabric
from training.recipes import RecipeError, TokenizerRecipe, load_recipe, names
from training.tokenizer_trainer import TokenizerTrainer


def trainer(data: Path, out: Path, recipe: TokenizerRecipe | None = None) -> TokenizerTrainer:
    return TokenizerTrainer(recipe or load_recipe("tiny", TokenizerRecipe), data, out, make_fabric(precision="32-true"))


def weights(run: Path) -> dict[str, torch.Tensor]:
    return checkpoint.load(run / "last.pt")["tokenizer"]


@pytest.mark.parametrize("name", [n for n in names() if n not in ("styles", "repair", "prior")])
def test_bundled_recipes_are_valid(name: str) -> None:
    assert load_recipe(name, TokenizerRecipe).model.stride in (4, 8)


def test_a_wrong_recipe_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="photo-f8"):
        load_recipe("no-such", TokenizerRecipe)
    text = (Path("training") / "recipes" / "tiny.toml").read_text().replace("codes = 64", "codes = -1")
    (tmp_path / "bad.toml").write_text(text)
    with pytest.raises(RecipeError, match="codes"):
        load_recipe(str(tmp_path / "bad.toml"), TokenizerRecipe)


def test_an_interrupted_run_resumes_to_the_very_same_weights(photo_folder: Path, tmp_path: Path) -> None:
    trainer(photo_folder, tmp_path / "whole").run()
    first = trainer(photo_folder, tmp_path / "parts")
    steps = iter(range(100))
    train_step = first.train_step

    def stop_in_the_adversarial_phase(crops: torch.Tensor) -> dict[str, float]:
        if next(steps) == 7:
            signal.raise_signal(signal.SIGTERM)
        return train_step(crops)

    first.train_step = stop_in_the_adversarial_phase  # type: ignore[method-assign]
    first.run()
    assert first.step == 8
    second = trainer(photo_folder, tmp_path / "parts")
    second.resume()
    second.run()
    whole, parts = weights(tmp_path / "whole"), weights(tmp_path / "parts")
    assert all(torch.equal(whole[name], parts[name]) for name in whole)


def test_training_reconstructs_better_than_the_start(photo_folder: Path, tmp_path: Path) -> None:
    recipe = load_recipe("tiny", TokenizerRecipe).with_schedule(steps=80, learning_rate=None)
    run = trainer(photo_folder, tmp_path / "run", recipe.model_copy(update={"adversarial": None}))
    crops = torch.stack([run.crops[n] for n in range(8)])

    def error() -> float:
        with torch.no_grad():
            return float((run.tokenizer(crops).image - crops).pow(2).mean())

    before = error()
    run.run()
    assert error() < 0.5 * before
    assert sorted(p.name for p in (tmp_path / "run").iterdir()) == ["last.pt", "logs", "sheets", "weights.pt"]
    assert len(list((tmp_path / "run" / "sheets").iterdir())) > 3


def test_the_adversarial_phase_moves_the_decoder_only(photo_folder: Path, tmp_path: Path) -> None:
    run = trainer(photo_folder, tmp_path / "run")
    run.recipe = run.recipe.with_schedule(steps=6, learning_rate=None)
    run.adversary.start = 6
    run.run()
    before = {name: value.clone() for name, value in run.tokenizer.state_dict().items()}
    run.recipe = run.recipe.with_schedule(steps=10, learning_rate=None)
    run.run()
    after = run.tokenizer.state_dict()
    changed = {name.split(".")[0] for name in before if not torch.equal(before[name], after[name])}
    assert changed == {"decoder"}


def test_a_run_from_the_weights_of_another_keeps_its_codebook(photo_folder: Path, tmp_path: Path) -> None:
    trainer(photo_folder, tmp_path / "first").run()
    second = trainer(photo_folder, tmp_path / "second")
    second.start_from(tmp_path / "first" / "weights.pt")
    before = second.tokenizer.quantizer.codebook.clone()
    second.recipe = second.recipe.with_schedule(steps=1, learning_rate=None)
    second.run()
    closeness = (before * second.tokenizer.quantizer.codebook).sum(1)
    assert float(closeness.min()) > 0.9  # moved a little by the batch, not made anew


def test_decoder_only_leaves_the_tokens_of_a_photo_as_they_are(photo_folder: Path, tmp_path: Path) -> None:
    common = ["tokenizer", "--recipe", "tiny", "--data", str(photo_folder), "--steps", "3", "--out"]
    assert main([*common, str(tmp_path / "first")]) == 0
    start = str(tmp_path / "first" / "weights.pt")
    assert main([*common, str(tmp_path / "second"), "--init", start, "--decoder-only"]) == 0
    before, after = (checkpoint.load(tmp_path / name / "weights.pt")["weights"] for name in ("first", "second"))
    changed = {name.split(".")[0] for name in before if not torch.equal(before[name], after[name])}
    assert changed == {"decoder"}


def test_decoder_only_needs_something_to_start_from(
    photo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["tokenizer", "--recipe", "tiny", "--data", str(photo_folder), "--out", str(tmp_path), "--decoder-only"]
    assert main(arguments) == 2
    assert "give --init" in capsys.readouterr().err


def test_a_damaged_checkpoint_is_refused_with_its_name(photo_folder: Path, tmp_path: Path) -> None:
    run = trainer(photo_folder, tmp_path)
    with pytest.raises(checkpoint.CheckpointError, match="without --resume"):
        run.resume()
    (tmp_path / "last.pt").write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(checkpoint.CheckpointError, match="cannot be read"):
        run.resume()


def test_the_command_refuses_an_empty_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    code = main(["tokenizer", "--recipe", "tiny", "--data", str(tmp_path / "empty"), "--out", str(tmp_path / "run")])
    assert code == 2
    assert "no usable image" in capsys.readouterr().err


TWO_PROCESSES = """
import sys
from pathlib import Path
import torch
from training.fabric import make_fabric
from training.recipes import TokenizerRecipe, load_recipe
from training.tokenizer_trainer import TokenizerTrainer

torch.set_num_threads(1)
data, out = Path(sys.argv[1]), Path(sys.argv[2])
fabric = make_fabric(devices=2, precision="32-true")
fabric.launch()
trainer = TokenizerTrainer(load_recipe("tiny", TokenizerRecipe), data, out, fabric)
seen = []
train_step = trainer.train_step

def record(crops):
    seen.append(crops.sum().item())
    return train_step(crops)

trainer.train_step = record
trainer.run()
torch.save({"seen": seen, "weights": trainer.tokenizer.state_dict()}, out / f"rank{fabric.global_rank}.pt")
"""


def test_two_processes_see_different_data_and_end_with_equal_weights(photo_folder: Path, tmp_path: Path) -> None:
    script = tmp_path / "two.py"
    script.write_text(TWO_PROCESSES)
    done = subprocess.run(
        [sys.executable, str(script), str(photo_folder), str(tmp_path)], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    first, second = (torch.load(tmp_path / f"rank{rank}.pt") for rank in range(2))
    assert len(first["seen"]) == 12
    assert not set(first["seen"]) & set(second["seen"])
    for name, value in first["weights"].items():
        assert torch.equal(value, second["weights"][name]), name
