"""The bundled packs on WebGPU, where there is an adapter. A software one will do; see benchmarks/devices.py."""

from __future__ import annotations

import pytest

from benchmarks.devices import MOST, compared
from vqstudio.core.paths import resources
from vqstudio.engine.packs.backends import WEBGPU, Unusable, prepare
from vqstudio.engine.packs.pack import read_pack

SIDE = 32


@pytest.fixture
def adapter() -> None:
    try:
        prepare(WEBGPU)
    except Unusable as answer:
        pytest.skip(f"there is no WebGPU here: {answer.why}")


@pytest.mark.usefixtures("adapter")
@pytest.mark.parametrize("name", ["paint-f4", "photo-f8"])
def test_every_graph_gives_the_same_numbers_by_webgpu(name: str) -> None:
    pack = read_pack(resources() / "packs" / name)
    differences = {one.graph: one.difference for one in compared(pack, WEBGPU, SIDE)}
    assert differences.keys() == pack.manifest.graphs.keys()
    assert max(differences.values()) <= MOST, differences
