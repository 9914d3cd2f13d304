#!/usr/bin/env python3
"""VQ Studio in GIMP 3: Filters > VQ Studio repairs, clears, enlarges and paints the selected layer.

``vqstudio gimp`` puts this file where GIMP looks for plug-ins, and beside it the command that starts VQ Studio, which
does the work as a program of its own. The layer goes to it as a PNG, with its bits and its colour profile, the
selection as a mask; the result comes back as a new layer above it, as one step of GIMP's undo.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import gi

gi.require_version("Gimp", "3.0")
gi.require_version("GimpUi", "3.0")
gi.require_version("Gegl", "0.4")
from gi.repository import Gegl, Gimp, GimpUi, Gio, GLib, GObject  # noqa: E402

REPAIR, CLEAR, ENLARGE, STYLE = "vq-studio-repair", "vq-studio-clear", "vq-studio-enlarge", "vq-studio-style"
WORDS = {
    REPAIR: ("_Repair Selection", "Fill what is selected so that it fits the rest"),
    CLEAR: ("_Clear Noise and JPEG…", "Take out noise, the blocks of JPEG, and blur"),
    ENLARGE: ("_Enlarge…", "Scale the image, and draw the layer anew with the detail that fits"),
    STYLE: ("Paint in a _Style…", "Paint the layer in a style"),
}
MENU = "<Image>/Filters/VQ Studio"
COMMAND_FILE = Path(__file__).with_name("command.json")
USUAL_STYLE = "oil"
PULSE = 0.1
"""Seconds between two signs of life."""
WRITABLE = GObject.ParamFlags.READWRITE


class Refused(Exception):  # noqa: N818  no defect
    """What the user is told, in one sentence."""


def command():
    """The words of the command line that starts VQ Studio."""
    try:
        kept = json.loads(COMMAND_FILE.read_text("utf-8"))
        if kept and Path(kept[0]).exists():
            return kept
    except (OSError, ValueError):
        pass  # the plug-in was copied by hand
    found = os.environ.get("VQSTUDIO") or shutil.which("vqstudio")
    if not found:
        raise Refused("VQ Studio was not found; install it, then run in a terminal: vqstudio gimp")
    return [found]


def die_with_parent():
    """GIMP ends a plug-in that is cancelled without a word; on Linux the program that works for it then ends too."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def run_program(arguments):
    """Raises Refused with what VQ Studio says of why it cannot."""
    hidden = {"creationflags": subprocess.CREATE_NO_WINDOW} if os.name == "nt" else {"preexec_fn": die_with_parent}
    process = subprocess.Popen(
        [*command(), *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **hidden
    )
    try:
        while True:
            try:
                _, errors = process.communicate(timeout=PULSE)
                break
            except subprocess.TimeoutExpired:
                Gimp.progress_pulse()
    finally:
        if process.poll() is None:
            process.terminate()
    if process.returncode:
        told = errors.decode("utf-8", "replace").strip().splitlines()
        raise Refused(told[-1] if told else f"VQ Studio ended with the code {process.returncode}.")


def style_names():
    """(name, title) of each style; the usual one alone where VQ Studio does not answer."""
    try:
        told = subprocess.run([*command(), "styles"], capture_output=True, timeout=20, check=True).stdout
    except (Refused, OSError, subprocess.SubprocessError):
        return [(USUAL_STYLE, "Oil")]
    columns = (re.split(r"\s{2,}", line.strip()) for line in told.decode("utf-8", "replace").splitlines())
    return [(words[0], words[1]) for words in columns if len(words) > 1] or [(USUAL_STYLE, "Oil")]


def write_layer(drawable, image, path):
    """The drawable alone as a PNG, in the precision and with the colour profile of its image."""
    alone = Gimp.Image.new_with_precision(
        drawable.get_width(), drawable.get_height(), image.get_base_type(), image.get_precision()
    )
    try:
        if profile := image.get_color_profile():
            alone.set_color_profile(profile)
        layer = Gimp.Layer.new_from_drawable(drawable, alone)
        alone.insert_layer(layer, None, 0)
        layer.set_offsets(0, 0)
        layer.set_visible(True)
        layer.set_opacity(100)
        if mask := layer.get_mask():  # it stays with the layer in GIMP
            mask.set_visible(False)
            layer.remove_mask(Gimp.MaskApplyMode.DISCARD)
        if not Gimp.file_save(Gimp.RunMode.NONINTERACTIVE, alone, Gio.File.new_for_path(str(path)), None):
            raise Refused("GIMP could not write the layer to a temporary file.")
    finally:
        alone.delete()


def write_selection(drawable, image, path):
    """The part of the selection that lies on the drawable, as a PGM. False if nothing of it is selected."""
    _, left, top = drawable.get_offsets()
    width, height = drawable.get_width(), drawable.get_height()
    place = Gegl.Rectangle.new(left, top, width, height)
    levels = image.get_selection().get_buffer().get(place, 1.0, "Y u8", Gegl.AbyssPolicy.NONE)
    path.write_bytes(b"P5 %d %d 255\n" % (width, height) + bytes(levels))
    return any(levels)


def options_of(name, config):
    """The subcommand of VQ Studio, and its options."""
    if name == REPAIR:
        return ["repair", "--seed", str(config.get_property("seed"))]
    if name == STYLE:
        return [
            "style", "--style", config.get_property("style"), "--strength", str(config.get_property("strength")),
        ]  # fmt: skip
    if name == ENLARGE:
        return ["enlarge", "--scale", str(config.get_property("scale"))]
    measured = config.get_property("measure")
    given = [] if measured else [
        word for fault in ("noise", "jpeg", "blur") for word in (f"--{fault}", str(config.get_property(fault)))
    ]  # fmt: skip
    return ["clear", *given]


def edit(name, image, drawable, config):
    """Raises Refused."""
    with tempfile.TemporaryDirectory(prefix="vq-studio-") as folder:
        sent, mask, made = (Path(folder) / file for file in ("layer.png", "mask.pgm", "result.png"))
        write_layer(drawable, image, sent)
        arguments = [*options_of(name, config), str(sent), "-o", str(made)]
        selected = not Gimp.Selection.is_empty(image) and write_selection(drawable, image, mask)
        if selected and name != ENLARGE:
            arguments += ["--mask", str(mask)]
        if name == REPAIR and not selected:
            raise Refused("Nothing of this layer is selected; select what should be repaired first.")
        run_program(arguments)
        show(name, image, drawable, made)


def show(name, image, drawable, file):
    """The result as a new layer above the drawable, which stays as it is."""
    image.undo_group_start()
    try:
        if name == ENLARGE:
            factor = Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, Gio.File.new_for_path(str(file)))
            width = factor.get_width() / drawable.get_width()
            height = factor.get_height() / drawable.get_height()
            factor.delete()
            image.scale(round(image.get_width() * width), round(image.get_height() * height))
        layer = Gimp.file_load_layer(Gimp.RunMode.NONINTERACTIVE, image, Gio.File.new_for_path(str(file)))
        layer.set_name(f"{drawable.get_name()}: {WORDS[name][0].replace('_', '').rstrip('…')}")
        image.insert_layer(layer, drawable.get_parent(), image.get_item_position(drawable))
        _, left, top = drawable.get_offsets()
        layer.set_offsets(left, top)
        image.set_selected_layers([layer])
    finally:
        image.undo_group_end()


