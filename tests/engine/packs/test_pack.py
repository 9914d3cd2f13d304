from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from tests.engine.conftest import picture
from vqstudio.core.errors import PackError
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.packs.pack import find_packs, read_pack
from vqstudio.engine.requests import RepairRequest
from vqstudio.engine.studio import StudioEngine
from vqstudio.engine.tokens.tokenizer import Tokenizer


@pytest.fixture
def pack(packs_folder: Path, tmp_path: Path) -> Path:
    shutil.copytree(packs_folder / "photo-f8", tmp_path / "packs" / "photo-f8")
    return tmp_path / "packs" / "photo-f8"


def change_manifest(pack: Path, **changes: object) -> None:
    path = pack / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_a_changed_file_is_named(pack: Path) -> None:
    data = bytearray((pack / "decoder.onnx").read_bytes())
    data[len(data) // 2] ^= 1
    (pack / "decoder.onnx").write_bytes(data)
    with pytest.raises(PackError, match=r"photo-f8 is damaged: decoder\.onnx was changed"):
        read_pack(pack)


def test_every_problem_of_the_files_is_told_at_once(pack: Path) -> None:
    (pack / "decoder.onnx").write_bytes((pack / "decoder.onnx").read_bytes()[:100])
    (pack / "encoder.onnx").unlink()
    with pytest.raises(PackError, match=r"encoder\.onnx is missing.*decoder\.onnx has 100 bytes"):
        read_pack(pack)


@pytest.mark.parametrize(
    ("text", "message"),
    [("{", "cannot be read"), ("[]", "is not valid"), ('{"schema_version": 99}', "update VQ Studio")],
)
def test_an_unreadable_manifest_is_one_sentence(pack: Path, text: str, message: str) -> None:
    (pack / "manifest.json").write_text(text)
    with pytest.raises(PackError, match=message):
        read_pack(pack)


def test_files_outside_the_pack_cannot_be_named(pack: Path) -> None:
    change_manifest(pack, files={"../../secret.txt": {"sha256": "0" * 64, "bytes": 1}})
    with pytest.raises(PackError, match="not valid"):
        read_pack(pack)


def test_a_graph_that_breaks_its_promises_lists_all_mismatches(pack: Path) -> None:
    graphs = json.loads((pack / "manifest.json").read_text())["graphs"]
    graphs["encoder"]["file"] = "quantizer.onnx"
    change_manifest(pack, graphs=graphs)
    with pytest.raises(PackError, match=r"input 'image' is missing; .*2 outputs instead of 1"):
        Tokenizer(read_pack(pack), ["CPUExecutionProvider"]).encode(picture(32, 32), CancelToken())


def test_recipes_are_text_that_the_application_never_reads(pack: Path) -> None:
    graphs = json.loads((pack / "manifest.json").read_text())["graphs"]
    assert "recipe" not in graphs["decoder"]  # the tokenizer's is that of the whole pack
    expected = Tokenizer(read_pack(pack), ["CPUExecutionProvider"]).reconstruct(picture(32, 32), CancelToken())
    nonsense = "[" * 100_000  # too deep for most that would read it
    graphs["decoder"]["recipe"] = nonsense
    change_manifest(pack, graphs=graphs, recipe=nonsense)
    found = Tokenizer(read_pack(pack), ["CPUExecutionProvider"]).reconstruct(picture(32, 32), CancelToken())
    assert np.array_equal(found, expected)


def test_a_bad_pack_is_left_out_and_the_others_work(pack: Path, packs_folder: Path) -> None:
    shutil.copytree(packs_folder / "paint-f4", pack.parent / "paint-f4")
    (pack / "quantizer.onnx").write_bytes(b"")
    packs, problems = find_packs(pack.parent)
    assert [p.id for p in packs] == ["paint-f4"]
    assert len(problems) == 1
    assert "photo-f8" in problems[0]


def test_a_request_for_a_damaged_pack_says_why_it_is_missing(pack: Path) -> None:
    (pack / "quantizer.onnx").write_bytes(b"")
    engine = StudioEngine(pack.parent)
    from vqstudio.core.mask import Mask

    request = RepairRequest(picture(32, 32), Mask.empty(32, 32))
    with pytest.raises(PackError, match=r"not installed \(installed: none\).*damaged"):
        engine.run(request, lambda share, text: None, CancelToken())
