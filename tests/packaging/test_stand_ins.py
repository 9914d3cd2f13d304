"""Libraries that take the place of what OpenCV is linked with in the package."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def load_stand_ins():  # type: ignore[no-untyped-def]
    spec = importlib.util.spec_from_file_location("stand_ins", ROOT / "packaging" / "stand_ins.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


stand_ins = load_stand_ins()


def test_only_what_was_tried_without_those_libraries_is_used_of_opencv() -> None:
    trees = [ast.parse(path.read_text("utf-8")) for path in (ROOT / "vqstudio").rglob("*.py")]
    used = {
        node.attr
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "cv2"
    }
    assert used
    assert not used - stand_ins.USED
    imports = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not [node for node in imports if (node.module or "").split(".")[0] == "cv2"]


@pytest.mark.skipif(not sys.platform.startswith("linux") or not stand_ins.possible(), reason="needs cc and nm")
@pytest.mark.parametrize("version", ["", "FILM_7"])
def test_a_library_loads_with_a_stand_in_and_a_call_of_it_says_what_is_missing(tmp_path: Path, version: str) -> None:
    """As FFmpeg is, with versions of its functions, and as OpenBLAS is, without."""

    def compiled(name: str, code: str, *options: str) -> Path:
        source = tmp_path / f"{name}.c"
        source.write_text(code)
        command = ["cc", "-shared", "-fPIC", f"-Wl,-soname,{name}", "-o", tmp_path / name, source, *options]
        subprocess.run(command, check=True)
        return tmp_path / name

    (tmp_path / "versions").write_text(f"{version} {{ global: play; }};")
    options = [f"-Wl,--version-script={tmp_path / 'versions'}"] if version else []
    library = compiled("libfilm.so", "int play(void) { return 1; }", *options)
    code = "int play(void); int show(void) { return play(); } int add(void) { return 2; }"
    user = compiled("libuser.so", code, str(library), f"-Wl,-rpath,{tmp_path}")
    stand_ins.make(user, library, tmp_path / "made").replace(library)

    def call(function: str) -> subprocess.CompletedProcess[str]:
        line = f"import ctypes; print(ctypes.CDLL({str(user)!r}).{function}())"
        return subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=False)

    assert (call("add").stdout, call("add").stderr) == ("2\n", "")
    assert call("show").returncode != 0
    assert call("show").stderr.startswith("play is left out")
