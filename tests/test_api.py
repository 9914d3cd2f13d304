"""VQ Studio as a Python script uses it."""

from __future__ import annotations

import inspect
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.colours import P3
from tests.engine.conftest import picture as like_a_photo
from tests.toy_packs import add_layouts, add_prior, add_restoring, make_paint_pack, make_photo_pack
from vqstudio import Cancelled, CancelToken, Studio, StudioError
from vqstudio.arguments import build_parser
from vqstudio.cli import main
from vqstudio.commands.table import COMMANDS
from vqstudio.core.deep import reduced
from vqstudio.core.document import Document
from vqstudio.core.files import open_document, save_document
from vqstudio.engine.studio import StudioEngine

ORIENTATION = 0x0112
SIDEWAYS = 6


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("api") / "packs"
    photo = make_photo_pack(folder)
    add_prior(photo, ("sea",))
    add_layouts(photo, 1)
    add_restoring(photo)
    make_paint_pack(folder)
    return folder


@pytest.fixture(scope="module")
def studio(packs: Path) -> Studio:
    return Studio(packs=packs)


@pytest.fixture
def picture() -> np.ndarray:
    return like_a_photo(70, 90)  # another seed is another fill of it


@pytest.fixture
def mask() -> np.ndarray:
    selected = np.zeros((70, 90), bool)
    selected[20:40, 30:60] = True
    return selected


LEFT = np.zeros((70, 90), bool)
LEFT[:, :45] = True
MASK = ["--mask", "mask.png"]
EDITS: dict[str, tuple[list[str], str, dict[str, Any]]] = {
    "repair": ([*MASK], "repair", {"mask": "mask"}),
    "repair with options": (
        [*MASK, "--seed", "3", "--only", "left.png", "--detail", "0.5"], "repair",
        {"mask": "mask", "seed": 3, "only": "left", "detail": 0.5},
    ),
    "repair beside": ([*MASK, "--avoid", "left.png"], "repair", {"mask": "mask", "avoid": "left"}),
    "style": (["--style", "ochre"], "style", {"style": "ochre"}),
    "style with options": (
        ["--style", "ochre:0.6,indigo:0.4", "--strength", "0.7", "--scale", "0.5", "--forms", "0.2", "--keep-colours",
         *MASK, "--outside", "--feather", "3", "--seed", "2"], "style",
        {"style": "ochre:0.6,indigo:0.4", "strength": 0.7, "scale": 0.5, "forms": 0.2, "keep_colours": True,
         "mask": "mask", "outside": True, "feather": 3, "seed": 2},
    ),
    "extend": (["--left", "16", "--bottom", "25%", "--seed", "1"], "extend", {"left": 16, "bottom": "25%", "seed": 1}),
    "adjust": (
        ["--exposure", "0.5", "--contrast", "0.2", "--warmth", "-0.3", "--tint", "0.1", "--saturation", "0.4", *MASK],
        "adjust",
        {"exposure": 0.5, "contrast": 0.2, "warmth": -0.3, "tint": 0.1, "saturation": 0.4, "mask": "mask"},
    ),
    "create": (["--size", "64x48", "--seed", "4"], "create", {"size": (64, 48), "seed": 4}),
    "create a subject": (["--size", "64x48", "--subject", "sea"], "create", {"size": (64, 48), "subject": "sea"}),
    "create a texture": (["--size", "64x64", "--tileable"], "create", {"size": (64, 64), "tileable": True}),
    "create anew": (["--like", "photo.png"], "create", {"like": "photo"}),
    "create the best": (["--size", "48x48", "--best-of", "3"], "create", {"size": (48, 48), "best_of": 3}),
    "create from a sketch": (["--sketch", "photo.png"], "create", {"sketch": "photo"}),
    "create freely": (["--sketch", "photo.png", "--freedom", "0.8"], "create", {"sketch": "photo", "freedom": 0.8}),
    "create larger": (["--sketch", "photo.png", "--size", "96x64"], "create", {"sketch": "photo", "size": (96, 64)}),
    "texture": (["--size", "60x50"], "texture", {"size": (60, 50)}),
    "texture with options": (
        ["--area", "10,20,60,45", "--size", "64x48", "--tileable", "--scale", "0.75", "--turned", "--seed", "3"],
        "texture",
        {"area": (10, 20, 60, 45), "size": (64, 48), "tileable": True, "scale": 0.75, "turned": True, "seed": 3},
    ),
    "texture of a mask": (["--mask", "left.png"], "texture", {"mask": "left"}),
    "reconstruct": (["--pack", "paint-f4"], "reconstruct", {"pack": "paint-f4"}),
    "clear": ([], "clear", {}),
    "clear with options": (
        ["--noise", "0.8", "--jpeg", "0.3", "--blur", "0.1", *MASK], "clear",
        {"noise": 0.8, "jpeg": 0.3, "blur": 0.1, "mask": "mask"},
    ),
    "enlarge": ([], "enlarge", {}),
    "enlarge with options": (
        ["--scale", "1.5", "--noise", "0.5", "--jpeg", "0.3", "--blur", "0.1", *MASK], "enlarge",
        {"scale": 1.5, "noise": 0.5, "jpeg": 0.3, "blur": 0.1, "mask": "mask"},
    ),
    "restore": ([], "restore", {}),
    "restore with options": (
        ["--damage", "0.9", "--noise", "0.8", "--jpeg", "0.3", "--blur", "0.1", "--fade", "0.5", "--scale", "2"],
        "restore", {"damage": 0.9, "noise": 0.8, "jpeg": 0.3, "blur": 0.1, "fade": 0.5, "scale": 2},
    ),
    "restore what a mask shows": ([*MASK, "--noise", "0"], "restore", {"mask": "mask", "noise": 0}),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS)
