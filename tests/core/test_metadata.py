"""What a photo says beside EXIF, XMP and colours: kept where the format has a place for it, or its loss is told."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from vqstudio.core.carrying import MOST_EXIF_BYTES
from vqstudio.core.document import Document, Metadata
from vqstudio.core.encoding import SaveOptions
from vqstudio.core.files import open_document, save_document

from .deep_files import deep_png
from .odd_files import SMOOTH, chunk, encoded, png_with, rgb_tiff

SUFFIXES = [".jpg", ".png", ".webp", ".tif", ".avif", ".bmp"]
MAKER, MAKER_NOTE, DATE = 0x010F, 0x927C, 0x9003


def dataset(number: int, text: str, record: int = 2) -> bytes:
    data = text.encode()
    return struct.pack(">BBBH", 0x1C, record, number, len(data)) + data


IPTC = (
    dataset(90, "\x1b%G", 1) + dataset(120, "Am Strand") + dataset(90, "Zürich") + dataset(101, "Schweiz")
    + dataset(25, "Wasser")
)  # fmt: skip
IPTC_WITHOUT_PLACE = dataset(90, "\x1b%G", 1) + dataset(120, "Am Strand") + dataset(25, "Wasser")


def segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def jpeg_with(*segments: bytes, **options: object) -> bytes:
    data = encoded("JPEG", quality=95, **options)
    return data[:2] + b"".join(segments) + data[2:]


def photoshop(data: bytes) -> bytes:
    resources = b"8BIM" + struct.pack(">HHI", 0x03F3, 0, 3) + b"abc\0" + b"8BIM"
    resources += struct.pack(">HHI", 0x0404, 0, len(data)) + data + bytes(len(data) % 2)
    return segment(0xED, b"Photoshop 3.0\0" + resources)


def opened(tmp_path: Path, data: bytes) -> Document:
    (tmp_path / "source").write_bytes(data)
    return open_document(tmp_path / "source")


def tags(path: Path) -> Image.Exif:
    found = Image.Exif()
    found.load(open_document(path).metadata.exif or b"")
    return found


# -- resolution --------------------------------------------------------------------------------------------------


def of_300_dpi(kind: str) -> bytes:
    if kind == "deep":
        pixels = np.arange(32 * 48 * 3, dtype=np.uint16).reshape(32, 48, 3) * 40
        return deep_png(pixels, chunk(b"pHYs", struct.pack(">IIB", 11811, 11811, 1)))
    if kind == "EXIF":
        block = Image.Exif()
        block[282], block[283], block[296] = 118.11, 118.11, 3  # to the centimetre
        return encoded("WEBP", exif=block)
    return encoded(kind, dpi=(300, 300))


@pytest.mark.parametrize("metadata", [True, False])
@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP", "EXIF", "deep"])
def test_the_resolution_is_kept_in_every_format(kind: str, suffix: str, metadata: bool, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    document = opened(tmp_path, of_300_dpi(kind))
    assert document.metadata.resolution == pytest.approx((300, 300), abs=0.05)
    save_document(document, path, SaveOptions(metadata=metadata))
    assert open_document(path).metadata.resolution == pytest.approx((300, 300), abs=0.05)
    if suffix not in (".webp", ".avif"):
        with Image.open(path) as image:
            assert image.info["dpi"] == pytest.approx((300, 300), abs=0.05)


def test_no_resolution_is_made_up(tmp_path: Path) -> None:
    block = Image.Exif()
    block[MAKER] = "Maker"
    for data in (encoded("JPEG", exif=block), encoded("PNG"), encoded("WEBP"), rgb_tiff()):
        assert opened(tmp_path, data).metadata.resolution is None


def test_the_resolution_of_a_photo_on_its_side_is_turned_with_it(tmp_path: Path) -> None:
    block = Image.Exif()
    block[0x112] = 6
    document = opened(tmp_path, encoded("JPEG", exif=block, dpi=(300, 150)))
    assert document.metadata.resolution == (150, 300)


# -- IPTC and texts ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", ["jpeg", "tiff", "tiff-longs", "photoshop-tiff"])
@pytest.mark.parametrize("suffix", [".jpg", ".tif"])
def test_the_iptc_block_is_kept(source: str, suffix: str, tmp_path: Path) -> None:
    padded = IPTC + bytes(-len(IPTC) % 4)
    resources = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(IPTC)) + IPTC
    data = {
        "jpeg": lambda: jpeg_with(photoshop(IPTC)),
        "tiff": lambda: rgb_tiff({33723: (7, list(IPTC))}),
        "tiff-longs": lambda: rgb_tiff({33723: (4, struct.unpack(f"<{len(padded) // 4}I", padded))}),
        "photoshop-tiff": lambda: rgb_tiff({34377: (1, list(resources))}),
    }[source]()
    document = opened(tmp_path, data)
    assert save_document(document, tmp_path / f"a{suffix}") == ()
    assert open_document(tmp_path / f"a{suffix}").metadata.iptc == IPTC
    save_document(document, tmp_path / f"b{suffix}", SaveOptions(place=False))
    assert open_document(tmp_path / f"b{suffix}").metadata.iptc == IPTC_WITHOUT_PLACE
    assert "Zürich".encode() not in (tmp_path / f"b{suffix}").read_bytes()
    save_document(document, tmp_path / f"c{suffix}", SaveOptions(metadata=False))
    assert b"Strand" not in (tmp_path / f"c{suffix}").read_bytes()


@pytest.mark.parametrize("suffix", [".png", ".webp", ".avif", ".bmp"])
def test_an_iptc_block_that_has_no_place_is_told(suffix: str, tmp_path: Path) -> None:
    (lost,) = save_document(opened(tmp_path, jpeg_with(photoshop(IPTC))), tmp_path / f"a{suffix}")
    assert f"a{suffix} was saved without some of the photo's metadata (IPTC)" in lost


@pytest.mark.parametrize("comment", ["Grüße vom Meer".encode(), "Grüße vom Meer".encode("latin-1")])
def test_the_comment_of_a_jpeg_is_kept_and_is_a_text_of_a_png(comment: bytes, tmp_path: Path) -> None:
    document = opened(tmp_path, jpeg_with(segment(0xFE, comment), segment(0xFE, b"second\0")))
    for suffix in (".jpg", ".png"):
        assert save_document(document, tmp_path / f"a{suffix}") == ()
        texts = open_document(tmp_path / f"a{suffix}").metadata.texts
        assert {name for name, _ in texts} == {"Comment"}
        assert "\n".join(text for _, text in texts) == "Grüße vom Meer\nsecond"
        save_document(document, tmp_path / f"b{suffix}", SaveOptions(metadata=False))
        assert open_document(tmp_path / f"b{suffix}").metadata.texts == ()
    (lost,) = save_document(document, tmp_path / "a.webp")
    assert "(Comment)" in lost


@pytest.mark.parametrize("deep", [False, True])
def test_the_texts_of_a_png_are_kept(deep: bool, tmp_path: Path) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Title", "Küste")
    info.add_text("Author", "Zoë 张")
    info.add_text("Raw profile type exif", "\nexif\n 4\n45786966\n")
    info.add_text("GPS Position", "48 N 11 E")
    data = encoded("PNG", pnginfo=info)
    if deep:
        first, last = data.index(b"tEXt") - 4, data.index(b"IDAT") - 4
        data = deep_png(np.arange(32 * 48 * 3, dtype=np.uint16).reshape(32, 48, 3), data[first:last])
    document = opened(tmp_path, data)
    assert (document.deep is not None) is deep
    kept = (("Title", "Küste"), ("Author", "Zoë 张"))
    save_document(document, tmp_path / "a.png")
    assert open_document(tmp_path / "a.png").metadata.texts == (*kept, ("GPS Position", "48 N 11 E"))
    save_document(document, tmp_path / "b.png", SaveOptions(place=False))
    assert open_document(tmp_path / "b.png").metadata.texts == kept
    (lost,) = save_document(document, tmp_path / "a.jpg")
    assert "(Title, Author, GPS Position)" in lost


def test_texts_and_iptc_blocks_that_are_none_do_no_harm(tmp_path: Path) -> None:
    for data in (
        jpeg_with(photoshop(b"")), jpeg_with(photoshop(b"\x1c\x02\x78\xff\xff")),
        jpeg_with(segment(0xED, photoshop(IPTC)[4:-20])),
        rgb_tiff({33723: (7, [1, 2, 3, 4, 5])}), rgb_tiff({34377: (1, list(b"8BIM\x04\x04"))}),
        jpeg_with(segment(0xFE, b"\0\0")), png_with(chunk(b"tEXt", b"a" * 200 + b"\0b")),
        png_with(chunk(b"tEXt", b"\0b")), png_with(chunk(b"tEXt", b"Comment\0" + b"x" * 2**21)),
    ):  # fmt: skip
        document = opened(tmp_path, data)
        assert document.metadata.texts == ()
        for suffix in SUFFIXES:
            save_document(document, tmp_path / f"a{suffix}")
            open_document(tmp_path / f"a{suffix}")


# -- EXIF that is too large, and previews ------------------------------------------------------------------------


def large_exif(note: bytes, artist: str = "Zoe") -> bytes:
    block = Image.Exif()
    block[MAKER], block[0x13B] = "Maker", artist
    block[0x8769] = {DATE: "2021:03:04 05:06:07", MAKER_NOTE: note}
    block[0x8825] = {1: "N", 2: (52.0, 31.0, 12.0)}
    return block.tobytes()


def test_of_exif_that_does_not_fit_into_a_jpeg_only_the_largest_part_is_lost_and_that_is_told(tmp_path: Path) -> None:
    document = opened(tmp_path, encoded("PNG", exif=large_exif(bytes(range(256)) * 300)))
    (lost,) = save_document(document, tmp_path / "a.jpg")
    assert "a.jpg was saved without the largest parts of the photo's EXIF (MakerNote)" in lost
    found = tags(tmp_path / "a.jpg")
    assert found[MAKER] == "Maker"
    assert found.get_ifd(0x8769) == {DATE: "2021:03:04 05:06:07"}
    assert found.get_ifd(0x8825)[2] == (52.0, 31.0, 12.0)
    assert save_document(document, tmp_path / "a.tif") == ()
    assert tags(tmp_path / "a.tif").get_ifd(0x8769)[MAKER_NOTE] == bytes(range(256)) * 300
    fits = opened(tmp_path, encoded("PNG", exif=large_exif(bytes(MOST_EXIF_BYTES - 1000))))
    assert save_document(fits, tmp_path / "b.jpg") == ()
    assert len(tags(tmp_path / "b.jpg").get_ifd(0x8769)[MAKER_NOTE]) == MOST_EXIF_BYTES - 1000


def test_a_preview_in_a_makers_private_data_does_not_survive_and_the_rest_does(tmp_path: Path) -> None:
    preview = encoded("JPEG", Image.fromarray(SMOOTH[:16, :16].copy()))
    note = b"MAKER\0serial 12345" + preview + b"firmware 2.1" + b"\xff\xd8\xff\x00 no picture"
    for kind in ("JPEG", "TIFF"):
        document = opened(tmp_path, encoded(kind, exif=large_exif(note)))
        for suffix in (".jpg", ".tif", ".png"):
            save_document(document, tmp_path / f"a{suffix}")
            assert tags(tmp_path / f"a{suffix}").get_ifd(0x8769)[MAKER_NOTE] == note.replace(
                preview, bytes(len(preview))
            )


# -- claims to what is not kept ----------------------------------------------------------------------------------

MOTION = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:Camera="http://ns.google.com/photos/1.0/camera/" '
    b'xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    b'xmlns:C="http://ns.google.com/photos/1.0/container/" xmlns:I="http://ns.google.com/photos/1.0/container/item/" '
    b'xmlns:xmpNote="http://ns.adobe.com/xmp/note/" '
    b'Camera:MotionPhoto="1" Camera:MotionPhotoVersion=\'1\' Camera:MicroVideoOffset="4711" Camera:BurstID="b7" '
    b'hdrgm:Version="1.0" xmpNote:HasExtendedXMP="0123">'
    b'<C:Directory><rdf:Seq><rdf:li rdf:parseType="Resource"><C:Item I:Mime="video/mp4" I:Length="4711"/></rdf:li>'
    b"</rdf:Seq></C:Directory><dc:title>Sea</dc:title></rdf:Description></rdf:RDF></x:xmpmeta>"
)


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif", ".avif"])
def test_no_file_claims_a_video_or_a_gain_map_that_it_does_not_hold(suffix: str, tmp_path: Path) -> None:
    document = opened(tmp_path, encoded("JPEG", xmp=MOTION))
    assert any("video" in notice for notice in document.notices)
    assert any("extended XMP" in notice for notice in document.notices)
    save_document(document, tmp_path / f"a{suffix}")
    again = open_document(tmp_path / f"a{suffix}")
    packet = again.metadata.xmp or b""
    for claim in (b"MotionPhoto", b"MicroVideo", b"4711", b"hdrgm:Version", b"<C:", b"HasExtendedXMP"):
        assert claim not in packet
    assert b'Camera:BurstID="b7"' in packet
    assert b"<dc:title>Sea</dc:title>" in packet
    assert again.notices == ()


def test_other_packets_stay_as_they_are(tmp_path: Path) -> None:
    packet = MOTION.replace(b"http://ns.google.com/photos", b"http://example.org").replace(b"hdr-gain", b"other")
    packet = packet.replace(b"ns.adobe.com/xmp/note", b"example.org/note")
    document = opened(tmp_path, encoded("JPEG", xmp=packet))
    assert document.metadata == Metadata(xmp=packet)
    assert document.notices == ()


def test_places_that_iptc_describes_in_xmp_are_left_out_with_the_place(tmp_path: Path) -> None:
    packet = (
        b'<r photoshop:City="Rom" photoshop:Headline="Sea"><Iptc4xmpCore:Location>Forum</Iptc4xmpCore:Location></r>'
    )
    document = opened(tmp_path, encoded("JPEG", xmp=packet))
    save_document(document, tmp_path / "a.jpg", SaveOptions(place=False))
    assert open_document(tmp_path / "a.jpg").metadata.xmp == b'<r photoshop:Headline="Sea"></r>'


@pytest.mark.parametrize("first", [b'<Iptc4xmpExt:LocationCreated a:City="Rome"/>', b"<photoshop:City>"])
def test_an_element_without_an_end_does_not_keep_the_places_after_it(first: bytes, tmp_path: Path) -> None:
    packet = b"<r>" + first + b"<photoshop:State>Lazio</photoshop:State><exif:GPSLatitude>41</exif:GPSLatitude></r>"
    save_document(opened(tmp_path, encoded("JPEG", xmp=packet)), tmp_path / "a.jpg", SaveOptions(place=False))
    left = open_document(tmp_path / "a.jpg").metadata.xmp or b""
    assert not any(word in left for word in (b"Rome", b"Lazio", b"GPS"))


def test_the_place_of_a_photo_of_16_bits_is_kept_or_left_out(tmp_path: Path) -> None:
    exif = large_exif(b"x").removeprefix(b"Exif\0\0")
    pixels = np.arange(32 * 48 * 3, dtype=np.uint16).reshape(32, 48, 3) * 40
    document = opened(tmp_path, deep_png(pixels, chunk(b"eXIf", exif)))
    for suffix in (".png", ".tif"):
        save_document(document, tmp_path / f"a{suffix}")
        assert tags(tmp_path / f"a{suffix}").get_ifd(0x8825) == {1: "N", 2: (52.0, 31.0, 12.0)}
        save_document(document, tmp_path / f"b{suffix}", SaveOptions(place=False))
        assert not tags(tmp_path / f"b{suffix}").get_ifd(0x8825)
        assert tags(tmp_path / f"b{suffix}").get_ifd(0x8769)[DATE] == "2021:03:04 05:06:07"
        assert np.array_equal(open_document(tmp_path / f"b{suffix}").values, pixels)
        assert struct.pack("<6I", 52, 1, 31, 1, 12, 1) not in (tmp_path / f"b{suffix}").read_bytes()


@pytest.mark.parametrize("kind", ["WEBP", "AVIF"])
def test_exif_of_formats_that_have_it_without_a_prefix_is_found_in_a_jpeg(kind: str, tmp_path: Path) -> None:
    block = Image.Exif()
    block[0x010F], block[0x8298] = "Maker", "Zoe"
    save_document(opened(tmp_path, encoded(kind, exif=block)), tmp_path / "a.jpg")
    with Image.open(tmp_path / "a.jpg") as saved:
        assert (saved.getexif()[0x010F], saved.getexif()[0x8298]) == ("Maker", "Zoe")
