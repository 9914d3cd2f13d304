"""What the documents promise can be found."""

from __future__ import annotations

import ast
import contextlib
import inspect
import io
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from vqstudio import Studio

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


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
    assert len(bare) >= 10  # what others do and we do not stands here too


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text("utf-8")):
        if "://" not in link:
            assert (document.parent / link).exists(), link


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


def test_the_page_for_python_names_every_argument() -> None:
    page = (ROOT / "docs/python.md").read_text("utf-8")
    for name, method in inspect.getmembers(Studio, inspect.isfunction):
        if not name.startswith("_"):
            calls = " ".join(re.findall(rf"`studio\.{name}\((.*?)\)`", page))
            for argument in list(inspect.signature(method).parameters)[1:]:
                assert argument in ("progress", "cancel") or re.search(rf"\b{argument}\b", calls), f"{name} {argument}"
