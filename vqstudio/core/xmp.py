"""Updates the XMP packet of an opened photo for upright, edited pixels; everything else in it stays as it was."""

from __future__ import annotations

import re
from dataclasses import dataclass

GONE = {
    b"http://ns.google.com/photos/1.0/camera/": rb"(?:MotionPhoto|MicroVideo)\w*",
    b"http://ns.google.com/photos/1.0/container/": rb"\w+",
    b"http://ns.google.com/photos/1.0/container/item/": rb"\w+",
    b"http://ns.google.com/photos/1.0/depthmap/": rb"\w+",
    b"http://ns.google.com/photos/1.0/image/": rb"\w+",
    b"http://ns.google.com/photos/1.0/audio/": rb"\w+",
    b"http://ns.adobe.com/hdr-gain-map/1.0/": rb"\w+",
    b"http://ns.apple.com/HDRGainMap/1.0/": rb"\w+",
}
"""By namespace: names that locate a video, a gain map or a depth map in the file. Saved files have none of these."""
EXTENDED = {b"http://ns.adobe.com/xmp/note/": rb"HasExtendedXMP"}
"""The same of the rest of a long packet, which is not read."""


@dataclass(frozen=True)
class Upright:
    """A ``packet``; whether it claimed ``hidden`` parts (videos, maps), and an ``extended`` packet."""

    packet: bytes
    hidden: bool
    extended: bool


def upright_xmp(xmp: bytes | str | None) -> Upright | None:
    """The same XMP packet with the orientation set to 1, without thumbnails and without claims to parts of the file
    that are not opened.
    """
    if not xmp:
        return None
    raw = xmp.encode("utf-8", "replace") if isinstance(xmp, str) else xmp
    raw = re.sub(rb"(tiff:Orientation\s?=\s?[\"'])\d([\"'])", rb"\g<1>1\2", raw)
    raw = re.sub(rb"(<tiff:Orientation>)\d(</tiff:Orientation>)", rb"\g<1>1\2", raw)
    raw = without(raw, rb"(?:xmp|xap):Thumbnails")
    plain = _without_namespaces(raw, GONE)
    whole = _without_namespaces(plain, EXTENDED)
    return Upright(whole, hidden=plain != raw, extended=whole != plain)


def xmp_sized(xmp: bytes, width: int, height: int) -> bytes:
    """The same packet, saying this size where it says one."""
    for names, value in ((rb"tiff:ImageWidth|exif:PixelXDimension", width),
                         (rb"tiff:ImageLength|exif:PixelYDimension", height)):  # fmt: skip
        for before, after in ((rb"=[\"']", rb"[\"']"), (rb">", rb"</")):
            xmp = re.sub(rb"((?:%s)%s)\d{1,9}(%s)" % (names, before, after), rb"\g<1>%d\2" % value, xmp)
    return xmp


MOST_ENDLESS = 50
"""Names of elements without an end, from which on a packet is no XML but an attack."""


def without(xmp: bytes, names: bytes) -> bytes:
    """The same packet without the attributes and elements whose qualified names match."""
    element = re.compile(rb"<(" + names + rb")(?:\s[^<>]{0,2000}?)?(/?)>")
    kept, position, endless = [], 0, set()
    while found := element.search(xmp, position):
        closing = b"</" + found[1] + b">"
        end = found.end() if found[2] else -1 if closing in endless else xmp.find(closing, found.end())
        if end < 0:  # no end, so no XML either
            endless.add(closing)  # looked for again behind each of thousands it would take for ever
            if len(endless) > MOST_ENDLESS:
                break
            kept.append(xmp[position : found.end()])
            position = found.end()
            continue
        kept.append(xmp[position : found.start()])
        position = end if found[2] else end + len(closing)
    raw = b"".join([*kept, xmp[position:]])
    return re.sub(rb"\s(?:" + names + rb""")\s{0,9}=\s{0,9}("[^"]*"|'[^']*')""", b"", raw)


def _without_namespaces(xmp: bytes, namespaces: dict[bytes, bytes]) -> bytes:
    for prefix, uri in set(re.findall(rb"""\sxmlns:([\w.-]{1,40})\s?=\s?["']([^"'<>]{1,80})["']""", xmp)):
        if uri in namespaces:
            xmp = without(xmp, re.escape(prefix) + b":" + namespaces[uri])
    return xmp
