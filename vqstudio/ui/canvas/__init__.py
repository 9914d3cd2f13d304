"""The photo on the screen, and what pointer and keys do to it."""
