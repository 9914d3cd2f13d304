"""Engines, a photo and a mask for the commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from PIL import Image

from tests.toy_packs import add_prior, make_paint_pack, make_photo_pack
from vqstudio.cli import main
from vqstudio.core.document import Patch
from vqstudio.core.geometry import Bounds
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import Progress, Request, Result
from vqstudio.engine.studio import StudioEngine


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> StudioEngine:
    folder = tmp_path_factory.mktemp("cli") / "packs"
    add_prior(make_photo_pack(folder))
    make_paint_pack(folder)
    return StudioEngine(folder)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    ramp = np.linspace(0, 255, 70 * 90).reshape(70, 90).astype(np.uint8)
    Image.fromarray(np.dstack([ramp, ramp.T.reshape(70, 90), 255 - ramp])).save(tmp_path / "photo.png")
    return tmp_path / "photo.png"


@pytest.fixture
def mask(tmp_path: Path) -> Path:
    alpha = np.zeros((70, 90), np.uint8)
    alpha[20:40, 30:60] = 255
    Image.fromarray(alpha).save(tmp_path / "mask.png")
    return tmp_path / "mask.png"


def pixels(path: Path) -> np.ndarray:
    return np.asarray(Image.open(path).convert("RGB"))


class ScriptedEngine:
    """Runs ``script(request, progress, cancel)`` and then inverts the photo."""

    def __init__(self, script: Callable[[Request, Progress, CancelToken], None]) -> None:
        self.script = script

    def run(self, request: Request, progress: Progress, cancel: CancelToken) -> Result:
        self.script(request, progress, cancel)
        patch = Patch.between(request.pixels, 255 - request.pixels, Bounds.of(request.pixels.shape))
        return Result(patch, 1.5, "CPU", ("The engine has something to say.",))


def run_scripted(script: Callable[[Request, Progress, CancelToken], None], photo: Path, out: Path, *more: str) -> int:
    return main(["reconstruct", str(photo), "-o", str(out), *more], lambda: cast(StudioEngine, ScriptedEngine(script)))
