"""Opens projects. They may come from anywhere, so everything in one is checked here: nothing may fail later, when a
step is undone or another version of the last edit is computed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PySide6.QtGui import QPixmap

from vqstudio.core import iptc
from vqstudio.core.archive import ArchiveReader, damaged
from vqstudio.core.document import Document, Metadata, Patch
from vqstudio.core.errors import FileError, StudioError
from vqstudio.core.geometry import Bounds
from vqstudio.core.image_modes import BROKEN_PROFILE, RGB_SPACE, profile_space, usable_profile
from vqstudio.core.kept_metadata import metadata_of
from vqstudio.core.mask import Mask
from vqstudio.core.metadata import upright_exif
from vqstudio.core.metadata_reading import BROKEN_METADATA
from vqstudio.core.paths import shown_name
from vqstudio.core.unreadable import NO_MEMORY, refuse_what_is_no_photo
from vqstudio.core.wording import Sentence, one_line
from vqstudio.engine.requests import ExtendRequest, Request, of_document

from ..kit.settings import UNDO_BUDGET
from ..model.open_photo import OpenPhoto
from ..model.photo_edits import Edit
from ..model.photo_masks import SourceUse
from ..model.pyramid import Pyramid
from ..model.session import EditSession
from ..model.small_picture import stored_picture
from ..model.stored_steps import push_steps
from .format import (
    FORMAT,
    REQUESTS,
    RICH_VERSION,
    AdjustmentPart,
    LastEdit,
    Manifest,
    MarginsPart,
    MaskValue,
    PictureValue,
    bounds_of,
    read_head,
    read_manifest,
    read_values,
)
from .history import Pictures, Step, Walk

LONGEST_TEXT = 200
"""Most characters of a step's name."""
NOT_ITS_EDIT = Sentence("its last edit does not fit the photo")


@dataclass(frozen=True, eq=False)
class Project:
    """A project in memory, with all pyramids built; :meth:`open` shows it."""

    document: Document
    pyramid: Pyramid
    before: Pyramid
    edited: bool
    """Whether the photo had been edited before the first of the steps."""
    source_use: SourceUse
    masks: dict[str, np.ndarray | None]
    steps: list[Step]
    last_edit: tuple[Request, Document, Patch, Bounds] | None

    def open(self, session: EditSession) -> OpenPhoto:
        """Open the photo as it was saved, in addition to those that are open."""
        photo = session.open(self.document, self.pyramid, before=self.before)
        photo.masks.source_use = self.source_use
        photo.masks.last_used = self.masks["last_mask"]
        push_steps(photo, self.edited, ((step.parts, step.text, _picture(step)) for step in self.steps))
        if self.last_edit is not None:
            photo.edits.remember(Edit(*self.last_edit, photo.version))
        photo.saved_version = photo.version
        photo.save_target = self.document.path
        photo.masks.put(self.masks["mask"], self.masks["source"])
        last = photo.stack.last()
        photo.holds_steps, photo.saved_step = True, last.serial if last else None
        session.state_changed.emit()
        return photo


def _picture(step: Step) -> QPixmap | None:
    return stored_picture(step.picture) if step.picture else None


def open_project(path: Path, undo_budget: int = UNDO_BUDGET) -> Project:
    """Read a project with the latest steps that fit into ``undo_budget`` bytes. Raises FileError if it is damaged or
    was written by a later version.
    """
    with _explained(path), ArchiveReader(path) as archive:
        return _project(archive, path, undo_budget)


def size_in_project(path: Path) -> tuple[int, int]:
    """Width and height of a project's photo; nothing is decoded. Raises FileError as :func:`open_project` does."""
    with _explained(path), ArchiveReader(path) as archive:
        shape = archive.shape(_manifest(archive, path).photo)
        return shape.width, shape.height


def photo_in_project(path: Path) -> Document:
    """A project's photo alone, with its edits. Raises FileError as :func:`open_project` does."""
    with _explained(path), ArchiveReader(path) as archive:
        manifest = _manifest(archive, path)
        pixels, deep = Pictures(archive).colours(manifest.photo)
        metadata, notices = _metadata(manifest)
        return Document(pixels, metadata, path, notices, deep=deep)


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    name = shown_name(path)
    try:
        refuse_what_is_no_photo(path)
        yield
    except FileNotFoundError:
        raise FileError("{name} does not exist; it may have been moved or renamed.", name=name) from None
    except PermissionError:
        raise FileError("{name} may not be read by this user; change its permissions.", name=name) from None
    except MemoryError:
        raise FileError(NO_MEMORY, name=name) from None
    except FileError:
        raise
    except Exception as error:  # zipfile, zlib, Pillow and a manifest of anything raise nearly anything
        raise damaged(path, error) from error


