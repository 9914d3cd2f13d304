"""Create: new pictures, pictures from a sketch, the photo created anew, and textures from a part of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from vqstudio.core.errors import StudioError
from vqstudio.core.wording import mark
from vqstudio.engine.requests import LARGEST_TILE, CreateRequest
from vqstudio.engine.texture.area import area_of, canvas_like, check_area

from ..canvas.token_view import TokenView
from ..jobs.notices import notice_of
from ..kit.action import Action, Section
from ..kit.layout import Part, lay_out
from ..kit.theme import Theme
from ..kit.translation import tr
from ..kit.widgets import ValueSlider, button, does, label, rule, set_icon
from ..model.operations import Operations
from ..model.session import EditSession
from .best import KEPT, Creator, DrawnBox
from .sketch import SketchSection
from .subjects import SubjectBox
from .tab import Page, Tab, Workbench
from .texture import TextureSection, TextureWish
from .versions import Versions

SIZES = ((256, 256), (384, 256), (256, 384), (512, 512), (768, 512), (512, 768))
USUAL_SHARE = 50
LIKE_SHARE = 0.3
"""How much of a picture is created anew to make others like it."""


class CreatePanel(QWidget):
    new_wanted = Signal(int, int)
    """Width and height of a new picture to open and fill."""

    def __init__(
        self, session: EditSession, tokens: TokenView, operations: Operations, theme: Theme, creator: Creator,
        sketch: SketchSection, subjects: SubjectBox,
    ) -> None:  # fmt: skip
        super().__init__()
        self._session, self._tokens, self._operations = session, tokens, operations
        self._creator, self.sketch, self.subjects = creator, sketch, subjects
        self.picture_size = QComboBox()
        for width, height in SIZES:
            self.picture_size.addItem(tr("{width} × {height} pixels", width=width, height=height), (width, height))
        self.picture_size.setAccessibleName(tr("Size of the new picture"))
        self.picture_size.setToolTip(tr("Larger pictures take longer"))
        self.picture_size.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tileable = QCheckBox(tr("Repeats without a seam"))
        self.tileable.setToolTip(tr("A texture whose left side goes on at the right, and its top at the bottom"))
        self.drawn = DrawnBox()
        self.new = button(tr("New picture"), tr("Create a picture from nothing"), action="new_picture")
        set_icon(self.new, "create", theme)
        self.share = ValueSlider(tr("How much to create anew"), 5, 95, " %")
        self.share.setToolTip(tr("How many of the photo's tokens are drawn anew; the others stay as they are"))
        self.share.set_value(USUAL_SHARE)
        self.create_anew = button(
            tr("Create anew"), tr("Let the model create a variation of this photo"), primary=True, action="create"
        )
        set_icon(self.create_anew, "create", theme, "on_accent")
        self.versions = Versions(tr("Versions"), tr("More versions"), CreateRequest, operations, theme)
        self.more_like = button(
            tr("More like this one"), tr("Create variations of the version that is shown"), action="more_like_this"
        )
        set_icon(self.more_like, "another", theme)
        self.texture = TextureSection(session, operations, theme)
        self.show_tokens = QCheckBox(tr("Show the photo's tokens"))
        self.show_tokens.setToolTip(tr("Rest the pointer on a part of the photo to see its code, and where else it is"))
        does(self.show_tokens, "token_view")
        self.hint = label("", "muted", wrap=True)

        text = tr("The model knows textures, light and colour, hardly any objects: expect dreams, not photos.")
        options: list[Part] = [
            label(tr("Create something"), "heading", wrap=True), label(text, "muted", wrap=True), 8,
            label(tr("What it shows"), "label"), self.subjects, 12,
            label(tr("From nothing"), "label"), self.picture_size, self.tileable, self.new, 12, self.sketch, 12,
            label(tr("From this photo, create anew"), "label"), self.share, 12,
            label(tr("Of several, keep the best"), "label"), self.drawn, 12, self.texture, 12,
            label(tr("A look inside"), "label"), self.show_tokens,
        ]  # fmt: skip
        lay_out(self, options, (self.hint, rule(), self.versions, self.more_like, self.create_anew))

        self.tileable.toggled.connect(self._offer_sizes)
        self.show_tokens.clicked.connect(tokens.set_active)
        tokens.changed.connect(self._show_tokens)
        session.state_changed.connect(self.refresh)
        operations.busy_changed.connect(self.refresh)
        operations.fills_changed.connect(self.refresh)
        self.refresh()

    def make_new(self) -> None:
        """Create a new picture; if the last one has the same size and kind and is unchanged, another version of it."""
        wanted = self.picture_size.currentData()
        if self._operations.busy:
            return
        if self._operations.can_fill_again and self._shown == self._wished:
            if self.drawn.count_drawn == 1:
                self._operations.more_fills()
            else:
                self.fill_new(1 + max(fill.request.seed for fill in self._operations.fills))
        else:
            self.new_wanted.emit(*wanted)

    def run(self) -> None:
        if self._operations.can_edit:
            self._create(self.share.value / 100)

    def fill_new(self, seed: int = 0) -> None:
        """Fill the new picture that was opened."""
        self._create(tileable=self.tileable.isChecked(), seed=seed)

    def from_sketch(self) -> None:
        """Make a picture of what is shown."""
        if self._operations.can_edit:
            self._create(freedom=self.sketch.freedom.value / 100)

    def _create(self, share: float = 1.0, tileable: bool = False, freedom: float | None = None, seed: int = 0) -> None:
        drawn, subject = self.drawn.count_drawn, self.subjects.subject
        self._creator.create(drawn, share, tileable, freedom, seed, subject)

    @property
    def can_make_more_like(self) -> bool:
        return self._operations.can_edit and bool(self._operations.fills_of(CreateRequest))

    def make_more_like(self) -> None:
        """Create variations of the version that is shown."""
        if self.can_make_more_like:
            self._creator.create(KEPT, LIKE_SHARE, subject=self.subjects.subject)

    @property
    def _wished(self) -> tuple[int, int, bool, str]:
        return *self.picture_size.currentData(), self.tileable.isChecked(), self.subjects.subject

    @property
    def _shown(self) -> tuple[int, int, bool, str] | None:
        """Width, height, kind and subject of the new picture that is open; None if the photo is not a new picture, or
        was edited since.
        """
        fills = self._operations.fills_of(CreateRequest)
        request = fills[0].request if fills else None
        if not isinstance(request, CreateRequest) or request.share < 1 or request.freedom is not None:
            return None
        return request.pixels.shape[1], request.pixels.shape[0], request.tileable, request.subject

    def refresh(self) -> None:
        has_photo = self._session.document is not None
        for widget in (self.share, self.show_tokens):
            widget.setEnabled(has_photo)
        self.more_like.setVisible(bool(self._operations.fills_of(CreateRequest)))
        self.versions.refresh()
        self.texture.refresh()
        self.hint.setText("" if has_photo else tr("Open a photo, or begin with a new picture."))
        self.hint.setVisible(not has_photo)

    def _offer_sizes(self, tileable: bool) -> None:
        for number, size in enumerate(SIZES):
            item = self.picture_size.model().item(number)  # type: ignore[attr-defined]
            item.setEnabled(not tileable or max(size) <= LARGEST_TILE)
        if tileable and max(self.picture_size.currentData()) > LARGEST_TILE:
            self.picture_size.setCurrentIndex(SIZES.index((512, 512)))

    def _show_tokens(self) -> None:
        self.show_tokens.setChecked(self._tokens.active)


class CreatePage(Page):
    panel: CreatePanel

    def __init__(self, bench: Workbench) -> None:
        services = bench.services
        self._files, self._tokens, self.operations = bench.files, bench.tokens, bench.operations
        self._session = services.session
        self._prompts, self._retoucher = services.prompts, bench.retoucher
        self.panel = CreatePanel(
            services.session, bench.tokens, self.operations, services.theme,
            Creator(services.session, self.operations, services.bridge.engine),
            SketchSection(bench.brush, bench.retoucher, services.theme), SubjectBox(services.bridge),
        )  # fmt: skip
        self.panel.new_wanted.connect(self._open_new)
        self.panel.texture.wanted.connect(self._open_texture)
        self.panel.sketch.new.clicked.connect(self._open_canvas)
        self.panel.sketch.colour.clicked.connect(self._choose_colour)

    def left(self) -> None:
        self._tokens.set_active(False)  # the brush is off while they are shown, which nobody expects on another panel

    def _open_new(self, width: int, height: int) -> None:
        self._files.open_blank(width, height, self.panel.fill_new)

    def _open_canvas(self) -> None:
        width, height = self.panel.picture_size.currentData()
        self._files.open_blank(width, height, self.panel.sketch.take_brush)

    def _choose_colour(self) -> None:
        colour = self._prompts.ask_colour(self._retoucher.colour)
        if colour is not None:
            self.panel.sketch.set_colour(colour)

    def _open_texture(self, wish: TextureWish) -> None:
        """A new picture in the colours of the photo, filled with what is selected; without a selection with what the
        texture that is shown is made of, or with the whole photo.
        """
        photo = self._session.shown
        if photo is None:
            return
        document, shown, selected = photo.document, self.panel.texture.shown, not self._session.mask_empty
        try:
            if selected:
                area = area_of(document, mask=self._session.mask.snapshot())
            else:
                area = shown.area if shown is not None else area_of(document)
            check_area(area, wish.scale)
        except StudioError as error:
            self.operations.notice.emit(notice_of(error, mark("making a texture")))
            return

        def fill() -> None:
            canvas = self._session.document
            if canvas is not None:
                self.operations.carry_out(wish.request(canvas.pixels, area))

        self._files.open_new(lambda: canvas_like(document, wish.width, wish.height), fill)


TAB: Tab[CreatePage] = Tab(
    name="create",
    title=mark("Create"),
    icon="create",
    tip=mark("Create pictures and textures"),
    key="F5",
    show=mark("Create panel"),
    show_tip=mark("Show the create panel"),
    make=CreatePage,
    actions=(
        Action(
            "create", mark("Create anew"), lambda page: page.panel.run(),
            when=lambda page: page.operations.can_edit,
            keys=("Ctrl+I",), tip=mark("Let the model create a variation of this photo"), icon="create",
            section=Section.LOOK,
        ),
        Action(
            "create_from_sketch", mark("Create from this"), lambda page: page.panel.from_sketch(),
            when=lambda page: page.operations.can_edit,
            keys=("Ctrl+Shift+K",), tip=mark("Let the model make a picture of what is shown"), icon="create",
            section=Section.LOOK,
        ),
        Action(
            "more_like_this", mark("More like this one"), lambda page: page.panel.make_more_like(),
            when=lambda page: page.panel.can_make_more_like,
            tip=mark("Create variations of the version that is shown"), icon="another", section=Section.LOOK,
        ),
        Action(
            "new_texture", mark("New texture"), lambda page: page.panel.texture.run(),
            when=lambda page: page.operations.can_edit,
            keys=("Ctrl+Shift+N",), tip=mark("Fill a new picture with what is selected, or with the whole photo"),
            icon="create", section=Section.LOOK,
        ),
    ),
)  # fmt: skip
