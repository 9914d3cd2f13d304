"""What the documents promise can be found."""

from __future__ import annotations

import ast
import contextlib
import inspect
import io
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from vqstudio import Studio

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_every_feature_names_a_test_that_exists() -> None:
    table = (ROOT / "docs/features.md").read_text("utf-8")
    named = re.findall(r"\[`(test_\w+)`\]\(\.\./([\w/]+\.py)\)", table)
    assert len(named) > 30
    for name, path in named:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        assert name in [node.name for node in tree.body if isinstance(node, ast.FunctionDef)], f"{path}::{name}"


def test_a_feature_without_a_test_is_one_that_is_missing() -> None:
    rows = [line.split("|") for line in (ROOT / "docs/features.md").read_text("utf-8").splitlines() if "|" in line]
    bare = {row[1].strip(): row[2].strip() for row in rows[2:] if row[2].strip() and row[3].strip() == "-"}
    assert [feature for feature, ours in bare.items() if not ours.startswith(("no", "not tried"))] == []
    assert len(bare) >= 5  # what others do and we do not stands here too


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    for link, anchor in re.findall(r"\]\(([^)#\s]*)(?:#([^)\s]+))?[^)]*\)", document.read_text("utf-8")):
        if "://" in link:
            continue
        target = document.parent / link if link else document
        assert target.exists(), link
        if anchor and target.suffix == ".md":
            assert anchor in anchors_of(target), f"{link}#{anchor}"


def anchors_of(document: Path) -> set[str]:
    """The anchors that GitHub gives to the headings: lower case, no punctuation, hyphens for spaces."""
    text = re.sub(r"^```.*?^```", "", document.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    found: set[str] = set()
    times: Counter[str] = Counter()
    for heading in re.findall(r"^#{1,6} +(.+?)(?: +#+)? *$", text, re.MULTILINE):
        shown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        anchor = re.sub(r"[^\w\- ]", "", shown.lower()).replace(" ", "-")
        found.add(f"{anchor}-{times[anchor]}" if times[anchor] else anchor)
        times[anchor] += 1
    return found


def test_the_examples_for_python_do_what_they_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs/python.md").read_text("utf-8")
    ramp = np.linspace(40, 215, 96).astype(np.uint8)
    Image.fromarray(np.dstack([np.tile(ramp, (64, 1))] * 3)).save(tmp_path / "photo.jpg")
    monkeypatch.chdir(tmp_path)
    here: dict[str, object] = {"__name__": "example"}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        for block in re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
            exec(compile(block, "docs/python.md", "exec"), here)
    assert printed.getvalue().splitlines() == [*re.findall(r"print\(error\)  # (.*)", page), "cancelled"]
    assert Image.open("painted.jpg").size == (96, 64)
    assert np.shape(here["wide"]) == (64, 96 + 2 * 10, 3)
    assert np.shape(here["texture"]) == (64, 64, 3)
    assert not np.array_equal(here["brighter"], here["photo"])


def changes_in(page: str) -> list[tuple[str, str, str]]:
    """The file, the old and the new lines of each hunk of the page's diffs; a new file has no old lines."""
    found = []
    for block in re.findall(r"^```diff\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        for part in re.split(r"^--- ", block, flags=re.MULTILINE)[1:]:
            head, body = part.split("\n", 1)
            if head == "/dev/null":
                head, body = body.removeprefix("+++ ").split("\n", 1)
            for hunk in body.split("@@\n"):
                lines = hunk.splitlines(keepends=True)
                old = "".join(line[1:] for line in lines if line[0] in " -")
                found.append((head, old, "".join(line[1:] for line in lines if line[0] in " +")))
    return found


def test_the_examples_of_a_new_feature_fit_the_code() -> None:
    changes = changes_in((ROOT / "docs/adding-a-feature.md").read_text("utf-8"))
    assert len(changes) >= 7
    for path, old, _ in changes:
        assert (ROOT / path).read_text("utf-8").count(old) == 1 if old else not (ROOT / path).exists(), path


def test_the_example_of_a_feature_and_its_subcommand_works(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "vqstudio", tmp_path / "vqstudio", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "resources").symlink_to(ROOT / "resources")
    page = (ROOT / "docs/adding-a-feature.md").read_text("utf-8")
    for heading in ("## An engine feature\n", "## A subcommand\n"):
        for path, old, new in changes_in(page.split(heading)[1].split("\n## ")[0]):
            file = tmp_path / path
            file.write_text(file.read_text("utf-8").replace(old, new) if old else new, "utf-8")
    step = np.zeros((32, 48, 3), np.uint8)
    step[:, :24], step[:, 24:] = 100, 150
    Image.fromarray(step).save(tmp_path / "photo.png")
    ran = subprocess.run(
        [sys.executable, "-m", "vqstudio", "sharpen", "photo.png", "--amount", "0.5", "-o", "sharp.png"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    sharp = np.asarray(Image.open(tmp_path / "sharp.png"))
    assert sharp.min() < 100
    assert sharp.max() > 150


def test_the_page_for_python_names_every_argument() -> None:
    page = (ROOT / "docs/python.md").read_text("utf-8")
    for name, method in inspect.getmembers(Studio, inspect.isfunction):
        if not name.startswith("_"):
            calls = " ".join(re.findall(rf"`studio\.{name}\((.*?)\)`", page))
            for argument in list(inspect.signature(method).parameters)[1:]:
                assert argument in ("progress", "cancel") or re.search(rf"\b{argument}\b", calls), f"{name} {argument}"


def test_every_mutation_fits_the_code() -> None:
    for row, entries in tomllib.loads((ROOT / "tools/mutations.toml").read_text("utf-8")).items():
        for entry in entries:
            found = (ROOT / entry["file"]).read_text("utf-8").count(entry["find"])
            assert found == 1, f"{row}: {entry['breaks']}: found {found} times in {entry['file']}"
