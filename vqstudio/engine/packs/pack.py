"""Model packs: folders with a manifest and ONNX files. Packs are data: nothing in one is executed."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

import msgspec

from vqstudio.core.errors import PackError
from vqstudio.core.memory import workers
from vqstudio.core.paths import shown_name
from vqstudio.core.wording import Sentence, joined, mark

from .manifest import FILE_NAME, LARGEST_MANIFEST, SCHEMA_VERSION, FileEntry, Manifest, decoded, describe_file
from .promises import contradictions

MOST_TOLD = 5
"""Problems of one pack that are reported together."""


@dataclass(frozen=True)
class PackInfo:
    """A pack whose files are all there and unchanged."""

    path: Path
    manifest: Manifest

    @property
    def id(self) -> str:
        return self.manifest.id

    @property
    def kind(self) -> str:
        return self.manifest.kind

    def described(self) -> str:
        """One line: id, kind, size, stride, codebook and figures."""
        manifest = self.manifest
        size = sum(entry.bytes for entry in manifest.files.values()) / 1e6
        figures = ", ".join(f"{name} {value:g}" for name, value in manifest.figures.items()) or "not measured"
        shape = f"stride {manifest.stride}, {manifest.codes} codes of {manifest.dim} numbers"
        return f"{manifest.id:12} {manifest.kind:6} {size:5.1f} MB  {shape}  ({figures})"


def read_pack(path: Path) -> PackInfo:
    """Read and verify the pack in the folder ``path``.

    Raises PackError if the manifest is missing, unreadable, contradicts itself or is of an unknown version, or if a
    file is missing or changed.
    """
    manifest = read_manifest(path)
    problems = list(contradictions(manifest))
    if problems:
        raise PackError(
            "The manifest of the pack {pack} is not valid: {reason}.",
            pack=shown_name(path),
            reason=joined(problems[:MOST_TOLD], "; "),
        )
    problems = _file_problems(path, manifest)
    if problems:
        raise PackError(
            "The pack {pack} is damaged: {problems}. Install it again.",
            pack=manifest.id,
            problems=joined(problems[:MOST_TOLD], "; "),
        )
    return PackInfo(path, manifest)


def read_manifest(path: Path) -> Manifest:
    """The manifest of the pack in the folder ``path``, without checking its files. Raises PackError."""
    name = shown_name(path)
    file = path / FILE_NAME
    try:
        about = file.stat()
        if not stat.S_ISREG(about.st_mode) or about.st_size > LARGEST_MANIFEST:
            raise ValueError(mark("it is no text of a usual size"))
        text = file.read_bytes()
    except FileNotFoundError:
        raise PackError("{name} is not a model pack: it has no {file}.", name=name, file=FILE_NAME) from None
    except (OSError, ValueError) as error:
        raise _unreadable(name, getattr(error, "strerror", None) or str(error)) from error
    try:
        return decoded(text, Manifest)
    except (msgspec.ValidationError, RecursionError) as error:
        version = _version(text)
        if version in (None, SCHEMA_VERSION):
            raise PackError(
                "The manifest of the pack {pack} is not valid: {reason}.",
                pack=name,
                reason=mark("it is nested too deeply") if isinstance(error, RecursionError) else str(error),
            ) from error
        raise PackError(
            "The pack {pack} has the schema version {version!r}, this VQ Studio knows {known}; "
            "update VQ Studio or the pack.",
            pack=name,
            version=version,
            known=SCHEMA_VERSION,
        ) from None
    except ValueError as error:
        raise _unreadable(name, str(error)) from error


class _Version(msgspec.Struct):
    schema_version: int


def _version(text: bytes) -> int | None:
    """The schema version of a manifest that this program cannot read, perhaps because a later one wrote it."""
    try:
        return msgspec.json.decode(text, type=_Version).schema_version
    except (ValueError, RecursionError):
        return None


def _unreadable(name: str, reason: str) -> PackError:
    return PackError(
        "The manifest of the pack {pack} cannot be read ({reason}); install the pack again.", pack=name, reason=reason
    )


def _file_problems(path: Path, manifest: Manifest) -> list[Sentence]:
    # Hashing lets go of the interpreter. Whole packs must not be read in parallel: msgspec, first asked to convert into
    # one type by two threads at once, crashes.
    with workers() as hashing:
        found = hashing.map(lambda name: _file_problem(path / name, name, manifest.files[name]), manifest.files)
        return [problem for problem in found if problem is not None]


def _file_problem(path: Path, name: str, entry: FileEntry) -> Sentence | None:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return Sentence("{file} is missing or cannot be read", file=name)
        if about.st_size != entry.bytes:
            return Sentence(
                "{file} has {found} bytes instead of {wanted}", file=name, found=about.st_size, wanted=entry.bytes
            )
        if describe_file(path).sha256 != entry.sha256:
            return Sentence("{file} was changed (its hash differs)", file=name)
    except OSError:
        return Sentence("{file} is missing or cannot be read", file=name)
    return None


def find_packs(folder: Path) -> tuple[list[PackInfo], list[Sentence]]:
    """All usable packs directly below ``folder``, by id, and one sentence for each that had to be left out."""
    packs: dict[str, PackInfo] = {}
    problems: list[Sentence] = []
    try:
        folders = sorted(p for p in folder.iterdir() if p.is_dir()) if folder.is_dir() else []
    except OSError as error:
        return [], [
            Sentence("The folder of packs {folder} cannot be read ({reason}).", folder=folder, reason=error.strerror)
        ]
    for path in folders:
        try:
            pack = read_pack(path)
        except PackError as error:
            problems.append(error.sentence)
            continue
        except MemoryError:
            problems.append(
                Sentence("There is not enough memory for the pack {pack}; close other programs.", pack=shown_name(path))
            )
            continue
        if pack.id in packs:
            problems.append(
                Sentence(
                    "The pack in {folder} has the id {pack} of another pack; it is left out.",
                    folder=shown_name(path),
                    pack=pack.id,
                )
            )
        else:
            packs[pack.id] = pack
    return list(packs.values()), problems
