"""Profiles and photos in other colours than those of sRGB, and what they mean, computed without LittleCMS."""

from __future__ import annotations

import io
import struct

import numpy as np
from PIL import Image, ImageCms

from tests.core.deep_files import grey_profile

WHITE = (0.9642, 1.0, 0.8249)
SRGB_CURVE = b"para\0\0\0\0\0\3\0\0" + struct.pack(
    ">5i", *(round(v * 65536) for v in (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045))
)


def gamma_curve(gamma: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)


def matrix_profile(colours: tuple[tuple[float, float, float], ...], curve: bytes, kind: bytes = b"mntr") -> bytes:
    """Of these three primaries under D50."""

    def xyz(values: tuple[float, float, float]) -> bytes:
        return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in values))

    tags = {
        b"desc": b"desc" + struct.pack(">II", 0, 5) + b"test\0" + bytes(78 + 1),
        b"cprt": b"text\0\0\0\0none\0\0\0\0",
        b"wtpt": xyz(WHITE),
        **{name: xyz(values) for name, values in zip((b"rXYZ", b"gXYZ", b"bXYZ"), colours, strict=True)},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, data, start = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, block in tags.items():
        block += bytes(-len(block) % 4)
        table += name + struct.pack(">II", start + len(data), len(block))
        data += block
    header = struct.pack(">I", start + len(data)) + bytes(4) + b"\2\x20\0\0" + kind + b"RGB XYZ "
    header = header.ljust(36, b"\0") + b"acsp"
    return header.ljust(68, b"\0") + struct.pack(">3i", 63190, 65536, 54061) + bytes(48) + table + data


P3_COLOURS = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
P3 = matrix_profile(P3_COLOURS, SRGB_CURVE)
ADOBE = matrix_profile(
    ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)), gamma_curve(2.2)
)
PROPHOTO = matrix_profile(
    ((0.79767, 0.28804, 0.0), (0.13519, 0.71188, 0.0), (0.03134, 0.00009, 0.82491)), gamma_curve(1.8)
)
GREY = grey_profile(1.8)
PROFILES = {"P3": P3, "Adobe RGB": ADOBE, "ProPhoto": PROPHOTO, "grey": GREY}


def scene(height: int = 64, width: int = 96) -> np.ndarray:
    """uint8 (H, W, 3): ramps of every hue, from grey to the strongest."""
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    waves = [0.5 + 0.5 * y * np.cos(2 * np.pi * (x + shift)) for shift in (0, 1 / 3, 2 / 3)]
    return np.round(255 * np.stack(waves, axis=-1)).astype(np.uint8)


def in_srgb(pixels: np.ndarray, icc: bytes) -> np.ndarray:
    """What LittleCMS makes of uint8 (H, W, 3), or (H, W) of grey."""
    mode = "L" if pixels.ndim == 2 else "RGB"
    transform = ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(io.BytesIO(icc)), ImageCms.createProfile("sRGB"), mode, "RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC, flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    return np.asarray(ImageCms.applyTransform(Image.fromarray(pixels), transform))


def srgb_of_light(light: np.ndarray) -> np.ndarray:
    """uint8 of linear light in 0..1."""
    light = np.clip(light, 0, 1)
    return np.round(255 * np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)).astype(int)


def light_of_srgb(levels: np.ndarray) -> np.ndarray:
    value = levels / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def far(one: np.ndarray, other: np.ndarray) -> int:
    """The largest difference between levels."""
    assert one.shape == other.shape
    return int(np.abs(one.astype(int) - other.astype(int)).max())
