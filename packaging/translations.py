"""Keeps resources/translations: ``update`` brings the texts of the source into the .ts files, ``compile`` makes .qm.

Qt's lupdate would miss what this program marks: errors, and all that is declared before a language is chosen.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "vqstudio"
FOLDER = ROOT / "resources" / "translations"
CONTEXT = "vqstudio"


def _errors() -> list[str]:
    """The classes whose first argument is a sentence for the user."""
    parsed = ast.parse((SOURCE / "core" / "errors.py").read_text(encoding="utf-8"))
    return [found.name for found in parsed.body if isinstance(found, ast.ClassDef)]


SHOWN = {**dict.fromkeys(("tr", "mark", "Sentence", *_errors()), (0,)), "tr_count": (1,)}
"""Which arguments of which calls are shown, by position."""
ENGLISH = frozenset({
    "api.py", "checked.py", "pictures.py", "commands/gimp.py",
    *(f"server/{name}.py" for name in ("endpoints", "forms", "pictures", "service")),
})  # fmt: skip
"""What only scripts and other programs see, which the window never shows."""
FORMS = {"de": 2, "zh_CN": 1}
"""How many forms a number has in each language."""


@dataclass(frozen=True)
class Text:
    source: str
    counted: bool
    """Whether it has one form for each kind of number."""

    where: str


def texts() -> list[Text]:
    """Every text of the source that is shown, once, in order. Raises ValueError where one is put together."""
    found: dict[str, Text] = {}
    for path in sorted(path for path in SOURCE.rglob("*.py") if path.relative_to(SOURCE).as_posix() not in ENGLISH):
        for text in _texts_in(path):
            found.setdefault(text.source, text)
    return list(found.values())


def _texts_in(path: Path) -> Iterator[Text]:
    where = path.relative_to(ROOT).as_posix()
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        arguments = [call.args[at] for at in SHOWN.get(name, ()) if at < len(call.args)]
        for argument in arguments:
            if isinstance(argument, ast.JoinedStr | ast.BinOp):
                raise ValueError(f"{where}:{argument.lineno}: {name} needs a whole text, with its values in braces")
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value:
                yield Text(argument.value, name == "tr_count", where)


def translations(path: Path) -> dict[str, list[str]]:
    """The forms of every text in a .ts file."""
    read: dict[str, list[str]] = {}
    for message in ElementTree.parse(path).iter("message"):
        translation = message.find("translation")
        assert translation is not None
        forms = [form.text or "" for form in translation.iter("numerusform")]
        read[message.findtext("source", "")] = forms or [translation.text or ""]
    return read


def update(path: Path) -> list[str]:
    """Write the file anew: texts that are gone are left out, new ones are empty. Returns those."""
    language = path.stem.removeprefix("vqstudio_")
    known = translations(path) if path.exists() else {}
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    missing = []
    for text in texts():
        message = ElementTree.SubElement(context, "message", {"numerus": "yes"} if text.counted else {})
        ElementTree.SubElement(message, "location", filename=text.where)
        ElementTree.SubElement(message, "source").text = text.source
        translation = ElementTree.SubElement(message, "translation")
        count = FORMS[language] if text.counted else 1
        forms = known.get(text.source, [])
        if len(forms) != count or not all(forms):
            forms = [""] * count
            missing.append(text.source)
            translation.set("type", "unfinished")
        if text.counted:
            for form in forms:
                ElementTree.SubElement(translation, "numerusform").text = form
        else:
            translation.text = forms[0]
    ElementTree.indent(root, "    ")
    body = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")
    return missing


def compile_all() -> None:
    import PySide6

    lrelease = Path(PySide6.__path__[0]) / "lrelease"
    for language in FORMS:
        source = FOLDER / f"vqstudio_{language}.ts"
        subprocess.run([lrelease, "-silent", source, "-qm", source.with_suffix(".qm")], check=True)


def main() -> None:
    if sys.argv[1:] == ["update"]:
        for language in FORMS:
            for source in update(FOLDER / f"vqstudio_{language}.ts"):
                print(f"{language}: {source}")
    elif sys.argv[1:] == ["compile"]:
        compile_all()
    else:
        sys.exit(f"usage: {Path(sys.argv[0]).name} update | compile")


if __name__ == "__main__":
    main()
