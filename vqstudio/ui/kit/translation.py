"""The window's language: Qt's translation files, looked up by the English text."""

from __future__ import annotations

import logging
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


def _filled(text: str, values: dict[str, Any]) -> str:
    said = {name: tr(value) if isinstance(value, Sentence) else value for name, value in values.items()}
    return _Formatter().vformat(text, (), said)


class _Formatter(string.Formatter):
    """Numbers with decimals or groups look as the desktop, or the window's language, writes them."""

    def format_field(self, value: Any, form: str) -> str:
        written = super().format_field(value, form)
        if not isinstance(value, int | float):
            return written
        locale = QLocale()
        return written.translate({ord("."): locale.decimalPoint(), ord(","): locale.groupSeparator()})


def desktop_language() -> str:
    """The first of the user's languages that the window speaks, or English."""
    written: dict[QLocale.Language, QLocale.Script] = {}
    for wanted in QLocale.system().uiLanguages():
        locale = QLocale(wanted)
        # Qt lists "zh" after "zh-TW", and "zh" alone would mean the other script.
        script = locale.script() if {"-", "_"} & {*wanted} else written.get(locale.language(), locale.script())
        written.setdefault(locale.language(), script)
        for name in LANGUAGES:
            ours = QLocale(name)
            if ours.language() == locale.language() and ours.script() == script:
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
