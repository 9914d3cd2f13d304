"""Model packs: folders with a manifest and ONNX files. Packs are data: nothing in one is executed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import msgspec

from vqstudio.core.errors import PackError
from vqstudio.core.wording import Sentence, joined

from .manifest import FILE_NAME, SCHEMA_VERSION, Manifest, describe_file


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


def read_pack(path: Path) -> PackInfo:
    """Read and verify the pack in the folder ``path``.

    Raises PackError if the manifest is missing, unreadable or of an unknown version, or a file is missing or changed.
    """
    manifest = _read_manifest(path)
    problems = _file_problems(path, manifest)
    if problems:
        raise PackError(
            "The pack {pack} is damaged: {problems}. Install it again.",
            pack=manifest.id,
            problems=joined(problems, "; "),
        )
    return PackInfo(path, manifest)


def _read_manifest(path: Path) -> Manifest:
    try:
        text = (path / FILE_NAME).read_bytes()
        return msgspec.json.decode(text, type=Manifest)
    except FileNotFoundError:
        raise PackError("{name} is not a model pack: it has no {file}.", name=path.name, file=FILE_NAME) from None
    except msgspec.ValidationError as error:
        raw = msgspec.json.decode(text)
        version = raw.get("schema_version") if isinstance(raw, dict) else None
        if version == SCHEMA_VERSION:
            raise PackError(
                "The manifest of the pack {pack} is not valid: {reason}.", pack=path.name, reason=str(error)
            ) from error
        raise PackError(
            "The pack {pack} has the schema version {version!r}, this VQ Studio knows {known}; "
            "update VQ Studio or the pack.",
            pack=path.name,
            version=version,
            known=SCHEMA_VERSION,
        ) from None
    except (OSError, ValueError) as error:
        raise PackError(
            "The manifest of the pack {pack} cannot be read ({reason}); install the pack again.",
            pack=path.name,
            reason=str(error),
        ) from error


def _file_problems(path: Path, manifest: Manifest) -> list[Sentence]:
    problems = [
        Sentence("{file} is not listed among its files", file=graph.file)
        for graph in manifest.graphs.values()
        if graph.file not in manifest.files
    ]
    # Hashing lets go of the interpreter. Whole packs must not be read in parallel: msgspec, first asked to convert into
    # one type by two threads at once, crashes.
    with ThreadPoolExecutor() as hashing:
        described = {name: hashing.submit(describe_file, path / name) for name in manifest.files}
    for name, entry in manifest.files.items():
        try:
            found = described[name].result()
        except OSError:
            problems.append(Sentence("{file} is missing or cannot be read", file=name))
            continue
        if found.bytes != entry.bytes:
            problems.append(
                Sentence(
                    "{file} has {found} bytes instead of {wanted}", file=name, found=found.bytes, wanted=entry.bytes
                )
            )
        elif found.sha256 != entry.sha256:
            problems.append(Sentence("{file} was changed (its hash differs)", file=name))
    return problems


def find_packs(folder: Path) -> tuple[list[PackInfo], list[Sentence]]:
    """All usable packs directly below ``folder``, by id, and one sentence for each that had to be left out."""
    packs: dict[str, PackInfo] = {}
    problems: list[Sentence] = []
    for path in sorted(p for p in folder.iterdir() if p.is_dir()) if folder.is_dir() else []:
        try:
            pack = read_pack(path)
        except PackError as error:
            problems.append(error.sentence)
            continue
        if pack.id in packs:
            problems.append(
                Sentence(
                    "The pack in {folder} has the id {pack} of another pack; it is left out.",
                    folder=path.name,
                    pack=pack.id,
                )
            )
        else:
            packs[pack.id] = pack
    return list(packs.values()), problems
