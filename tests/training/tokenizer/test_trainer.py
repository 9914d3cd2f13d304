from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from tests.toy_packs import add_prior, make_photo_pack
from tests.training.conftest import assert_equal, assert_equal_states
from training.__main__ import main
from training.common import checkpoint
from training.common.fabric import make_fabric
from training.common.recipes import TokenizerRecipe, load_recipe
from training.common.run import DivergedError, Run
from training.common.schedules import RecipeError
from training.prior.looks import write_looks
from training.tokenizer.export import export_pack
from training.tokenizer.trainer import TokenizerTrainer
from training.tokenizer.weights import load_tokenizer
from vqstudio.engine.packs.pack import read_pack


def tiny(name: str = "tiny", **schedule: float) -> TokenizerRecipe:
    return load_recipe(name, TokenizerRecipe).with_schedule(**schedule)


def begin(data: Path, out: Path, recipe: TokenizerRecipe | None = None, pack: Path | None = None) -> Run:
    run = Run(TokenizerTrainer(recipe or tiny(), data), out, make_fabric(precision="32-true"))
    if pack:
        run.start_from(pack)
    return run


def test_a_wrong_recipe_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="photo-f8"):
        load_recipe("no-such", TokenizerRecipe)
    text = (Path("training") / "recipes" / "tiny.toml").read_text().replace("codes = 64", "codes = -1")
    (tmp_path / "bad.toml").write_text(text)
    with pytest.raises(RecipeError, match="codes"):
        load_recipe(str(tmp_path / "bad.toml"), TokenizerRecipe)


@pytest.mark.parametrize("name", ["tiny", "tiny-gan"])
def test_an_interrupted_run_resumes_to_the_very_same_state(
    name: str, token_pack: Path, photo_folder: Path, tmp_path: Path
) -> None:
    begin(photo_folder, tmp_path / "whole", tiny(name), token_pack).train()
    first = begin(photo_folder, tmp_path / "parts", tiny(name), token_pack)
    step = first.trainer.step

    def stop_in_the_eighth_step(run: Run, batch: torch.Tensor) -> dict[str, float]:
        if run.step == 7:
            signal.raise_signal(signal.SIGINT)
        return step(run, batch)

    first.trainer.step = stop_in_the_eighth_step  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):  # once all is saved
        first.train()
    assert checkpoint.load(tmp_path / "parts" / "last.pt")["step"] == 8
    second = begin(photo_folder, tmp_path / "parts", tiny(name))
    second.resume()
    second.train()
    assert_equal_states(tmp_path / "whole", tmp_path / "parts", step=12)


def test_trying_an_export_first_changes_nothing(token_pack: Path, photo_folder: Path, tmp_path: Path) -> None:
    command = ["tokenizer", "--recipe", "tiny-gan", "--data", str(photo_folder), "--init", str(token_pack)]
    command += ["--steps", "3", "--out"]
    assert main([*command, str(tmp_path / "without")]) == 0
    assert main([*command, str(tmp_path / "with"), "--export", str(tmp_path / "exported")]) == 0
    assert_equal_states(tmp_path / "without", tmp_path / "with", step=3)


