"""Project files: written, and read with all checks."""
