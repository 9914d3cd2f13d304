"""Every command of the window, once: its words, shortcut and icon. Menus, toolbar and shortcut sheet are made of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from vqstudio.core.wording import mark

from ...kit.icons import icon
from ...kit.theme import Theme
from ...kit.translation import tr


@dataclass(frozen=True)
class Spec:
    """Texts are English here; whoever shows them translates them."""

    name: str
    group: str
    text: str
    keys: tuple[str, ...] = ()
    tip: str = ""
    icon: str = ""
    checkable: bool = False


SPECS = (
    Spec("open", "File", "Open…", ("Ctrl+O",), "Open a photo", "open"),
    Spec("new_picture", "File", "New picture", ("Ctrl+N",), "Imagine a picture from nothing", "create"),
    Spec("paste", "File", "Paste as new photo", ("Ctrl+V",), "Open the picture on the clipboard", "paste"),
    Spec("clear_recent", "File", "Clear list", (), "Forget the recent photos; their files stay"),
    Spec("save", "File", "Save", ("Ctrl+S",), "Save the photo", "save"),
    Spec("save_as", "File", "Save as…", ("Ctrl+Shift+S",), "Save the photo under another name"),
    Spec("export", "File", "Export…", ("Ctrl+Shift+E",), "Write a file of the photo for elsewhere"),
    Spec("copy", "File", "Copy photo", ("Ctrl+C", "Ctrl+Shift+C"), "Copy the photo to the clipboard", "copy"),
    Spec("photo_info", "File", "Photo information…", ("Alt+Return",), "What is known of the photo and its file"),
    Spec("close_photo", "File", "Close photo", ("Ctrl+W",), "Close the photo that is shown"),
    Spec("batch", "File", "Batch…", ("Ctrl+Shift+B",), "Edit many photos at once"),
    Spec("quit", "File", "Quit", ("Ctrl+Q",), "Close the window"),
    Spec("undo", "Edit", "Undo", ("Ctrl+Z",), "Take back the last step", "undo"),
    Spec("redo", "Edit", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Bring back the step that was undone", "redo"),
    Spec("select_all", "Mask", "Select all", ("Ctrl+A",), "Paint everything"),
    Spec("clear_mask", "Mask", "Clear mask", ("Ctrl+D",), "Unpaint everything"),
    Spec("invert_mask", "Mask", "Invert mask", ("Ctrl+Shift+I",), "Swap painted and unpainted"),
    Spec("grow_mask", "Mask", "Grow mask", ("Ctrl+]",), "Move the edge of the mask a little outward"),
    Spec("shrink_mask", "Mask", "Shrink mask", ("Ctrl+[",), "Move the edge of the mask a little inward"),
    Spec("feather_mask", "Mask", "Feather mask…", (),
         "Soften the edge: styles and adjustments fade out there, a repair replaces all that the mask touches"),
    Spec("load_mask", "Mask", "Load mask…", (), "Add the white, or opaque, part of a picture of the photo's size"),
    Spec("save_mask", "Mask", "Save mask…", (), "Save the mask as a black and white picture"),
    Spec("restore_mask", "Mask", "Bring back last mask", ("Ctrl+Shift+D",), "The mask of the last repair"),
    Spec("repair", "Edit", "Repair", ("Ctrl+R",), "Remove what is painted", "repair"),
    Spec("more_fills", "Edit", "More versions", ("Ctrl+Shift+R",), "Other outcomes of the last repair or extension"),
    Spec("previous_fill", "Edit", "Previous version", ("Alt+Left",), "Show the previous one of several outcomes"),
    Spec("next_fill", "Edit", "Next version", ("Alt+Right",), "Show the next one of several outcomes"),
    Spec("apply_style", "Edit", "Apply style", ("Ctrl+Return",), "Paint the photo in the chosen style", "style"),
    Spec("apply_frame", "Edit", "Apply frame", ("Ctrl+E",), "Crop or extend the photo to its frame", "frame"),
    Spec("turn_left", "Edit", "Turn left", ("Ctrl+Left",), "Turn the photo by a quarter", "turn_left"),
    Spec("turn_right", "Edit", "Turn right", ("Ctrl+Right",), "Turn the photo by a quarter", "turn_right"),
    Spec("flip", "Edit", "Flip left to right", ("Ctrl+Shift+H",), "Mirror the photo", "flip"),
    Spec("flip_upright", "Edit", "Flip top to bottom", (), "Mirror the photo top to bottom", "flip_upright"),
    Spec("resize", "Edit", "Resize…", ("Ctrl+Alt+I",), "Give the photo another number of pixels"),
    Spec("imagine", "Edit", "Imagine anew", ("Ctrl+I",), "Let the model imagine this photo otherwise", "create"),
    Spec("adjust", "Edit", "Apply adjustment", ("Ctrl+J",), "Change light and colours as the sliders say", "adjust"),
    Spec("preferences", "Edit", "Preferences…", ("Ctrl+,",), "Choose how VQ Studio looks and works"),
    Spec("cancel", "Edit", "Cancel operation", ("Esc",), "Stop the running operation"),
    Spec("brush", "Tools", "Brush", ("B",), "Paint what should go", "brush", checkable=True),
    Spec("eraser", "Tools", "Eraser", ("E",), "Unpaint", "eraser", checkable=True),
    Spec("rectangle", "Tools", "Rectangle", ("R",), "Select a rectangle", "rectangle", checkable=True),
    Spec("ellipse", "Tools", "Ellipse", ("O",), "Select an ellipse", "ellipse", checkable=True),
    Spec("lasso", "Tools", "Lasso", ("L",), "Select what you draw around", "lasso", checkable=True),
    Spec("polygon", "Tools", "Polygon", ("P",), "Select between corners that you click", "polygon", checkable=True),
    Spec("wand", "Tools", "Magic wand", ("W",), "Select similar colours by a click", "wand", checkable=True),
    Spec("smart", "Tools", "Smart select", ("S",), "Scribble on an object to select it", "smart", checkable=True),
    Spec("paint_source", "Mask", "Paint source area", ("G",), "Paint where repairs take texture from", checkable=True),
    Spec("swap_tool", "Tools", "Swap brush and eraser", ("X",), "Change between brush and eraser"),
    Spec("smaller", "Tools", "Smaller brush", ("[",), "Make the brush smaller"),
    Spec("larger", "Tools", "Larger brush", ("]",), "Make the brush larger"),
    Spec("zoom_in", "View", "Zoom in", ("Ctrl++", "Ctrl+="), "Show less of the photo, larger"),
    Spec("zoom_out", "View", "Zoom out", ("Ctrl+-",), "Show more of the photo, smaller"),
    Spec("fit", "View", "Fit in window", ("Ctrl+0",), "Show the whole photo", "fit"),
    Spec("actual", "View", "100 %", ("Ctrl+1",), "One pixel of the photo on one of the screen", "actual"),
    Spec("next_photo", "View", "Next photo", ("Ctrl+Tab",), "Show the next of the open photos"),
    Spec("previous_photo", "View", "Previous photo", ("Ctrl+Shift+Tab",), "Show the previous of the open photos"),
    Spec("split", "View", "Compare by divider", ("C",), "Before left of it, after right of it", "compare", True),
    Spec("side_by_side", "View", "Compare side by side", ("Shift+C",), "Before and after in two views",
         "side_by_side", True),
    Spec("mask_visible", "View", "Show mask", ("M",), "Show or hide what is painted", "mask", True),
    Spec("mask_overlay", "View", "Overlay", (), "The mask as a tint on the photo", "", True),
    Spec("mask_ants", "View", "Marching ants", (), "The outline of what is at least half selected", "", True),
    Spec("mask_plain", "View", "Black and white", (), "The mask alone, white on black", "", True),
    Spec("pixel_grid", "View", "Pixel grid", (), "Lines between the pixels of the photo, from 800 % on", "", True),
    Spec("rulers", "View", "Rulers", ("Ctrl+Alt+R",), "Rulers in pixels of the photo", "", True),
    Spec("panel", "View", "Side panel", ("F9",), "Show or hide the side panel", "panel", True),
    Spec("history", "View", "History", ("F8",), "Show or hide the steps of the history", "history", True),
    Spec("show_repair", "View", "Repair panel", ("F2",), "Show the repair panel"),
    Spec("show_style", "View", "Style panel", ("F3",), "Show the style panel"),
    Spec("show_frame", "View", "Frame panel", ("F4",), "Show the frame panel"),
    Spec("show_create", "View", "Create panel", ("F5",), "Show the create panel"),
    Spec("show_adjust", "View", "Adjust panel", ("F6",), "Show the adjust panel"),
    Spec("token_view", "View", "Show tokens", ("T",), "Show which code stands for each part of the photo", "", True),
    Spec("guide", "Help", "Short guide", ("Shift+F1",), "What people do with VQ Studio, on one page"),
    Spec("sample", "Help", "Sample photo", (), "Open a photo to try things on", "photo"),
    Spec("shortcuts", "Help", "Keyboard shortcuts", ("F1", "?"), "Every shortcut on one page", "keyboard"),
    Spec("doctor", "Help", "About this computer…", (), "What VQ Studio found here, to copy into a report"),
    Spec("about", "Help", "About VQ Studio", (), "Version and licence"),
)  # fmt: skip

GESTURES = (
    (mark("Zoom to the pointer"), mark("Wheel")),
    (mark("Move the photo"), mark("Space + drag")),
    (mark("Move the photo"), mark("Middle button")),
    (mark("Straight line"), mark("Shift + click")),
    (mark("Keep the frame's shape at a corner, pull both sides at an edge"), mark("Shift + drag")),
    (mark("Move the frame"), mark("Arrow keys, with Shift farther")),
    (mark("Apply the frame"), mark("Enter")),
    (mark("Put the frame back"), "Esc"),
    (mark("Select a square or a circle"), mark("Shift + drag")),
    (mark("Take away from the mask"), mark("Ctrl + select")),
    (mark("Close a polygon"), mark("Double click, Enter")),
    (mark("Show before, while held"), "\\"),
    (mark("Move with the keyboard"), mark("Arrow keys")),
)

GALLERY = (
    (mark("See the photo in a style"), mark("Rest on it")),
    (mark("Next style"), mark("Arrow keys")),
    (mark("Apply the style"), mark("Enter")),
    (mark("Make it a favourite"), "F"),
)


class Actions:
    """``actions["open"]`` is the QAction. Shortcuts work in the whole window, whichever widget has the keyboard."""

    def __init__(self, parent: QObject, theme: Theme) -> None:
        self._theme = theme
        self._actions: dict[str, QAction] = {}
        for spec in SPECS:
            action = QAction(tr(spec.text), parent)
            action.setObjectName(spec.name)
            action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
            action.setCheckable(spec.checkable)
            action.setIconVisibleInMenu(False)
            action.setStatusTip("")
            set_tip(action, tr(spec.tip))
            self._actions[spec.name] = action
        self._load_icons()
        theme.changed.connect(self._load_icons)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def all(self) -> list[QAction]:
        return list(self._actions.values())

    def _load_icons(self) -> None:
        for spec in SPECS:
            if spec.icon:
                self._actions[spec.name].setIcon(icon(spec.icon, self._theme))


def set_tip(action: QAction, tip: str) -> None:
    """The tooltip, naming the shortcut."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{tip} ({keys})" if keys else tip)
