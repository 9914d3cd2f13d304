"""A 12-MP photo opens, has a 300-px object repaired and is styled whole: seconds and peak memory.

The second repair finds its models open, as every one but the first in the window does; "preview" is when its first look
came. Memory is the highest resident size of this process: Python, libraries, models and pixels together.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

from vqstudio.core.files import open_document
from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import Mask
from vqstudio.demo import sample_photo
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.repair.holes import ALL_WAYS
from vqstudio.engine.requests import RepairRequest, Request, StyleRequest
from vqstudio.engine.studio import StudioEngine

SIZE = (4000, 3000)
OBJECT = 300


def peak_gb() -> float:
    """ru_maxrss is in kB on Linux, in bytes on macOS."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1e9 if sys.platform == "darwin" else 1e6)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "photo.jpg"
        Image.open(sample_photo()).convert("RGB").resize(SIZE, Image.Resampling.LANCZOS).save(path, quality=92)
        start = time.perf_counter()
        document = open_document(path)
        print(f"open    {time.perf_counter() - start:6.2f} s   peak {peak_gb():.2f} GB")
    alpha = np.zeros((SIZE[1], SIZE[0]), np.uint8)
    alpha[1200 : 1200 + OBJECT, 2600 : 2600 + OBJECT] = 255
    engine = StudioEngine.with_bundled_packs()
    never = CancelToken()
    style = engine.styles()[0].name
    jobs: list[tuple[str, Request]] = [
        ("repair", RepairRequest(document.pixels, Mask(alpha))),
        # Another turn: of the same one, what was found is remembered.
        ("repair", RepairRequest(document.pixels, Mask(alpha), seed=ALL_WAYS)),
        ("style", StyleRequest(document.pixels, style)),
    ]
    for name, request in jobs:
        looks, start = list[float](), time.perf_counter()

        def look(_bounds: Bounds, _pixels: np.ndarray, looks: list[float] = looks) -> None:
            looks.append(time.perf_counter())

        result = engine.run(request, lambda share, text: None, never, look)
        document_after = document.apply(result.patch)
        print(f"{name:7} {result.seconds:6.2f} s   peak {peak_gb():.2f} GB   on {result.provider}")
        if looks:
            print(f"preview {looks[0] - start:6.2f} s")
        del document_after, result


if __name__ == "__main__":
    main()
