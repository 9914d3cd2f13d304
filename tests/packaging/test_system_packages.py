"""The script that ``make`` starts with, in a world of stand-ins for apt-get, sudo, id and python3."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian packages")


class World:
    """A folder of stand-ins; each writes its name and arguments into a log."""

    def __init__(self, folder: Path) -> None:
        self.bin, self.log = folder / "bin", folder / "log"
        self.bin.mkdir()
        self.log.touch()
        for tool in ("bash", "dirname", "uname"):
            (self.bin / tool).symlink_to(str(shutil.which(tool)))

    def add(self, name: str, body: str = "") -> None:
        path = self.bin / name
        path.write_text(f'#!{self.bin / "bash"}\necho "{name} $*" >>"{self.log}"\n{body}\n')
        path.chmod(0o755)

    def add_python(self, missing: str, new_enough: bool = True) -> None:
        verdict = 0 if new_enough else 1
        self.add(
            "python3",
            f'case "$2" in *version_info*) exit {verdict};; *missing_libraries*) echo "{missing}";; esac\n'
            '[ "$1" != -V ] || echo Python 3.9.2',
        )

    def run(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.bin / "bash"), str(ROOT / "packaging" / "system.sh")],
            env={"PATH": str(self.bin)}, capture_output=True, text=True, check=False, timeout=30,
        )  # fmt: skip

    def calls(self, name: str) -> list[str]:
        return [line for line in self.log.read_text().splitlines() if line.startswith(name + " ")]


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    world.add("find", "echo /usr/share/fonts/some.ttf")
    world.add("apt-get")
    return world


def test_root_gets_what_is_missing_installed(world: World) -> None:
    world.add_python("libegl1 libxcb-cursor0")
    world.add("id", "echo 0")
    assert world.run().returncode == 0
    assert world.calls("apt-get") == [
        "apt-get update -qq",
        "apt-get install -y --no-install-recommends libegl1 libxcb-cursor0",
    ]


def test_nothing_is_touched_where_nothing_is_missing(world: World) -> None:
    world.add_python("")
    world.add("id", "echo 0")
    done = world.run()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not world.calls("apt-get")


def test_passwordless_sudo_is_used(world: World) -> None:
    world.add_python("libegl1")
    world.add("id", "echo 1000")
    world.add("sudo")
    assert world.run().returncode == 0
    assert world.calls("sudo")[-1].endswith("apt-get install -y --no-install-recommends libegl1")


def test_without_rights_the_one_line_to_run_is_printed(world: World) -> None:
    world.add_python("libegl1 libgl1")
    world.add("id", "echo 1000")
    world.add("sudo", "exit 1")
    done = world.run()
    assert done.returncode == 1
    assert "    sudo apt-get install -y --no-install-recommends libegl1 libgl1\n" in done.stderr
    assert not world.calls("apt-get")


def test_an_old_python_is_refused_with_the_way_to_name_another(world: World) -> None:
    world.add_python("", new_enough=False)
    done = world.run()
    assert done.returncode == 1
    assert done.stderr.startswith("VQ Studio needs Python 3.11 or newer, python3 is Python 3.9.2;")
    assert "make PYTHON=" in done.stderr


def test_a_missing_python_is_installed_and_then_asked(world: World) -> None:
    world.add_python("libegl1")
    (world.bin / "python3").rename(world.bin / "not-yet-installed")
    world.add("id", "echo 0")
    world.add("apt-get", f'[ "$1" = update ] || "{world.bin}/cp" "{world.bin}/not-yet-installed" "{world.bin}/python3"')
    (world.bin / "cp").symlink_to(str(shutil.which("cp")))
    assert world.run().returncode == 0
    assert [call.split("recommends ")[1] for call in world.calls("apt-get") if "install" in call] == [
        "python3 python3-venv",
        "libegl1",
    ]


def test_another_distribution_is_told_the_names_and_may_go_on(world: World) -> None:
    world.add_python("libegl1")
    (world.bin / "apt-get").unlink()
    done = world.run()
    assert done.returncode == 0
    assert "libegl1" in done.stderr


def test_the_question_to_the_doctor_needs_the_standard_library_only() -> None:
    code = "from vqstudio.doctor import missing_libraries; print(*missing_libraries(x11=True))"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert all(name.startswith("lib") for name in done.stdout.split())
