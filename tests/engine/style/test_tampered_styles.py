"""Style files come from anywhere: each is taken whole, or refused in one sentence."""

from __future__ import annotations

import base64
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.core.tampered import SVG, as_text, flat_png, saved
from tests.engine.style.tampered_styles import good_style, tamper_style, try_out
from vqstudio.core.errors import FileError
from vqstudio.engine.studio import StudioEngine
from vqstudio.engine.style.files import StyleFile, write_style


@pytest.fixture
def good(packs_folder: Path) -> StyleFile:
    return good_style(packs_folder)


@pytest.fixture
def engine(packs_folder: Path, tmp_path: Path) -> StudioEngine:
    return StudioEngine(packs_folder, tmp_path / "styles")


def harmed(good: StyleFile, path: Path, style: dict[str, Any] | None = None, **changes: Any) -> Path:
    value = json.loads(msgspec.json.encode(good)) | changes
    value["style"] |= style or {}
    path.write_bytes(as_text(value))
    return path


def test_a_tampered_style_is_taken_whole_or_refused_in_a_sentence(
    good: StyleFile, engine: StudioEngine, tmp_path: Path
) -> None:
    write_style(good, tmp_path / "good.vqstyle")
    assert try_out(tmp_path / "good.vqstyle", engine)
    for number in range(60):
        tamper_style(good, tmp_path / "bad.vqstyle", number)
        try_out(tmp_path / "bad.vqstyle", engine)


@pytest.mark.parametrize("weight", [float("nan"), float("inf"), 1e308, -1e6])
def test_weights_that_are_no_weights_are_refused(
    good: StyleFile, engine: StudioEngine, tmp_path: Path, weight: float
) -> None:
    vector = [weight, *good.style.vector[1:]]
    with pytest.raises(FileError, match=r"bad\.vqstyle is not a style file"):
        engine.add_style(harmed(good, tmp_path / "bad.vqstyle", {"vector": vector}))


@pytest.mark.parametrize(
    "change",
    [
        lambda other: {"vector": other["vector"][1:]}, lambda other: {"vector": [*other["vector"], 0.5]},
        lambda other: {"vector": [1e308, *other["vector"][1:]]}, lambda other: {"vector": [2000, *other["vector"][1:]]},
        lambda other: {"vector": [float("nan"), *other["vector"][1:]]}, lambda other: {"vector": "loud"},
        lambda other: {"thumbnail": base64.b64encode(SVG).decode()}, lambda other: {"more": 1},
    ],
)  # fmt: skip
def test_a_second_version_that_does_not_fit_is_refused(
    good: StyleFile, engine: StudioEngine, tmp_path: Path, change: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    other = json.loads(msgspec.json.encode(good.other))
    assert engine.add_style(harmed(good, tmp_path / "good.vqstyle", other=other)).has_other
    with pytest.raises(FileError, match=r"bad\.vqstyle is not a style file"):
        engine.add_style(harmed(good, tmp_path / "bad.vqstyle", other=other | change(other)))


@pytest.mark.parametrize(
    ("part", "picture"),
    [
        ("thumbnail", SVG), ("thumbnail", saved("GIF", (20, 20))), ("thumbnail", flat_png(9000, 9000)),
        ("thumbnail", flat_png(20, 20, 2, (9000, 9000))), ("painting", SVG), ("painting", saved("PNG", (20, 20))),
    ],
)  # fmt: skip
def test_pictures_of_other_kinds_or_far_too_large_are_refused(
    good: StyleFile, engine: StudioEngine, tmp_path: Path, part: str, picture: bytes
) -> None:
    path = harmed(good, tmp_path / "bad.vqstyle", **{part: base64.b64encode(picture).decode()})
    with pytest.raises(FileError, match=r"bad\.vqstyle is not a style file"):
        engine.add_style(path)


def test_a_style_called_as_one_of_the_pack_stands_beside_it(
    good: StyleFile, packs_folder: Path, engine: StudioEngine, tmp_path: Path
) -> None:
    path = harmed(good, tmp_path / "ochre.vqstyle", {"name": "ochre"})
    assert engine.add_style(path).name == "ochre-2"
    other = harmed(good, tmp_path / "ochre.vqstyle", {"name": "ochre", "title": "Another"})
    assert engine.add_style(other).name == "ochre-3"
    (tmp_path / "byhand").mkdir()
    path.rename(tmp_path / "byhand" / "ochre.vqstyle")
    by_hand = StudioEngine(packs_folder, tmp_path / "byhand")
    for one, names in ((engine, ["ochre-2", "ochre-3"]), (by_hand, ["ochre-2"])):
        assert [(style.name, style.own) for style in one.styles()] == [
            *((name, True) for name in names), ("ochre", False), ("indigo", False),
        ]  # fmt: skip
    by_hand.remove_style("ochre-2")
    assert not list((tmp_path / "byhand").iterdir())


def test_no_text_of_a_style_reaches_the_terminal_as_an_escape_code(
    good: StyleFile, engine: StudioEngine, tmp_path: Path
) -> None:
    title = "\x1b]0;pwned\x07\x1b[2JNice\nstyle" + "e" * 200
    info = engine.add_style(
        harmed(good, tmp_path / "bad.vqstyle", {"title": title, "credit": "\x9b31m", "group": "\r"})
    )
    for text in (info.title, info.credit, info.group):
        assert text.isprintable()
        assert len(text) <= 120
    assert "Nice style" in info.title


def test_nor_does_one_of_a_packs_style(packs_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(packs_folder / "paint-f4", tmp_path / "packs" / "paint-f4")
    path = tmp_path / "packs" / "paint-f4" / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["styles"][0]["title"] = "\x1b[2JOchre"
    path.write_bytes(as_text(manifest))
    titles = [style.title for style in StudioEngine(tmp_path / "packs").styles()]
    assert all(title.isprintable() for title in titles)
    assert titles[0].endswith("Ochre")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among files")
def test_pipes_and_endless_files_among_the_styles_are_told_and_not_waited_for(
    good: StyleFile, packs_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "styles"
    folder.mkdir()
    os.mkfifo(folder / "a.vqstyle")
    (folder / "b.vqstyle").symlink_to("/dev/zero")
    with (folder / "c.vqstyle").open("wb") as file:
        file.truncate(40 << 30)  # which takes no room on the disk
    (folder / "d.vqstyle").mkdir()
    write_style(good, folder / "mine.vqstyle")
    engine = StudioEngine(packs_folder, folder)
    assert [style.name for style in engine.styles() if style.own] == ["mine"]
    a, b, c, d = engine.problems
    assert a.startswith("a.vqstyle is a device or a pipe")
    assert b.startswith("b.vqstyle is a device or a pipe")
    assert c.startswith("c.vqstyle is larger than any file of its kind")
    assert d.startswith("d.vqstyle is a folder")
