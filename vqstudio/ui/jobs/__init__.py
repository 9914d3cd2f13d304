"""Work that is not done on the window's thread, and what is said of it."""
