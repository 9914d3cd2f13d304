"""``vqstudio serve`` as programs use it: over a real socket, by urllib."""

from __future__ import annotations

import http.client
import io
import json
import os
import re
import signal
import stat
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.core.deep_files import deep_pixels, deep_png, raw_values
from tests.core.odd_files import SRGB
from tests.core.psd_files import psd
from tests.engine.conftest import picture as like_a_photo
from vqstudio import Studio
from vqstudio.core.errors import FileError
from vqstudio.core.paths import resources
from vqstudio.server.endpoints import EDITS
from vqstudio.server.service import Limits, serving

Parts = dict[str, bytes | str]
SECONDS = 30


class Answer:
    def __init__(self, status: int, headers: Message, body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def pixels(self) -> np.ndarray:
        return np.asarray(Image.open(io.BytesIO(self.body)))


class Client:
    """``headers`` in place of its own; None leaves one out."""

    def __init__(self, url: str, token: str) -> None:
        self.url, self.token = url, token

    def ask(self, path: str, parts: Parts | None = None, body: bytes | None = None, **headers: str | None) -> Answer:
        sent: dict[str, str | None] = {"Authorization": f"Bearer {self.token}"}
        if parts is not None:
            body, sent["Content-Type"] = form(parts)
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(
            self.url + path, body, {name: value for name, value in sent.items() if value is not None}
        )
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())


def form(parts: Parts) -> tuple[bytes, str]:
    body = b""
    for name, content in parts.items():
        content = content.encode() if isinstance(content, str) else content
        body += f'--frontier\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + content + b"\r\n"
    return body + b"--frontier--\r\n", "multipart/form-data; boundary=frontier"


def png(pixels: np.ndarray, **options: Any) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", **options)
    return file.getvalue()


PHOTO = like_a_photo(70, 90)
MASK = np.zeros((70, 90), np.uint8)
MASK[20:40, 30:60] = 255
SENT: Parts = {"image": png(PHOTO, icc_profile=SRGB), "mask": png(MASK)}


@pytest.fixture(scope="module")
def studio() -> Studio:
    return Studio(packs=resources() / "packs")  # the bundled ones: toy packs would take longer to make


