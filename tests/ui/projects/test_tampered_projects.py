"""Projects come from anywhere: each opens whole, or is refused in one sentence before it fills the memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.core.tampered import (
    SVG,
    as_text,
    flat_png,
    parts_of,
    places,
    tamper_archive,
    with_value,
    without,
    write_parts,
    zeros,
)
from tests.ui.projects.tampered_projects import look_through, make_project, stroke
from vqstudio.core.document import Document
from vqstudio.core.errors import FileError
from vqstudio.engine.requests import EnlargeRequest, Request
from vqstudio.ui.model.session import EditSession
from vqstudio.ui.projects.format import REQUESTS
from vqstudio.ui.projects.reading import open_project
from vqstudio.ui.projects.writing import describe, save_project

Harm = Callable[[dict[str, Any], dict[str, bytes]], None]


@pytest.fixture(params=["repair", "extend", "style"])
def good(request: pytest.FixtureRequest, tmp_path: Path, qtbot: QtBot) -> Path:
    make_project(tmp_path / "good.vqs", request.param)
    return tmp_path / "good.vqs"


def harmed(good: Path, harm: Harm) -> Path:
    parts = parts_of(good)
    manifest = json.loads(parts["manifest.json"])
    harm(manifest, parts)
    parts["manifest.json"] = as_text(manifest)
    path = good.with_name("bad.vqs")
    write_parts(path, list(parts.items()))
    return path


def test_projects_that_nobody_changed_open_and_go_back_and_forth(tmp_path: Path, qtbot: QtBot) -> None:
    for last in ("repair", "extend", "style"):
        for deep in (False, True):
            make_project(tmp_path / "good.vqs", last, deep)
            assert look_through(tmp_path / "good.vqs"), (last, deep)


@pytest.mark.parametrize("start", range(0, 60, 12))
def test_a_tampered_project_opens_whole_or_is_refused_in_a_sentence(good: Path, start: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the zip module, about two parts of one name
        for number in range(start, start + 12):
            tamper_archive(good, good.with_name("bad.vqs"), number)
            look_through(good.with_name("bad.vqs"))


def test_whatever_number_a_project_gives_nothing_fails_later(good: Path) -> None:
    manifest = json.loads(parts_of(good)["manifest.json"])
    numbers = [place for place in places(manifest) if isinstance(value_at(manifest, place), int | float)]
    for place in numbers[::3]:
        for value in (-1, value_at(manifest, place) + 1, 2**63, float("nan")):

            def harm(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
                manifest.update(with_value(manifest, place, value))  # noqa: B023

            look_through(harmed(good, harm))


def test_a_project_that_lacks_something_is_refused(good: Path) -> None:
    manifest = json.loads(parts_of(good)["manifest.json"])
    for key in manifest:
        parts = parts_of(good)
        parts["manifest.json"] = as_text(without(manifest, (key,)))
        write_parts(good.with_name("bad.vqs"), list(parts.items()))
        assert not look_through(good.with_name("bad.vqs")), key


def value_at(value: Any, place: tuple[str | int, ...]) -> Any:
    for key in place:
        value = value[key]
    return value


def edits_of(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for step in manifest["steps"] if step["kind"] == "edit"]


def other_pixels(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    patch = edits_of(manifest)[0]["patch"]
    parts[patch["after"]] = flat_png(patch["bounds"][2], patch["bounds"][3])


def moved(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    edits_of(manifest)[0]["patch"]["bounds"][0] += 1


def other_order(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    manifest["steps"].reverse()


def beyond(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    manifest["steps"][0]["change"]["bounds"][0] = 60


def swapped(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    step = next(step for step in manifest["steps"] if step["kind"] == "scene")
    step["old"], step["new"] = step["new"], step["old"]


def grown(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    edits_of(manifest)[-1]["patch"]["margins"] = [1, 1, 1, 1]


def other_base(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    parts["base.png"] = flat_png(64, 48)
    manifest["last_edit"]["base"] = "base.png"


def pack_outside(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    manifest["last_edit"]["values"]["pack"] = "../../pack"


def seed_below(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    manifest["last_edit"]["values"]["seed"] = -1


@pytest.mark.parametrize(
    "harm", [other_pixels, moved, other_order, beyond, swapped, grown, other_base, pack_outside, seed_below]
)
def test_what_would_fail_at_undo_or_at_another_version_is_refused_when_it_is_opened(good: Path, harm: Harm) -> None:
    with pytest.raises(FileError, match=r"^bad\.vqs is damaged .*; get another copy of it\.$"):
        open_project(harmed(good, harm))


def test_pictures_are_opened_as_png_alone(good: Path) -> None:
    manifest = json.loads(parts_of(good)["manifest.json"])
    for name in (manifest["photo"], manifest["mask"], manifest["last_edit"]["base"], manifest["steps"][0]["picture"]):

        def harm(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
            parts[name] = SVG  # noqa: B023

        with pytest.raises(FileError, match="damaged"):
            open_project(harmed(good, harm))


def far_too_large_delta(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    parts[manifest["steps"][0]["change"]["delta"]] = zeros(512 << 20)


def many_large_pictures(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    step = edits_of(manifest)[0]
    large = flat_png(9000, 9000, 6)
    manifest["steps"] = []
    for number in range(12):
        parts |= {f"{number}a.png": large, f"{number}b.png": large}
        patch = {
            "bounds": [0, 0, 9000, 9000], "margins": [0, 0, 0, 0], "before": f"{number}a.png", "after": f"{number}b.png"
        }  # fmt: skip
        manifest["steps"].append(step | {"patch": patch})


def empty_claim(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    parts[manifest["photo"]] = flat_png(64, 64, 2, (14_000, 14_000))


def large_thumbnail(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    parts[manifest["steps"][-1]["picture"]] = flat_png(9000, 9000, 6)


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of memory")
@pytest.mark.parametrize("harm", [far_too_large_delta, many_large_pictures, empty_claim, large_thumbnail])
def test_a_small_file_does_not_fill_the_memory(tmp_path: Path, qtbot: QtBot, harm: Harm) -> None:
    make_project(tmp_path / "good.vqs")
    path = harmed(tmp_path / "good.vqs", harm)
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from vqstudio.ui.projects.reading import FileError, open_project\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try: open_project(Path(sys.argv[1]))\n"
        "except FileError as error: print(error)\n"
        "assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000, 'memory'\n"
    )
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "bad.vqs is damaged" in done.stdout


def test_a_history_that_undo_has_no_room_for_opens_with_its_last_steps(tmp_path: Path, qtbot: QtBot) -> None:
    make_project(tmp_path / "long.vqs")
    whole = open_project(tmp_path / "long.vqs")
    short = open_project(tmp_path / "long.vqs", undo_budget=40_000)
    assert 0 < len(short.steps) < len(whole.steps)
    assert [step.text for step in short.steps] == [step.text for step in whole.steps][-len(short.steps) :]
    session = EditSession()
    photo = short.open(session)
    assert np.array_equal(photo.document.pixels, whole.document.pixels)
    while session.stack.can_undo():
        session.stack.undo()
    assert photo.edited  # what was done before the steps that are left


def test_a_large_photo_with_many_steps_opens(tmp_path: Path, qtbot: QtBot) -> None:
    session = EditSession()
    session.open(Document(np.zeros((3000, 4000, 3), np.uint8)))
    for number in range(150):
        stroke(session, 10 * number, 15 * number)
    session.invert_mask()
    assert session.shown is not None
    save_project(tmp_path / "large.vqs", describe(session.shown))
    assert len(open_project(tmp_path / "large.vqs").steps) == 151


def test_a_steps_name_is_one_line_of_characters_that_are_shown(good: Path) -> None:
    def harm(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
        manifest["steps"][0]["text"] = "\x1b[31mBrush\nstroke" + "e" * 900

    text = open_project(harmed(good, harm)).steps[0].text
    assert text.isprintable()
    assert len(text) <= 200


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:

    os.mkfifo(tmp_path / "pipe.vqs")
    with pytest.raises(FileError, match=r"pipe\.vqs is a device or a pipe"):
        open_project(tmp_path / "pipe.vqs")


def test_every_request_can_be_stored() -> None:
    stored = {kind for kind, _ in REQUESTS.values()}
    # What enlarges a photo replaces all of its canvas, as turning does, and is not asked again.
    assert stored == set(Request.__args__) - {EnlargeRequest}  # type: ignore[attr-defined]
