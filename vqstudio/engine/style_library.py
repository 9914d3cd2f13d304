"""The styles there are: those of the packs, and before them the user's own, which are files in a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from vqstudio.core import private
from vqstudio.core.colour import converted
from vqstudio.core.errors import FileError, PackError, RequestError
from vqstudio.core.files import open_document
from vqstudio.core.wording import Sentence

from .cancel import CancelToken
from .manifest import StyleEntry
from .packs import PackInfo
from .requests import StyleInfo
from .style_files import (
    GROUP,
    PAINTING_SIDE,
    SUFFIX,
    THUMBNAIL_SIDE,
    StyleFile,
    decoder_of,
    find_styles,
    jpeg,
    name_of,
    read_style,
    write_style,
)
from .style_guess import first_guess, signature
from .style_names import translatable
from .tokenizer import Tokenizer


class StyleLibrary:
    """``folder`` holds the user's own styles (None: there are none); ``tokenizer`` gives that of a pack by its id."""

    def __init__(
        self, folder: Path | None, packs: Callable[[], list[PackInfo]], tokenizer: Callable[[str], Tokenizer]
    ) -> None:
        self._folder, self._packs, self._tokenizer = folder, packs, tokenizer
        self._found: tuple[list[StyleFile], list[Sentence]] | None = None

    @property
    def _own(self) -> list[StyleFile]:
        return self._read()[0]

    @property
    def problems(self) -> list[Sentence]:
        """One sentence for each of the user's styles that had to be left out."""
        return self._read()[1]

    def _read(self) -> tuple[list[StyleFile], list[Sentence]]:
        if self._found is None:
            self._found = find_styles(self._folder, self._packs) if self._folder else ([], [])
        return self._found

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
        own = [file.style for file in self._own if file.pack == pack.id]
        taken = {style.name for style in own}
        return own + [style for style in pack.manifest.styles if style.name not in taken]

    def file(self, name: str) -> StyleFile:
        """Raises RequestError if it is none of the user's own."""
        for file in self._own:
            if file.style.name == name:
                return file
        raise RequestError("The style {name!r} is none of your own.", name=name)

    def add(self, path: Path) -> StyleInfo:
        """Keep a copy of a style file; of a picture, a first guess at its style. Raises FileError, RequestError."""
        if path.suffix.lower() == SUFFIX or not path.is_file():
            file = read_style(path, self._packs())
        else:
            file = self._guess(path)
        if self._folder is None:
            raise RequestError("There is no folder for styles of one's own.")
        try:
            private.make_folder(self._folder)
        except OSError as error:
            raise FileError("The folder for your styles cannot be made: {folder}.", folder=self._folder) from error
        write_style(file, self._path(file.style.name), private.FILE)
        self._found = None
        return _own_info(file)

    def remove(self, name: str) -> None:
        """Raises FileError, RequestError."""
        self.file(name)
        path = self._path(name)
        try:
            path.unlink()
        except OSError as error:
            raise FileError(
                "The style was not removed: {path} cannot be deleted ({reason}).", path=path, reason=error.strerror
            ) from error
        self._found = None

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
        title = path.stem.replace("_", " ").replace("-", " ").strip().capitalize() or "My style"
        entry = StyleEntry(self._free_name(name_of(title)), title, GROUP, "", tuple(round(float(v), 4) for v in vector))
        return StyleFile(
            pack=pack.id, decoder=decoder_of(pack), style=entry, thumbnail=jpeg(pixels, THUMBNAIL_SIDE),
            painting=jpeg(pixels, PAINTING_SIDE), learned=False,
        )  # fmt: skip

    def _free_name(self, name: str) -> str:
        """``name``, or with a number if another style has it. A guess at the same painting replaces the last one."""
        taken = {style.name for pack in self._packs() for style in pack.manifest.styles}
        taken |= {file.style.name for file in self._own if file.learned}
        return next(n for n in (name, *(f"{name}-{i}" for i in range(2, 1000))) if n not in taken)


def _info(style: StyleEntry, thumbnail: bytes | None) -> StyleInfo:
    """A style of a pack, with the texts of those that come with the program to be translated."""
    title, group, credit = (translatable(text) for text in (style.title, style.group, style.credit))
    return StyleInfo(style.name, title, group, credit, thumbnail)


def _own_info(file: StyleFile) -> StyleInfo:
    """One of the user's own, who called it as it is called."""
    style = file.style
    return StyleInfo(
        style.name, style.title, translatable(style.group), style.credit, file.thumbnail, own=True, learned=file.learned
    )
