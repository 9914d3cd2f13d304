"""Style files that were changed by hand, and what a user could do with one that is taken.

By hand: ``python -m tests.engine.style.tampered_styles 200`` tries so many and tells time and memory.
"""

from __future__ import annotations

import base64
import json
import random
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

import msgspec
import numpy as np

from tests.core.tampered import as_text, other_picture, saved, tampered_bytes, tampered_json
from tests.engine.conftest import picture
from tests.toy_packs import make_paint_pack
from vqstudio.core.errors import StudioError
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.requests import StyleRequest
from vqstudio.engine.studio import StudioEngine
from vqstudio.engine.style.files import StyleFile, StyleVersion, decoder_of, jpeg


def good_style(packs: Path) -> StyleFile:
    pack = read_pack(packs / "paint-f4")
    entry = msgspec.structs.replace(
        pack.manifest.styles[0], name="mine", title="Mine", group="My styles", credit="me", thumbnail=None
    )
    small = jpeg(np.full((20, 20, 3), 90, np.uint8), 20)
    return StyleFile(
        pack="paint-f4", decoder=decoder_of(pack), style=entry, thumbnail=small, painting=small,
        other=StyleVersion(pack.manifest.styles[1].vector, small),
    )  # fmt: skip


def tamper_style(good: StyleFile, path: Path, number: int) -> None:
    """Write a file like ``good`` to ``path`` with the change of that ``number``."""
    chance = random.Random(number)
    value = json.loads(msgspec.json.encode(good))
    harm = chance.randrange(6)
    if harm == 0:
        path.write_bytes(tampered_bytes(as_text(value), chance))
    elif harm == 1:
        key = chance.choice(("thumbnail", "painting"))
        data = other_picture(saved("PNG", (20, 20)), chance)
        path.write_bytes(as_text(value | {key: base64.b64encode(data).decode()}))
    else:
        path.write_bytes(tampered_json(value, chance))


def try_out(path: Path, engine: StudioEngine) -> bool:
    """Add the style, list it, paint with it, remove it. False if it was refused in a sentence."""
    try:
        info = engine.add_style(path)
    except StudioError as error:
        text = str(error)
        assert text.endswith(".")
        assert len(text) < 400
        assert all(c.isprintable() for c in text), text
        return False
    for shown in engine.styles():
        assert all(text.isprintable() and len(text) <= 200 for text in (shown.name, shown.title, shown.credit))
    assert {"ochre", "indigo"} <= {style.name for style in engine.styles()}
    result = engine.run(StyleRequest(picture(24, 24), info.name), lambda share, text: None, CancelToken())
    assert result.patch.after.dtype == np.uint8
    engine.remove_style(info.name)
    assert not engine.problems
    return True


def main(count: int) -> None:
    slowest, taken = 0.0, 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        make_paint_pack(folder / "packs")
        good, path = good_style(folder / "packs"), folder / "bad.vqstyle"
        start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        for number in range(count):
            tamper_style(good, path, number)
            engine = StudioEngine(folder / "packs", folder / "styles")
            began = time.perf_counter()
            try:
                taken += try_out(path, engine)
            except BaseException as error:
                error.add_note(f"number {number}")
                raise
            slowest = max(slowest, time.perf_counter() - began)
            shutil.rmtree(folder / "styles", ignore_errors=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count} style files: {taken} taken, all others refused in a sentence; slowest {slowest:.2f} s;")
    print(f"memory {start} MB before, {peak} MB at most")


if __name__ == "__main__":
    main(int(sys.argv[1]))
