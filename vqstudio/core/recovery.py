"""An unfinished edit kept on disk, so that a crash or a power cut loses little.

Pixels are written in tiles, only those that are new (`tiles.py`); a manifest that is replaced in one go names the files
that belong together (`recovery_manifest.py`). Whatever moment the program ends at, the folder holds the last state that
was written whole. Whatever cannot be recovered when the files are read is reported and stays where it is.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from . import private, recovery_manifest
from .errors import FileError, StudioError
from .recovery_manifest import Manifest
from .tiles import TileReader, TileWriter
from .unfinished import HISTORY_BUDGET, LARGEST_PREVIEW, EditReader, ManifestWriter, Unfinished, name_of
from .wording import Sentence

AT_ONCE = 32 << 20
"""If the history takes more bytes than this, the photo is written before it."""
DAMAGED = "damaged"
"""The folder for files that cannot be read."""


class DamagedEditError(FileError):
    """What was kept cannot be read, and never will be."""


@dataclass(frozen=True, eq=False)
class About:
    """Title of a kept edit, when it was written (seconds since 1970), and a picture of it, if it can be read."""

    name: str
    time: float
    preview: np.ndarray | None = None


class RecoveryFolder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._tiles = TileWriter(path)

    def make(self) -> None:
        """Make sure that the folder exists. Raises FileError."""
        with _told_if_unwritten():
            private.make_folder(self.path)

    def save(self, edit: Unfinished) -> None:
        """Raises FileError; the state that was there is then still whole."""
        edit = edit.within(HISTORY_BUDGET)
        history = [] if edit.before is None else [edit.before]
        history += [pixels for step in edit.steps for pixels in step.pictures]
        with _told_if_unwritten():
            private.make_folder(self.path)
            if self._tiles.unwritten(history) > AT_ONCE:
                self._put(edit.without_history(), clean=False)
            try:
                self._put(edit)
            except OSError:  # a full disk, maybe: the photo matters more than its history
                self._put(edit.without_history())

    def load(self) -> Unfinished | None:
        """The last state; None if none was kept. Raises DamagedEditError; FileError if it may be read another time."""
        found = self._manifest()
        if found is None:
            return None
        with self._told_if_damaged():
            return EditReader(TileReader(self.path), *found).edit()

    def about(self) -> About | None:
        """None if there is no state. Raises DamagedEditError, FileError as :meth:`load` does."""
        found = self._manifest()
        if found is None:
            return None
        manifest, _ = found
        preview = None
        if manifest.preview is not None and max(manifest.preview.shape) <= LARGEST_PREVIEW:
            with contextlib.suppress(OSError, ValueError):  # a picture less in a list
                preview = TileReader(self.path).picture(manifest.preview, (3, 4))
        return About(name_of(manifest), manifest.time, preview)

    def set_aside(self) -> Path:
        """Move what cannot be read to a folder that is not offered again. Returns its new place."""
        place = self._place_aside()
        try:
            private.make_folder(place.parent)
            self.path.rename(place)
        except OSError:
            return self.path
        self.path = place
        return place

    def copy_aside(self) -> Path | None:
        """A copy, where there can be one, of what could be read in part. Returns where it is."""
        place = self._place_aside()
        try:
            private.make_folder(place)
            for path in self.path.iterdir():
                if not path.name.startswith("."):
                    os.link(path, place / path.name)  # files are replaced, never changed
        except OSError:
            shutil.rmtree(place, ignore_errors=True)
            return None
        return place

    def clear(self) -> None:
        """Forget what was kept. Ended in the middle of this, there is nothing to recover, not something damaged."""
        with contextlib.suppress(OSError):
            (self.path / recovery_manifest.NAME).unlink()
        shutil.rmtree(self.path, ignore_errors=True)

    def _place_aside(self) -> Path:
        place = self.path.parent / DAMAGED / self.path.name
        return place.with_name(f"{place.name}-{os.urandom(3).hex()}") if os.path.lexists(place) else place

    def _manifest(self) -> tuple[Manifest, bool] | None:
        with self._told_if_damaged():
            if not os.path.lexists(self.path / recovery_manifest.NAME):
                return None
            return recovery_manifest.read(self.path)

    @contextlib.contextmanager
    def _told_if_damaged(self) -> Iterator[None]:
        try:
            yield
        except LookupError as error:
            raise FileError("An edit was kept by a later version of VQ Studio; update to go on with it.") from error
        except MemoryError as error:
            raise FileError("There is not enough memory to go on with the kept edit; close other programs.") from error
        except FileNotFoundError as error:
            raise DamagedEditError("A part of the kept edit is missing.") from error
        except (OSError, ValueError, StudioError) as error:
            others = " ".join((str(error) or type(error).__name__).split())
            reason = next((one for one in error.args if isinstance(one, Sentence)), others)
            raise DamagedEditError("The kept edit is damaged ({reason}).", reason=reason) from error

    def _put(self, edit: Unfinished, clean: bool = True) -> None:
        """``clean``: delete what is not needed any more. Raises OSError."""
        manifest = ManifestWriter(self._tiles).manifest(edit)
        recovery_manifest.write(self.path, manifest)
        if not clean:
            return
        kept = recovery_manifest.names_in(manifest) | {recovery_manifest.NAME}
        for path in self.path.iterdir():
            hidden = path.name.startswith(".") and path.suffix != ".part"
            if path.name not in kept and not hidden:
                path.unlink(missing_ok=True)


@contextlib.contextmanager
def _told_if_unwritten() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileError(
            "Your edits cannot be kept for after a crash: {reason}. Save the photo yourself.",
            reason=error.strerror or str(error),
        ) from error
