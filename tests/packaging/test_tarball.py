"""The scripts that the tarball brings, with a stand-in for the program."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.test_desktop_files import PACKAGING

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the tarball is for Linux")
PROGRAM = '#!/bin/sh\necho "$0 $*" >>"$LOG"\n'


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """What the tarball unpacks to, as packaging/stage.sh and packaging/tarball.sh lay it out."""
    folder = tmp_path / "vqstudio-1"
    (folder / "lib" / "vqstudio" / "_internal").mkdir(parents=True)
    program = folder / "lib" / "vqstudio" / "vqstudio"
    program.write_text(PROGRAM)
    program.chmod(0o755)
    for path, place in (("vqstudio.desktop", "applications"), ("vqstudio.xml", "mime/packages")):
        (folder / "share" / place).mkdir(parents=True)
        shutil.copy(PACKAGING / path, folder / "share" / place)
    (folder / "share" / "icons" / "types").mkdir(parents=True)
    (folder / "share" / "icons" / "vqstudio.svg").write_text("<svg/>")
    (folder / "share" / "icons" / "types" / "project.svg").symlink_to("../vqstudio.svg")
    for script in ("install.sh", "uninstall.sh"):
        shutil.copy(PACKAGING / "linux" / script, folder)
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Of somebody whose name has a space and what a shell would take for a variable."""
    path = tmp_path / "two words $HOME"
    path.mkdir()
    return path


def run(script: Path, home: Path) -> str:
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LOG": str(home / "log")}
    done = subprocess.run(["sh", script], env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() or path.is_symlink()}


def test_it_installs_for_one_user_and_the_menu_starts_that_program(unpacked: Path, home: Path) -> None:
    said = run(unpacked / "install.sh", home)
    installed = home / ".local" / "lib" / "vqstudio"
    assert str(installed) in said
    subprocess.run([home / ".local" / "bin" / "vqstudio", "x"], env={"LOG": str(home / "log")}, check=True)
    entry = (home / ".local/share/applications/vqstudio.desktop").read_text("utf-8")
    (command,) = [line for line in entry.splitlines() if line.startswith("Exec=")]
    place = str(home / ".local/bin/vqstudio").replace("$", "\\\\$")
    assert command == f'Exec="{place}" %F'
    assert (home / ".local/share/icons/types/project.svg").resolve().name == "vqstudio.svg"
    if checker := shutil.which("desktop-file-validate"):
        subprocess.run([checker, home / ".local/share/applications/vqstudio.desktop"], check=True)


def test_what_it_installed_goes_and_what_is_the_users_stays(unpacked: Path, home: Path) -> None:
    run(unpacked / "install.sh", home)
    (home / ".local/share/vqstudio/styles").mkdir(parents=True)
    (home / ".local/share/vqstudio/styles/mine.vqstyle").write_text("mine")
    (home / ".local/share/applications/other.desktop").write_text("another's")
    run(home / ".local/lib/vqstudio/uninstall.sh", home)
    left = {path for path in files(home / ".local") if not path.startswith(("share/mime/", "share/applications/mime"))}
    assert left == {"share/vqstudio/styles/mine.vqstyle", "share/applications/other.desktop"}


def test_a_later_version_takes_the_place_of_an_earlier_one(unpacked: Path, home: Path) -> None:
    run(unpacked / "install.sh", home)
    (unpacked / "lib/vqstudio/_internal/new").write_text("new")
    (home / ".local/lib/vqstudio/_internal/old").write_text("old")
    run(unpacked / "install.sh", home)
    assert {path.name for path in (home / ".local/lib/vqstudio/_internal").iterdir()} == {"new"}
    assert [path.name for path in (home / ".local/lib").iterdir()] == ["vqstudio"]
