"""One edit for many photos: resumable, with errors reported photo by photo, on this machine or on a cluster."""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vqstudio.core.encoding import PLAIN, SaveOptions
from vqstudio.core.errors import RequestError, StudioError
from vqstudio.core.files import SAVE_FORMATS, create_folder, open_document, open_mask, save_document
from vqstudio.core.formats import OPEN_SUFFIXES
from vqstudio.core.memory import NO_MEMORY, is_shortage
from vqstudio.core.paths import shown_name
from vqstudio.core.raw import is_raw, knows_raw
from vqstudio.core.wording import Sentence, mark
from vqstudio.engine.cancel import Cancelled, CancelToken
from vqstudio.engine.requests import no_progress

if TYPE_CHECKING:
    from vqstudio.batch_work import Work
    from vqstudio.engine.protocol import Engine
    from vqstudio.engine.requests import Progress
    from vqstudio.engine.studio import StudioEngine


log = logging.getLogger(__name__)

AMONG_THE_PHOTOS = mark("The results would be written among the photos in {folder}; choose another folder.")


@dataclass(frozen=True)
class Item:
    """One photo to edit. It can be sent to another machine that sees the same files."""

    photo: Path
    output: Path
    work: Work
    mask: Path | None = None
    saving: SaveOptions = PLAIN


@dataclass(frozen=True)
class Outcome:
    """``error`` is a sentence, None if the output was written. ``notices`` say what of the photo it does not have."""

    item: Item
    error: str | None = None
    notices: tuple[str, ...] = ()


def items_of(
    source: Path | Sequence[Path],
    output: Path,
    work: Work,
    masks: Path | None = None,
    mask: Path | None = None,
    suffix: str | None = None,
    saving: SaveOptions = PLAIN,
) -> list[Item]:
    """Every photo below the folder ``source``, and where its result goes: the same place below ``output``.

    A list of files and folders is treated as the content of one folder; every file in the list is a photo. Its mask is
    the picture of the same name in the folder ``masks``, if there is one; or one ``mask`` is for all, and itself no
    photo. Work that needs a mask takes only photos that have one. Raises RequestError if there is nothing to do, or if
    a result would take the place of a photo.
    """
    if masks is not None and not masks.is_dir():
        raise RequestError("{folder} is no folder; give the folder that the masks are in.", folder=masks)
    if mask is not None and not mask.is_file():
        raise RequestError("{path} is no file; give the picture that is the mask.", path=mask)
    if output.exists() and not output.is_dir():
        raise RequestError("{folder} is no folder; give the folder that the results are to be in.", folder=output)
    if masks is not None and masks.resolve() in (output.resolve(), *_folders(source)):
        raise RequestError(
            "The masks in {folder} would be mixed up with photos or results; put them into a folder of their own.",
            folder=masks,
        )
    inside, for_all = output.resolve(), mask and mask.resolve()
    # Masks below the photos are none; photos below the masks are photos.
    below = masks and next((masks.resolve() for folder in _folders(source) if folder in masks.resolve().parents), None)
    found, originals = [], set()
    for photo, place in _places(source, inside):
        real = _real(photo)
        originals.add(real)
        if real == for_all or below in real.parents:
            continue  # a mask
        own = mask if masks is None else _mask_for(masks / place)
        if own is None and work.needs_mask:
            continue
        ending = suffix or (photo.suffix if photo.suffix.lower() in SAVE_FORMATS else ".png")
        found.append(Item(photo, (output / place).with_suffix(ending), work, own, saving))
    if not found:
        raise _nothing_to_do(source, work.needs_mask and mask is None)
    twice = next((path for path, count in Counter(item.output for item in found).items() if count > 1), None)
    if twice is not None:
        raise RequestError("Two photos would both be written as {path}; give them different names.", path=twice)
    linked = next((item.output for item in found if _real(item.output) in originals), None)
    if linked is not None:
        raise RequestError("{path} is a link to a photo, which would be lost; remove the link.", path=linked)
    return found


