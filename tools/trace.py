"""Watches with strace what the program connects to and where it writes: the window, every command, a batch, learning.

    python tools/trace.py                                  # of this checkout; takes minutes
    python tools/trace.py style window                     # these alone
    python tools/trace.py --program /usr/bin/vqstudio      # the installed package

Allowed are the display and the session bus, the results that were asked for, the program's own folders in an empty home
folder, its private folders among the temporary files, and devices. All else is printed, and the exit status is 1.
Needs strace; the window also Xvfb, openbox and xdotool, and dbus-daemon for a session bus.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
DISPLAY = ":93"
CONNECTS = ("connect", "sendto", "sendmsg", "sendmmsg")
WRITES = (
    "creat", "mkdir", "mkdirat", "mknod", "mknodat", "rename", "renameat", "renameat2", "link", "linkat", "symlink",
    "symlinkat", "unlink", "unlinkat", "rmdir", "truncate", "chmod", "fchmodat", "chown", "utimensat", "setxattr",
)  # fmt: skip
CALLS = ",".join((*CONNECTS, "open", "openat", "openat2", *WRITES))
LINE = re.compile(r"(\w+)\((.*)\) += (-?\d+)")
ADDRESS = re.compile(r"\{sa_family=(AF_\w+)(.*?)\}")
PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"')
PROBE = re.compile(r"[a-z0-9_]{8}")
"""Of the file by which Python finds out whether it may write there: it is empty and soon gone."""
OWN = (".config/vqstudio", ".cache/vqstudio", ".local/state/vqstudio", ".local/share/vqstudio")
UNTIL_SHOWN, UNTIL_DONE = 120, 300
"""Seconds."""

LEARN = """
import sys
from pathlib import Path
from PIL import Image
from PySide6.QtCore import QCoreApplication
from vqstudio.engine.studio import StudioEngine
from vqstudio.ui.tabs.style.learning import StyleLearning
app = QCoreApplication(sys.argv)
engine = StudioEngine.with_bundled_packs()
style = engine.add_style(Path(sys.argv[1]))
learning = StyleLearning()
learning.finished.connect(lambda path, why: (why and print(why, file=sys.stderr), app.exit(path is None)))
learning.start(style.name, engine.lesson(style.name), Image.open(sys.argv[1]), 0.02)
code = app.exec()
learning.close()
sys.exit(code)
"""
"""As the window starts it."""


@dataclass
class Place:
    """``home`` is empty, ``given`` holds photos and takes what is made of them."""

    folder: Path
    program: list[str]

    def __post_init__(self) -> None:
        for path in (self.folder, self.home, self.given, self.temporary, self.traces):
            path.mkdir(0o700)

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def given(self) -> Path:
        return self.folder / "given"

    @property
    def temporary(self) -> Path:
        return self.folder / "tmp"

    @property
    def traces(self) -> Path:
        return self.folder / "traces"

    def environment(self, more: dict[str, str]) -> dict[str, str]:
        """Nothing of this one that could hide what the program does by itself."""
        dropped = ("XDG_", "ORT_", "DBUS_", "QT_", "PYTHONDONTWRITEBYTECODE", "DISPLAY", "WAYLAND_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
        return kept | {"HOME": str(self.home), "TMPDIR": str(self.temporary), "PYTHONPATH": str(ROOT)} | more

    def traced(self, command: list[str]) -> list[str]:
        # One file for each process, or a call of one would be cut in two by another's.
        return ["strace", "-ff", "-y", "-qq", "--signal=none", "-s", "300", "-e", f"trace={CALLS}",
                "-o", str(self.traces / "trace"), *command]  # fmt: skip


@dataclass
class Found:
    """Of everything that is not allowed how often it was tried."""

    connections: dict[str, int] = field(default_factory=dict)
    writes: dict[str, int] = field(default_factory=dict)
    allowed: dict[str, int] = field(default_factory=dict)


def look(place: Place, session: dict[str, str]) -> Found:
    found = Found()
    for trace in place.traces.iterdir():
        for line in trace.read_text("utf-8", "replace").splitlines():
            call = LINE.match(line)
            if call is None:
                continue
            name, arguments, result = call[1], call[2], int(call[3])
            if name in CONNECTS:
                for family, rest in ADDRESS.findall(arguments):
                    where = f"{family}{rest}"
                    group = found.allowed if may_connect(where, session) else found.connections
                    group[where] = group.get(where, 0) + 1
            elif result >= 0 and (name in WRITES or re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC", arguments)):
                for folder, path in PATH.findall(arguments):
                    where = str(Path(os.path.normpath(Path(folder or place.folder, path.removesuffix(" (deleted)")))))
                    if not may_write(where, place):
                        found.writes[f"{name} {where}"] = found.writes.get(f"{name} {where}", 0) + 1
    return found


def may_connect(where: str, session: dict[str, str]) -> bool:
    if not where.startswith("AF_UNIX"):
        return False
    display = session.get("DISPLAY", "none").removeprefix(":")
    bus = session.get("DBUS_SESSION_BUS_ADDRESS", "none").partition("path=")[2].partition(",")[0]
    return f'/tmp/.X11-unix/X{display}"' in where or bool(bus and f'"{bus}"' in where)


def may_write(where: str, place: Place) -> bool:
    own = [str(place.home / folder) for folder in OWN]
    ours = (*own, str(place.given), str(place.temporary / "vqstudio"), "/dev", "/proc")
    if any(where == path or where.startswith(f"{path}/") for path in ours):
        return True
    if where.startswith(f"{place.temporary}/vqstudio"):  # a private folder with a random name
        return True
    if PROBE.fullmatch(where.removeprefix(f"{place.temporary}/")):
        return True
    if "/__pycache__/" in where or where.endswith("/__pycache__"):  # Python's, beside the source
        return True
    # The folders above our own.
    return where.startswith(str(place.home)) and any(path.startswith(f"{where}/") for path in own)


# -- what is run -------------------------------------------------------------------------------------------------


def commands(given: Path, program: list[str]) -> dict[str, list[str]]:
    photo, mask, out = str(given / "photo.jpg"), str(given / "mask.png"), str(given / "out.png")
    words = {
        "doctor": ["doctor"], "packs": ["packs"], "styles": ["styles"], "add": ["styles", "--add", photo],
        "adjust": ["adjust", photo, "--exposure", "0.5", "-o", out],
        "repair": ["repair", photo, "--mask", mask, "-o", out],
        "extend": ["extend", photo, "--left", "10%", "-o", out],
        "create": ["create", "--size", "128x128", "-o", out],
        "style": ["style", photo, "--style", "udnie", "-o", out],
        "reconstruct": ["reconstruct", photo, "-o", out],
        "batch": ["batch", str(given / "photos"), "--style", "udnie", "-o", str(given / "painted")],
        "demo": ["demo", "-o", str(given / "demo"), "--photo", photo],
    }  # fmt: skip
    made = {name: [*program, *rest] for name, rest in words.items()}
    if program[0] == sys.executable:
        made["learn"] = [sys.executable, "-P", "-c", LEARN, photo]
    return made


def prepare(place: Place) -> None:
    photo = Image.effect_mandelbrot((640, 480), (-2, -1.2, 1, 1.2), 80).convert("RGB")
    photo.save(place.given / "photo.jpg")
    mask = Image.new("L", photo.size)
    mask.paste(255, (250, 180, 380, 300))  # large enough for whole shifts
    mask.save(place.given / "mask.png")
    (place.given / "photos").mkdir()
    for number in range(2):
        photo.rotate(90 * number).save(place.given / "photos" / f"{number}.jpg")


@contextlib.contextmanager
def desktop(folder: Path) -> Iterator[dict[str, str]]:
    """A screen with a window manager, and a session bus where there can be one: what to add to the environment."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*command: str, **more: str) -> None:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        started.append(subprocess.Popen(command, env=os.environ | more, **quiet))  # type: ignore[call-overload]

    session = {"DISPLAY": DISPLAY}
    try:
        start("Xvfb", DISPLAY, "-screen", "0", "1366x768x24", "-nolisten", "tcp")
        if shutil.which("dbus-daemon"):
            session["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={folder / 'bus'}"
            start("dbus-daemon", "--session", "--nofork", f"--address={session['DBUS_SESSION_BUS_ADDRESS']}")
        wait_for(lambda: xdo(session, "getdisplaygeometry"), 20)
        start("openbox", **session)
        time.sleep(1)
        yield session
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def xdo(session: dict[str, str], *words: object) -> str:
    done = subprocess.run(
        ["xdotool", *map(str, words)], env=os.environ | session, capture_output=True, text=True, timeout=60
    )
    return done.stdout.strip() if done.returncode == 0 else ""


def wait_for(condition: Callable[[], object], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.2)


def use_window(place: Place, session: dict[str, str], log: Path) -> int:
    """Open a photo, repair it, paint it in a style, save it, close the window: with the keyboard and the mouse."""
    photo, saved = place.given / "photo.jpg", place.given / "saved.png"

    def press(*keys: str, pause: float = 1.0) -> None:
        xdo(session, "key", "--clearmodifiers", *keys)
        time.sleep(pause)

    def title() -> str:
        return xdo(session, "getactivewindow", "getwindowname")

    def edited() -> bool:
        return "*" in title()

    with log.open("w") as told:
        window = subprocess.Popen(
            place.traced([*place.program, str(photo)]), env=place.environment(session), cwd=place.folder,
            stdout=told, stderr=told,
        )  # fmt: skip
    try:
        wait_for(lambda: photo.name in title(), UNTIL_SHOWN)
        time.sleep(5)
        at = dict(line.split("=") for line in xdo(session, "getactivewindow", "getwindowgeometry", "--shell").split())
        x, y = int(at["X"]) + int(at["WIDTH"]) // 3, int(at["Y"]) + int(at["HEIGHT"]) // 2
        press("b")
        xdo(session, "mousemove", x, y, "mousedown", 1)
        for step in range(12):
            xdo(session, "mousemove", x + 5 * step, y + 2 * step)
        xdo(session, "mouseup", 1)
        press("ctrl+r")
        wait_for(edited, UNTIL_DONE)
        press("F3", pause=20)  # the gallery paints the photo in all styles
        press("F6", "F5", "F4", "F3")
        press("ctrl+Return", pause=15)  # in the first style
        press("ctrl+s", pause=5)
        press("ctrl+a", pause=0.5)
        xdo(session, "type", str(saved))
        press("Return", pause=0.5)
        wait_for(saved.exists, UNTIL_DONE)
        time.sleep(3)
        press("ctrl+q")
        return window.wait(UNTIL_SHOWN)
    except TimeoutError:
        print(f"  the window did not get on: {title()!r}")
        window.terminate()
        return window.wait(UNTIL_SHOWN) or 1
    finally:
        if window.poll() is None:
            window.kill()


def run(name: str, folder: Path, program: list[str], session: dict[str, str]) -> tuple[int, Place]:
    place = Place(folder, program)
    prepare(place)
    log = folder / "said.txt"
    if name == "window":
        code = use_window(place, session, log)
    else:
        with log.open("w") as told:
            code = subprocess.run(
                place.traced(commands(place.given, program)[name]), env=place.environment({}), cwd=folder,
                stdin=subprocess.DEVNULL, stdout=told, stderr=told, check=False, timeout=3 * UNTIL_DONE,
            ).returncode  # fmt: skip
    if code:
        print("  " + "\n  ".join(log.read_text(errors="replace").splitlines()[-5:]))
    return code, place


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="window, learn or a command; all if left out")
    parser.add_argument("--program", help="an installed one, instead of this checkout")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the traces there")
    options = parser.parse_args()
    program = [options.program] if options.program else [sys.executable, "-P", "-m", "vqstudio"]
    bad = 0
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="trace-")))
        if options.keep:
            options.keep.mkdir(parents=True)
            folder = options.keep.resolve()
        known = [*commands(folder, program), "window"]
        names = options.names or known
        if unknown := set(names) - set(known):
            parser.error(f"unknown: {', '.join(sorted(unknown))}; known are {', '.join(known)}")
        session = stack.enter_context(desktop(folder)) if "window" in names else {}
        for name in names:
            code, place = run(name, folder / name, program, session)
            found = look(place, session)
            bad += bool(code or found.connections or found.writes)
            print(f"{name:12} exit status {code}; {len(list(place.traces.iterdir()))} processes and threads; "
                  f"{len(found.allowed)} connections to display and bus, {len(found.connections)} others, "
                  f"{len(found.writes)} files elsewhere", flush=True)  # fmt: skip
            for what, count in [*found.connections.items(), *found.writes.items()]:
                print(f"    {count:4} x {what}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
