from __future__ import annotations

from vqstudio.core.paths import resources
from vqstudio.core.wording import Sentence
from vqstudio.engine.packs.pack import find_packs
from vqstudio.engine.style.names import CREDITS, GROUPS, TITLES, translatable


def test_every_text_of_the_styles_that_come_with_the_program_is_marked() -> None:
    packs, problems = find_packs(resources() / "packs")
    assert not problems
    styles = [style for pack in packs for style in pack.manifest.styles]
    assert styles
    assert {style.title for style in styles} == set(TITLES)
    assert {style.group for style in styles} == set(GROUPS)
    assert {style.credit for style in styles} == set(CREDITS)


def test_only_known_texts_are_to_be_translated() -> None:
    assert isinstance(translatable("Starry Night"), Sentence)
    assert isinstance(translatable("My styles"), Sentence)
    assert type(translatable("Sunday {at} the sea")) is str
