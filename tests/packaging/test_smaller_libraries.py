"""What stands in for libraries that a package leaves out (packaging/hollow.py, packaging/icu_data.py)."""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.test_desktop_files import PACKAGING

needs_tools = pytest.mark.skipif(
    not sys.platform.startswith("linux") or not all(map(shutil.which, ("cc", "objdump"))), reason="needs cc, objdump"
)


@pytest.fixture(autouse=True)
def of_packaging(monkeypatch: pytest.MonkeyPatch) -> None:
    """As PyInstaller's spec imports them."""
    monkeypatch.syspath_prepend(str(PACKAGING))


def library(folder: Path, name: str, source: str, *flags: str) -> Path:
    (folder / f"{name}.c").write_text(source)
    made = folder / f"lib{name}.so"
    command = ["cc", "-shared", "-fPIC", f"-Wl,-soname,{made.name}", "-o", made, folder / f"{name}.c", *flags]
    subprocess.run(command, check=True)
    return made


@needs_tools
def test_a_hollow_library_lets_another_load_and_names_what_was_called(tmp_path: Path) -> None:
    from hollow import hollow

    video = 'int play(void) { return 1; } __attribute__((visibility("protected"))) int stop(void) { return 2; }'
    (tmp_path / "versions").write_text("VIDEO_1 { global: *; };")
    whole = library(tmp_path, "video", video, f"-Wl,--version-script={tmp_path / 'versions'}")
    user = "int play(void); int stop(void); int used(void) { return 7; } int unused(void) { return play() + stop(); }"
    taker = library(tmp_path, "user", user, f"-L{tmp_path}", "-lvideo")
    made = hollow(whole, [taker], tmp_path / "small")
    code = (
        f"import ctypes; ctypes.CDLL({str(made)!r}, ctypes.RTLD_GLOBAL); taker = ctypes.CDLL({str(taker)!r});"
        "print(taker.used(), flush=True); taker.unused()"
    )
    whole.unlink()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "7\n", done.stderr
    assert done.returncode == 70
    assert done.stderr == "VQ Studio was packaged without libvideo.so, which is asked for play.\n"


@needs_tools
def test_a_library_that_is_read_without_a_call_is_never_hollow(tmp_path: Path) -> None:
    from hollow import hollow

    whole = library(tmp_path, "table", "int table[4] = {1, 2, 3, 4};")
    taker = library(
        tmp_path, "reader", "extern int table[4]; int first(void) { return table[0]; }", f"-L{tmp_path}", "-ltable"
    )
    with pytest.raises(ValueError, match="table is data"):
        hollow(whole, [taker], tmp_path / "small")


def common_data(files: dict[str, bytes]) -> bytes:
    """As ICU lays out its data: a header, places of names and contents, names, contents."""
    header = struct.pack("<H2s", 32, b"\xda\x27").ljust(12, b"\0") + b"CmnD".ljust(20, b"\0")
    names = b"".join(name.encode() + b"\0" for name in files)
    place = 4 + 8 * len(files) + len(names)
    name_at, table, contents = 4 + 8 * len(files), b"", b""
    for name, content in files.items():
        table += struct.pack("<II", name_at, place + len(contents))
        name_at += len(name) + 1
        contents += content
    return header + struct.pack("<I", len(files)) + table + names + contents


def read(data: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from("<I", data, 32)
    places = [struct.unpack_from("<II", data, 36 + 8 * number) for number in range(count)]
    ends = [place for _, place in places[1:]] + [len(data) - 32]
    return {
        data[32 + name : data.index(0, 32 + name)].decode(): data[32 + place : 32 + end]
        for (name, place), end in zip(places, ends, strict=True)
    }


def test_unicode_data_keeps_how_texts_are_sorted_and_drops_names_of_countries() -> None:
    from icu_data import lean

    kept = {
        "icudt73l/coll/de.res": b"sorting", "icudt73l/coll/ucadata.icu": b"of all", "icudt73l/pool.res": b"keys",
        "icudt73l/root.res": b"root", "icudt73l/zoneinfo64.res": b"zones",
    }  # fmt: skip
    gone = ("curr/de.res", "region/de.res", "zone/zh.res", "de.res", "zh_Hans_CN.res", "gb18030.cnv", "unames.icu")
    left = read(lean(common_data(kept | {f"icudt73l/{name}": b"gone" for name in gone})))
    assert {name: content.rstrip(b"\0") for name, content in left.items()} == kept


def test_data_of_another_form_is_refused() -> None:
    from icu_data import lean

    with pytest.raises(ValueError, match="no common data"):
        lean(bytes(64))
