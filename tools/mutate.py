"""Breaks features one at a time and tells whether the test that docs/features.md names for each fails.

    python tools/mutate.py                 # all of them; takes minutes
    python tools/mutate.py "16 bits"       # rows, tests or files with this in their name
    python tools/mutate.py --list

The mutations are in mutations.toml. mutmut and cosmic-ray were considered: they change operators at random over whole
modules, which takes days with a window to start each time, and says nothing about a row of the table. Here each named
feature is broken as a whole, as a refactoring would: a signal not connected, a value not handed on.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
MUTATIONS = Path(__file__).with_name("mutations.toml")
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "out", "build", "dist", "__pycache__", ".*_cache")
SECONDS = 300
"""A test that takes longer has failed: some mutations make it wait for ever."""
COULD_NOT_RUN = (2, 3, 4, 5)
"""pytest's exit codes for what is no failure of a test; one below 0 is that of a process that crashed."""
WORDS = KILLED, SURVIVED, NOT_RUN = "killed", "SURVIVED", "NOT RUN"


@dataclass(frozen=True)
class Mutation:
    """``find`` stands once in ``file``; with ``put`` in its place ``test`` must fail, which is one that the row names,
    maybe with one of its parameters. ``breaks`` says what a user would lose.
    """

    row: str
    test: str
    breaks: str
    file: str
    find: str
    put: str = ""


def rows() -> dict[str, dict[str, str]]:
    """The tests of each feature in docs/features.md: name to path."""
    found = {}
    for line in (ROOT / "docs/features.md").read_text("utf-8").splitlines():
        if tests := dict(re.findall(r"\[`(test_\w+)`\]\(\.\./([\w/]+\.py)\)", line)):
            found[line.split("|")[1].strip()] = tests
    return found


def mutations() -> list[Mutation]:
    found = tomllib.loads(MUTATIONS.read_text("utf-8"))
    return [Mutation(row, **entry) for row, entries in found.items() for entry in entries]


def problems(rows: dict[str, dict[str, str]], all_mutations: list[Mutation]) -> Iterator[tuple[str, Mutation | None]]:
    """What is out of date, and the mutation that cannot be tried because of it."""
    for one in all_mutations:
        if one.test.split("[")[0] not in rows.get(one.row, {}):
            yield f"features.md does not name {one.test} in a row {one.row!r}", one
        source = (ROOT / one.file).read_text("utf-8")
        if source.count(one.find) != 1:
            yield f"{one.row}: text not found, or more than once, in {one.file}: {one.find!r}", one
        elif one.file.endswith(".py") and not is_python(source.replace(one.find, one.put)):
            yield f"{one.row}: {one.file} is no Python with {one.put!r} in place of {one.find!r}", one
    known = {(one.row, one.test.split("[")[0]) for one in all_mutations}
    for row, tests in rows.items():
        for test in tests:
            if (row, test) not in known:
                yield f"no mutation: {row} ({test})", None


def is_python(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def result_of(copy: Path, test: str) -> tuple[bool | None, str]:
    """Whether a test of the copy passes, None if it cannot be run, and what it says first if it does not."""
    environment = os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", "--tb=short", test]
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return False, f"not done after {SECONDS} s"
    said = [line[1:].strip() for line in done.stdout.splitlines() if line.startswith("E ")]
    first = said[0] if said else (done.stdout + done.stderr).strip()[-200:]
    if done.returncode == 0:
        return (True, "") if re.search(r"\d+ passed", done.stdout) else (None, "it was skipped")
    return (None if done.returncode in COULD_NOT_RUN else False), first


def try_out(one: Mutation, copy: Path, path: str, unbroken: dict[str, tuple[bool | None, str]]) -> tuple[str, str]:
    """One of WORDS, and why. ``unbroken``: what the tests gave that were run without a mutation so far."""
    test = f"{path}::{one.test}"
    if test not in unbroken:
        unbroken[test] = result_of(copy, test)
    if not unbroken[test][0]:
        return NOT_RUN, f"it does not even pass unbroken: {unbroken[test][1]}"
    original = (ROOT / one.file).read_text("utf-8")
    (copy / one.file).write_text(original.replace(one.find, one.put), "utf-8")
    passed, said = result_of(copy, test)
    shutil.copy2(ROOT / one.file, copy / one.file)  # with its time: what was compiled of it is valid again
    return (SURVIVED if passed else KILLED if passed is False else NOT_RUN), said


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", default="", help="only what has this text in its row, test or file")
    parser.add_argument("--list", action="store_true", help="list the mutations and run nothing")
    options = parser.parse_args()
    table, everything = rows(), mutations()
    chosen = [one for one in everything if options.part.lower() in f"{one.row} {one.test} {one.file}".lower()]
    wrong = dict(problems(table, everything))
    for text in wrong:
        print(text)
    if options.list:
        for one in chosen:
            print(f"{one.row}: {one.breaks}\n    {one.file}, {one.test}")
        return bool(wrong)
    counts = dict.fromkeys(WORDS, 0)
    unbroken: dict[str, tuple[bool | None, str]] = {}
    with tempfile.TemporaryDirectory(prefix="mutate-") as folder:
        copy = Path(folder, "copy")
        shutil.copytree(ROOT, copy, ignore=NOT_COPIED)
        subprocess.run([sys.executable, "-m", "compileall", "-q", copy / "vqstudio", copy / "tests"], check=True)
        for one in [one for one in chosen if one not in wrong.values()]:
            word, said = try_out(one, copy, table[one.row][one.test.split("[")[0]], unbroken)
            counts[word] += 1
            print(f"{word}: {one.row}: {one.breaks} ({one.test}) {said[:160]}", flush=True)
    print(", ".join(f"{count} {word}" for word, count in counts.items()), f"{len(wrong)} problems", sep=", ")
    return bool(wrong or counts[SURVIVED] or counts[NOT_RUN])


if __name__ == "__main__":
    sys.exit(main())
