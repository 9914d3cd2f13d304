"""``vqstudio serve`` under load: many requests at once, of small pictures and of large ones; the server's memory.

Each request repairs a hole of 24 px. The server is a process of its own; the clients are threads of this one.
"""

from __future__ import annotations

import argparse
import io
import json
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image

from vqstudio.core.paths import resources

SIZES = {"0.1 MP": (400, 260), "12 MP": (4200, 2860)}
HOLE = 24


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=100, help="at once")
    parser.add_argument("--large", type=int, default=20, help="of the requests, those of 12 MP")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        token = Path(folder) / "token"
        server = subprocess.Popen(
            [sys.executable, "-m", "vqstudio", "serve", "--port", "0", "--token-file", str(token)],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            assert server.stdout is not None
            first = server.stdout.readline()
            url = next(word for word in first.split() if word.startswith("http://"))
            server.stdout.readline(), server.stdout.readline()
            print(f"at rest: {peak(server.pid)} MB")
            for name, count in zip(SIZES, (options.requests, options.large), strict=True):
                load(url, token.read_text(), name, count, server.pid)
        finally:
            server.terminate()
            server.wait(30)


def load(url: str, token: str, name: str, count: int, pid: int) -> None:
    body, kind = form(*SIZES[name])
    ask(url, token, body, kind)  # models are open now
    start = time.perf_counter()
    with ThreadPoolExecutor(count + 1) as pool:
        asked = [pool.submit(ask, url, token, body, kind) for _ in range(count)]
        told = []
        while not all(future.done() for future in asked):
            before = time.perf_counter()
            ask(url, token, None, None, "/v1/status")
            told.append(time.perf_counter() - before)
            time.sleep(0.05)
    seconds = time.perf_counter() - start
    answers = Counter(future.result()[0] for future in asked)
    waits = sorted(future.result()[1] for future in asked)
    print(
        f"{count} of {name} ({len(body) / 1e6:.1f} MB each): {dict(answers)} in {seconds:.1f} s, "
        f"{seconds / count:.2f} s each; waited {waits[0]:.1f} to {waits[-1]:.1f} s; status meanwhile in "
        f"{1000 * statistics.median(told):.0f} ms (most {1000 * max(told):.0f}); peak memory {peak(pid)} MB"
    )


def form(width: int, height: int) -> tuple[bytes, str]:
    photo = Image.open(resources() / "sample.jpg").resize((width, height))
    mask = np.zeros((height, width), np.uint8)
    mask[height // 2 : height // 2 + HOLE, width // 2 : width // 2 + HOLE] = 255
    body = b""
    for name, image, kind in (("image", photo, "JPEG"), ("mask", Image.fromarray(mask), "PNG")):
        file = io.BytesIO()
        image.save(file, kind)
        body += f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + file.getvalue() + b"\r\n"
    return body + b"--x--\r\n", "multipart/form-data; boundary=x"


def ask(url: str, token: str, body: bytes | None, kind: str | None, path: str = "/v1/repair") -> tuple[int, float]:
    """The status, and seconds until all of the answer was here."""
    headers = {"Authorization": f"Bearer {token}", "Accept": "image/jpeg, application/json"}
    if kind:
        headers["Content-Type"] = kind
    start = time.perf_counter()
    try:
        with urllib.request.urlopen(urllib.request.Request(url + path, body, headers), timeout=3600) as answer:
            status, data = answer.status, answer.read()
            if path != "/v1/repair":
                json.loads(data)
    except urllib.error.HTTPError as error:
        status = error.code
    return status, time.perf_counter() - start


def peak(pid: int) -> int:
    """MB that the process has had at most (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) // 1024


if __name__ == "__main__":
    main()
