"""Which parts of the window talk to which, where the window itself has nothing to decide."""

from __future__ import annotations

from .parts import Parts


def connect_parts(window: Parts) -> None:
    session, operations, files, canvas = window.session, window.operations, window.files, window.canvas
    gallery, actions = window.style_panel.gallery, window.actions_by_name
    window.tokens.notice.connect(window.banner.show_notice)
    operations.committing.connect(window.brush.split)
    operations.committed.connect(window.brush.refresh)
    operations.committed.connect(window.mask_rest.styled)
    operations.progress.connect(window.status.set_progress)
    operations.preview.connect(canvas.show_preview)
    operations.preview_over.connect(canvas.clear_previews)
    operations.message.connect(window.status.set_message)
    operations.notice.connect(window.banner.show_notice)
    window.selector.notice.connect(window.banner.show_notice)
    window.services.messages.notice.connect(window.banner.show_notice)
    window.services.messages.message.connect(window.status.set_message)
    files.opening.connect(window.banner.clear)
    window.film.close_wanted.connect(files.close)
    session.leaving.connect(window.brush.end)
    gallery.seen.connect(window.thumbnails.set_wanted)
    window.thumbnails.painted.connect(gallery.show_photo)
    window.style_panel.preview_wanted.connect(window.style_preview.ask)
    window.style_panel.control_moved.connect(window.style_preview.follow)
    window.style_preview.ready.connect(canvas.show_preview)
    window.style_preview.over.connect(canvas.clear_previews)
    session.opened.connect(window.style_preview.forget)
    window.frame_panel.preview.connect(canvas.show_preview)
    window.frame_panel.preview_over.connect(canvas.clear_previews)
    window.adjust_panel.changed.connect(window.adjust_preview.show)
    window.adjust_preview.ready.connect(canvas.show_preview)
    window.adjust_preview.over.connect(canvas.clear_previews)
    window.side.page_changed.connect(window.adjust_panel.set_back)
    window.side.page_changed.connect(lambda page: window.mask_rest.wake() if page == "repair" else None)
    window.side.page_changed.connect(lambda: window.frame_panel.angle.set_value(0))
    window.styles.changed.connect(window.thumbnails.styles_changed)
    window.styles.changed.connect(window.batch.styles_changed)
    window.styles.changed.connect(window.style_preview.styles_changed)
    canvas.zoom_changed.connect(window.status.set_zoom)
    window.status.cancel_clicked.connect(operations.cancel)
    window.status.zoom_chosen.connect(canvas.zoom_to)
    window.status.fit_chosen.connect(canvas.fit)
    window.toolbar.before_held.connect(canvas.set_show_before)
    window.empty.open_clicked.connect(files.ask_open)
    window.empty.paste_clicked.connect(files.paste)
    window.empty.sample_clicked.connect(files.open_sample)
    window.empty.recent_chosen.connect(files.open_path)
    files.used.connect(window.recent.remember)
    window.banner.details_asked.connect(window.help.show_details)
    actions["mask_visible"].toggled.connect(canvas.mask_view.set_visible)
    actions["token_view"].toggled.connect(window.tokens.set_active)
    window.tokens.changed.connect(lambda: actions["token_view"].setChecked(window.tokens.active))
    actions["panel"].toggled.connect(window.side.setVisible)
    actions["history"].toggled.connect(window.history.setVisible)
    # The brush rests while tokens are shown, which nobody expects in another panel.
    window.side.page_changed.connect(lambda: window.tokens.set_active(False))
    session.leaving.connect(lambda: window.frame.leave(session.photo))
    # Not all actions again: a slider moves as often as the pointer.
    window.adjust_panel.changed.connect(lambda: actions["adjust"].setEnabled(window.adjust_panel.can_run))
