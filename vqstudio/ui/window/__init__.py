"""The main window: assembling and connecting its parts, and what surrounds the photo."""