def test_discriminators_that_diverge_do_not_reach_the_checkpoint(
    token_pack: Path, photo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = tiny("tiny-gan", checkpoint_every=1)
    run = begin(photo_folder, tmp_path, recipe, token_pack)
    slope = lambda logits, _: (0 * logits[0]).sum().sqrt()  # noqa: E731  0, with an infinite slope
    monkeypatch.setattr("training.tokenizer.adversary.roughness", slope)
    with pytest.raises(DivergedError, match="at step 1 the gradient of the discriminators is nan"):
        run.train()
    assert not (tmp_path / "last.pt").exists()


def test_training_reconstructs_better_than_the_start(photo_folder: Path, tmp_path: Path) -> None:
    run = begin(photo_folder, tmp_path / "run", tiny(steps=80))
    crops = run.trainer.crops.batch(range(8))

    def error() -> float:
        with torch.no_grad():
            return float((run.trainer.model(crops).image - crops).pow(2).mean())

    before = error()
    run.train()
    assert error() < 0.5 * before
    assert sorted(p.name for p in (tmp_path / "run").iterdir()) == ["last.pt", "logs", "sheets", "weights.pt"]
    assert len(list((tmp_path / "run" / "sheets").iterdir())) > 3


def test_the_adversarial_phase_moves_the_decoder_only(token_pack: Path, photo_folder: Path, tmp_path: Path) -> None:
    run = begin(photo_folder, tmp_path / "run", tiny("tiny-gan"), token_pack)
    before = {name: value.clone() for name, value in run.trainer.model.state_dict().items()}
    run.train()
    after = run.trainer.model.state_dict()
    changed = {name.split(".")[0] for name in before if not torch.equal(before[name], after[name])}
    assert changed == {"decoder"}


def test_a_decoder_with_a_new_stage_starts_as_what_it_was(token_pack: Path, photo_folder: Path, tmp_path: Path) -> None:
    run = begin(photo_folder, tmp_path / "run", tiny("tiny-gan"), token_pack)
    assert run.trainer.model.decoder.refine is not None
    tokens = torch.nn.functional.normalize(torch.randn(1, 8, 6, 5), dim=1)
    with torch.no_grad():
        old, new = (model.decoder(tokens) for model in (load_tokenizer(token_pack)[1], run.trainer.model))
    assert torch.equal(old, new)


def test_a_run_from_the_weights_of_another_keeps_its_codebook(
    token_pack: Path, photo_folder: Path, tmp_path: Path
) -> None:
    run = begin(photo_folder, tmp_path / "second", tiny(steps=1), token_pack)
    before = run.trainer.model.quantizer.codebook.clone()
    run.train()
    closeness = (before * run.trainer.model.quantizer.codebook).sum(1)
    assert float(closeness.min()) > 0.9  # moved a little by the batch, not made anew


@pytest.mark.parametrize("recipe", [["tiny", "--decoder-only"], ["tiny-gan"]])
def test_a_decoder_trained_alone_joins_its_pack_whose_tokens_stay_as_they_are(
    recipe: list[str], photo_folder: Path, tmp_path: Path
) -> None:
    common = ["tokenizer", "--data", str(photo_folder), "--steps", "4", "--recipe"]
    pack, run = tmp_path / "pack", tmp_path / "run"
    assert main([*common, "tiny", "--out", str(tmp_path / "first"), "--export", str(pack)]) == 0
    before = {path.name: path.read_bytes() for path in pack.glob("*.onnx")}
    assert main([*common, *recipe, "--out", str(run), "--init", str(pack), "--export", str(pack)]) == 0
    after = {path.name: path.read_bytes() for path in pack.glob("*.onnx")}
    assert {name for name in before if before[name] != after[name]} == {"decoder.onnx"}


def test_a_new_decoder_leaves_what_else_a_pack_holds(photo_folder: Path, tmp_path: Path) -> None:
    pack = make_photo_pack(tmp_path / "packs")
    add_prior(pack)
    graphs = set(read_pack(pack).manifest.graphs)
    write_looks(pack)  # what codes look like is not known of the new one
    export_pack(pack.parent.parent / "photo-f8-run", pack)
    assert set(read_pack(pack).manifest.graphs) == graphs
    assert (pack / "prior.onnx").is_file()
    assert not (pack / "looks.onnx").exists()


def test_other_tokens_replace_the_whole_pack(photo_folder: Path, tmp_path: Path) -> None:
    pack = make_photo_pack(tmp_path / "packs")
    add_prior(pack)
    begin(photo_folder, tmp_path / "other").train()
    export_pack(tmp_path / "other", pack)
    assert "prior" not in read_pack(pack).manifest.graphs
    assert not (pack / "prior.onnx").exists()


@pytest.mark.parametrize("recipe", [["tiny", "--decoder-only"], ["tiny-gan"]])
def test_a_decoder_alone_needs_something_to_start_from(
    recipe: list[str], photo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["tokenizer", "--data", str(photo_folder), "--out", str(tmp_path / "run"), "--recipe", *recipe]
    assert main(arguments) == 2
    assert "give --init" in capsys.readouterr().err


def test_a_pack_of_another_shape_is_no_start(
    photo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = make_photo_pack(tmp_path / "packs")
    arguments = ["tokenizer", "--recipe", "tiny", "--data", str(photo_folder), "--out", str(tmp_path / "run")]
    assert main([*arguments, "--init", str(pack)]) == 2
    assert "another shape" in capsys.readouterr().err
    assert not (tmp_path / "run").exists()


def test_a_run_of_another_recipe_is_not_resumed(photo_folder: Path, tmp_path: Path) -> None:
    begin(photo_folder, tmp_path, tiny(steps=1)).train()
    other = begin(photo_folder, tmp_path, tiny(learning_rate=1e-4))
    with pytest.raises(checkpoint.CheckpointError, match=r"schedule\.learning_rate differ"):
        other.resume()
    longer = begin(photo_folder, tmp_path, tiny(steps=2))
    longer.resume()
    assert longer.step == 1


def test_a_damaged_checkpoint_is_refused_with_its_name(photo_folder: Path, tmp_path: Path) -> None:
    run = begin(photo_folder, tmp_path)
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
from training.common.fabric import make_fabric
from training.common.recipes import TokenizerRecipe, load_recipe
from training.common.run import DivergedError, Run
from training.tokenizer.trainer import TokenizerTrainer

torch.set_num_threads(1)
data, out, name, pack = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
fabric = make_fabric(devices=2, precision="32-true")
fabric.launch()
trainer = TokenizerTrainer(load_recipe(name, TokenizerRecipe), data)
seen = []
step = trainer.step

def record(run, crops):
    seen.append(crops.sum().item())
    return step(run, crops)

trainer.step = record
run = Run(trainer, out / "run", fabric)
if trainer.decoder_only:
    run.start_from(pack)
run.train()
parts = {name: part.state_dict() for name, part in run.parts.items() if name != "discriminators_optimizer"}

second = TokenizerTrainer(load_recipe("tiny", TokenizerRecipe), data)
second.step = lambda run, crops: {"l1": float("nan") if fabric.global_rank else 1.0}
try:
    Run(second, out / "second", fabric).train()
    ended = "not at all"
except DivergedError as error:
    ended = str(error).split(".")[0]
told = {"seen": seen, "ended": ended, "same": {"model": trainer.model.state_dict(), "parts": parts}}
torch.save(told, out / f"rank{fabric.global_rank}.pt")
"""


@pytest.mark.parametrize("name", ["tiny", "tiny-gan"])
def test_two_processes_see_different_data_and_stay_alike(
    name: str, token_pack: Path, photo_folder: Path, tmp_path: Path
) -> None:
    script = tmp_path / "two.py"
    script.write_text(TWO_PROCESSES)
    done = subprocess.run(
        [sys.executable, str(script), str(photo_folder), str(tmp_path), name, str(token_pack)],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    first, second = (torch.load(tmp_path / f"rank{rank}.pt") for rank in range(2))
    assert len(first["seen"]) == 12
    assert not set(first["seen"]) & set(second["seen"])
    assert_equal(first["same"], second["same"], "state")
    # One process has lost its way: both end.
    assert first["ended"] == "The run has diverged: at step 1 the loss of another process is nan"
    assert second["ended"] == "The run has diverged: at step 1 the loss l1 is nan"
