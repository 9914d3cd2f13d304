"""The window: canvas, tools, panels and undo. Qt lives here and nowhere below."""
