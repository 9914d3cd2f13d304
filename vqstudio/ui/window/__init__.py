"""The window: assembled, connected, and what surrounds the photo."""
