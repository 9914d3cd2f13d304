"""What the documents promise can be found."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

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
