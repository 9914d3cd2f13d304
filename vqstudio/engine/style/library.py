"""All styles: first the user's own, which are files in a folder, then those of the packs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np

from vqstudio.core import private
from vqstudio.core.colour import converted
from vqstudio.core.errors import FileError, PackError, RequestError
from vqstudio.core.files import open_document
from vqstudio.core.wording import Sentence

from ..cancel import CancelToken
from ..packs.manifest import StyleEntry
from ..packs.pack import PackInfo
from ..requests import StyleInfo
from ..tokens.tokenizer import Tokenizer
from .files import (
    GROUP,
    PAINTING_SIDE,
    SUFFIX,
    THUMBNAIL_SIDE,
    OwnStyle,
    StyleFile,
    decoder_of,
    find_styles,
    free_name,
    in_use,
    jpeg,
    name_of,
    read_style,
    renamed,
    swapped,
    title_of,
    write_style,
)
from .guess import first_guess, signature
from .names import translatable
from .techniques import by_network
from .techniques.palette import palette_of

GUESSED = "oil"
"""The technique of a first guess, in the painting's colours: until a style was learned, more is not known of it."""


class StyleLibrary:
    """``folder`` holds the user's own styles (None: there are none); ``tokenizer`` gives that of a pack by its id.

    Styles may be changed on one thread while another reads them.
    """

    def __init__(
        self, folder: Path | None, packs: Callable[[], list[PackInfo]], tokenizer: Callable[[str], Tokenizer]
    ) -> None:
        self._folder, self._packs, self._tokenizer = folder, packs, tokenizer
        self._found: tuple[list[OwnStyle], list[Sentence]] | None = None
        # A cancelled job may still be reading while another thread changes the styles.
        self._reading = threading.Lock()

    @property
    def _own(self) -> list[StyleFile]:
        return [style.file for style in self._read()[0]]

    @property
    def problems(self) -> list[Sentence]:
        """One sentence for each of the user's styles that had to be left out."""
        return self._read()[1]

    def _read(self) -> tuple[list[OwnStyle], list[Sentence]]:
        with self._reading:
            if self._found is None:
                self._found = find_styles(self._folder, self._packs) if self._folder else ([], [])
            return self._found

    def _forget(self) -> None:
        """The files have changed: read them again when they are needed."""
        with self._reading:
            self._found = None

    def all(self) -> list[StyleInfo]:
        """In gallery order; empty if no pack has styles."""
        own = {file.style.name: file for file in self._own}
        return [
            _own_info(own[style.name])
            if style.name in own
            else _info(style, (pack.path / style.thumbnail).read_bytes() if style.thumbnail else None)
            for pack in self._packs()
            if pack.manifest.styles
            for style in self.of(pack)
        ]

    def of(self, pack: PackInfo) -> list[StyleEntry]:
        """The styles for the decoder of one pack."""
        return [in_use(file) for file in self._own if file.pack == pack.id] + list(pack.manifest.styles)

    def file(self, name: str) -> StyleFile:
        """Raises RequestError if the user has no style of that name."""
        return self._find(name).file

    def _find(self, name: str) -> OwnStyle:
        for style in self._read()[0]:
            if style.file.style.name == name:
                return style
        raise RequestError("The style {name!r} is none of your own.", name=name)

    def add(self, path: Path, learned_from: str = "") -> StyleInfo:
        """Keep a copy of a style file; of a picture, a first guess at its style. The file of what was ``learned_from``
        one of the user's own styles also gets that one's first guess. Raises FileError, RequestError.
        """
        if path.suffix.lower() == SUFFIX or not path.is_file():
            file = read_style(path, self._packs())
            file = renamed(file, self._name_for(file))
            for own in self._own:  # it may have been removed while it was learned
                if own.style.name == learned_from and own.guess is not None:
                    style = msgspec.structs.replace(
                        file.style, technique=own.style.technique, stroke=own.style.stroke, palette=own.style.palette
                    )
                    # A lesson that did no better than the guess gives that one back.
                    file = msgspec.structs.replace(file, style=style, other=own.guess if file.learned else own.lesson)
        else:
            file = self._guess(path)
        if self._folder is None:
            raise RequestError("There is no folder for styles of one's own.")
        try:
            private.make_folder(self._folder)
        except OSError as error:
            raise FileError("The folder for your styles cannot be made: {folder}.", folder=self._folder) from error
        write_style(file, self._path(file.style.name), private.FILE)
        self._forget()
        return _own_info(file)

    def remove(self, name: str) -> None:
        """Raises FileError, RequestError."""
        path = self._find(name).path
        try:
            path.unlink()
        except OSError as error:
            raise FileError(
                "The style was not removed: {path} cannot be deleted ({reason}).", path=path, reason=error.strerror
            ) from error
        self._forget()

    def swap(self, name: str) -> None:
        """Switch a style between its first guess and what was learned. Raises FileError, RequestError."""
        own = self._find(name)
        write_style(swapped(own.file), own.path, private.FILE)
        self._forget()

    def _path(self, name: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{name}{SUFFIX}"

    def _guess(self, path: Path) -> StyleFile:
        document = open_document(path)
        pixels = converted(document.rgb, document.metadata.icc)
        pack = next((pack for pack in self._packs() if pack.manifest.styles), None)
        if pack is None:
            raise PackError("No pack with styles is installed; install one, then drop the painting again.")
        found = signature(np.ascontiguousarray(pixels), self._tokenizer(pack.id), CancelToken())
        vector = first_guess(pack.manifest.styles, found)
        title = title_of(path.stem.replace("_", " ").replace("-", " ").strip().capitalize() or "My style")
        entry = StyleEntry(
            self._free_name(name_of(title)), title, GROUP, "", tuple(round(float(v), 4) for v in vector),
            technique=GUESSED, palette=palette_of(pixels),
        )  # fmt: skip
        return StyleFile(
            pack=pack.id, decoder=decoder_of(pack), style=entry, thumbnail=jpeg(pixels, THUMBNAIL_SIDE),
            painting=jpeg(pixels, PAINTING_SIDE), learned=False,
        )  # fmt: skip

    def _free_name(self, name: str) -> str:
        """``name``, or with a number if another style has it. A guess at the same painting replaces the last one if
        that was never learned.
        """
        kept = {file.style.name for file in self._own if file.learned or file.other is not None}
        return free_name(name, self._packs_names() | kept)

    def _name_for(self, file: StyleFile) -> str:
        """What to call a style file: by its own name, in the place of the user's style of that name, unless a style of
        a pack has it.
        """
        name, packs = file.style.name, self._packs_names()
        if name not in packs:
            return name
        return free_name(name, packs | {own.style.name for own in self._own if own.style.title != file.style.title})

    def _packs_names(self) -> set[str]:
        """Names that no style of the user may have: it would be painted in place of the pack's."""
        return {style.name for pack in self._packs() for style in pack.manifest.styles}


def _info(style: StyleEntry, thumbnail: bytes | None) -> StyleInfo:
    """A style of a pack, with the texts of those that come with the program to be translated."""
    title, group, credit = (translatable(title_of(text)) for text in (style.title, style.group, style.credit))
    return StyleInfo(style.name, title, group, credit, thumbnail, by_network=by_network(style))


def _own_info(file: StyleFile) -> StyleInfo:
    """One of the user's own styles, under the title that the user gave it."""
    style = file.style
    return StyleInfo(
        style.name, style.title, translatable(style.group), style.credit, file.thumbnail, own=True,
        learned=file.learned, has_other=file.other is not None, by_network=by_network(in_use(file)),
    )  # fmt: skip
