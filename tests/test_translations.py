"""The translation files: nothing is missing in them, and nothing in a text is lost by its translation."""

from __future__ import annotations

import string
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "packaging"))
import translations  # noqa: E402

from vqstudio.ui.kit.translation import CONTEXT, ENGLISH, LANGUAGES  # noqa: E402

OTHERS = sorted(set(LANGUAGES) - {ENGLISH})
FIX = "run packaging/translations.py update, translate what it names, run packaging/translations.py compile"


def ts_file(language: str) -> Path:
    return translations.FOLDER / f"vqstudio_{language}.ts"


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_languages_to_choose_from_are_those_that_are_kept() -> None:
    assert set(OTHERS) == set(translations.FORMS)


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_of_the_source_is_missing(language: str) -> None:
    known = translations.translations(ts_file(language))
    missing = [text.source for text in translations.texts() if not all(known.get(text.source, [""]))]
    assert missing == [], FIX
    assert sorted(set(known) - {text.source for text in translations.texts()}) == [], FIX


@pytest.mark.parametrize("language", OTHERS)
def test_values_letters_and_line_ends_of_a_text_are_in_its_translation(language: str) -> None:
    counted = {text.source for text in translations.texts() if text.counted}
    wrong = []
    for source, forms in translations.translations(ts_file(language)).items():
        for form in forms:
            values = fields(form) == fields(source) or (
                source in counted and fields(form) | {"count"} == fields(source)
            )
            letters = form.count("&") == source.count("&")
            ends = form[:1].isspace() == source[:1].isspace() and form[-1:].isspace() == source[-1:].isspace()
            if not (values and letters and ends and form.endswith("…") == source.endswith("…")):
                wrong.append((source, form))
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_the_compiled_file_is_that_of_the_translations(language: str) -> None:
    translator = QTranslator()
    assert translator.load(str(ts_file(language).with_suffix(".qm")))
    for source, forms in translations.translations(ts_file(language)).items():
        counts = [-1] if len(forms) == 1 else range(200)  # which count takes which form, each language says itself
        assert {translator.translate(CONTEXT, source, None, count) for count in counts} == set(forms), FIX
