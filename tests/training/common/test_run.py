from __future__ import annotations

import copy
import json
import resource
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.training.conftest import assert_equal
from training.__main__ import main
from training.common import checkpoint
from training.common.fabric import make_fabric
from training.common.pace import Pace
from training.common.recipes import TokenizerRecipe, load_recipe
from training.common.run import Run, Stateful, largest_batch
from training.common.schedules import RecipeError
from training.tokenizer.export import export_pack
from training.tokenizer.trainer import TokenizerTrainer

SCHEDULE = load_recipe("tiny", TokenizerRecipe).with_schedule(steps=100, warm_up=10).schedule


def test_the_learning_rate_warms_up_and_falls_to_nothing_at_the_last_step() -> None:
    pace = Pace(SCHEDULE)
    factors = [pace.factor(step) for step in range(100)]
    assert factors[0] == pytest.approx(0.1, rel=0.01)
    assert max(factors) > 0.95
    assert factors[50] == pytest.approx(0.5, rel=0.01)
    assert factors[-1] < 0.01
    assert not pace.over(99)
    assert pace.over(100)


def test_in_a_run_by_minutes_the_clock_decides_and_resumed_parts_count(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    pace = Pace(SCHEDULE, minutes=10, spent=60, reserve=120, started=now)
    assert pace.share(10**6) == pytest.approx(60 / 480)
    now += 180
    assert pace.factor(50) == pytest.approx(0.5)
    assert not pace.over(10**6)
    now += 240
    assert pace.over(3)
    assert not pace.over(0)  # at least one step
    assert pace.factor(50) == 0


@pytest.mark.parametrize("minutes", [0, -1, float("nan"), float("inf")])
def test_a_run_of_no_time_is_refused(minutes: float) -> None:
    with pytest.raises(RecipeError, match="above 0"):
        Pace(SCHEDULE, minutes=minutes)


class Clock:
    """Stands in for ``time.monotonic``: every look at it takes a twentieth of a second."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.05
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", clock)
    return clock


def tiny_run(photo_folder: Path, out: Path, *more: str) -> int:
    arguments = ["tokenizer", "--recipe", "tiny", "--data", str(photo_folder), "--out", str(out)]
    return main([*arguments, *more])


def test_a_run_by_minutes_ends_with_its_export_in_time(
    photo_folder: Path, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow_export(run: Path, pack: Path) -> object:
        clock.now += 4
        return export_pack(run, pack)

    monkeypatch.setattr("training.tokenizer.export.export_pack", slow_export)
    assert tiny_run(photo_folder, tmp_path / "run", "--minutes", "0.5", "--export", str(tmp_path / "pack")) == 0
    assert (tmp_path / "pack" / "decoder.onnx").is_file()
    assert checkpoint.load(tmp_path / "run" / "last.pt")["step"] > 12  # the recipe's number of steps does not end it
    assert 20 < clock.now < 31


def test_a_run_by_minutes_spends_them_on_steps_and_not_on_reports(
    photo_folder: Path, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    took = []

    def slow_report(self: TokenizerTrainer, run: Run, sheet: Path) -> dict[str, float]:
        clock.now += 60
        took.append(60)
        return {}

    def slow_step(self: TokenizerTrainer, run: Run, batch: torch.Tensor) -> dict[str, float]:
        clock.now += 20
        return {}

    monkeypatch.setattr(TokenizerTrainer, "report", slow_report)
    monkeypatch.setattr(TokenizerTrainer, "step", slow_step)
    assert tiny_run(photo_folder, tmp_path / "run", "--minutes", "50") == 0
    assert sum(took) < 0.15 * clock.now  # one before the first step, one after the last


def test_a_terminated_run_by_minutes_leaves_a_checkpoint_that_goes_on(
    photo_folder: Path, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = TokenizerTrainer.step

    def stop_in_the_eighth_step(self: TokenizerTrainer, run: Run, batch: torch.Tensor) -> dict[str, float]:
        if run.step == 7:
            signal.raise_signal(signal.SIGTERM)
        return step(self, run, batch)

    monkeypatch.setattr(TokenizerTrainer, "step", stop_in_the_eighth_step)
    assert tiny_run(photo_folder, tmp_path / "run", "--minutes", "0.5") == 0
    first = checkpoint.load(tmp_path / "run" / "last.pt")
    assert first["step"] == 8
    assert first["seconds"] < 20
    assert tiny_run(photo_folder, tmp_path / "run", "--minutes", "0.5", "--resume") == 0
    second = checkpoint.load(tmp_path / "run" / "last.pt")
    assert second["step"] > 20
    assert 20 < second["seconds"] < 31  # of both parts together


def test_a_run_that_is_terminated_while_it_sets_up_leaves_a_checkpoint_too(
    photo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup = TokenizerTrainer.setup

    def stop(self: TokenizerTrainer, run: Run) -> dict[str, Stateful]:
        signal.raise_signal(signal.SIGTERM)
        return setup(self, run)

    monkeypatch.setattr(TokenizerTrainer, "setup", stop)
    assert tiny_run(photo_folder, tmp_path / "run") == 0
    assert checkpoint.load(tmp_path / "run" / "last.pt")["step"] == 1
    monkeypatch.setattr(TokenizerTrainer, "setup", setup)
    assert tiny_run(photo_folder, tmp_path / "run", "--resume") == 0
    assert checkpoint.load(tmp_path / "run" / "last.pt")["step"] == 12


def changed(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Write the checkpoint anew as ``change`` leaves it."""
    state = checkpoint.load(path)
    change(state)
    checkpoint.save(state, path)


def test_a_checkpoint_from_before_a_recipe_had_a_value_goes_on(photo_folder: Path, tmp_path: Path) -> None:
    assert tiny_run(photo_folder, tmp_path / "run", "--steps", "1") == 0

    def forget(state: dict[str, Any]) -> None:
        recipe = json.loads(state["recipe"])
        del recipe["loss"]["repeat"], recipe["model"]["feedback"]
        state["recipe"] = json.dumps(recipe)

    changed(tmp_path / "run" / "last.pt", forget)
    assert tiny_run(photo_folder, tmp_path / "run", "--steps", "2", "--resume") == 0
    assert checkpoint.load(tmp_path / "run" / "last.pt")["step"] == 2


def test_a_checkpoint_of_another_kind_of_recipe_is_one_sentence(
    photo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tiny_run(photo_folder, tmp_path / "run", "--steps", "1") == 0
    changed(tmp_path / "run" / "last.pt", lambda state: state.update(recipe='{"id": "other"}'))
    capsys.readouterr()
    assert tiny_run(photo_folder, tmp_path / "run", "--resume") == 2
    error = capsys.readouterr().err
    assert "belongs to a recipe of another kind or version (schedule: Field required)" in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "named"),
    [(["--seed", "1"], "--seed"), (["--decoder-only"], "--decoder-only"),
     (["--seed", "1", "--decoder-only"], "--seed and another --decoder-only")],
)  # fmt: skip
def test_a_run_is_resumed_only_with_the_options_of_its_start(
    options: list[str], named: str, photo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tiny_run(photo_folder, tmp_path / "run", "--steps", "1") == 0
    capsys.readouterr()
    assert tiny_run(photo_folder, tmp_path / "run", "--steps", "2", "--resume", *options) == 2
    error = capsys.readouterr().err
    assert f"belongs to a run with another {named};" in error
    assert error.count("\n") == 1


def test_a_checkpoint_that_does_not_tell_its_options_goes_on(photo_folder: Path, tmp_path: Path) -> None:
    assert tiny_run(photo_folder, tmp_path / "run", "--steps", "1") == 0
    changed(tmp_path / "run" / "last.pt", lambda state: (state.pop("conditions"), state.pop("batch")))
    assert tiny_run(photo_folder, tmp_path / "run", "--steps", "2", "--resume", "--seed", "1") == 0


def toy_run(photo_folder: Path, out: Path, recipe: TokenizerRecipe | None = None) -> Run:
    recipe = recipe or load_recipe("tiny", TokenizerRecipe)
    return Run(TokenizerTrainer(recipe, photo_folder), out, make_fabric(precision="32-true"))


def test_a_resumed_run_keeps_the_batch_that_was_found_for_it(photo_folder: Path, tmp_path: Path) -> None:
    first = toy_run(photo_folder, tmp_path / "run", load_recipe("tiny", TokenizerRecipe).with_schedule(steps=1))
    first.batch = 6  # as --batch fit would have
    first.train()
    second = toy_run(photo_folder, tmp_path / "run")
    seen = []
    step = second.trainer.step

    def record(run: Run, batch: torch.Tensor) -> dict[str, float]:
        seen.append(len(batch))
        return step(run, batch)

    second.trainer.step = record  # type: ignore[method-assign]
    second.resume()
    second.train(fit_batch=True)
    assert seen == [6] * 11


def test_the_batch_is_fitted_by_steps_with_quantizer_and_discriminators(
    token_pack: Path, photo_folder: Path, tmp_path: Path
) -> None:
    run = toy_run(photo_folder, tmp_path / "run", load_recipe("tiny-gan", TokenizerRecipe))
    run.start_from(token_pack)
    found = []
    step = run.trainer.step

    def with_little_memory(run: Run, batch: torch.Tensor) -> dict[str, float]:
        found.append(step(run, batch))
        if len(batch) > 10:
            raise torch.OutOfMemoryError
        return found[-1]

    run.trainer.step = with_little_memory  # type: ignore[method-assign]
    run.parts = run.trainer.setup(run)
    before = copy.deepcopy(run.trainer.model.state_dict())
    assert largest_batch(run) == 8
    assert all(losses["commitment"] > 0 and losses["adversarial_weight"] > 0 for losses in found)
    assert run.step == 0
    assert_equal(before, run.trainer.model.state_dict(), "model")
    assert run.parts["balance"].state_dict() == {"ratio": 0}


def test_a_step_that_does_not_fit_into_memory_is_one_sentence(
    photo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def too_large(self: TokenizerTrainer, run: Run, batch: torch.Tensor) -> dict[str, float]:
        raise torch.OutOfMemoryError

    monkeypatch.setattr(TokenizerTrainer, "step", too_large)
    assert tiny_run(photo_folder, tmp_path / "run") == 2
    told = capsys.readouterr().err.splitlines()[-1]
    assert told.startswith("training: A step of 4 crops takes more memory than the GPU has; give a smaller --batch")


def blocked_sheets(folder: Path) -> None:
    """A file where the sheets should go: saving one fails, as on a full disk."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sheets").write_bytes(b"")


def test_a_sheet_that_cannot_be_saved_is_one_sentence_and_costs_no_step(photo_folder: Path, tmp_path: Path) -> None:
    recipe = load_recipe("tiny", TokenizerRecipe).with_schedule(sheet_every=3, checkpoint_every=3)
    blocked_sheets(tmp_path / "run")
    with pytest.raises(checkpoint.CheckpointError, match=r"0000003\.png cannot be written \(.*\); make room"):
        toy_run(photo_folder, tmp_path / "run", recipe).train()
    assert checkpoint.load(tmp_path / "run" / "last.pt")["step"] == 3


@pytest.mark.parametrize("minutes", ["0", "-3", "nan"])
def test_no_minutes_are_one_sentence(
    minutes: str, photo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tiny_run(photo_folder, tmp_path / "run", "--minutes", minutes) == 2
    assert "give --minutes a number above 0" in capsys.readouterr().err
    assert not (tmp_path / "run").exists()


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Files may not grow beyond ``size`` bytes, as on a disk that is nearly full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


def test_a_full_disk_is_one_sentence_and_the_old_checkpoint_stays(tmp_path: Path) -> None:
    path = tmp_path / "last.pt"
    checkpoint.save({"step": 1}, path)
    with room_for(100_000), pytest.raises(checkpoint.CheckpointError, match=r"cannot be written \(File too large\)"):
        checkpoint.save({"step": 2, "weights": torch.zeros(1_000_000)}, path)
    assert [p.name for p in tmp_path.iterdir()] == ["last.pt"]
    assert checkpoint.load(path)["step"] == 1


@pytest.mark.parametrize(
    "option", [["--steps", "0"], ["--batch", "0"], ["--learning-rate", "-1"], ["--steps", "1", "--recipe", "none"]]
)
def test_bad_numbers_are_one_sentence(
    option: list[str], photo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tiny_run(photo_folder, tmp_path / "run", *option) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "run").exists()
