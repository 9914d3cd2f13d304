"""What the window remembers between runs."""

from __future__ import annotations

import contextlib
import logging
from enum import Enum
from pathlib import Path

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from vqstudio.core import private
from vqstudio.core.encoding import PLAIN

log = logging.getLogger(__name__)

VERSION = 1


class ThemeChoice(Enum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class DeviceChoice(Enum):
    """What the models shall run on, in the engine's words."""

    AUTO = "auto"
    CUDA = "cuda"
    WEBGPU = "webgpu"
    CPU = "cpu"


class MaskLook(Enum):
    """How the mask is shown on the photo."""

    OVERLAY = "overlay"
    ANTS = "ants"
    BLACK_AND_WHITE = "black-and-white"


MAX_FEATHER = 500
MIN_BRUSH, MAX_BRUSH = 1, 1000
"""Sizes of the brush in photo pixels."""
UNDO_BUDGET = 768 * 2**20
"""The default limit for the memory of steps that can be undone, in bytes."""


class Settings(BaseModel):
    """Unknown fields are ignored, so that an older version can read what a newer one wrote."""

    model_config = ConfigDict(validate_assignment=True, extra="ignore")

    version: int = VERSION
    language: str = ""
    """One of :data:`~vqstudio.ui.kit.translation.LANGUAGES`; empty: the desktop's."""

    theme: ThemeChoice = ThemeChoice.SYSTEM
    device: DeviceChoice = DeviceChoice.AUTO
    geometry: str = ""
    """Qt's own description of the window's place, in Base64."""

    panel_visible: bool = True
    history_visible: bool = False
    mask_look: MaskLook = MaskLook.OVERLAY
    pixel_grid: bool = True
    rulers: bool = False
    compare_side_by_side: bool = False
    """Whether photos were last compared in two views and not by a divider."""

    mask_feather: int = Field(default=10, ge=1, le=MAX_FEATHER)
    """How far the edge of the mask was last softened, in pixels."""

    brush_size: int = Field(default=48, ge=MIN_BRUSH, le=MAX_BRUSH)
    style: str = ""
    style_strength: int = Field(default=100, ge=0, le=100)
    style_scale: int = Field(default=100, ge=25, le=400)
    """Size of the strokes in percent of their usual size."""

    style_forms: int = Field(default=80, ge=0, le=100)
    favourite_styles: list[str] = []
    keep_colours: bool = False
    repair_on_release: bool = False
    undo_megabytes: int = Field(default=UNDO_BUDGET // 2**20, ge=64, le=16384)
    """How much memory the steps that can be undone may take."""

    autosave_seconds: int = Field(default=5, ge=2, le=60)
    """Seconds between two autosaves for a recovery."""

    save_quality: int = Field(default=PLAIN.quality, ge=50, le=100)
    """The quality of JPEG, WebP and AVIF files."""

    recent_kept: int = Field(default=10, ge=0, le=30)
    hint_shown: bool = False
    """Whether the hint for the first photo has been shown."""

    recent: list[Path] = []
    """The photos opened or saved last, the latest first."""

    folder: Path | None = None
    """Where the file dialogs start."""

    export_format: str = "JPEG"
    export_quality: int = Field(default=90, ge=1, le=100)
    export_lossless: bool = False
    export_metadata: bool = True
    export_place: bool = True
    """Whether the metadata include the place where the photo was taken."""

    export_deep: bool = True
    export_compressed: bool = True
    """Whether a photo of 16 bits per channel keeps them where the format can."""

    export_side: int = Field(default=0, ge=0)
    """Pixels of the longest side; 0 keeps the photo's size."""

    export_folder: Path | None = None

    def remember(self, path: Path) -> None:
        """Add ``path`` to the recent photos, unless it is not valid text (file names may be any bytes): the settings
        could not be saved.
        """
        try:
            str(path).encode()
        except UnicodeEncodeError:
            return
        self.recent = [path, *(other for other in self.recent if other != path)][: self.recent_kept]
        self.folder = path.parent


def limits(name: str) -> tuple[int, int]:
    """The minimum and the maximum of the number ``name`` of the settings."""
    ends = {
        key: getattr(end, key)
        for end in Settings.model_fields[name].metadata
        for key in ("ge", "le")
        if hasattr(end, key)
    }
    return ends["ge"], ends["le"]


class SettingsStore:
    """Settings in a JSON file. A damaged file is logged, kept as ``.damaged`` and replaced by defaults."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or platformdirs.user_config_path("vqstudio", appauthor=False) / "settings.json"
        self.settings = self._load()

    def _load(self) -> Settings:
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return Settings()
        except (OSError, UnicodeDecodeError) as error:
            log.warning("settings cannot be read: %s", error)
            return Settings()
        try:
            return Settings.model_validate_json(text)
        except ValidationError as error:
            log.warning("settings in %s are damaged, using defaults: %s", self.path, error)
            with contextlib.suppress(OSError):
                self.path.replace(self.path.with_suffix(".damaged"))
            return Settings()

    def save(self) -> None:
        """Write a new file and rename it, so that a crash leaves the old one. A failure is logged, not shown."""
        try:
            private.make_folder(self.path.parent)
            private.write_file(self.path, self.settings.model_dump_json(indent=2).encode("utf-8"))
        except OSError as error:
            log.warning("settings cannot be saved: %s", error)
