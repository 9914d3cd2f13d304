"""The window's language: Qt's translation files, looked up by the English text."""

from __future__ import annotations

import logging
import re
import string
from typing import Any

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from vqstudio.core.paths import resources
from vqstudio.core.wording import Sentence

log = logging.getLogger(__name__)

CONTEXT = "vqstudio"
ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "de": "Deutsch", "zh_CN": "简体中文"}
"""By the name of the locale, each in its own words."""


def tr(text: str, /, **values: Any) -> str:
    """``text`` in the window's language, with ``values`` put into its braces.

    A :class:`Sentence` brings its own values. What has no translation stays English.
    """
    if isinstance(text, Sentence):
        return _filled(QCoreApplication.translate(CONTEXT, text.template), text.values)
    found = QCoreApplication.translate(CONTEXT, text)
    return _filled(found, values) if values else found


def said(text: str) -> str:
    """A text that may be somebody's own words: only a :class:`Sentence` is translated."""
    return tr(text) if isinstance(text, Sentence) else text


def tr_count(one: str, many: str, count: int, /, **values: Any) -> str:
    """The form of a text that fits ``count``, which is {count} in it; ``many`` is what translations are found by."""
    found = QCoreApplication.translate(CONTEXT, many, None, count)
    if found == many and count == 1:
        found = one
    return _filled(found, {**values, "count": count})


class _Filler(string.Formatter):
    """Fills braces as str.format does, but with the separators of numbers that belong to the language."""

    def format_field(self, value: Any, format_spec: str) -> str:
        locale = QLocale()
        plain = locale.language() in (QLocale.Language.C, QLocale.Language.English)
        number = re.fullmatch(r"(,?)(?:\.(\d+)f)?", format_spec)
        if plain or not format_spec or number is None or not isinstance(value, int | float):
            return super().format_field(value, format_spec)
        if not number[1]:
            locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        return locale.toString(value, "f", int(number[2])) if number[2] else locale.toString(value)


def _filled(text: str, values: dict[str, Any]) -> str:
    said = {name: tr(value) if isinstance(value, Sentence) else value for name, value in values.items()}
    return _Filler().vformat(text, (), said)


def desktop_language() -> str:
    """The first of the user's languages that the window speaks, or English."""
    for wanted in QLocale.system().uiLanguages():
        locale = QLocale(wanted)
        for name in LANGUAGES:
            ours = QLocale(name)
            if ours.language() == locale.language() and ours.script() == locale.script():
                return name
    return ENGLISH


def speak(app: QCoreApplication, language: str = "") -> list[QTranslator]:
    """Have ``app`` speak a language of :data:`LANGUAGES`, or the desktop's where it is empty, in what is made from now
    on: ours, and Qt's own dialogs. Returns what was installed.
    """
    if language not in LANGUAGES:  # the choice may be a later version's
        language = desktop_language()
    if QLocale.system().language() is not QLocale(language).language():
        QLocale.setDefault(QLocale(language))  # numbers and dates as the words
    if language == ENGLISH:
        return []
    folders = {"vqstudio": resources() / "translations",
               "qtbase": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)}  # fmt: skip
    installed = []
    for name, folder in folders.items():
        translator = QTranslator(app)
        if translator.load(f"{name}_{language}", str(folder)):
            app.installTranslator(translator)
            installed.append(translator)
        else:
            log.warning("no translation %s_%s in %s", name, language, folder)
    return installed
