from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.toy_packs import add_repair_decoder, make_paint_pack, make_photo_pack
from vqstudio.engine.studio import StudioEngine


@pytest.fixture(scope="session")
def packs_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("toy") / "packs"
    make_photo_pack(folder)
    make_paint_pack(folder)
    return folder


@pytest.fixture(scope="session")
def plain_studio(packs_folder: Path) -> StudioEngine:
    return StudioEngine(packs_folder)


@pytest.fixture(scope="session")
def studio(plain_studio: StudioEngine) -> StudioEngine:
    return plain_studio


@pytest.fixture(scope="session")
def knowing_studio(tmp_path_factory: pytest.TempPathFactory) -> StudioEngine:
    """One whose photo pack has a decoder that knows the surroundings."""
    folder = tmp_path_factory.mktemp("knowing") / "packs"
    add_repair_decoder(make_photo_pack(folder))
    return StudioEngine(folder)


def picture(height: int, width: int, seed: int = 0) -> np.ndarray:
    """uint8 (height, width, 3): soft blobs with some grain, like a photo."""
    rng = np.random.default_rng(seed)
    small = rng.integers(0, 255, (max(2, height // 16), max(2, width // 16), 3), dtype=np.uint8)
    soft = np.asarray(Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC), np.int16)
    return np.clip(soft + rng.integers(-8, 9, soft.shape), 0, 255).astype(np.uint8)
