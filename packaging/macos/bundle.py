"""What Finder is told about the app: its icon, and the files that it opens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from vqstudio import __version__
from vqstudio.core.files import SAVE_FORMATS
from vqstudio.core.formats import MIME_TYPES
from vqstudio.core.raw import RAW_SUFFIXES

ROOT = Path(__file__).parents[2]
IDENTIFIER = "local.vqstudio.VQStudio"
"""As in the AppStream data; ``local`` belongs to nobody, and the project has no domain yet."""
PROJECT_TYPE = f"{IDENTIFIER}.project"
PROJECT_SUFFIX = "vqs"
PROJECT_MIME = "application/x-vqstudio-project"
OLDEST_SYSTEM = "13.0"
"""That of the wheels of Qt and ONNX Runtime."""
ICON_SIDE = 1024

UNNAMED = (".qoi", ".pcx", ".pbm", ".pgm", ".ppm", ".pnm")
"""Of these macOS has no type of its own."""
TYPES = {
    ".jpg": "public.jpeg", ".jpeg": "public.jpeg", ".png": "public.png", ".webp": "org.webmproject.webp",
    ".tif": "public.tiff", ".tiff": "public.tiff", ".avif": "public.avif", ".bmp": "com.microsoft.bmp",
    ".gif": "com.compuserve.gif", ".heic": "public.heic", ".heif": "public.heif", ".jp2": "public.jpeg-2000",
    ".j2k": "public.jpeg-2000", ".psd": "com.adobe.photoshop-image", ".ico": "com.microsoft.ico",
    ".tga": "com.truevision.tga-image", ".jxl": "public.jpeg-xl",
} | dict.fromkeys(RAW_SUFFIXES, "public.camera-raw-image") | {
    suffix: f"{IDENTIFIER}.imported{suffix}" for suffix in UNNAMED
}  # fmt: skip
"""The uniform type identifier of every file that the program opens, by suffix."""


def information() -> dict[str, Any]:
    """The entries of Info.plist beside those that PyInstaller makes."""
    saved = {TYPES[suffix] for suffix in SAVE_FORMATS}
    opened = {TYPES[suffix] for suffix in MIME_TYPES}
    return {
        "CFBundleDisplayName": "VQ Studio",
        "CFBundleShortVersionString": __version__,
        "CFBundleVersion": __version__,
        "LSApplicationCategoryType": "public.app-category.photography",
        "LSMinimumSystemVersion": OLDEST_SYSTEM,
        "NSHighResolutionCapable": True,
        "CFBundleDocumentTypes": [
            document("VQ Studio project", [PROJECT_TYPE], "Editor", "Owner"),
            document("Photo", sorted(saved), "Editor", "Alternate"),
            document("Photo to be opened", sorted(opened - saved), "Viewer", "Alternate"),
        ],
        "UTImportedTypeDeclarations": [
            {
                "UTTypeIdentifier": TYPES[suffix],
                "UTTypeConformsTo": ["public.image"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": [suffix[1:]], "public.mime-type": [MIME_TYPES[suffix]],
                },
            }
            for suffix in UNNAMED
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": PROJECT_TYPE,
                "UTTypeDescription": "VQ Studio project",
                "UTTypeConformsTo": ["public.data", "public.archive"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": [PROJECT_SUFFIX], "public.mime-type": [PROJECT_MIME],
                },
            }
        ],
    }  # fmt: skip


def document(name: str, types: list[str], role: str, rank: str) -> dict[str, Any]:
    return {
        "CFBundleTypeName": name, "LSItemContentTypes": types, "CFBundleTypeRole": role, "LSHandlerRank": rank,
    }  # fmt: skip


def icon(folder: Path) -> Path:
    """app.icns in ``folder``, drawn from app.svg in all sizes."""
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    drawn, made = folder / "app.png", folder / "app.icns"
    script, source = ROOT / "packaging" / "render_icon.py", ROOT / "resources" / "icons" / "app.svg"
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, script, source, drawn, str(ICON_SIDE)], check=True, env=environment)
    with Image.open(drawn) as image:
        image.save(made)
    return made
