"""The installed packs, and those of their models that are open."""

from __future__ import annotations

import contextlib
import threading
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from vqstudio.core.errors import PackError, RequestError
from vqstudio.core.wording import Sentence, joined, mark

from .packs.pack import PackInfo, find_packs, read_pack
from .packs.providers import AUTO, choose_device, try_again
from .requests import Device, RepairRequest
from .style.recent import Recent
from .tokens.tokenizer import Tokenizer

if TYPE_CHECKING:
    from .faces import FaceFinder
    from .repair.models import RepairModels
    from .restore.models import RestoreModels
    from .style.library import StyleLibrary
    from .style.paint import StylePainter


class Models:
    """Sessions are opened when first needed and kept. ``folder`` holds the packs, ``styles_folder`` the user's own
    styles. Not thread-safe, except for the ``library``.
    """

    def __init__(self, folder: Path, styles_folder: Path | None = None) -> None:
        self.folder, self.styles_folder = folder, styles_folder
        self._wanted = AUTO
        self.paintings = Recent()
        self.faces_found = Recent()
        self._making_library = threading.Lock()
        self._library: StyleLibrary | None = None
        self._read_alone: dict[str, PackInfo] = {}
        self._tokenizers: dict[str, Tokenizer] = {}
        self._painters: dict[str, StylePainter] = {}
        self._face_finders: list[FaceFinder | None] = []  # one, once it was looked for
        self._of_repair: dict[str, RepairModels] = {}
        self._of_restoring: dict[str, RestoreModels] = {}

    @cached_property
    def _found(self) -> tuple[list[PackInfo], list[Sentence]]:
        return find_packs(self.folder)

    def packs(self) -> list[PackInfo]:
        return self._found[0]

    @property
    def problems(self) -> list[Sentence]:
        """One sentence for each pack and each of the user's styles that had to be left out."""
        return self._found[1] + self.library.problems

    @property
    def library(self) -> StyleLibrary:
        # Imported here so that a repair does not wait for it.
        from .style.library import StyleLibrary

        # Not made before it is needed: it refers to these models, which are then freed by the garbage collector only.
        with self._making_library:
            if self._library is None:
                self._library = StyleLibrary(self.styles_folder, self.packs, self.tokenizer)
            return self._library

    @property
    def device(self) -> tuple[list[str], Device]:
        """ONNX Runtime's names of what the models run on, and ours."""
        pack = next(iter(self._read_alone.values()), None) or next(iter(self.packs()), None)
        if pack is None:
            return ["CPUExecutionProvider"], Device("CPU", mark("No model pack is installed."))
        return choose_device(pack.path / pack.manifest.graphs["encoder"].file, self._wanted)

    def use_device(self, wanted: str) -> None:
        """``wanted``: see :func:`~vqstudio.engine.packs.providers.choose_device`. Models are opened anew."""
        self._wanted = wanted
        try_again()
        self._face_finders.clear()
        for opened in (self._tokenizers, self._painters, self._of_repair, self._of_restoring):
            opened.clear()

    def pack(self, pack_id: str) -> PackInfo:
        """Reads and verifies this pack alone, if the others were not read yet. Raises PackError."""
        if pack_id in self._read_alone:
            return self._read_alone[pack_id]
        if "_found" not in self.__dict__:
            with contextlib.suppress(PackError):  # reported below, with the packs that are installed
                pack = read_pack(self.folder / pack_id)
                if pack.id == pack_id:
                    return self._read_alone.setdefault(pack_id, pack)
        for pack in self.packs():
            if pack.id == pack_id:
                return pack
        raise self.missing(mark("The pack {pack!r} is not installed (installed: {ids})."), pack=pack_id)

    def missing(self, template: str, **values: str) -> PackError:
        """For something missing: ``template`` with the installed packs as ``ids``, and why others were left out."""
        ids = ", ".join(pack.id for pack in self.packs()) or Sentence("none")
        return PackError(joined([Sentence(template, ids=ids, **values), *self.problems]))

    def tokenizer(self, pack_id: str) -> Tokenizer:
        """Raises PackError."""
        if pack_id not in self._tokenizers:
            self._tokenizers[pack_id] = Tokenizer(self.pack(pack_id), self.device[0])
        return self._tokenizers[pack_id]

    def repair(self, pack_id: str) -> RepairModels:
        """Raises PackError."""
        # Imported here so that a command that paints a style does not wait for them.
        from .repair.models import RepairModels

        if pack_id not in self._of_repair:
            tokenizer = self.tokenizer(pack_id)
            self._of_repair[pack_id] = RepairModels(self.pack(pack_id), self.device[0], tokenizer)
        return self._of_repair[pack_id]

    def restore(self, pack_id: str) -> RestoreModels:
        """Raises PackError."""
        from .restore.models import RestoreModels

        if pack_id not in self._of_restoring:
            self._of_restoring[pack_id] = RestoreModels(self.pack(pack_id), self.device[0])
        return self._of_restoring[pack_id]

    @property
    def face_finder(self) -> FaceFinder | None:
        """That of the usual photo pack; None if it has none, or is missing or damaged, for pictures can be painted
        without.
        """
        from .faces import GRAPH, FaceFinder

        if not self._face_finders:
            finder = None
            with contextlib.suppress(PackError):
                pack = self.pack(RepairRequest.pack)
                finder = FaceFinder(pack, self.device[0]) if GRAPH in pack.manifest.graphs else None
            self._face_finders.append(finder)
        return self._face_finders[0]

    def painter(self, pack_id: str) -> StylePainter:
        """Raises PackError, and RequestError if it is a pack without styles."""
        from .style.paint import StylePainter

        if pack_id not in self._painters:
            pack = self.pack(pack_id)
            if "style" not in pack.manifest.graphs:
                raise RequestError("The pack {pack} has no styles; choose a paint pack.", pack=pack_id)
            self._painters[pack_id] = StylePainter(pack, self.device[0], self.tokenizer(pack_id))
        return self._painters[pack_id]
