"""Model packs: folders with a manifest and ONNX files. Packs are data: nothing in one is executed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import msgspec

from vqstudio.core.errors import PackError

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
        raise PackError(f"The pack {manifest.id} is damaged: {'; '.join(problems)}. Install it again.")
    return PackInfo(path, manifest)


def _read_manifest(path: Path) -> Manifest:
    try:
        text = (path / FILE_NAME).read_bytes()
        return msgspec.json.decode(text, type=Manifest)
    except FileNotFoundError:
        raise PackError(f"{path.name} is not a model pack: it has no {FILE_NAME}.") from None
    except msgspec.ValidationError as error:
        raw = msgspec.json.decode(text)
        version = raw.get("schema_version") if isinstance(raw, dict) else None
        if version == SCHEMA_VERSION:
            raise PackError(f"The manifest of the pack {path.name} is not valid: {error}.") from error
        raise PackError(
            f"The pack {path.name} has the schema version {version!r}, this VQ Studio knows {SCHEMA_VERSION}; "
            "update VQ Studio or the pack."
        ) from None
    except (OSError, ValueError) as error:
        raise PackError(
            f"The manifest of the pack {path.name} cannot be read ({error}); install the pack again."
        ) from error


def _file_problems(path: Path, manifest: Manifest) -> list[str]:
    problems = [
        f"{graph.file} is not listed among its files"
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
            problems.append(f"{name} is missing or cannot be read")
            continue
        if found.bytes != entry.bytes:
            problems.append(f"{name} has {found.bytes} bytes instead of {entry.bytes}")
        elif found.sha256 != entry.sha256:
            problems.append(f"{name} was changed (its hash differs)")
    return problems


def find_packs(folder: Path) -> tuple[list[PackInfo], list[str]]:
    """All usable packs directly below ``folder``, by id, and one sentence for each that had to be left out."""
    packs: dict[str, PackInfo] = {}
    problems: list[str] = []
    for path in sorted(p for p in folder.iterdir() if p.is_dir()) if folder.is_dir() else []:
        try:
            pack = read_pack(path)
        except PackError as error:
            problems.append(str(error))
            continue
        if pack.id in packs:
            problems.append(f"The pack in {path.name} has the id {pack.id} of another pack; it is left out.")
        else:
            packs[pack.id] = pack
    return list(packs.values()), problems
