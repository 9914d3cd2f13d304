"""Work off the window's thread, and how it is reported."""
