from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.toy_packs import add_prior, add_refiner, add_repair_decoder, add_restoring, make_paint_pack, make_photo_pack


@pytest.fixture(scope="package")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with runs, and in ``packs`` the packs of them with everything that a pack can hold."""
    folder = tmp_path_factory.mktemp("toy")
    pack = make_photo_pack(folder / "packs")
    add_repair_decoder(pack, wild=True)
    add_prior(pack)
    add_refiner(pack)
    add_restoring(pack)
    make_paint_pack(folder / "packs")
    return folder


@pytest.fixture
def photo_pack(toy: Path, tmp_path: Path) -> Path:
    return shutil.copytree(toy / "packs" / "photo-f8", tmp_path / "photo-f8")


@pytest.fixture
def paint_pack(toy: Path, tmp_path: Path) -> Path:
    return shutil.copytree(toy / "packs" / "paint-f4", tmp_path / "paint-f4")
