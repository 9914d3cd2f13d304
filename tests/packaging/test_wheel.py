"""The wheel, which is built and used from another folder, without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages with what the wheel installs."""
    wheel = pytest.importorskip("hatchling.builders.wheel")
    folder = tmp_path_factory.mktemp("wheel")
    (built,) = wheel.WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(built) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(site: Path, *arguments: str) -> str:
    """What Python prints that finds the packages of ``site`` before all others, in a folder with nothing of ours."""
    environment = os.environ | {"PYTHONPATH": str(site)}
    command = [sys.executable, "-P", *arguments]
    done = subprocess.run(command, cwd=site.parent, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_installs_no_package_that_could_clash_with_anothers(site: Path) -> None:
    installed = {path.name for path in site.iterdir() if path.suffix != ".dist-info"}
    assert installed == {"vqstudio", "vqstudio_training"}


def test_the_wheel_tells_type_checkers_that_it_is_typed(site: Path) -> None:
    assert (site / "vqstudio" / "py.typed").is_file()


REPAIR = """
import numpy as np
from vqstudio import Studio

photo = np.dstack([np.tile(np.linspace(40, 215, 96).astype(np.uint8), (64, 1))] * 3)
mask = np.zeros((64, 96), bool)
mask[20:36, 30:50] = True
photo[mask] = 0
repaired = Studio().repair(photo, mask)
print(*repaired.shape, (repaired != photo)[mask].mean() > 0.9)
"""


def test_the_wheel_repairs_an_array(site: Path) -> None:
    assert run(site, "-c", REPAIR).split() == ["64", "96", "3", "True"]


def test_the_program_of_the_wheel_finds_its_models(site: Path) -> None:
    told = run(site, "-m", "vqstudio", "packs")
    assert [line.split()[0] for line in told.splitlines()] == ["paint-f4", "photo-f8"]


def test_the_training_of_the_wheel_runs_under_its_own_name(site: Path) -> None:
    assert "python -m vqstudio_training" in run(site, "-m", "vqstudio_training", "--help")
    asked = "from vqstudio.core.paths import training_module; print(training_module())"
    assert run(site, "-c", asked).strip() == "vqstudio_training"
    recipes = "from vqstudio_training.common import recipes; recipes.load_recipe('tiny', recipes.TokenizerRecipe)"
    run(site, "-c", recipes)


def test_training_without_its_libraries_says_how_to_get_them(site: Path) -> None:
    without = (
        "import runpy, sys; sys.modules['torch'] = None; runpy.run_module('vqstudio_training', run_name='__main__')"
    )
    environment = os.environ | {"PYTHONPATH": str(site)}
    done = subprocess.run([sys.executable, "-P", "-c", without], env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr == "training: torch is missing, which training needs: pip install 'vqstudio[training]'\n"