class VQStudio(Gimp.PlugIn):
    def do_query_procedures(self):
        return list(WORDS)

    def do_set_i18n(self, _name):
        return False

    def do_create_procedure(self, name):
        label, text = WORDS[name]
        procedure = Gimp.ImageProcedure.new(self, name, Gimp.PDBProcType.PLUGIN, self.run, None)
        procedure.set_image_types("RGB*, GRAY*")
        procedure.set_sensitivity_mask(Gimp.ProcedureSensitivityMask.DRAWABLE)
        procedure.set_menu_label(label)
        procedure.add_menu_path(MENU)
        procedure.set_documentation(text, f"{text}; VQ Studio does the work, on this computer.", name)
        procedure.set_attribution("The authors of VQ Studio", "The authors of VQ Studio", "2026")
        if name == REPAIR:
            procedure.add_int_argument("seed", "_Version", "Another number gives another result", 0, 9999, 0, WRITABLE)
        elif name == ENLARGE:
            procedure.add_double_argument("scale", "_Scale", "How many times as wide and high", 1.1, 4, 2, WRITABLE)
        elif name == STYLE:
            choice = Gimp.Choice.new()
            for number, (style, title) in enumerate(style_names()):
                choice.add(style, number, title, "")
            usual = USUAL_STYLE if USUAL_STYLE in choice.list_nicks() else choice.list_nicks()[0]
            procedure.add_choice_argument("style", "_Style", "What to paint in", choice, usual, WRITABLE)
            procedure.add_double_argument("strength", "S_trength", "1 is the full style", 0, 1, 1, WRITABLE)
        else:
            procedure.add_boolean_argument("measure", "_As much as the layer needs", "Measure it", True, WRITABLE)
            for fault, title in (("noise", "_Noise"), ("jpeg", "_JPEG"), ("blur", "_Blur")):
                procedure.add_double_argument(fault, title, "Used if it is not measured", 0, 1, 0, WRITABLE)
        return procedure

    def run(self, procedure, run_mode, image, drawables, config, _data):
        name = procedure.get_name()
        if len(drawables) != 1 or not isinstance(drawables[0], Gimp.Layer):
            return self._failed(procedure, "Select one layer first.")
        if run_mode == Gimp.RunMode.INTERACTIVE and name != REPAIR:
            GimpUi.init("vq-studio")
            dialog = GimpUi.ProcedureDialog.new(procedure, config, WORDS[name][0].replace("_", "").rstrip("…"))
            dialog.fill(None)
            agreed = dialog.run()
            dialog.destroy()
            if not agreed:
                return procedure.new_return_values(Gimp.PDBStatusType.CANCEL, None)
        Gimp.progress_init("VQ Studio is working")
        try:
            edit(name, image, drawables[0], config)
        except (Refused, OSError) as error:
            return self._failed(procedure, str(error))
        Gimp.displays_flush()
        return procedure.new_return_values(Gimp.PDBStatusType.SUCCESS, None)

    def _failed(self, procedure, sentence):
        error = GLib.Error.new_literal(Gimp.PlugIn.error_quark(), sentence, 0)
        return procedure.new_return_values(Gimp.PDBStatusType.EXECUTION_ERROR, error)


Gimp.main(VQStudio.__gtype__, sys.argv)
