"""The style tab."""

from __future__ import annotations

from vqstudio.core.wording import mark

from ...kit.action import Action, Section
from ...kit.settings import Settings
from ...model.pending import Then
from ..tab import Page, Tab, Workbench
from .live_thumbnails import LiveThumbnails
from .loader import StyleLoader
from .panel import PAGE, StylePanel
from .preview import StylePreview


class StylePage(Page):
    panel: StylePanel

    def __init__(self, bench: Workbench) -> None:
        services, operations, canvas = bench.services, bench.operations, bench.canvas
        self._store, self._operations = services.store, operations
        self.panel = StylePanel(services.session, operations, services.theme)
        self.gallery = self.panel.gallery
        self.styles = StyleLoader(services, self.panel)
        self.changes = (self.gallery.chosen_changed, self.styles.changed)
        self.thumbnails = LiveThumbnails(services.session, operations, services.bridge, services.window)
        self.preview = StylePreview(operations, services.bridge, services.window)
        self.gallery.seen.connect(self.thumbnails.set_wanted)
        self.gallery.favourites_changed.connect(self._keep_favourites)
        self.thumbnails.painted.connect(self.gallery.show_photo)
        self.panel.preview_wanted.connect(self.preview.ask)
        self.panel.control_moved.connect(self.preview.follow)
        self.panel.area_changed.connect(self.preview.ask_again)
        layer = canvas.preview_layer()
        self.preview.ready.connect(layer.show)
        self.preview.over.connect(layer.clear)
        services.session.opened.connect(self.preview.forget)
        services.session.pixels_changed.connect(self.preview.ask_again)
        self.styles.changed.connect(self.thumbnails.styles_changed)
        self.styles.changed.connect(self.preview.styles_changed)

    def restore(self, settings: Settings) -> None:
        panel = self.panel
        panel.strength.set_value(settings.style_strength)
        panel.scale.set_value(settings.style_scale)
        panel.forms.set_value(settings.style_forms)
        panel.keep_colours.setChecked(settings.keep_colours)
        self.gallery.set_favourites(settings.favourite_styles)
        self.gallery.choose(settings.style)

    def remember(self, settings: Settings) -> None:
        panel = self.panel
        settings.style_strength = round(panel.strength.value)
        settings.style_scale = round(panel.scale.value)
        settings.style_forms = round(panel.forms.value)
        settings.keep_colours = panel.keep_colours.isChecked()
        if self.gallery.chosen is not None:
            settings.style = self.gallery.chosen.name

    def _keep_favourites(self) -> None:
        self._store.settings.favourite_styles = self.gallery.favourites
        self._store.save()

    def can_apply(self) -> bool:
        return self._operations.can_edit and self.gallery.chosen is not None

    @property
    def previewing(self) -> bool:
        return self.panel.follows

    def keep(self, then: Then) -> None:
        self.panel.keep_preview(then)

    def drop(self) -> None:
        self.panel.end_preview()

    def escape(self) -> None:
        self.panel.end_preview()

    def close(self) -> None:
        self.styles.learning.close()


TAB: Tab[StylePage] = Tab(
    name=PAGE,
    title=mark("Style"),
    icon="style",
    tip=mark("Turn the photo into a painting"),
    key="F3",
    show=mark("Style panel"),
    show_tip=mark("Show the style panel"),
    make=StylePage,
    actions=(
        Action(
            "apply_style", mark("Apply style"), lambda page: page.panel.apply_style(), when=StylePage.can_apply,
            keys=("Ctrl+Return",), tip=mark("Paint the photo in the chosen style"), icon="style", section=Section.LOOK,
        ),
    ),
)  # fmt: skip