@pytest.fixture(scope="module")
def client(studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    file = tmp_path_factory.mktemp("token") / "token"
    limits = Limits(body=1 << 20, pixels=20_000)
    with serving(studio, limits=limits, token_file=file) as (server, service):
        yield Client(server.url, service.token)


def test_a_repair_is_what_the_studio_makes_and_nothing_else_changes(client: Client, studio: Studio) -> None:
    answer = client.ask("/v1/repair", SENT | {"seed": "1", "detail": "0.5"})
    assert (answer.status, answer.headers["Content-Type"]) == (200, "image/png")
    assert np.array_equal(answer.pixels, studio.repair(PHOTO, MASK, seed=1, detail=0.5))
    assert np.array_equal(answer.pixels[MASK == 0], PHOTO[MASK == 0])
    assert not np.array_equal(answer.pixels, PHOTO)
    assert Image.open(io.BytesIO(answer.body)).info["icc_profile"] == SRGB


EXAMPLES: dict[str, tuple[Parts, tuple[int, int]]] = {
    "repair": ({"mask": SENT["mask"]}, (90, 70)),
    "style": (
        {
            "style": "pastel:0.6,scream:0.4",
            "forms": "0.3",
            "keep_colours": "true",
            "mask": SENT["mask"],
            "feather": "2",
        },
        (90, 70),
    ),
    "restore": ({"damage": "0", "noise": "0.2", "scale": "1.5"}, (135, 105)),
    "clear": ({"noise": "0.5", "faithful": "0.5"}, (90, 70)),
    "enlarge": ({"scale": "1.5"}, (135, 105)),
    "find-damage": ({"sensitivity": "1"}, (90, 70)),
}


@pytest.mark.parametrize("name", [edit.name for edit in EDITS])
def test_every_edit_is_made(client: Client, name: str) -> None:
    parts, size = EXAMPLES[name]
    answer = client.ask(f"/v1/{name}", {"image": SENT["image"], **parts})
    assert answer.status == 200, answer.body
    assert answer.pixels.shape[1::-1] == size


def test_the_kind_of_picture_is_the_one_that_is_accepted_and_16_bits_stay(client: Client) -> None:
    values = deep_pixels(3)
    mask = np.zeros((32, 48), np.uint8)
    mask[8:12, 8:12] = 255
    sent: Parts = {"image": deep_png(values), "mask": png(mask)}
    jpeg = client.ask("/v1/repair", sent, Accept="text/html, image/jpeg;q=0.9, */*;q=0.1")
    assert jpeg.headers["Content-Type"] == "image/jpeg"
    assert Image.open(io.BytesIO(jpeg.body)).format == "JPEG"
    tiff = client.ask("/v1/repair", sent, Accept="image/tiff")
    assert np.array_equal(raw_values(tiff.body)[mask == 0], values[mask == 0])
    assert client.ask("/v1/repair", sent, Accept="image/gif").status == 406


def test_what_became_of_the_picture_is_told(client: Client) -> None:
    answer = client.ask("/v1/repair", SENT | {"image": psd(PHOTO, layers=2)})
    assert json.loads(answer.headers["X-VQ-Notices"]) == [
        "what was sent as image has layers; the flattened picture in it was opened."
    ]


def test_styles_status_and_version_are_told_and_described(client: Client, studio: Studio) -> None:
    assert [style["name"] for style in client.ask("/v1/styles").json] == [style.name for style in studio.styles()]
    assert client.ask("/v1/status").json["running"] is None
    assert re.match(r"\d", client.ask("/v1/version").json["version"])
    described = client.ask("/openapi.json").json
    assert described["openapi"].startswith("3.")
    for edit in EDITS:
        schema = described["paths"][f"/v1/{edit.name}"]["post"]["requestBody"]["content"]["multipart/form-data"]
        assert [*schema["schema"]["properties"]] == [field.name for field in edit.fields]
        assert "image" in schema["schema"]["required"]


def test_the_description_tells_the_defaults_of_the_studio() -> None:
    import inspect

    for edit in EDITS:
        wanted = inspect.signature(getattr(Studio, edit.method)).parameters
        for field in edit.fields:
            default = wanted["picture" if field.name == "image" else field.name].default
            assert field.needed == (default is inspect.Parameter.empty), field.name
            assert field.needed or field.default == default, field.name


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": None}, 401),
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": "Basic {token}"}, 401),
        ({"Origin": "https://example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "example.org:8765"}, 403),
        ({"Host": "127.0.0.1.example.org"}, 403),
        ({"Host": "localhost:1"}, 200),
        ({"Host": "[::1]:8765"}, 200),
    ],
)
def test_only_programs_of_this_computer_that_know_the_token_are_answered(
    client: Client, headers: dict[str, str | None], status: int
) -> None:
    headers = {name: value and value.format(token=client.token) for name, value in headers.items()}
    answer = client.ask("/v1/styles", **headers)
    assert answer.status == status
    if status != 200:
        assert re.fullmatch(r"[A-Z].+\.", answer.json["error"])
        assert client.ask("/v1/repair", SENT, **headers).status == status


LARGE = np.random.default_rng(0).integers(0, 256, (150, 150), dtype=np.uint8)
ONE_MEGABYTE = b"x" * (1 << 20)


@pytest.mark.parametrize(
    ("path", "parts", "status", "sentence"),
    [
        ("/v1/repair", {"image": SENT["image"]}, 400, "needs the field mask"),
        ("/v1/repair", SENT | {"sead": "1"}, 400, "has no field sead; it has image, mask, seed"),
        ("/v1/repair", SENT | {"seed": "one"}, 400, "seed must be a whole number, not one"),
        ("/v1/style", {"image": SENT["image"], "style": "pastel", "outside": "perhaps"}, 400, "true or false"),
        ("/v1/repair", SENT | {"seed": "-1"}, 422, "seed must be a whole number from 0"),
        ("/v1/clear", {"image": SENT["image"], "noise": "nan"}, 422, "noise must be a number"),
        ("/v1/repair", SENT | {"mask": png(MASK[1:])}, 422, "must have the same size"),
        ("/v1/repair", SENT | {"image": b"no image"}, 422, "is not an image"),
        ("/v1/repair", SENT | {"image": png(PHOTO)[:900]}, 422, "damaged or cut off"),
        ("/v1/style", {"image": SENT["image"], "style": "none"}, 422, "There is no style 'none'"),
        ("/v1/repair", SENT | {"image": png(np.zeros((150, 150), np.uint8))}, 422, "megapixels"),
        ("/v1/repair", SENT | {"image": png(LARGE)[:-900]}, 422, "megapixels"),  # told before it is decoded
        ("/v1/enlarge", {"image": SENT["image"], "scale": "4"}, 422, "megapixels"),
        ("/v1/repair", SENT | {"image": ONE_MEGABYTE}, 413, "at most"),
        ("/v1/paint", SENT, 404, "There is no /v1/paint"),
        ("/v1/status", SENT, 405, "is asked for by GET"),
        ("/v1/repair", None, 405, "is asked for by POST"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    client: Client, path: str, parts: Parts | None, status: int, sentence: str
) -> None:
    answer = client.ask(path, parts)
    assert (answer.status, answer.headers["Content-Type"]) == (status, "application/json")
    assert sentence in answer.json["error"]
    assert answer.json["error"].endswith(".")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{}", "application/json", 415),
        (b"{}", "multipart/form-data", 415),
        (b"nothing", "multipart/form-data; boundary=x", 400),
        (b"--x\r\n\r\n\r\n--x--", "multipart/form-data; boundary=x", 400),
        (form(SENT)[0][:-20], "multipart/form-data; boundary=frontier", 400),
        (form(dict.fromkeys(map(str, range(40)), "x"))[0], "multipart/form-data; boundary=frontier", 400),
    ],
)
def test_a_body_that_is_no_form_is_told(client: Client, body: bytes, kind: str, status: int) -> None:
    answer = client.ask("/v1/repair", body=body, Content_Type=kind)
    assert answer.status == status
    assert answer.json["error"].endswith(".")


def test_a_request_that_does_not_say_how_long_it_is_is_told(client: Client) -> None:
    connection = http.client.HTTPConnection(client.url.removeprefix("http://"), timeout=SECONDS)
    connection.request("POST", "/v1/repair", iter([b"x"]), {"Authorization": f"Bearer {client.token}"})
    assert connection.getresponse().status == 411
    connection.close()


@pytest.mark.skipif(os.name != "posix", reason="signals and permissions of POSIX systems")
def test_the_command_leaves_its_token_to_the_user_alone_and_ends_on_ctrl_c(tmp_path: Path) -> None:
    home = os.environ | {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state")}
    process = subprocess.Popen(
        [sys.executable, "-m", "vqstudio", "serve", "--port", "0"], env=home, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        url, token, file = (re.search(r"(http://\S+|(?<=: ).+)", process.stdout.readline()) for _ in range(3))
        assert url is not None
        assert token is not None
        assert file is not None
        path = Path(file[0])
        assert path.read_text() == token[0]
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert Client(url[0], token[0]).ask("/v1/version").status == 200
    finally:
        process.send_signal(signal.SIGINT)
    assert process.wait(SECONDS) == 0
    assert not path.exists()
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == []


def test_a_port_that_is_taken_is_one_sentence(client: Client, studio: Studio, tmp_path: Path) -> None:
    from vqstudio.core.errors import RequestError

    port = int(client.url.rpartition(":")[2])
    with (
        pytest.raises(RequestError, match=f"The port {port} cannot be used"),
        serving(studio, port, token_file=tmp_path / "t"),
    ):
        pass
    assert not (tmp_path / "t").exists()


def test_a_file_that_is_no_token_is_not_written_over(studio: Studio, tmp_path: Path) -> None:
    (tmp_path / "precious.png").write_bytes(png(PHOTO))
    with pytest.raises(FileError, match="something else"), serving(studio, token_file=tmp_path / "precious.png"):
        pass
    assert (tmp_path / "precious.png").read_bytes() == png(PHOTO)
    (tmp_path / "t").write_text("x" * 43)  # a server that was killed
    with serving(studio, token_file=tmp_path / "t") as (_, service):
        assert (tmp_path / "t").read_text() == service.token
