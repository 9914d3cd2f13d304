"""Pictures and names that come with somebody else's files."""

from __future__ import annotations

import dataclasses

import pytest

from tests.core.tampered import SVG, saved
from tests.ui.conftest import STYLES, FakeEngine, MakeWindow
from vqstudio.ui.model.small_picture import stored_picture


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_stored_pictures_are_shown(kind: str, qapp: object) -> None:
    assert stored_picture(saved(kind, (20, 10))).width() == 20


@pytest.mark.parametrize("data", [SVG, saved("GIF", (20, 10)), saved("PNG", (20, 10))[:40], b"", None])
def test_pictures_of_another_kind_are_not_drawn(data: bytes | None, qapp: object) -> None:
    assert stored_picture(data).isNull()


def test_a_styles_name_that_looks_like_html_is_shown_as_it_is(make_window: MakeWindow, engine: FakeEngine) -> None:
    title = '<img src="/etc/secret.png"> & <b>Oil</b>'
    engine.own_styles = [dataclasses.replace(STYLES[0], name="own", title=title, own=True)]
    window = make_window()
    tile = next(tile for tile in window.pages["style"].panel.gallery.tiles if tile.info.name == "own")
    tip = tile.toolTip()
    assert "<img" not in tip
    assert "&lt;img" in tip
    assert tile.accessibleName() == title
