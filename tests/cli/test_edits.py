"""Commands that write photos."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.colours import P3
from vqstudio.cli import main
from vqstudio.core.deep import reduced
from vqstudio.core.document import Document
from vqstudio.core.files import open_document, save_document
from vqstudio.engine.studio import StudioEngine

from .conftest import pixels


def test_repair_writes_the_photo_with_only_the_mask_changed(engine, photo: Path, mask: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    assert main(["repair", str(photo), "--mask", str(mask), "-o", str(out), "--seed", "3"], lambda: engine) == 0
    keep = pixels(mask)[:, :, 0] == 0
    assert np.array_equal(pixels(out)[keep], pixels(photo)[keep])
    assert not np.array_equal(pixels(out), pixels(photo))


def test_candidates_are_written_one_by_one(engine, photo: Path, mask: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    arguments = ["repair", str(photo), "--mask", str(mask), "-o", str(out), "--candidates", "3"]
    assert main(arguments, lambda: engine) == 0
    assert sorted(p.name for p in tmp_path.glob("out*")) == ["out-1.png", "out-2.png", "out-3.png"]
    alone = tmp_path / "second.png"
    main(["repair", str(photo), "--mask", str(mask), "-o", str(alone), "--seed", "1"], lambda: engine)
    assert np.array_equal(pixels(tmp_path / "out-2.png"), pixels(alone))


def test_detail_changes_the_fill_and_has_limits(engine, photo: Path, mask: Path, tmp_path: Path, capsys) -> None:
    for detail in ("0", "1"):
        out = tmp_path / f"{detail}.png"
        arguments = ["repair", str(photo), "--mask", str(mask), "-o", str(out), "--detail", detail]
        assert main(arguments, lambda: engine) == 0
    assert not np.array_equal(pixels(tmp_path / "0.png"), pixels(tmp_path / "1.png"))
    arguments[-1] = "1.5"
    assert main(arguments, lambda: engine) == 2
    assert "between 0 and 1" in capsys.readouterr().err


def test_texture_is_taken_from_where_the_masks_say(engine, mask: Path, tmp_path: Path) -> None:
    """Stripes on the left, plain grey on the right, the hole across both."""
    image = np.full((70, 90, 3), 128, np.uint8)
    image[:, :45:2] = 90
    image[:, 1:45:2] = 166
    Image.fromarray(image).save(tmp_path / "halves.png")
    left = np.zeros((70, 90), np.uint8)
    left[:, :45] = 255
    Image.fromarray(left).save(tmp_path / "left.png")
    contrast = {}
    for option in ("--only", "--avoid"):
        out = tmp_path / f"{option}.png"
        limits = [option, str(tmp_path / "left.png")]
        arguments = ["repair", str(tmp_path / "halves.png"), "--mask", str(mask), "-o", str(out), *limits]
        assert main(arguments, lambda: engine) == 0
        contrast[option] = pixels(out)[20:40, 30:60, 0].std(axis=1).mean()
    assert contrast["--only"] > 25
    assert contrast["--avoid"] < 10


def test_style_and_reconstruct_write_pictures_of_the_same_size(engine, photo: Path, tmp_path: Path) -> None:
    for arguments in (["style", "--style", "ochre", "--strength", "0.7"], ["reconstruct", "--pack", "paint-f4"]):
        out = tmp_path / f"{arguments[0]}.jpg"
        assert main([arguments[0], str(photo), "-o", str(out), *arguments[1:]], lambda: engine) == 0
        assert pixels(out).shape == (70, 90, 3)


def test_adjust_keeps_16_bits(engine, tmp_path: Path) -> None:
    ramp = np.linspace(0, 20_000, 4096).astype(np.uint16).reshape(64, 64)
    deep = np.dstack([ramp] * 3)
    save_document(Document(reduced(deep), deep=deep), tmp_path / "deep.png")
    out = tmp_path / "bright.tif"
    assert main(["adjust", str(tmp_path / "deep.png"), "--exposure", "2", "-o", str(out)], lambda: engine) == 0
    found = open_document(out).deep
    assert found is not None
    assert len(np.unique(found)) > 3500


def test_adjust_changes_light_and_colour(engine, photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "bright.png"
    assert main(["adjust", str(photo), "--exposure", "1", "--saturation", "-1", "-o", str(out)], lambda: engine) == 0
    assert np.ptp(pixels(out).astype(int), axis=2).max() <= 1
    assert pixels(out).mean() > pixels(photo).mean()
    assert main(["adjust", str(photo), "--contrast", "7", "-o", str(tmp_path / "no.png")], lambda: engine) == 2
    assert not (tmp_path / "no.png").exists()


def test_results_are_written_as_asked(engine, photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sizes = {}
    for quality in ("30", "95"):
        out = tmp_path / f"{quality}.jpg"
        arguments = ["adjust", str(photo), "--exposure", "1", "-o", str(out), "--quality", quality]
        assert main([*arguments, "--max-side", "60"], lambda: engine) == 0
        assert pixels(out).shape == (47, 60, 3)
        sizes[quality] = out.stat().st_size
    assert sizes["30"] < sizes["95"]
    out = tmp_path / "no.jpg"
    assert main(["adjust", str(photo), "-o", str(out), "--quality", "101"], lambda: engine) == 2
    assert "1 to 100, not 101" in capsys.readouterr().err
    assert not out.exists()


def test_a_tiff_is_compressed_unless_told_otherwise(engine, photo: Path, tmp_path: Path) -> None:
    sizes = []
    for name, more in (("a.tif", []), ("b.tif", ["--uncompressed"])):
        assert main(["adjust", str(photo), "-o", str(tmp_path / name), *more], lambda: engine) == 0
        sizes.append((tmp_path / name).stat().st_size)
    assert sizes[0] < sizes[1]
    assert np.array_equal(open_document(tmp_path / "a.tif").pixels, open_document(tmp_path / "b.tif").pixels)


def test_extend_grows_the_photo_by_pixels_or_percentages(engine, photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "wide.png"
    assert main(["extend", str(photo), "--left", "20", "--bottom", "50%", "-o", str(out)], lambda: engine) == 0
    extended = pixels(out)
    assert extended.shape == (105, 110, 3)
    assert np.array_equal(extended[:70, 20:], pixels(photo))


@pytest.mark.parametrize("wrong", ["-3", "2.5", "nan", "x", "-10%"])
def test_a_margin_that_is_none_is_bad_usage(photo: Path, tmp_path: Path, wrong: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["extend", str(photo), f"--left={wrong}", "-o", str(tmp_path / "o.png")])
    assert caught.value.code == 2


def test_create_writes_the_same_pictures_for_the_same_seed(engine, tmp_path: Path) -> None:
    for word, name in (("create", "a.png"), ("generate", "b.png")):  # as it was called before
        arguments = [word, "--size", "48x40", "--seed", "7", "--count", "2", "-o", str(tmp_path / name)]
        assert main(arguments, lambda: engine) == 0
    assert pixels(tmp_path / "a-1.png").shape == (40, 48, 3)
    assert (tmp_path / "a-1.png").read_bytes() == (tmp_path / "b-1.png").read_bytes()
    assert not np.array_equal(pixels(tmp_path / "a-1.png"), pixels(tmp_path / "a-2.png"))


@pytest.mark.parametrize("arguments", [["--seed", "-1"], ["--size", "0x64"], ["--size", "64"], ["--count", "0"]])
def test_numbers_that_are_none_are_bad_usage(arguments: list[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["create", *arguments, "-o", str(tmp_path / "o.png")])
    assert caught.value.code == 2


def test_create_from_a_photo_has_its_size(engine, photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "like.png"
    assert main(["create", "--like", str(photo), "--share", "0.3", "-o", str(out)], lambda: engine) == 0
    assert pixels(out).shape == pixels(photo).shape


def test_create_from_a_sketch_has_its_size_or_the_one_that_is_asked_for(engine, photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "made.png"
    for words, shape in (([], pixels(photo).shape), (["--size", "120x96"], (96, 120, 3))):
        assert main(["create", "--sketch", str(photo), *words, "-o", str(out)], lambda: engine) == 0
        assert pixels(out).shape == shape


def test_the_best_of_several_are_written_the_best_first(engine, tmp_path: Path, capsys, monkeypatch) -> None:
    arguments = ["create", "--size", "48x40", "-o"]
    assert main([*arguments, str(tmp_path / "all.png"), "--count", "4"], lambda: engine) == 0
    seen = []

    def naturalness(_self: StudioEngine, picture: np.ndarray, _cancel: object) -> float:
        seen.append(picture.copy())
        return [1.0, 4.0, 2.0, 3.0][len(seen) - 1]

    monkeypatch.setattr(StudioEngine, "naturalness", naturalness)
    best = [*arguments, str(tmp_path / "best.png"), "--best-of", "4", "--count", "2"]
    assert main(best, lambda: engine) == 0
    assert len(seen) == 4
    assert (tmp_path / "best-1.png").read_bytes() == (tmp_path / "all-2.png").read_bytes()
    assert (tmp_path / "best-2.png").read_bytes() == (tmp_path / "all-4.png").read_bytes()
    assert "seed 1" in capsys.readouterr().out  # which makes this picture again


@pytest.mark.parametrize(
    "arguments",
    [
        ["--size", "50000x50000"], ["--like", "photo.png", "--size", "64x64"], ["--sketch", "no.png"],
        ["--sketch", __file__], ["--sketch", "a.png", "--like", "b.png"], ["--sketch", "a.png", "--tileable"],
        ["--sketch", "a.png", "--size", "5000x5000"], ["--best-of", "0"], ["--best-of", "65"],
        ["--best-of", "2", "--count", "3"],
    ],
)  # fmt: skip
def test_create_tells_what_cannot_be_made(engine, arguments: list[str], tmp_path: Path, capsys) -> None:
    assert main(["create", *arguments, "-o", str(tmp_path / "o.png")], lambda: engine) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_texture_has_the_size_and_the_profile_but_not_the_place(engine, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    ground = np.random.default_rng(0).integers(60, 200, (80, 90, 3), dtype=np.uint8)
    Image.fromarray(ground).save(tmp_path / "ground.png", exif=exif, icc_profile=P3)
    out = tmp_path / "out.png"
    words = ["texture", str(tmp_path / "ground.png"), "--area", "5,10,70,60", "--size", "72x50", "--tileable"]
    assert main([*words, "-o", str(out)], lambda: engine) == 0
    with Image.open(out) as made:
        assert made.size == (72, 50)
        assert made.info["icc_profile"] == P3
        assert not made.getexif()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--area", "50,0,60,40"], "not inside the photo, which has 90x70 pixels"),
        (["--area", "0,0,10,40"], "select more, or scale it up"),
        (["--size", "9000x40"], "16 to 4096 pixels, not 9000x40"),
        (["--mask", "empty.png"], "The mask selects nothing"),
        (["--mask", "empty.png", "--area", "0,0,50,50"], "leave one of them out"),
        (["--scale", "7"], "between 0.25 and 4"),
    ],
)
def test_textures_that_cannot_be_made_are_one_sentence(
    engine, photo: Path, tmp_path: Path, words: list[str], told: str, monkeypatch, capsys
) -> None:
    monkeypatch.chdir(tmp_path)
    Image.fromarray(np.zeros((70, 90), np.uint8)).save("empty.png")
    assert main(["texture", str(photo), "-o", "out.png", *words], lambda: engine) == 2
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1
    assert not Path("out.png").exists()
