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
"""The name of each language in that language, by locale."""


def tr(text: str, /, **values: Any) -> str:
    """``text`` in the window's language, with ``values`` put into its braces.

    A :class:`Sentence` brings its own values. A text without a translation stays English.
    """
    if isinstance(text, Sentence):
        return _filled(QCoreApplication.translate(CONTEXT, text.template), text.values)
    found = QCoreApplication.translate(CONTEXT, text)
    return _filled(found, values) if values else found


def said(text: str) -> str:
    """For texts that may be the user's own words: translate only a :class:`Sentence`."""
    return tr(text) if isinstance(text, Sentence) else text


def tr_count(one: str, many: str, count: int, /, **values: Any) -> str:
    """The singular or plural of a text for ``count``, which is {count} in it; ``many`` is the key of translations."""
    found = QCoreApplication.translate(CONTEXT, many, None, count)
    if found == many and count == 1:
        found = one
    return _filled(found, {**values, "count": count})


def _filled(text: str, values: dict[str, Any]) -> str:
    said = {name: tr(value) if isinstance(value, Sentence) else value for name, value in values.items()}
    return _Formatter().vformat(text, (), said)


class _Formatter(string.Formatter):
    """Formats numbers with decimals or groups as the desktop does, or as is usual in the window's language."""

    def format_field(self, value: Any, form: str) -> str:
        written = super().format_field(value, form)
        if not isinstance(value, int | float):
            return written
        locale = QLocale()
        return written.translate({ord("."): locale.decimalPoint(), ord(","): locale.groupSeparator()})


def desktop_language() -> str:
    """The first of the user's languages that the window supports, or English."""
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
    """Set the language of ``app`` to one of :data:`LANGUAGES`, or to the desktop's if ``language`` is empty, for all
    widgets created from now on, including Qt's own dialogs. Returns the installed translators.
    """
    if language not in LANGUAGES:  # a later version may have saved a language that is unknown here
        language = desktop_language()
    if QLocale.system().language() is not QLocale(language).language():
        QLocale.setDefault(QLocale(language))  # numbers and dates follow the language
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