def _real(path: Path) -> Path:
    """Where links lead to; itself where they lead in a circle, which is told when it is opened."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _folders(source: Path | Sequence[Path]) -> list[Path]:
    paths = [source] if isinstance(source, Path) else source
    return [path.resolve() for path in paths if path.is_dir()]


def _nothing_to_do(source: Path | Sequence[Path], masked: bool) -> RequestError:
    """``masked``: photos without a mask were left out."""
    if isinstance(source, Path):
        if not masked:
            return RequestError("No photo below {folder} has an ending that VQ Studio opens.", folder=source)
        return RequestError(
            "No photo below {folder} has a mask of the same name in the folder of masks.", folder=source
        )
    if not masked:
        return RequestError("No photo among them has an ending that VQ Studio opens.")
    return RequestError("No photo among them has a mask of the same name in the folder of masks.")


def _places(source: Path | Sequence[Path], output: Path) -> list[tuple[Path, Path]]:
    """Photos, and their places below the folder that their results go to (``output``, resolved)."""
    if isinstance(source, Path):
        if not source.is_dir():
            raise RequestError("{folder} is no folder; give the folder that the photos are in.", folder=source)
        return _below(source, source, output)
    places = []
    for path in source:
        if path.is_dir():
            places += _below(path, path.parent, output)
        elif _real(path).parent == output:
            raise RequestError(AMONG_THE_PHOTOS, folder=output)
        else:
            places.append((path, Path(path.name)))
    return sorted(places)


def _below(folder: Path, root: Path, output: Path) -> list[tuple[Path, Path]]:
    resolved = folder.resolve()
    if output == resolved or output in resolved.parents:
        raise RequestError(AMONG_THE_PHOTOS, folder=output)
    photos = [
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in OPEN_SUFFIXES
        and output not in _real(path).parents
        and not _hidden(path, folder)
        and not path.is_dir()
    ]
    developed = {path.with_suffix("") for path in photos if not is_raw(path)}
    return sorted((path, path.relative_to(root)) for path in photos if _counts(path, developed))


def _counts(path: Path, developed: set[Path]) -> bool:
    """A raw file beside the camera's own picture of it is the same photo; without a decoder it is none."""
    return not is_raw(path) or (path.with_suffix("") not in developed and knows_raw())


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _mask_for(beside: Path) -> Path | None:
    """A picture of that name with any ending."""
    candidates = sorted(beside.parent.glob(f"{_escaped(beside.stem)}.*")) if beside.parent.is_dir() else []
    return next((p for p in candidates if p.stem == beside.stem and p.suffix.lower() in OPEN_SUFFIXES), None)


def _escaped(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "[]*?" else letter for letter in name)


def edit_photo(item: Item, engine: Engine, cancel: CancelToken, progress: Progress = no_progress) -> tuple[str, ...]:
    """What of the photo the result does not have, as sentences. Raises StudioError, Cancelled."""
    document = open_document(item.photo)
    mask = open_mask(item.mask, (document.width, document.height)) if item.mask else None
    create_folder(item.output.parent)
    edited = item.work.edit(document, mask, engine, progress, cancel)
    lost = save_document(edited, item.output, item.saving)
    return (*document.notices, *(notice for notice in edited.notices if notice not in document.notices), *lost)


def run_here(
    items: list[Item], engine: Engine, cancel: CancelToken, progress: Progress = no_progress
) -> Iterator[Outcome]:
    """One after another; a photo that fails does not stop the others. Raises Cancelled between and within photos.

    ``progress`` is called for each photo from 0 to 1.
    """
    for item in items:
        yield _attempt(item, lambda item: edit_photo(item, engine, cancel, progress))


def run_on_cluster(items: list[Item], scheduler: str) -> Iterator[Outcome]:
    """On the workers of a Dask scheduler (extra ``cluster``), which see the same files under the same names.

    Raises RequestError if Dask is not installed or no scheduler answers.
    """
    try:
        from distributed import Client, as_completed
    except ImportError:
        raise RequestError("A cluster needs Dask: pip install 'vqstudio[cluster]', here and on the workers.") from None
    try:
        client = Client(scheduler, timeout=10)
    except (OSError, ValueError) as error:
        raise RequestError(
            "No Dask scheduler answers at {address} ({reason}).", address=scheduler, reason=str(error)
        ) from error
    with client:
        running = dict(zip(client.map(edit_on_worker, items, pure=False), items, strict=True))
        for future in as_completed(running):
            # A worker that ran out of memory takes its photo along.
            yield _attempt(running[future], partial(_told, future))


def _told(future: Any, _item: Item) -> tuple[str, ...]:
    """What a worker's outcome says. Raises StudioError with its error, if it has one, and what ended the worker."""
    outcome: Outcome = future.result()
    if outcome.error is not None:
        raise StudioError(outcome.error)
    return outcome.notices


_engines: dict[int, StudioEngine] = {}
"""One engine per process of a worker."""


def edit_on_worker(item: Item) -> Outcome:
    """What a worker of a cluster does; the models stay open from photo to photo."""
    from vqstudio.engine.studio import StudioEngine

    engine = _engines.setdefault(os.getpid(), StudioEngine.with_bundled_packs())
    return _attempt(item, lambda item: edit_photo(item, engine, CancelToken()))


def _attempt(item: Item, edit: Callable[[Item], tuple[str, ...]]) -> Outcome:
    try:
        return Outcome(item, notices=edit(item))
    except StudioError as error:
        return Outcome(item, error.sentence)
    except OSError as error:
        return Outcome(item, error.strerror or str(error))
    except Cancelled:
        raise
    except Exception as error:  # a defect of ours, with one photo: the others must not suffer
        if is_shortage(error):
            return Outcome(item, Sentence(NO_MEMORY))
        log.exception("%s", shown_name(item.photo))
        kind = type(error).__name__
        return Outcome(item, Sentence("a defect of VQ Studio ({kind}: {reason})", kind=kind, reason=str(error)))
