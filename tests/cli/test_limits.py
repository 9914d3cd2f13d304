"""Commands at the limits: numbers beyond all bounds, pipes and endless files, and how much of the metadata is kept."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from PIL import Image

from vqstudio.cli import main

from .conftest import run_scripted


@pytest.mark.parametrize(
    "words",
    [
        ["repair", "--mask", "MASK", "--candidates", "9" * 12], ["create", "--count", "9" * 12],
        ["create", "--seed", "9" * 400], ["adjust", "--quality", "9" * 400], ["extend", "--left", "1e300"],
        ["create", "--size", "9" * 400 + "x1"], ["adjust", "--exposure", "1e300"],
        ["style", "--style", "ochre", "--strength", "1e300"], ["style", "--style", "ochre:1e999"],
        ["style", "--style", "ochre:nan,indigo:1"], ["style", "--style", "ochre", "--scale", "1e300"],
        ["style", "--style", "ochre", "--mask", "MASK", "--feather", "1e300"],
        ["repair", "--mask", "MASK", "--detail", "1e300"], ["clear", "--noise", "1e300"],
        ["enlarge", "--blur", "1e300"], ["restore", "--scale", "1e300"], ["restore", "--fade", "1e300"],
        ["find-damage", "--sensitivity", "1e300"],
    ],
)  # fmt: skip
def test_numbers_beyond_all_bounds_are_one_short_sentence(
    engine, words: list[str], photo: Path, mask: Path, tmp_path: Path, capsys
) -> None:
    out = tmp_path / "out.png"
    photos = [] if words[0] == "create" else [str(photo)]
    arguments = [str(mask) if word == "MASK" else word for word in words[1:]]
    try:
        code = main([words[0], *photos, *arguments, "-o", str(out)], lambda: engine)
    except SystemExit as ended:
        code = ended.code
    assert code == 2
    sentence = capsys.readouterr().err.splitlines()[-1]
    assert " must be " in sentence or "at most" in sentence or "must not be" in sentence
    assert len(sentence) < 200
    assert not out.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among files")
def test_pipes_and_endless_files_are_refused_by_every_command_and_not_waited_for(
    engine, photo: Path, mask: Path, tmp_path: Path, capsys
) -> None:
    pipe, endless = tmp_path / "pipe.png", tmp_path / "endless.vqstyle"
    os.mkfifo(pipe)
    endless.symlink_to("/dev/zero")
    (tmp_path / "outputs").mkdir()
    out = str(tmp_path / "out.png")
    for words in (
        ["repair", str(photo), "--mask", str(mask), "-o", str(pipe)], ["create", "-o", str(pipe)],
        ["style", str(photo), "--style", "ochre", "-o", str(pipe)], ["adjust", str(photo), "-o", str(pipe)],
        ["extend", str(photo), "--left", "9", "-o", str(pipe)], ["reconstruct", str(photo), "-o", str(pipe)],
        ["find-damage", str(photo), "-o", str(pipe)], ["restore", str(photo), "-o", str(pipe)],
        ["restore", str(photo), "--mask", str(pipe), "-o", out], ["enlarge", str(pipe), "-o", out],
        ["adjust", str(pipe), "-o", out], ["repair", str(photo), "--mask", str(pipe), "-o", out],
        ["styles", "--add", str(pipe)], ["styles", "--add", str(endless)],
    ):  # fmt: skip
        assert main(words, lambda: engine) == 2, words
        error = capsys.readouterr().err
        assert "is a device or a pipe" in error
        assert error.count("\n") == 1
    assert main(["batch", str(tmp_path), "-o", str(pipe), "--style", "ochre"], lambda: engine) == 2
    assert "pipe.png is no folder" in capsys.readouterr().err
    os.mkfifo(tmp_path / "outputs" / "photo.png")
    batch = ["batch", str(tmp_path), "-o", str(tmp_path / "outputs"), "--style", "ochre"]
    assert main(batch, lambda: engine) == 1
    said = capsys.readouterr().out
    assert "photo.png: photo.png is a device or a pipe; choose another name." in said
    assert "pipe.png: pipe.png is a device or a pipe" in said
    assert (tmp_path / "outputs" / "mask.png").is_file()
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_how_much_of_the_metadata_is_kept_can_be_said(photo: Path, tmp_path: Path, capsys) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    exif[0x8825] = {1: "N", 2: (48.0, 8.0, 0.0)}
    source = tmp_path / "camera.jpg"
    Image.open(photo).convert("RGB").save(source, exif=exif, comment="by the sea", dpi=(240, 240))
    for choice, maker, place, comment in (
        ("all", "Maker", True, b"by the sea"), ("no-place", "Maker", False, b"by the sea"), ("none", None, False, None)
    ):  # fmt: skip
        out = tmp_path / f"{choice}.jpg"
        assert run_scripted(lambda *_: None, source, out, "--metadata", choice) == 0
        with Image.open(out) as image:
            assert image.getexif().get(0x010F) == maker
            assert bool(image.getexif().get_ifd(0x8825)) == place
            assert image.info.get("comment") == comment
            assert image.info["dpi"] == (240, 240)
    capsys.readouterr()
    assert run_scripted(lambda *_: None, source, tmp_path / "a.webp") == 0
    assert "a.webp was saved without some of the photo's metadata (Comment)" in capsys.readouterr().err
