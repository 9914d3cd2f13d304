from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest

from tests.engine.conftest import picture
from vqstudio.core.errors import FileError, RequestError
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.packs import read_pack
from vqstudio.engine.requests import StyleRequest
from vqstudio.engine.studio import StudioEngine
from vqstudio.engine.style_files import StyleFile, decoder_of, write_style


@pytest.fixture
def own_style(packs_folder: Path) -> StyleFile:
    pack = read_pack(packs_folder / "paint-f4")
    entry = msgspec.structs.replace(
        pack.manifest.styles[0], name="mine", title="Mine", group="My styles", credit="me", thumbnail=None
    )
    return StyleFile(pack="paint-f4", decoder=decoder_of(pack), style=entry, thumbnail=b"\xff\xd8 a picture")


def test_an_added_style_is_listed_first_and_paints(
    packs_folder: Path, tmp_path: Path, own_style: StyleFile, studio: StudioEngine
) -> None:
    write_style(own_style, tmp_path / "shared.vqstyle")
    StudioEngine(packs_folder, tmp_path / "styles").add_style(tmp_path / "shared.vqstyle")
    engine = StudioEngine(packs_folder, tmp_path / "styles")  # also in the next session
    assert [s.name for s in engine.styles()] == ["mine", "ochre", "indigo"]
    assert engine.styles()[0].thumbnail == b"\xff\xd8 a picture"
    pixels = picture(40, 40)
    mine, theirs = (
        one.run(StyleRequest(pixels, name), lambda share, text: None, CancelToken()).patch.after
        for one, name in ((engine, "mine"), (studio, "ochre"))
    )
    assert np.array_equal(mine, theirs)


def test_files_that_are_no_fitting_style_are_refused_and_left_out(
    packs_folder: Path, tmp_path: Path, own_style: StyleFile
) -> None:
    engine = StudioEngine(packs_folder, tmp_path / "styles")
    (tmp_path / "notes.vqstyle").write_text("hello")
    write_style(msgspec.structs.replace(own_style, decoder="0" * 64), tmp_path / "old.vqstyle")
    with pytest.raises(FileError, match=r"notes\.vqstyle is not a style file"):
        engine.add_style(tmp_path / "notes.vqstyle")
    with pytest.raises(RequestError, match=r"'Mine' was learned with another version.*learn it again"):
        engine.add_style(tmp_path / "old.vqstyle")
    with pytest.raises(FileError, match="There is no file"):
        engine.add_style(tmp_path / "none.vqstyle")
    assert not list(tmp_path.glob("styles/*"))
    (tmp_path / "styles").mkdir(exist_ok=True)
    (tmp_path / "old.vqstyle").rename(tmp_path / "styles" / "old.vqstyle")
    engine = StudioEngine(packs_folder, tmp_path / "styles")
    assert [s.name for s in engine.styles()] == ["ochre", "indigo"]
    assert len(engine.problems) == 1
