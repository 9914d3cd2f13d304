"""Makes the package for Windows, on Linux: an installer and a zip to use without one, both in dist/.

    .venv/bin/python packaging/windows/make_package.py        (make windows)

Downloads what is pinned (packaging/windows/requirements.txt, python.txt) into ~/.cache/vqstudio-build, once.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import fetch
import linked
import registry
import starters
import tree
from pins import HERE, ROOT

WORK, OUTPUT = ROOT / "build" / "windows", ROOT / "dist"
MOST_MEGABYTES = 410
PROGRAMS = {
    "makensis": "nsis",
    starters.COMPILER: "gcc-mingw-w64-x86-64",
    starters.RESOURCES: "binutils-mingw-w64-x86-64",
}
"""Needed on this system: the Debian package that brings each."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the installer and the zip for Windows.")
    parser.add_argument("--folder-only", action="store_true", help="lay out build/windows/VQ Studio, and no more")
    parser.add_argument("--quick", action="store_true", help="compress the installer less, to try something")
    options = parser.parse_args()
    need_programs()
    version = version_of_program()
    folder = WORK / "VQ Studio"
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)

    fetch.embeddable_python(WORK / "python")
    print(fetch.check_signatures(WORK / "python"))
    tree.lay_out(folder, WORK / "python", [*fetch.wheels(), tree.own_wheel(WORK / "wheel")])
    starters.write_icon(WORK / "icon.ico")
    starters.compile_starters(folder, WORK, WORK / "icon.ico", version)
    if lacking := linked.missing(folder):
        sys.exit(f"These libraries are neither in the package nor in Windows: {lacking}")
    if not tree.compile_ahead(folder):
        print("The modules are not compiled: that takes Python 3.11. The first start will take longer.")
    megabytes = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    print(f"The program takes {megabytes:.0f} MB.")
    if megabytes > MOST_MEGABYTES:
        sys.exit(f"It may take {MOST_MEGABYTES} MB: see tree.py for what is left out.")
    if not options.folder_only:
        OUTPUT.mkdir(exist_ok=True)
        for made in (make_zip(folder, version), make_installer(folder, version, megabytes, options.quick)):
            print(f"{made.relative_to(ROOT)}: {made.stat().st_size / 1e6:.0f} MB")


def need_programs() -> None:
    packages = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    if not packages:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") and os.geteuid() == 0:
        print(f"Installing system packages: {' '.join(packages)}")
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(install, check=True, stdout=subprocess.DEVNULL)
    else:
        sys.exit(f"Programs are missing that make the package for Windows. Please run: sudo {' '.join(install)}")


def version_of_program() -> str:
    sys.path.insert(0, str(ROOT))
    import vqstudio

    return vqstudio.__version__


def make_zip(folder: Path, version: str) -> Path:
    path = OUTPUT / f"vqstudio-{version}-windows-x64.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, file.relative_to(folder.parent))
    return path


def make_installer(folder: Path, version: str, megabytes: float, quick: bool) -> Path:
    path = OUTPUT / f"vqstudio-{version}-windows-x64-setup.exe"
    (WORK / "types.nsh").write_text(registry.script(), "utf-8-sig")
    (WORK / "parts.nsh").write_text(remove_parts(folder), "utf-8-sig")
    values = {
        "VERSION": version, "NUMBERS": starters.four_numbers(version).replace(",", "."), "SOURCE": folder,
        "PARTS": WORK / "parts.nsh", "TYPES": WORK / "types.nsh", "ICON": WORK / "icon.ico",
        "KILOBYTES": round(megabytes * 1000), "OUTPUT": path,
    }  # fmt: skip
    defined = [f"-D{name}={value}" for name, value in values.items()] + ["-DQUICK"] * quick
    subprocess.run(["makensis", "-V2", "-INPUTCHARSET", "UTF8", *defined, str(HERE / "installer.nsi")], check=True)
    return path


def remove_parts(folder: Path) -> str:
    """A macro that removes what the installer installs, and nothing that somebody else put into the same folder."""
    lines = []
    for path in sorted(folder.iterdir()):
        place = registry.quoted(f"$INSTDIR\\{path.name}")
        lines.append(f"RMDir /r {place}" if path.is_dir() else f"Delete {place}")
    return registry.macro("RemoveParts", lines)


if __name__ == "__main__":
    main()