def _project(archive: ArchiveReader, path: Path, undo_budget: int) -> Project:
    manifest = _manifest(archive, path)
    pictures = Pictures(archive)
    pixels, deep = pictures.colours(manifest.photo)
    size = pixels.shape[:2]
    metadata, notices = _metadata(manifest)
    document = Document(pixels, metadata, path, notices, deep=deep)
    before, _ = pictures.colours(manifest.before, size)
    use = SourceUse(manifest.source_use)
    source = pictures.grey(manifest.source, size) if manifest.source else None
    if source is None and use is not SourceUse.EVERYWHERE:
        source = np.zeros(size, np.uint8)  # empty, ready to be painted
    masks = {
        "mask": pictures.grey(manifest.mask, size),
        "source": source,
        "last_mask": pictures.grey(manifest.last_mask, size) if manifest.last_mask else None,
    }
    walk = Walk(pictures, document, undo_budget)
    steps = walk.back(manifest.steps, [one_line(step.text, LONGEST_TEXT) for step in manifest.steps])
    last = _last_edit(manifest.last_edit, pictures, document, walk) if manifest.last_edit else None
    edited = manifest.edited or len(steps) < len(manifest.steps)
    return Project(document, pictures.pyramid(pixels), pictures.pyramid(before), edited, use, masks, steps, last)


def _manifest(archive: ArchiveReader, path: Path) -> Manifest:
    data = archive.manifest()
    head = read_head(data)
    if head.format != FORMAT:
        raise ValueError(Sentence("it is no project of VQ Studio"))
    if head.version > RICH_VERSION:
        raise FileError("{name} was saved by a later version of VQ Studio; update to open it.", name=shown_name(path))
    return read_manifest(data)


def _metadata(manifest: Manifest) -> tuple[Metadata, tuple[str, ...]]:
    """The metadata without parts that are damaged, and notices of what was left out."""
    found = metadata_of(manifest.metadata)
    notices = []
    if found.icc is not None and (usable_profile(found.icc) is None or profile_space(found.icc) != RGB_SPACE):
        found = replace(found, icc=None)
        notices.append(BROKEN_PROFILE)
    if found.exif is not None and upright_exif(found.exif) is None:
        found = replace(found, exif=None)
        notices.append(BROKEN_METADATA)
    return replace(found, iptc=iptc.checked(found.iptc)), tuple(notices)


# -- the last edit -----------------------------------------------------------------------------------------------


def _last_edit(
    entry: LastEdit, pictures: Pictures, document: Document, walk: Walk
) -> tuple[Request, Document, Patch, Bounds] | None:
    """The last edit; None if its kind is unknown. Raises ValueError if it does not fit the present pixels."""
    known = REQUESTS.get(entry.kind)
    if known is None:
        return None
    kind, stored = known
    pixels, deep = pictures.colours(entry.base)
    base = replace(document, pixels=pixels, deep=deep)
    patch = pictures.patch(entry.patch, document.pixels.shape, document.deep is not None)
    bounds = bounds_of(entry.bounds)
    fits = document.bounds.contains(bounds) and (not patch.bounds.area or bounds.contains(patch.bounds))
    if not fits or (deep is None) != (document.deep is None) or not _leads_from(base, patch, document, walk):
        raise ValueError(NOT_ITS_EDIT)
    values = read_values(entry.values, stored)
    for name, value in values.items():
        if isinstance(value, MaskValue):
            values[name] = Mask(pictures.grey(value.mask, pixels.shape[:2]))
        elif isinstance(value, PictureValue):
            shallow, full = pictures.colours(value.picture)
            values[name] = shallow if full is None else full
        elif isinstance(value, MarginsPart | AdjustmentPart):
            values[name] = value.made()
    request: Request = of_document(kind(pixels=pixels, **values), base)
    if patch.margins != (request.margins if isinstance(request, ExtendRequest) else type(patch.margins)()):
        raise ValueError(NOT_ITS_EDIT)
    return request, base, patch, bounds


def _leads_from(base: Document, patch: Patch, document: Document, walk: Walk) -> bool:
    """Whether ``patch`` applies to ``base``, and its result can replace that of the last step."""
    margins = patch.margins
    canvas = margins.around(base.width, base.height)
    if (canvas.width, canvas.height) != (document.width, document.height) or walk.last_reshaped:
        return False
    try:
        base.apply(patch)
    except (StudioError, ValueError):
        return False
    under = walk.before_last
    if under is None or under.shape == document.pixels.shape:
        return True  # the step may hold another version; the sizes match
    return bool(margins) and np.array_equal(under, base.values)