def test_a_script_gets_the_pixels_that_the_command_writes(
    edit: str, studio: Studio, packs: Path, picture: np.ndarray, mask: np.ndarray, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    given = {"photo": picture, "mask": mask, "left": LEFT}
    for name, pixels in given.items():
        Image.fromarray(pixels if name == "photo" else pixels.astype(np.uint8) * 255).save(f"{name}.png")
    words, command, options = EDITS[edit]
    photo = [] if command == "create" else ["photo.png"]
    assert main([command, *photo, "-o", "out.png", *words], lambda: StudioEngine(packs)) == 0
    options = {name: given.get(value, value) if isinstance(value, str) else value for name, value in options.items()}
    if photo:
        options["picture"] = picture
    made = getattr(studio, command)(**options)
    assert np.array_equal(made, np.asarray(Image.open("out.png").convert("RGB")))


def test_arguments_have_the_defaults_of_the_command_line() -> None:
    needed = {"repair": ["--mask", "m"], "style": ["--style", "s"]}
    for command in (
        "repair", "style", "extend", "create", "texture", "adjust", "reconstruct", "find-damage", "clear",
        "enlarge", "restore",
    ):  # fmt: skip
        photo = [] if command == "create" else ["photo"]
        words = build_parser(COMMANDS).parse_args([command, *photo, "-o", "out", *needed.get(command, [])])
        compared = 0
        for name, parameter in inspect.signature(getattr(Studio, command.replace("-", "_"))).parameters.items():
            if name in ("left", "top", "right", "bottom"):
                assert getattr(words, name)(100) == parameter.default
            elif name not in ("self", "picture", "mask", "style", "progress", "cancel"):
                assert getattr(words, name) == parameter.default, f"{command} {name}"
                compared += 1
        assert compared


def test_an_array_gives_an_array_and_an_image_an_image(studio: Studio, picture: np.ndarray, mask: np.ndarray) -> None:
    array = studio.repair(picture, mask)
    image = studio.repair(Image.fromarray(picture), Image.fromarray(mask))
    assert isinstance(array, np.ndarray)
    assert isinstance(image, Image.Image)
    assert np.array_equal(array, np.asarray(image))
    assert np.array_equal(array[~mask], picture[~mask])
    assert not np.array_equal(array, picture)


def test_what_is_handed_over_stays_as_it_is(studio: Studio, picture: np.ndarray, mask: np.ndarray) -> None:
    alpha = mask.astype(np.uint8) * 255
    before = picture.copy(), alpha.copy()
    made = [studio.repair(picture, alpha), studio.adjust(picture, exposure=0), studio.extend(picture, left=8)]
    for array in made:
        array[:] = 7  # the result is the caller's own
    picture[0, 0], alpha[0, 0] = picture[0, 0], alpha[0, 0]  # and both can still be written to
    assert np.array_equal(picture, before[0])
    assert np.array_equal(alpha, before[1])
    view = picture[::-1, ::2]  # not in one piece
    assert np.array_equal(studio.adjust(view, exposure=1), studio.adjust(view.copy(), exposure=1))


def test_sixteen_bits_stay_where_nothing_was_edited(
    studio: Studio, packs: Path, mask: np.ndarray, tmp_path: Path
) -> None:
    deep = np.random.default_rng(0).integers(0, 65536, (70, 90, 3)).astype(np.uint16)
    repaired = studio.repair(deep, mask)
    assert repaired.dtype == np.uint16
    assert np.array_equal(repaired[~mask], deep[~mask])
    assert not np.array_equal(repaired, deep)
    save_document(Document(reduced(deep), deep=deep), tmp_path / "deep.png")
    out = tmp_path / "out.png"
    assert (
        main(["adjust", str(tmp_path / "deep.png"), "--exposure", "1", "-o", str(out)], lambda: StudioEngine(packs))
        == 0
    )
    assert np.array_equal(studio.adjust(deep, exposure=1), open_document(out).deep)


def test_transparency_stays_what_it_is(studio: Studio, picture: np.ndarray) -> None:
    alpha = np.linspace(0, 255, 70 * 90).reshape(70, 90).astype(np.uint8)
    made = studio.style(np.dstack([picture, alpha]), "ochre")
    assert np.array_equal(made[:, :, 3], alpha)
    image = studio.style(Image.fromarray(np.dstack([picture, alpha])), "ochre")
    assert image.mode == "RGBA"
    assert np.array_equal(made, np.asarray(image))
    grey = studio.adjust(Image.fromarray(picture[:, :, 0]).convert("LA"), exposure=1)
    assert grey.mode == "RGBA"


def test_an_image_is_set_upright_and_keeps_what_is_true_of_it(
    studio: Studio, packs: Path, picture: np.ndarray, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[0x010F] = SIDEWAYS, "Maker"
    Image.fromarray(picture).save(tmp_path / "phone.png", exif=exif, icc_profile=P3, dpi=(300, 300))
    with Image.open(tmp_path / "phone.png") as image:
        made = studio.style(image, "ochre")
    assert made.size == (70, 90)
    assert (made.getexif()[ORIENTATION], made.getexif()[0x010F]) == (1, "Maker")
    assert made.info["icc_profile"] == P3
    assert round(made.info["dpi"][0]) == 300
    out = tmp_path / "out.png"
    main(["style", str(tmp_path / "phone.png"), "--style", "ochre", "-o", str(out)], lambda: StudioEngine(packs))
    assert np.array_equal(made, np.asarray(Image.open(out)))


def test_which_way_round_a_mask_lies_is_never_guessed(studio: Studio, picture: np.ndarray, mask: np.ndarray) -> None:
    image = Image.fromarray(picture)
    image.getexif()[ORIENTATION] = 3
    for edit in (studio.repair, lambda picture, mask: studio.style(picture, "ochre", mask=mask)):
        with pytest.raises(StudioError, match="exif_transpose"):
            edit(image, mask)


BAD: dict[str, tuple[Any, str]] = {
    "a path": (lambda s, p, m: s.repair("photo.jpg", m), "not 'photo.jpg'.*PIL.Image.open"),
    "floats": (lambda s, p, m: s.repair(p / 255, m), "uint8 or uint16.*float64"),
    "grey": (lambda s, p, m: s.adjust(p[:, :, 0]), r"\(H, W, 3\).*\(70, 90\)"),
    "nothing": (lambda s, p, m: s.adjust(p[:0]), "must have pixels.*90x0"),
    "no mask": (lambda s, p, m: s.repair(p, None), "mask must be.*not None"),
    "an empty mask": (lambda s, p, m: s.repair(p, m & False), "Nothing is selected"),
    "a mask of another size": (lambda s, p, m: s.repair(p, m[1:]), "90x69.*90x70"),
    "a mask of numbers": (lambda s, p, m: s.repair(p, m * 1.0), "bool or uint8.*float64"),
    "where to take from": (lambda s, p, m: s.repair(p, m, only=m[0]), r"mask only must.*\(90,\)"),
    "a mask of ones": (lambda s, p, m: s.style(p, "ochre", mask=m.astype(np.uint8)), "mask > 0"),
    "an edge without a mask": (lambda s, p, m: s.style(p, "ochre", feather=2), "give a mask"),
    "an unknown style": (lambda s, p, m: s.style(p, "oker"), "oker.*ochre"),
    "a style that is none": (lambda s, p, m: s.style(p, 3), "style must be a name, not 3"),
    "too strong": (lambda s, p, m: s.style(p, "ochre", strength=2), "between 0 and 1, not 2"),
    "a number beyond all": (lambda s, p, m: s.adjust(p, warmth=10**400), "warmth must be a number, not 1000"),
    "not a number": (lambda s, p, m: s.adjust(p, warmth=float("nan")), "warmth must be a number, not nan"),
    "a text": (lambda s, p, m: s.adjust(p, warmth="0.5"), "warmth must be a number, not '0.5'"),
    "a seed below 0": (lambda s, p, m: s.repair(p, m, seed=-1), "seed must be.* not -1"),
    "half a seed": (lambda s, p, m: s.repair(p, m, seed=0.5), "seed must be.* not 0.5"),
    "no margin": (lambda s, p, m: s.extend(p), "at least one side"),
    "a margin below 0": (lambda s, p, m: s.extend(p, left=-4), "left must be.* not -4"),
    "a size without a height": (lambda s, p, m: s.create(size=64), "width and a height.* not 64"),
    "the best of none": (lambda s, p, m: s.create(best_of=0), "1 to 64 pictures, not of 0"),
    "too much freedom": (lambda s, p, m: s.create(sketch=p, freedom=1.5), "between 0 and 1, not 1.5"),
    "two starts": (lambda s, p, m: s.create(sketch=p, like=p), "leave one of them out"),
    "a size and a picture": (lambda s, p, m: s.create(like=p, size=(64, 64)), "leave size"),
    "an unknown pack": (lambda s, p, m: s.reconstruct(p, pack="other"), "'other' is not installed"),
    "too much noise": (lambda s, p, m: s.clear(p, noise=2), "noise must be between 0 and 1, not 2"),
    "a strength that is none": (lambda s, p, m: s.clear(p, jpeg="0.5"), "jpeg must be a number, not '0.5'"),
    "less than nothing": (lambda s, p, m: s.enlarge(p, blur=-1), "blur must be between 0 and 1, not -1"),
    "smaller": (lambda s, p, m: s.enlarge(p, scale=0.5), "enlarged up to 4 times"),
    "too large": (lambda s, p, m: s.restore(p, scale=5), "1 to 4 times, not 5"),
    "damage of another size": (lambda s, p, m: s.restore(p, mask=m[1:] | True), "90x69.*90x70"),
    "a sensitivity beyond all": (lambda s, p, m: s.find_damage(p, sensitivity=9), "sensitivity must be between 0"),
    "damage of a path": (lambda s, p, m: s.find_damage("photo.jpg"), "not 'photo.jpg'.*PIL.Image.open"),
    "inks": (lambda s, p, m: s.adjust(Image.fromarray(p).convert("CMYK")), "mode CMYK.*convert"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_done_is_told_in_one_sentence(
    what: str, studio: Studio, picture: np.ndarray, mask: np.ndarray
) -> None:
    edit, told = BAD[what]
    with pytest.raises(StudioError, match=told) as caught:
        edit(studio, picture, mask)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith((".", ")"))


def test_an_image_that_is_cut_off_is_told_in_one_sentence(studio: Studio, picture: np.ndarray, tmp_path: Path) -> None:
    Image.fromarray(picture).save(tmp_path / "whole.png")
    (tmp_path / "cut.png").write_bytes((tmp_path / "whole.png").read_bytes()[:-200])
    with Image.open(tmp_path / "cut.png") as image, pytest.raises(StudioError, match="image cannot be read"):
        studio.adjust(image, exposure=1)


def test_a_colour_profile_that_had_to_be_left_out_is_told(studio: Studio, picture: np.ndarray) -> None:
    image = Image.fromarray(picture)
    image.info["icc_profile"] = b"no profile" * 20
    for edit in (lambda: studio.adjust(image, exposure=1), lambda: studio.restore(image, damage=0),
                 lambda: studio.find_damage(image)):  # fmt: skip
        with pytest.warns(UserWarning, match="profile is damaged") as told:
            edit()
        assert told[0].filename == __file__


def test_an_edit_tells_how_far_it_is_and_can_be_cancelled(studio: Studio, picture: np.ndarray) -> None:
    cancel, told = CancelToken(), []

    def progress(share: float, text: str) -> None:
        told.append((share, text))
        if len(told) == 2:
            cancel.cancel()

    with pytest.raises(Cancelled):
        studio.create(like=picture, progress=progress, cancel=cancel)
    assert told[0] == (0, "Starting")
    assert 0 < told[1][0] < 1
    told.clear()
    studio.adjust(picture, exposure=1, progress=progress)  # a Studio is as good as new
    assert told[-1][0] == 1


def test_progress_comes_in_the_thread_that_asked_and_its_exception_ends_the_edit(
    studio: Studio, picture: np.ndarray, mask: np.ndarray
) -> None:
    threads: set[int] = set()
    studio.repair(picture, mask, progress=lambda share, text: threads.add(threading.get_ident()))
    assert threads == {threading.get_ident()}

    def broken(_share: float, _text: str) -> None:
        raise LookupError("of the script")

    with pytest.raises(LookupError, match="of the script"):
        studio.repair(picture, mask, progress=broken)
    assert np.array_equal(studio.adjust(picture), picture)  # and the next one is carried out


def test_models_are_read_once(packs: Path, picture: np.ndarray, tmp_path: Path) -> None:
    mine = Path(shutil.copytree(packs, tmp_path / "packs"))
    studio = Studio(packs=mine)
    first = studio.style(picture, "ochre")
    shutil.rmtree(mine)
    assert np.array_equal(studio.style(picture, "ochre"), first)


def test_several_threads_may_ask_one_studio(packs: Path, studio: Studio, picture: np.ndarray) -> None:
    wanted = {seed: studio.create(size=(48, 48), seed=seed) for seed in range(4)}
    fresh, found = Studio(packs=packs), {}

    def ask(seed: int) -> None:
        found[seed] = fresh.create(size=(48, 48), seed=seed)

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found.keys() == wanted.keys()
    assert all(np.array_equal(found[seed], wanted[seed]) for seed in wanted)


def test_the_styles_can_be_listed(studio: Studio) -> None:
    assert [style.name for style in studio.styles()] == ["ochre", "indigo"]
    assert studio.device.name in ("CPU", "CUDA")


SCRIPT = """
import sys
import vqstudio
loaded = {"numpy", "PIL", "onnxruntime", "PySide6", "cv2", "scipy"} & set(sys.modules)
assert not loaded, loaded
assert "Studio" in dir(vqstudio)
assert not hasattr(vqstudio, "Stduio")
from PIL import Image
limit = Image.MAX_IMAGE_PIXELS
studio = vqstudio.Studio(packs=sys.argv[1])
studio.style(Image.new("RGB", (64, 48), "teal"), "ochre")
assert "PySide6" not in sys.modules
assert Image.MAX_IMAGE_PIXELS == limit
print("done")
"""


def test_importing_the_package_loads_nothing_else_and_a_script_keeps_its_settings(packs: Path, tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT, str(packs)], capture_output=True, text=True, timeout=120)
    assert (done.stdout, done.stderr) == ("done\n", "")
