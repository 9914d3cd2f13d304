"""What the desktop is told: which files the program opens, and what it and they are called."""

from __future__ import annotations

import configparser
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from vqstudio.core.formats import MIME_TYPES
from vqstudio.ui.kit.translation import ENGLISH, LANGUAGES
from vqstudio.ui.projects.writing import SUFFIX

PACKAGING = Path(__file__).parents[2] / "packaging"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def desktop_entry() -> configparser.SectionProxy:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(PACKAGING / "vqstudio.desktop", encoding="utf-8")
    return entry["Desktop Entry"]


def project_type() -> ElementTree.Element:
    (found,) = ElementTree.parse(PACKAGING / "vqstudio.xml").getroot()
    return found


def test_the_desktop_offers_the_program_for_every_format_it_opens() -> None:
    offered = set(desktop_entry()["MimeType"].strip(";").split(";"))
    assert offered == {*MIME_TYPES.values(), project_type().attrib["type"]}


def test_projects_are_a_type_of_file() -> None:
    assert [glob.attrib["pattern"] for glob in project_type().iter(f"{MIME}glob")] == [f"*{SUFFIX}"]


def test_program_and_projects_are_named_in_every_language_of_the_window() -> None:
    others = {*LANGUAGES} - {ENGLISH}
    entry = desktop_entry()
    for key in ("GenericName", "Comment", "Keywords"):
        texts = [entry[key], *(entry[f"{key}[{language}]"] for language in sorted(others))]
        assert len(set(texts)) == len(LANGUAGES), key
    assert {comment.get(LANG, ENGLISH) for comment in project_type().iter(f"{MIME}comment")} == {*LANGUAGES}
